/** Actions found by what people call them, to be quoted in a conversation that is not the bot's. */
import { foldText } from '../../domain/fold.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { relativeDay } from '../../french/format-date.ts';
import { statusLabel } from '../../french/terms.ts';
import { type Action, listActions } from '../../store/actions.ts';
import { text } from '../answers.ts';
import type { Quotation } from '../exchange.ts';
import { territoryLabel } from '../labels.ts';
import { ownActions, type Turn } from '../turn.ts';
import { capital } from './action-lines.ts';

const most = 10;

/** The best first; without words, those that the person keeps up to date. */
export async function quoteActions(turn: Turn, words: string): Promise<readonly Quotation[]> {
  const wanted = foldText(words).split(' ').filter(Boolean);
  const own = new Set(ownActions(turn));
  const found = (await listActions(turn.db, turn.pact.definition.id))
    .map((action) => ({ action, rank: rankOf(turn, action, wanted, own) }))
    .filter(({ rank }) => rank > 0);
  const order = new Intl.Collator('fr', { numeric: true });
  found.sort((a, b) => b.rank - a.rank || order.compare(a.action.code, b.action.code));
  return found.slice(0, most).map(({ action }) => quotation(turn, action));
}

/** 0: not what is looked for. */
function rankOf(
  turn: Turn,
  action: Action,
  wanted: readonly string[],
  own: ReadonlySet<string>,
): number {
  const mine = own.has(action.code) ? 1 : 0;
  if (wanted.length === 0) return own.size > 0 ? mine : 1;
  if (foldText(action.code) === wanted.join(' ')) return 4;
  const group = turn.names.groupsById.get(action.groupId);
  const places = (group?.territories ?? []).map((code) => territoryLabel(turn.names, code));
  const name = foldText(`${action.code} ${action.title}`);
  const all = foldText([name, group?.title ?? '', ...places].join(' '));
  if (wanted.every((word) => name.includes(word))) return 2 + mine;
  return wanted.every((word) => all.includes(word)) ? 1 + mine : 0;
}

function quotation(turn: Turn, action: Action): Quotation {
  const title = `${action.code} - ${action.title}`;
  const status = capital(statusLabel(action.status));
  const news = `Dernière nouvelle ${relativeDay(parisDay(action.lastNewsAt), turn.today)}.`;
  const group = turn.names.groupsById.get(action.groupId);
  return {
    title,
    text: `${status}. ${news}`,
    card: {
      summary: `${title} : ${statusLabel(action.status)}.`,
      title,
      blocks: [
        text({ bold: status }, `. ${news}`),
        ...(action.objectives ? [text(action.objectives)] : []),
        ...(group
          ? [{ kind: 'note' as const, text: [`Groupe ${group.code} - ${group.title}.`] }]
          : []),
      ],
    },
  };
}
