/** From the French keys of a checked file to the pact the rest of the code reads. */
import type {
  CalendarOptions,
  Circuit,
  PactDefinition,
  PactItem,
  ReminderPolicy,
  RetentionPolicy,
} from '../domain/pact.ts';
import { fold } from './fold.ts';
import {
  defaultCalendar,
  defaultCircuits,
  defaultReminders,
  defaultRetention,
  defaultRoles,
} from './pact-defaults.ts';
import type { PactFile } from './pact-schema.ts';

export function toPact(file: PactFile): PactDefinition {
  return {
    id: file.identifiant,
    title: file.titre,
    department: file.département,
    startsOn: file.début,
    endsOn: file.fin,
    prorogations: file.prorogations.map((p) =>
      present({
        until: p["jusqu'au"],
        decidedOn: p['décidée le'],
        reason: p.motif,
        example: p.exemple,
        source: p.source,
      }),
    ),
    ...present({ trackedFrom: file['suivi depuis'], closedOn: file['clos le'] }),
    axes: file.axes.map((axis) =>
      present({ ...toItem(axis), number: axis.numéro, objective: axis.objectif }),
    ),
    themes: file.thèmes.map((theme) => ({
      ...toItem(theme),
      axis: theme.axe,
      examples: theme.exemples,
    })),
    audiences: file.publics.map(toItem),
    territories: file.territoires.map((territory) => ({
      ...toItem(territory),
      prefix: territory.préfixe,
    })),
    structures: file.structures.map((structure) => ({
      ...toItem(structure),
      category: structure.catégorie,
      signatory: structure.signataire,
    })),
    bodies: {
      steeringCommittee: file.instances.copil.map((meeting) => ({
        code: meeting.code,
        label: meeting.libellé,
        aliases: meeting.alias,
        window: { kind: meeting.période, months: meeting.mois },
      })),
      localCommitteesPerYear: file.instances['comités locaux par an'],
      pilotsFromTwoStructures: file.instances['pilotes de deux structures'],
    },
    indicators: file.indicateurs.map((indicator) =>
      present({
        code: indicator.code,
        label: indicator.libellé,
        family: indicator.famille,
        unit: indicator.unité,
        period: indicator.période,
        themes: indicator.thèmes,
        source: indicator.source,
      }),
    ),
    roles: withDefaults(defaultRoles, (file.rôles ?? []).map(toItem)),
    circuits: withDefaults(defaultCircuits, (file.circuits ?? []).map(toCircuit)),
    chains: file['circuits internes'].map((chain) => ({
      structure: chain.structure,
      roles: chain.rôles,
    })),
    reminders: toReminders(file.rappels),
    calendar: toCalendar(file.calendrier),
    retention: toRetention(file.conservation),
    ...(file.historique === undefined ? {} : { history: toHistory(file.historique) }),
  };
}

interface FileItem {
  readonly code: string;
  readonly libellé: string;
  readonly alias: readonly string[];
  readonly source?: string | undefined;
}

function toItem(item: FileItem): PactItem {
  return present({
    code: item.code,
    label: item.libellé,
    aliases: item.alias,
    source: item.source,
  });
}

/** The file's own items, which replace a default of the same code, after the defaults it keeps. */
function withDefaults<Item extends PactItem>(
  defaults: readonly Item[],
  own: readonly Item[],
): Item[] {
  const kept = defaults.map(
    (item) => own.find((other) => fold(other.code) === fold(item.code)) ?? item,
  );
  return [...kept, ...own.filter((item) => !kept.includes(item))];
}

type FileCircuit = NonNullable<PactFile['circuits']>[number];

/** Keys left out of a circuit of the product keep their default. */
function toCircuit(circuit: FileCircuit): Circuit {
  const base = defaultCircuits.find((other) => fold(other.code) === fold(circuit.code));
  return {
    ...toItem({
      code: base?.code ?? circuit.code,
      libellé: circuit.libellé ?? base?.label ?? circuit.code,
      alias: circuit.alias ?? [],
      source: circuit.source,
    }),
    enabled: circuit.actif ?? true,
    productDefault: base !== undefined && circuit.étapes === undefined,
    subject: circuit.sujet ?? base?.subject ?? 'free',
    steps:
      circuit.étapes?.map((step) => ({
        code: step.code,
        label: step.libellé,
        seats: step.qui,
        rule: step.règle,
        delay: step['délai en jours ouvrés'],
        remindAfter: step['rappels après'],
        escalateTo: step['sans réponse'],
      })) ??
      base?.steps ??
      [],
  };
}

function toReminders(file: PactFile['rappels']): ReminderPolicy {
  const local = file?.['comité local'];
  const copil = file?.copil;
  const campaign = file?.['campagne indicateurs'];
  const silent = file?.['action sans nouvelles'];
  const vacant = file?.['sièges vacants'];
  const d = defaultReminders;
  return {
    localCommittee: {
      undated: local?.['sans date'] ?? d.localCommittee.undated,
      dated: local?.['date fixée'] ?? d.localCommittee.dated,
      unconfirmed: local?.['après la date'] ?? d.localCommittee.unconfirmed,
    },
    steeringCommittee: {
      windowOpening: copil?.['ouverture de la période'] ?? d.steeringCommittee.windowOpening,
      windowClosing: copil?.['fin de la période'] ?? d.steeringCommittee.windowClosing,
      dated: copil?.['date fixée'] ?? d.steeringCommittee.dated,
      unconfirmed: copil?.['après la date'] ?? d.steeringCommittee.unconfirmed,
    },
    indicatorCampaign: {
      opensOn: campaign?.ouverture ?? d.indicatorCampaign.opensOn,
      dueOn: campaign?.échéance ?? d.indicatorCampaign.dueOn,
      opening: campaign?.["à l'ouverture"] ?? d.indicatorCampaign.opening,
      due: campaign?.["autour de l'échéance"] ?? d.indicatorCampaign.due,
    },
    silentAction: {
      afterMonths: silent?.['après mois'] ?? d.silentAction.afterMonths,
      everyMonths: silent?.['tous les mois'] ?? d.silentAction.everyMonths,
      to: silent?.à ?? d.silentAction.to,
    },
    vacantSeat: {
      everyMonths: vacant?.['tous les mois'] ?? d.vacantSeat.everyMonths,
      unchangedEveryMonths:
        vacant?.['liste inchangée, tous les mois'] ?? d.vacantSeat.unchangedEveryMonths,
      to: vacant?.à ?? d.vacantSeat.to,
    },
    mandateEnd: file?.['fin de mandat'] ?? d.mandateEnd,
    pactEnd: file?.['fin du pacte'] ?? d.pactEnd,
    pauseMaxDays: file?.['pause maximale en jours'] ?? d.pauseMaxDays,
  };
}

function toCalendar(file: PactFile['calendrier']): CalendarOptions {
  const hours = file?.["heures d'envoi"];
  return {
    timeZone: file?.['fuseau horaire'] ?? defaultCalendar.timeZone,
    alsaceMoselle: file?.['Alsace-Moselle'] ?? defaultCalendar.alsaceMoselle,
    ...present({ overseas: file?.['outre-mer'], schoolZone: file?.['zone scolaire'] }),
    schoolYears: (file?.['années scolaires'] ?? []).map((year) =>
      present({
        label: year.année,
        from: year.du,
        until: year.au,
        source: year.source,
        holidays: year.périodes.map((p) => ({ label: p.libellé, from: p.du, until: p.au })),
      }),
    ),
    sendingHours:
      hours === undefined ? defaultCalendar.sendingHours : { from: hours.de, until: hours.à },
  };
}

function toRetention(file: PactFile['conservation']): RetentionPolicy {
  const texts = file?.['textes après clôture'];
  return {
    inboundDays: file?.['messages reçus'] ?? defaultRetention.inboundDays,
    draftDays: file?.brouillons ?? defaultRetention.draftDays,
    refusalDays: file?.refus ?? defaultRetention.refusalDays,
    // `null` is an answer («toujours»), not an absence.
    textDaysAfterClosing: texts === undefined ? defaultRetention.textDaysAfterClosing : texts,
  };
}

function toHistory(
  file: NonNullable<PactFile['historique']>,
): NonNullable<PactDefinition['history']> {
  const census = file.recensement;
  return {
    groups: file.groupes.map((group) => ({
      code: group.code,
      label: group.libellé,
      territories: group.territoires,
      pilots: group.pilotes,
      coPilots: group.copilotes,
      source: group.source,
    })),
    actions: file.actions.map((action) => ({
      title: action.titre,
      territories: action.territoires,
      description: action.description,
      source: action.source,
    })),
    census: {
      on: census.au,
      completed: census.réalisées,
      operating: census['en fonctionnement'],
      inProgress: census['en cours'],
      project: census['au stade du projet'],
      source: census.source,
    },
  };
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same record without the keys that hold nothing. */
function present<T extends object>(record: T): Present<T> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  ) as Present<T>;
}
