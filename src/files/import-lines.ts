/** An import plan in French, one sentence a line: for the terminal and for the conversation. */
import type {
  ImportChange,
  ImportError,
  ImportedMandate,
  ImportLine,
  ImportNotice,
  PersonField,
} from '../domain/import-plan.ts';
import { nameOf, ofName } from '../domain/plan-person.ts';
import { shortDate } from '../french/format-date.ts';
import type { Named, PeopleNames } from './people-names.ts';

/** `names` must hold the structures the plan adds, or their codes are shown. */
export function describeChange(change: ImportChange, names: PeopleNames): string {
  return `${place(change.at)}\u00a0: ${sentenceOf(change, names)}`;
}

export function describeNotice(notice: ImportNotice, names: PeopleNames): string {
  const where = `${place(notice.at)}\u00a0: `;
  switch (notice.kind) {
    case 'homonym':
      return (
        `${where}${nameOf(notice.person)} porte le nom d’une personne déjà enregistrée` +
        `${notice.otherEmail === null ? '' : ` (${notice.otherEmail})`}. Si c’est la même personne, ` +
        'n’importez pas cette ligne\u00a0: corrigez son adresse.'
      );
    case 'mandateAlreadyEnded':
      return (
        `${where}le mandat ${ofName(notice.person)} (${describeMandate(notice.mandate, names)}) ` +
        `a pris fin le ${shortDate(notice.endedOn)}\u202f; il n’est pas rouvert. Pour en ouvrir un ` +
        'nouveau, indiquez son «\u00a0Début\u00a0».'
      );
    case 'stillSignatory':
      return `${where}${notice.label} reste signataire\u00a0: une signature se retire dans le fichier du pacte.`;
  }
}

export function describeError(error: ImportError): string {
  const column = error.column === '' ? '' : `, colonne «\u00a0${error.column}\u00a0»`;
  return error.line === 0 ? error.sentence : `${place(error)}${column}\u00a0: ${error.sentence}`;
}

/** What an import never does, said beside every plan. */
export function describeKept(count: number): string {
  if (count === 0) return 'Aucun autre mandat n’est en cours.';
  return count === 1
    ? 'Un mandat que le fichier ne mentionne pas reste en cours\u00a0: un import n’en termine jamais.'
    : `${count} mandats que le fichier ne mentionne pas restent en cours\u00a0: un import n’en termine jamais.`;
}

function sentenceOf(change: ImportChange, names: PeopleNames): string {
  switch (change.kind) {
    case 'newStructure':
      return `nouvelle structure, ${change.label}${change.signatory ? ', signataire' : ''}.`;
    case 'changedStructure': {
      const aliases =
        change.aliases.length > 0 ? [`reçoit l’alias ${change.aliases.join(', ')}`] : [];
      const signs = change.becomesSignatory ? ['devient signataire'] : [];
      return `${change.label} ${[...aliases, ...signs].join(' et ')}.`;
    }
    case 'newPerson':
      return `nouvelle personne, ${nameOf(change.person)} (${change.person.email}), ${label(names.structures, change.structure)}.`;
    case 'changedPerson': {
      const fields = change.fields.map(({ field, from, to }) => {
        const show = (value: string | null) => shown(field, value, names);
        return `${fieldLabels[field]}, ${show(from)} → ${show(to)}`;
      });
      return `${nameOf(change.person)} change\u00a0: ${fields.join('\u202f; ')}.`;
    }
    case 'newMandate': {
      const { startsOn, endsOn } = change.mandate;
      const until = endsOn === null ? '' : ` jusqu’au ${shortDate(endsOn)}`;
      return `${nameOf(change.person)} devient ${describeMandate(change.mandate, names)}, à partir du ${shortDate(startsOn)}${until}.`;
    }
    case 'changedMandateEnd':
      return `le mandat ${ofName(change.person)} (${describeMandate(change.mandate, names)}) prendra fin le ${shortDate(change.to)}.`;
    case 'unchanged':
      return `${change.label}, rien ne change.`;
  }
}

const fieldLabels: Record<PersonField, string> = {
  firstName: 'prénom',
  lastName: 'nom',
  title: 'titre',
  structure: 'structure',
  prefers: 'messagerie',
};

const roleLabels: Record<Exclude<ImportedMandate['role'], 'named'>, string> = {
  referent: 'référent ou référente PTI',
  territoryReferent: 'référent ou référente du Département',
  pilot: 'pilote',
  coPilot: 'co-pilote',
  programmeOfficer: 'chargée de mission PTI',
  electedOfficial: 'élu ou élue',
};

type Seat = Omit<ImportedMandate, 'startsOn' | 'endsOn'>;

function describeMandate(mandate: Seat, names: PeopleNames): string {
  const role =
    mandate.role === 'named'
      ? label(names.roles, mandate.namedRole ?? '')
      : roleLabels[mandate.role];
  const about = [
    ...(mandate.group === null ? [] : [label(names.groups ?? [], mandate.group)]),
    ...(mandate.territory === null ? [] : [label(names.territories, mandate.territory)]),
    ...(mandate.role === 'referent' ? [label(names.structures, mandate.structure)] : []),
  ];
  return [role, ...about].join(', ');
}

function shown(field: PersonField, value: string | null, names: PeopleNames): string {
  if (field === 'prefers' && value === null) return 'sans préférence';
  if (value === null) return 'rien';
  if (field === 'structure') return label(names.structures, value);
  return field === 'prefers' ? label(names.platforms ?? [], value) : value;
}

function label(items: readonly Named[], code: string): string {
  return items.find((item) => item.code === code)?.label ?? code;
}

function place(at: ImportLine): string {
  return at.sheet === undefined
    ? `Ligne ${at.line}`
    : `Feuille «\u00a0${at.sheet}\u00a0», ligne ${at.line}`;
}
