/** «actions»: the list, filtered and paged. */

import { foldText } from '../../domain/fold.ts';
import { isSilentOn } from '../../domain/obligations/silent-action.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { actionStatuses } from '../../domain/terms.ts';
import { inWords } from '../../french/in-words.ts';
import { count } from '../../french/plural.ts';
import { statusLabel } from '../../french/terms.ts';
import { type Action, listActions } from '../../store/actions.ts';
import { openBlockers } from '../../store/blockers.ts';
import { openRequests } from '../../store/requests.ts';
import { answer, button, buttons, note, pageButtons, pageOf, say, text } from '../answers.ts';
import type { CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { ActionFilters, Command } from '../grammar/command.ts';
import { audienceLabel, axisLabel, structureLabel, territoryLabel, themeLabel } from '../labels.ts';
import { ownActions, type Turn } from '../turn.ts';
import { actionItem, listFacts } from './action-lines.ts';
import { engagedBy } from './engaged.ts';
import { historyAnswer } from './history.ts';
import { rememberList } from './last-list.ts';

type ActionsCommand = Extract<Command, { name: 'actions' }>;

export async function handleActions(turn: Turn, command: ActionsCommand): Promise<Answer> {
  const { filters } = command;
  if (filters.pact && filters.pact !== turn.pact.definition.id)
    return historyAnswer(turn, filters.pact);
  const found = await findActions(turn, filters);
  const what = describeFilters(turn, filters);
  const none = `Aucune action${filters.mine ? ' à votre nom' : ''}${what}.`;
  if (found.length === 0)
    return answer({
      summary: none,
      blocks: [
        text(none),
        buttons(button('Toutes les actions', say('actions')), button('Aide', say('aide actions'))),
      ],
    });
  const page = pageOf(found, command.page);
  await rememberList(turn, { ...command, page: page.page }, page.pages);
  const facts = await listFacts(turn, page.entries);
  const title = filters.mine
    ? `Vos actions${what} : ${found.length}`
    : `${count(found.length, 'action', 'actions')}${what}`;
  // Of one status only, the title has said it.
  const blocks: CardBlock[] = filters.status ? [] : [note(countsByStatus(found))];
  for (const action of page.entries) blocks.push(actionItem(turn, action, facts));
  const paging = pageButtons(page, wordsOf(filters));
  if (page.pages > 1) blocks.push(note(`Page ${page.page} sur ${page.pages}.`));
  if (paging.length > 0) blocks.push(buttons(...paging));
  const summary = filters.status ? `${title}.` : `${title}, ${countsByStatus(found)}`;
  return answer({ summary, title, blocks });
}

async function findActions(turn: Turn, filters: ActionFilters): Promise<readonly Action[]> {
  const all = await listActions(turn.db, turn.pact.definition.id);
  const own = filters.mine ? new Set(ownActions(turn)) : undefined;
  const blocked = filters.blocked
    ? new Set(
        (
          await openBlockers(
            turn.db,
            all.map(({ id }) => id),
          )
        ).map((one) => one.actionId),
      )
    : undefined;
  const engaged = filters.structure && (await engagedBy(turn, filters.structure, turn.today));
  const silent = filters.silent ? await silenceOf(turn) : undefined;
  const matches = (action: Action): boolean => {
    const group = turn.names.groupsById.get(action.groupId);
    return (
      (!filters.territory || group?.territories.includes(filters.territory) === true) &&
      (!filters.axis || action.axes.includes(filters.axis)) &&
      (!filters.theme || action.themes.includes(filters.theme)) &&
      (!filters.audience || action.audiences.includes(filters.audience)) &&
      (!filters.status || action.status === filters.status) &&
      (!filters.group || group?.code === filters.group) &&
      (!engaged || engaged(action)) &&
      (!filters.experimentation || action.experimentation) &&
      (!silent || silent(action)) &&
      (!filters.word || holdsWord(action, filters.word)) &&
      (!own || own.has(action.code)) &&
      (!blocked || blocked.has(action.id))
    );
  };
  const order = new Intl.Collator('fr', { numeric: true });
  return all.filter(matches).sort((a, b) => order.compare(a.code, b.code));
}

/** Silent as reminders reckon it; an action that is over never is. */
export async function silenceOf({ db, pact, today }: Turn): Promise<(action: Action) => boolean> {
  const waiting = new Set((await openRequests(db)).map(({ subjectId }) => subjectId));
  return ({ id, status, lastNewsAt }) => {
    if (status === 'completed' || status === 'abandoned') return false;
    const news = { lastNewsOn: parisDay(lastNewsAt), awaitingValidation: waiting.has(id) };
    return isSilentOn(news, pact.definition, pact, today);
  };
}

function holdsWord(action: Action, word: string): boolean {
  const wanted = foldText(word);
  return [action.code, action.title, action.objectives, action.means, action.deliverables].some(
    (field) => foldText(field).includes(wanted),
  );
}

function describeFilters(turn: Turn, filters: ActionFilters): string {
  const { names } = turn;
  const parts = [
    filters.status && `statut « ${statusLabel(filters.status)} »`,
    filters.blocked && 'avec un blocage',
    filters.silent &&
      `sans nouvelle depuis ${turn.pact.definition.reminders.silentAction.afterMonths} mois`,
    filters.experimentation && 'en expérimentation',
    filters.group && `groupe ${filters.group}`,
    filters.axis && `axe ${axisLabel(names, filters.axis)}`,
    filters.theme && `thème « ${themeLabel(names, filters.theme)} »`,
    filters.audience && `pour « ${audienceLabel(names, filters.audience)} »`,
    filters.structure && `avec ${structureLabel(names, filters.structure)}`,
    filters.word && `avec « ${shown(filters.word)} »`,
  ].filter((part) => typeof part === 'string');
  const where = filters.territory
    ? ` sur le territoire ${territoryLabel(names, filters.territory)}`
    : '';
  return [where, ...parts].join(', ');
}

/** The word looked for, long enough to be recognised. */
function shown(word: string): string {
  return word.length <= 60 ? word : `${word.slice(0, 60)}…`;
}

function countsByStatus(actions: readonly Action[]): string {
  const counts = actionStatuses
    .map((status) => ({
      status,
      number: actions.filter((action) => action.status === status).length,
    }))
    .filter(({ number }) => number > 0)
    .map(({ status, number }) => `${number} ${statusLabel(status, number)}`);
  return `${inWords(counts)}.`;
}

/** The words that give the same list again, for the buttons of its pages. */
function wordsOf(filters: ActionFilters): string {
  const parts = [
    filters.mine && 'mes',
    filters.territory,
    filters.axis,
    filters.theme,
    filters.audience,
    filters.status && statusLabel(filters.status),
    filters.group,
    filters.structure,
    filters.blocked && 'bloquées',
    filters.silent && 'sans nouvelles',
    filters.experimentation && 'expérimentations',
    filters.word && `"${filters.word}"`,
  ].filter((part) => typeof part === 'string');
  return ['actions', ...parts].join(' ');
}
