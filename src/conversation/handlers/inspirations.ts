/** «inspirations»: experimentations and good practice of the other territories (§2, B:354). */
import { listActions } from '../../store/actions.ts';
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
import { count } from '../french/plural.ts';
import { statusLabel } from '../french/terms.ts';
import type { Command } from '../grammar/command.ts';
import { territoryLabels, themeLabel } from '../labels.ts';
import { ownActions, type Turn } from '../turn.ts';
import { rememberList } from './last-list.ts';

type InspirationsCommand = Extract<Command, { name: 'inspirations' }>;

export async function handleInspirations(
  turn: Turn,
  command: InspirationsCommand,
): Promise<Answer> {
  const { theme } = command;
  const own = new Set(ownActions(turn));
  const found = (await listActions(turn.db, turn.pact.definition.id)).filter(
    (action) =>
      (action.experimentation || action.status === 'operating' || action.status === 'completed') &&
      action.status !== 'abandoned' &&
      !own.has(action.code) &&
      (!theme || action.themes.includes(theme)),
  );
  // Experimentations first, then what already runs: both can be taken up elsewhere.
  const sorted = [...found].sort(
    (a, b) =>
      Number(b.experimentation) - Number(a.experimentation) ||
      b.lastNewsAt.localeCompare(a.lastNewsAt),
  );
  const about = theme ? ` sur « ${themeLabel(turn.names, theme)} »` : '';
  if (sorted.length === 0)
    return sentence(
      `Aucune expérimentation ni action aboutie${about} pour l’instant.`,
      button('Tous les thèmes', say('inspirations')),
    );
  const page = pageOf(sorted, command.page);
  await rememberList(turn, { ...command, page: page.page }, page.pages);
  const title = `${count(sorted.length, 'action dont s’inspirer', 'actions dont s’inspirer')}${about}`;
  return answer({
    summary: title,
    title,
    blocks: [
      ...page.entries.map((action) => {
        const group = turn.names.groupsById.get(action.groupId);
        const kind = action.experimentation ? 'Expérimentation' : 'Bonne pratique';
        return item(
          [
            { bold: `${action.code} - ${action.title}` },
            `\n${kind}, ${statusLabel(action.status)}. ${territoryLabels(turn.names, group?.territories ?? [])}.`,
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
