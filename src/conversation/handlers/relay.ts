/** «relais»: what changed, ready to be forwarded to one's own structure (PTI 2022-2025, §1.4). */
import { addDays, addMonths } from '../../domain/days.ts';
import { parisInstant } from '../../domain/paris-time.ts';
import { monthAndYear, plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { statusLabel } from '../../french/terms.ts';
import { type ActionEntry, entriesBetween } from '../../store/action-entries.ts';
import { type Action, listActions } from '../../store/actions.ts';
import { blockersOfEntries } from '../../store/blockers.ts';
import { meetingsHeldBetween } from '../../store/meetings.ts';
import { readTexts } from '../../store/texts.ts';
import { answer, button, buttons, note, say, sentence, text } from '../answers.ts';
import type { CardBlock, Span } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { structureLabel, territoryLabel } from '../labels.ts';
import type { Turn } from '../turn.ts';
import { engagedBy } from './engaged.ts';

type RelayCommand = Extract<Command, { name: 'relay' }>;

/** Actions told in full; beyond, a message is no longer read. */
const actionsTold = 12;

export async function handleRelay(turn: Turn, command: RelayCommand): Promise<Answer> {
  const from = command.month
    ? `${command.month}-01`
    : addMonths(`${turn.today.slice(0, 7)}-01`, -1);
  const to = command.month ? addMonths(from, 1) : addMonths(`${turn.today.slice(0, 7)}-01`, 1);
  const period = command.month ? monthAndYear(command.month) : `depuis le ${plainDate(from)}`;
  const where = scopeWords(turn, command);
  if (to <= turn.pact.trackedFrom)
    return sentence(
      `Cette période n’est pas suivie : le suivi commence le ${plainDate(turn.pact.trackedFrom)}.`,
    );
  const changes = await changesBetween(turn, command, from, to);
  const title = `Point du pacte, ${period}${where}`;
  if (changes.length === 0)
    return sentence(`${title} : rien de nouveau.`, button('Toutes les actions', say('actions')));
  const blocks: CardBlock[] = changes
    .slice(0, actionsTold)
    .map(({ action, spans }) => text({ bold: `${action.code} - ${action.title}` }, ...spans));
  if (changes.length > actionsTold)
    blocks.push(
      note(`Et ${count(changes.length - actionsTold, 'autre action', 'autres actions')}.`),
    );
  const meetings = await meetingsIn(turn, command, from, to);
  if (meetings) blocks.push(text(meetings));
  blocks.push(
    note('À copier et transmettre à votre structure.'),
    buttons(button('Toutes les actions', say('actions'))),
  );
  return answer({
    summary: `${title} : ${count(changes.length, 'action a avancé', 'actions ont avancé')}.`,
    title,
    blocks,
  });
}

function scopeWords(turn: Turn, command: RelayCommand): string {
  if (command.territory) return `, ${territoryLabel(turn.names, command.territory)}`;
  return command.structure ? `, ${structureLabel(turn.names, command.structure)}` : '';
}

interface Change {
  readonly action: Action;
  readonly spans: readonly Span[];
}

async function changesBetween(
  turn: Turn,
  command: RelayCommand,
  from: string,
  to: string,
): Promise<readonly Change[]> {
  const last = addDays(to, -1);
  const engaged =
    command.structure &&
    (await engagedBy(turn, command.structure, last < turn.today ? last : turn.today));
  const actions = (await listActions(turn.db, turn.pact.definition.id)).filter((action) =>
    command.territory
      ? turn.names.groupsById.get(action.groupId)?.territories.includes(command.territory) === true
      : !engaged || engaged(action),
  );
  const byAction = Map.groupBy(
    await entriesBetween(
      turn.db,
      turn.pact.definition.id,
      parisInstant(from, '00:00'),
      parisInstant(to, '00:00'),
    ),
    (entry) => entry.actionId,
  );
  const texts = await readTexts(
    turn.db,
    [...byAction.values()].flat().flatMap((entry) => entry.textId ?? []),
  );
  const entryIds = [...byAction.values()].flat().map(({ id }) => id);
  const blocked = new Set(
    (await blockersOfEntries(turn.db, entryIds)).flatMap(({ raisedEntry }) => raisedEntry ?? []),
  );
  return actions.flatMap((action) => {
    const spans = tell(byAction.get(action.id) ?? [], texts, blocked);
    return spans.length > 0 ? [{ action, spans }] : [];
  });
}

/** Where the action went over the period and what was said of it; nothing for «rien de neuf». */
function tell(
  entries: readonly ActionEntry[],
  texts: ReadonlyMap<string, string>,
  blocked: ReadonlySet<string>,
): readonly Span[] {
  const undone = new Set(entries.flatMap((entry) => entry.about ?? []));
  const counting = entries.filter((entry) => !undone.has(entry.id) && entry.kind !== 'withdrawal');
  const moved = counting.filter((entry) => entry.toStatus && entry.fromStatus !== entry.toStatus);
  const spans: Span[] = [];
  const first = moved[0];
  const last = moved.at(-1);
  if (counting.some((entry) => entry.kind === 'created')) spans.push('\nNouvelle action.');
  else if (first && last?.toStatus && first.fromStatus && first.fromStatus !== last.toStatus)
    spans.push(`\nDe « ${statusLabel(first.fromStatus)} » à « ${statusLabel(last.toStatus)} ».`);
  for (const entry of counting) {
    const words = entry.textId && texts.get(entry.textId);
    if (words) spans.push(blocked.has(entry.id) ? '\nBlocage signalé : ' : '\n', { quote: words });
  }
  return spans;
}

async function meetingsIn(
  turn: Turn,
  command: RelayCommand,
  from: string,
  to: string,
): Promise<string | undefined> {
  const held = (await meetingsHeldBetween(turn.db, turn.pact.definition.id, from, to)).filter(
    (meeting) => {
      if (meeting.body !== 'workingGroup') return false;
      const group = turn.names.groupsById.get(meeting.groupId ?? '');
      return !command.territory || group?.territories.includes(command.territory) === true;
    },
  );
  if (held.length === 0 || command.structure) return undefined;
  const participants = held.reduce((sum, meeting) => sum + (meeting.participants ?? 0), 0);
  return `${count(held.length, 'réunion de groupe', 'réunions de groupe')}, ${count(participants, 'participant', 'participants')}.`;
}
