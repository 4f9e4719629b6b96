/** What a proposed command is called on its button. */

import type { ActionStatus } from '../../domain/terms.ts';
import { dateRange, plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { frenchSpaces } from '../../french/typography.ts';
import type {
  Absence,
  ActionFilters,
  AdminAct,
  Command,
  RequestAct,
  ReviewForm,
} from './command.ts';
import { agendaText, bodyText } from './labels-bodies.ts';
import { indicatorsText } from './labels-indicators.ts';
import { remindersText } from './labels-reminders.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The shortest limit of the platforms for the text of a button. */
const longest = 75;

const statusLabels: Readonly<Record<ActionStatus, string>> = {
  project: 'au stade du projet',
  inProgress: 'en cours',
  operating: 'en fonctionnement',
  completed: 'réalisée',
  abandoned: 'abandonnée',
};

const adminLabels: Readonly<Record<(AdminAct | RequestAct)['kind'], string>> = {
  menu: 'Administration',
  people: 'Personnes',
  person: 'Fiche',
  newPerson: 'Nouvelle personne',
  newMandate: 'Nouveau mandat',
  endMandate: 'Fin de mandat',
  departure: 'Départ',
  accounts: 'Comptes à confirmer',
  messages: 'Messages non remis',
  import: 'Importer des personnes',
  newGroup: 'Nouveau groupe',
  prorogation: 'Prorogation du pacte',
  closePact: 'Clore le pacte',
  campaign: 'Campagne des indicateurs',
  channel: 'Utiliser ce canal',
  reassign: 'Réattribuer',
  cancelRequest: 'Annuler la demande',
  decideFor: 'Décider à la place',
};

export function labelOf(command: Command, vocabulary: Vocabulary): string {
  return shorten(frenchSpaces(textOf(command, vocabulary)));
}

function textOf(command: Command, names: Vocabulary): string {
  switch (command.name) {
    case 'home':
      return 'Ce qui m’attend';
    case 'help':
      return command.topic === undefined ? 'Aide' : `Aide : ${command.topic}`;
    case 'actions':
      return withPage(`Actions : ${filtersText(command.filters, names)}`, command.page);
    case 'action':
      return `Voir ${actionText(command.action, names)}`;
    case 'update':
      return updateText(command, names);
    case 'newAction':
      return command.title === undefined ? 'Nouvelle action' : `Nouvelle action : ${command.title}`;
    case 'groups':
      return command.territory === undefined
        ? 'Groupes de travail'
        : `Groupes : ${territoryText(command.territory, names)}`;
    case 'group':
      return groupText(command.group, names);
    case 'meeting':
      return [
        `Réunion${command.group === undefined ? '' : ` ${groupText(command.group, names)}`}`,
        ...(command.heldOn === undefined ? [] : [plainDate(command.heldOn)]),
        ...(command.participants === undefined
          ? []
          : [count(command.participants, 'participant', 'participants')]),
      ].join(', ');
    case 'committee':
    case 'steering':
      return bodyText(command, names);
    case 'agenda':
      return agendaText(command, names);
    case 'who':
      return whoText(command, names);
    case 'relay':
      return `Relais : ${placeText(command, names) || 'tout le pacte'}`;
    case 'review':
      return reviewText(command, names);
    case 'inspirations':
      return command.theme === undefined
        ? 'Inspirations'
        : `Inspirations : ${itemLabel(names.pact.themes, command.theme)}`;
    case 'ask':
      return `Demander : ${circuitText(command, names) || 'une validation'}`;
    case 'toAnswer':
      return 'Ce que j’ai à valider';
    case 'request':
      return `Voir la demande ${command.request}`;
    case 'requests':
      return withPage(command.mine ? 'Mes demandes' : 'Demandes en cours', command.page);
    case 'simulate':
      return `Simuler : ${circuitText(command, names) || 'un circuit'}`;
    case 'alert':
      return alertText(command, names);
    case 'alertShown':
      return `Voir l’alerte ${command.alert}`;
    case 'alerts':
      return withPage(command.mine ? 'Mes alertes' : 'Alertes', command.page);
    case 'absence':
      return absenceText(command, names);
    case 'indicators':
    case 'submitIndicators':
      return indicatorsText(command, names);
    case 'reminders':
      return remindersText(command);
    case 'assent':
      return 'Répondre à une demande';
    case 'admin':
      return adminText(command.act, names);
    case 'clock':
      return 'Horloge';
  }
}

const forms: Readonly<Record<ReviewForm, string>> = {
  document: 'document',
  workbook: 'tableur',
  csv: 'CSV',
  pictures: 'images',
};

function reviewText(command: Extract<Command, { name: 'review' }>, names: Vocabulary): string {
  const { year, whole, pact, byTerritory, form } = command;
  const past = names.pastPacts?.find(({ id }) => id === pact);
  const parts = [
    ...(past ? [past.title] : whole ? ['tout le pacte'] : year === undefined ? [] : [`${year}`]),
    ...[placeText(command, names), byTerritory ? 'par territoire' : ''],
    form === undefined ? '' : forms[form],
  ].filter((part) => part !== '');
  return parts.length > 0 ? `Bilan : ${parts.join(', ')}` : 'Bilan';
}

function updateText(command: Extract<Command, { name: 'update' }>, names: Vocabulary): string {
  const parts = [
    ...(command.status === undefined ? [] : [statusLabels[command.status]]),
    ...(command.nothingNew ? ['rien de neuf'] : []),
    ...(command.blocker === undefined
      ? []
      : [
          command.blocker === 'lifted'
            ? 'débloquée'
            : command.blocker === 'other'
              ? 'bloquée'
              : 'en attente de validation',
        ]),
  ];
  if (parts.length === 0 && command.comment === undefined)
    return command.action === undefined
      ? 'Mettre à jour une action'
      : `Mettre à jour ${actionText(command.action, names)}`;
  const said = parts.length > 0 ? parts.join(', ') : 'votre commentaire';
  const subject =
    command.action === undefined ? 'Une action' : shorten(actionText(command.action, names), 48);
  return `${subject} : ${said}`;
}

function alertText(command: Extract<Command, { name: 'alert' }>, names: Vocabulary): string {
  const { action, group, text } = command;
  const subject =
    action !== undefined
      ? actionText(action, names)
      : group !== undefined
        ? groupText(group, names)
        : placeText(command, names);
  const where = subject === '' ? 'Alerte' : `Alerte sur ${shorten(subject, 48)}`;
  return text === undefined ? where : `${where} : ${text}`;
}

function whoText(command: Extract<Command, { name: 'who' }>, names: Vocabulary): string {
  const person = names.persons.find((p) => p.id === command.person);
  if (person) {
    const of = itemLabel(names.pact.structures, person.structure ?? '');
    return `${person.firstName} ${person.lastName}${of === '' ? '' : ` (${of})`}`;
  }
  if (command.group !== undefined) return `Qui : ${groupText(command.group, names)}`;
  const place = placeText(command, names);
  return `Qui : ${[place, command.vacant ? 'sièges vacants' : ''].filter(Boolean).join(', ') || 'annuaire'}`;
}

function circuitText(
  of: { readonly circuit?: string; readonly action?: string; readonly group?: string },
  names: Vocabulary,
): string {
  return [
    itemLabel(names.pact.circuits, of.circuit),
    of.action === undefined ? '' : actionText(of.action, names),
    of.group === undefined ? '' : groupText(of.group, names),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function absenceText(absence: Absence, names: Vocabulary): string {
  if (absence.cancel) return 'Annuler mon absence';
  const { from, until, substituteMention } = absence;
  const period = from === undefined || until === undefined ? '' : ` ${dateRange(from, until)}`;
  const person = names.persons.find((p) => p.id === absence.substitute);
  // First the name: it is what tells the choices apart when a button is cut short.
  if (person) return `${person.firstName} ${person.lastName} me remplace${period}`;
  if (substituteMention !== undefined) return `@${substituteMention} me remplace${period}`;
  return `Mon absence${period}`;
}

function adminText(act: AdminAct | RequestAct, names: Vocabulary): string {
  if (act.kind === 'campaign' && act.move !== undefined)
    return `${act.move === 'open' ? 'Ouvrir' : 'Clore'} la campagne${act.year === undefined ? '' : ` ${act.year}`}`;
  const label = adminLabels[act.kind];
  if ('request' in act && act.request !== undefined) return `${label} ${act.request}`;
  const id = 'person' in act ? act.person : undefined;
  const person = names.persons.find((p) => p.id === id);
  if (!person) return label;
  const of = itemLabel(names.pact.structures, person.structure ?? '');
  return `${label} : ${person.firstName} ${person.lastName}${of === '' ? '' : ` (${of})`}`;
}

function filtersText(filters: ActionFilters, names: Vocabulary): string {
  const { pact } = names;
  const axis = pact.axes.find((a) => a.code === filters.axis);
  const past = names.pastPacts?.find((p) => p.id === filters.pact);
  const parts = [
    filters.mine ? 'les miennes' : '',
    territoryText(filters.territory, names),
    axis ? `axe ${axis.number}` : '',
    itemLabel(pact.themes, filters.theme),
    itemLabel(pact.audiences, filters.audience),
    itemLabel(pact.structures, filters.structure),
    filters.group === undefined ? '' : groupText(filters.group, names),
    filters.status === undefined ? '' : statusLabels[filters.status],
    filters.silent ? 'sans nouvelles' : '',
    filters.blocked ? 'bloquées' : '',
    filters.experimentation ? 'expérimentations' : '',
    filters.word === undefined ? '' : `« ${filters.word} »`,
    past?.title ?? '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(', ') : 'toutes';
}

function placeText(
  place: { readonly structure?: string; readonly territory?: string },
  names: Vocabulary,
): string {
  return [itemLabel(names.pact.structures, place.structure), territoryText(place.territory, names)]
    .filter((part) => part !== '')
    .join(', ');
}

function actionText(code: string, names: Vocabulary): string {
  const action = names.actions.find((a) => a.code === code);
  return action ? `${code} ${action.title}` : code;
}

function groupText(code: string, names: Vocabulary): string {
  const group = names.groups.find((g) => g.code === code);
  if (!group) return code;
  const where = group.territories.map((t) => territoryText(t, names));
  return where.length > 2 ? group.title : `${group.title} (${where.join(', ')})`;
}

function territoryText(code: string | undefined, names: Vocabulary): string {
  return itemLabel(names.pact.territories, code);
}

function itemLabel(
  items: readonly { readonly code: string; readonly label: string }[],
  code: string | undefined,
): string {
  return items.find((item) => item.code === code)?.label ?? '';
}

function withPage(text: string, page: number): string {
  return page === 1 ? text : `${text}, page ${page}`;
}

function shorten(text: string, limit = longest): string {
  const signs = [...text];
  return signs.length <= limit
    ? text
    : `${signs
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}
