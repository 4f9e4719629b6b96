/** «action THA-3»: where it stands, what it is, what happened. */
import { missingParts } from '../../domain/action-status.ts';
import { may, relationsOf } from '../../domain/rights.ts';
import { onDateAt } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { statusLabel } from '../../french/terms.ts';
import { type ActionEntry, entriesOf } from '../../store/action-entries.ts';
import { type Action, findAction, indicatorsOf } from '../../store/actions.ts';
import { blockersOfEntries, openBlockers } from '../../store/blockers.ts';
import { type Mandate, pilotsOf } from '../../store/mandates.ts';
import { heldMeetingsOf, type Meeting } from '../../store/meetings.ts';
import { requestsAbout } from '../../store/requests.ts';
import { readTexts } from '../../store/texts.ts';
import { objectOf } from '../../use-cases/action-access.ts';
import { answer, button, buttons, openForm, say, text } from '../answers.ts';
import type { CardBlock, Fact, Span } from '../card.ts';
import type { Answer } from '../exchange.ts';
import { targetChanges } from '../indicators/target-changes.ts';
import {
  audienceLabel,
  axisLabel,
  personName,
  structureLabel,
  territoryLabels,
  themeLabel,
} from '../labels.ts';
import { partsInWords } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import type { RequestView } from '../requests/request-view.ts';
import type { Turn } from '../turn.ts';
import { capital } from './action-lines.ts';
import { alertNote } from './alerts.ts';
import { practiceParts } from './good-practice.ts';
import { indicatorResults } from './indicator-results.ts';
import { requestItem, viewOf } from './requests.ts';

/** How many changes are shown: the latest ones are what people ask for. */
const historyLength = 6;

export async function handleAction(turn: Turn, code: string): Promise<Answer> {
  const action = await findAction(turn.db, code);
  const group = action && turn.names.groupsById.get(action.groupId);
  if (!action || !group) return refusalAnswer(turn, { kind: 'notFound', what: 'action', id: code });
  const indicators = await indicatorsOf(turn.db, [action.id]);
  const pilots = await pilotsOf(turn.db, group.id, turn.today);
  const meetings = await heldMeetingsOf(turn.db, group.id);
  const object = await objectOf(turn.db, group, action.structures, turn.today);
  const held = relationsOf(turn.actor.mandates, object);
  const mayUpdate = may('declareUpdate', held);
  const results = await indicatorResults(turn, action, indicators);
  const missing = missingParts({ ...action, indicators });

  const blocks: CardBlock[] = [text(...(await standing(turn, action)))];
  if (missing.length > 0)
    blocks.push(text({ bold: 'Fiche incomplète.' }, ` Il manque ${partsInWords(missing)}.`));
  blocks.push({
    kind: 'facts',
    facts: [
      ...scopeFacts(turn, action, group.territories),
      { label: 'Groupe', value: `${group.code} - ${group.title}` },
      { label: 'Pilotage', value: pilotWords(turn, pilots) },
      {
        label: 'Structures engagées',
        value:
          object.structures.map((one) => structureLabel(turn.names, one)).join(', ') || 'aucune',
      },
      ...substanceFacts(action),
      {
        label: 'Indicateurs',
        value: results.map(({ words }) => words).join(' ; ') || 'à définir',
      },
      { label: 'Concertations du groupe', value: concertations(meetings) },
    ],
  });
  const practice = await practiceParts(turn, action);
  blocks.push(...practice.blocks, ...(await alertNote(turn, action.id)));
  blocks.push(...(await requestBlocks(turn, action)), ...(await historyBlocks(turn, action)));
  blocks.push(
    buttons(
      mayUpdate
        ? button('Mettre à jour', openForm('update', { action: code }), 'primary')
        : undefined,
      may('amendAction', held)
        ? button(
            missing.length > 0 ? 'Compléter la fiche' : 'Modifier la fiche',
            openForm('amendAction', { action: code }),
          )
        : undefined,
      practice.button,
      button('Le groupe', say(`groupe ${group.code}`)),
    ),
  );
  return answer({
    summary: `${code} - ${action.title} : ${statusLabel(action.status)}.`,
    title: `${code} - ${action.title}`,
    blocks,
  });
}

/** The validations under way about the action: where they are is one click away. */
async function requestBlocks(turn: Turn, action: Action): Promise<readonly CardBlock[]> {
  const open = (await requestsAbout(turn.db, action.id)).filter(({ state }) => state === 'open');
  const views: RequestView[] = [];
  for (const request of open) views.push(await viewOf(turn, request));
  return views.length > 0
    ? [
        { kind: 'heading', text: 'Validation en cours' },
        ...views.map((view) => requestItem(view, turn.today)),
      ]
    : [];
}

async function standing(turn: Turn, action: Action): Promise<readonly Span[]> {
  const spans: Span[] = [{ bold: capital(statusLabel(action.status)) }];
  if (action.experimentation) spans.push(' (expérimentation)');
  spans.push(`. Dernière nouvelle ${onDateAt(action.lastNewsAt, turn.today)}.`);
  const blockers = await openBlockers(turn.db, [action.id]);
  const texts = await readTexts(
    turn.db,
    blockers.flatMap((blocker) => blocker.textId ?? []),
  );
  for (const blocker of blockers) {
    spans.push(
      '\n',
      { bold: blocker.kind === 'awaitingValidation' ? 'En attente de validation' : 'Bloquée' },
      ` depuis ${onDateAt(blocker.raisedAt, turn.today).replace(/^le /, 'le ')}.`,
    );
    const words = blocker.textId && texts.get(blocker.textId);
    if (words) spans.push('\n', { quote: words });
  }
  return spans;
}

function scopeFacts(turn: Turn, action: Action, territories: readonly string[]): readonly Fact[] {
  const { names } = turn;
  const list = (codes: readonly string[], label: (names: Turn['names'], code: string) => string) =>
    codes.map((code) => label(names, code)).join(' ; ');
  return [
    {
      label: territories.length > 1 ? 'Territoires' : 'Territoire',
      value: territoryLabels(names, territories),
    },
    { label: action.axes.length > 1 ? 'Axes' : 'Axe', value: list(action.axes, axisLabel) },
    ...(action.themes.length > 0
      ? [
          {
            label: action.themes.length > 1 ? 'Thèmes' : 'Thème',
            value: list(action.themes, themeLabel),
          },
        ]
      : []),
    { label: 'Publics', value: list(action.audiences, audienceLabel) || 'à définir' },
  ];
}

function substanceFacts(action: Action): readonly Fact[] {
  return [
    { label: 'Objectifs', value: action.objectives || 'à définir' },
    { label: 'Modalités', value: action.means || 'à définir' },
    { label: 'Livrables', value: action.deliverables || 'à définir' },
  ];
}

export function pilotWords(turn: Turn, pilots: readonly Mandate[]): string {
  const words = pilots.map((seat) => {
    const who = seat.personId ? personName(turn.names, seat.personId) : undefined;
    const structure = seat.structure ? structureLabel(turn.names, seat.structure) : undefined;
    const role = seat.role === 'pilot' ? 'pilote' : 'co-pilote';
    return who && structure
      ? `${who}, ${structure}, ${role}`
      : `${who ?? structure ?? ''}, ${role}`;
  });
  if (!pilots.some((seat) => seat.role === 'pilot')) words.unshift('pilote à désigner');
  if (!pilots.some((seat) => seat.role === 'coPilot')) words.push('co-pilote à désigner');
  return words.join(' ; ');
}

/** Computed, never typed again (SPEC §4). */
export function concertations(meetings: readonly Meeting[]): string {
  if (meetings.length === 0) return 'aucune enregistrée';
  const participants = meetings.reduce((sum, meeting) => sum + (meeting.participants ?? 0), 0);
  return `${count(meetings.length, 'réunion', 'réunions')}, ${count(participants, 'participant', 'participants')} au total`;
}

async function historyBlocks(turn: Turn, action: Action): Promise<readonly CardBlock[]> {
  const entries = await entriesOf(turn.db, action.id, historyLength + 1);
  const undone = new Set(entries.map((entry) => entry.about));
  const blockers = await blockersOfEntries(
    turn.db,
    entries.map(({ id }) => id),
  );
  const texts = await readTexts(
    turn.db,
    entries.flatMap((entry) => entry.textId ?? []),
  );
  const aims = await targetChanges(turn.db, entries);
  const blocks: CardBlock[] = [{ kind: 'heading', text: 'Historique' }];
  for (const entry of entries.slice(0, historyLength)) {
    const hindrance = blockers.find(
      ({ raisedEntry, liftedEntry }) => raisedEntry === entry.id || liftedEntry === entry.id,
    );
    const blocked =
      hindrance &&
      (hindrance.liftedEntry === entry.id
        ? 'blocage levé'
        : hindrance.kind === 'awaitingValidation'
          ? 'en attente de validation'
          : 'blocage signalé');
    const spans: Span[] = [entryWords(turn, entry, undone.has(entry.id), blocked)];
    for (const aim of aims.get(entry.id) ?? []) spans.push(`\n${aim}.`);
    const words = entry.textId && texts.get(entry.textId);
    if (words) spans.push('\n', { quote: words });
    blocks.push(text(...spans));
  }
  return blocks;
}

function entryWords(
  turn: Turn,
  entry: ActionEntry,
  undone: boolean,
  blocked: string | undefined,
): string {
  const when = onDateAt(entry.at, turn.today);
  const who = personName(turn.names, entry.authorId);
  const struck = undone ? ' Corrigé ou annulé depuis.' : '';
  return `${capital(when)}, ${who} : ${changeWords(entry, blocked)}.${struck}`;
}

function changeWords(entry: ActionEntry, blocked: string | undefined): string {
  const { kind, fromStatus: from, toStatus: to } = entry;
  const status = to ? `« ${statusLabel(to)} »` : '';
  switch (kind) {
    case 'created':
      return 'création de l’action';
    case 'amended':
      return 'fiche modifiée';
    case 'withdrawal':
      return `mise à jour annulée, retour à ${status}`;
    case 'blockerRaised':
      return 'blocage signalé';
    case 'blockerLifted':
      return 'blocage levé';
    default:
      if (from && to && from !== to)
        return `de « ${statusLabel(from)} » à ${status}${blocked ? `, ${blocked}` : ''}`;
      if (blocked) return blocked;
      return entry.nothingNew ? 'rien de neuf' : 'commentaire';
  }
}
