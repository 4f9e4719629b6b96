/** From the French keys of a checked file to the pact the rest of the code reads. */

import { foldText } from '../domain/fold.ts';
import type { Circuit, PactDefinition, PactItem } from '../domain/pact.ts';
import { defaultCircuits, defaultRoles } from './pact-defaults.ts';
import { toCalendar, toReminders, toRetention } from './pact-mapping-policies.ts';
import type { PactFile } from './pact-schema.ts';
import { present } from './present.ts';

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
    (item) => own.find((other) => foldText(other.code) === foldText(item.code)) ?? item,
  );
  return [...kept, ...own.filter((item) => !kept.includes(item))];
}

type FileCircuit = NonNullable<PactFile['circuits']>[number];

/** Keys left out of a circuit of the product keep their default. */
function toCircuit(circuit: FileCircuit): Circuit {
  const base = defaultCircuits.find((other) => foldText(other.code) === foldText(circuit.code));
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
      circuit.étapes?.map((step) =>
        present({
          code: step.code,
          label: step.libellé,
          seats: step.qui,
          rule: step.règle,
          delay: step['délai en jours ouvrés'],
          remindAfter: step['rappels après'],
          escalateTo: step['sans réponse'],
          escalateEvery: step['escalade tous les'],
          internalMaxDays: step['validation interne au plus'],
        }),
      ) ??
      base?.steps ??
      [],
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
