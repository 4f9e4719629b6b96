/** «inspirations»: experimentations and good practice of the other territories (§2, B:354). */

import { count } from '../../french/plural.ts';
import { statusLabel } from '../../french/terms.ts';
import { type Action, indicatorsOf, listActions } from '../../store/actions.ts';
import { goodPractices } from '../../store/good-practice.ts';
import {
  answer,
  button,
  buttons,
  item,
  note,
  pageButtons,
  pageOf,
  say,
  sentence,
} from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { territoryLabels, themeLabel } from '../labels.ts';
import { ownActions, type Turn } from '../turn.ts';
import { indicatorResults } from './indicator-results.ts';
import { rememberList } from './last-list.ts';

type InspirationsCommand = Extract<Command, { name: 'inspirations' }>;

export async function handleInspirations(
  turn: Turn,
  command: InspirationsCommand,
): Promise<Answer> {
  const { theme } = command;
  const own = new Set(ownActions(turn));
  const { id: pactId } = turn.pact.definition;
  const held = new Set((await goodPractices(turn.db, pactId)).map(({ actionId }) => actionId));
  const found = (await listActions(turn.db, pactId)).filter(
    (action) =>
      (held.has(action.id) ||
        action.experimentation ||
        action.status === 'operating' ||
        action.status === 'completed') &&
      action.status !== 'abandoned' &&
      !own.has(action.code) &&
      (!theme || action.themes.includes(theme)),
  );
  // What the chargée de mission holds up, experimentations, then what already runs.
  const rank = (action: Action) => (held.has(action.id) ? 2 : action.experimentation ? 1 : 0);
  const sorted = [...found].sort(
    (a, b) => rank(b) - rank(a) || b.lastNewsAt.localeCompare(a.lastNewsAt),
  );
  const about = theme ? ` sur « ${themeLabel(turn.names, theme)} »` : '';
  if (sorted.length === 0)
    return sentence(
      `Aucune expérimentation ni action aboutie${about} pour l’instant.`,
      button('Tous les thèmes', say('inspirations')),
    );
  const page = pageOf(sorted, command.page);
  await rememberList(turn, { ...command, page: page.page }, page.pages);
  const results = await resultsOf(turn, page.entries);
  const title = `${count(sorted.length, 'action dont s’inspirer', 'actions dont s’inspirer')}${about}`;
  return answer({
    summary: title,
    title,
    blocks: [
      ...page.entries.map((action) => {
        const group = turn.names.groupsById.get(action.groupId);
        const kind = held.has(action.id)
          ? 'Bonne pratique signalée par la chargée de mission'
          : action.experimentation
            ? 'Expérimentation'
            : 'Action aboutie';
        const values = results.get(action.id) ?? '';
        return item(
          [
            { bold: `${action.code} - ${action.title}` },
            `\n${kind}, ${statusLabel(action.status)}. ${territoryLabels(turn.names, group?.territories ?? [])}.`,
            ...(values === '' ? [] : [`\nRésultats : ${values}.`]),
            ...(action.deliverables ? ['\n', { quote: action.deliverables }] : []),
          ],
          button('Voir', say(`action ${action.code}`)),
        );
      }),
      ...(page.pages > 1 ? [note(`Page ${page.page} sur ${page.pages}.`)] : []),
      buttons(
        ...pageButtons(page, `inspirations${theme ? ` ${theme}` : ''}`),
        button('Accueil', say('accueil')),
      ),
    ],
  });
}

/** What their indicators gave, in words: what makes an idea worth taking up. */
async function resultsOf(
  turn: Turn,
  actions: readonly Action[],
): Promise<ReadonlyMap<string, string>> {
  const results = new Map<string, string>();
  for (const action of actions) {
    const indicators = await indicatorsOf(turn.db, [action.id]);
    const given = (await indicatorResults(turn, action, indicators)).filter((one) => one.given);
    results.set(action.id, given.map(({ words }) => words).join(' ; '));
  }
  return results;
}
