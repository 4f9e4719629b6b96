/** How an action reads in a list. */

import { missingParts } from '../../domain/action-status.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { dayAndMonth, plainDate } from '../../french/format-date.ts';
import { statusLabel } from '../../french/terms.ts';
import { type Action, indicatorsOf } from '../../store/actions.ts';
import type { Blocker } from '../../store/blockers.ts';
import { openBlockers } from '../../store/blockers.ts';
import { button, item, say } from '../answers.ts';
import type { Button, CardBlock, Span } from '../card.ts';
import type { Turn } from '../turn.ts';

/** What a list needs beside the actions themselves, read once for the page shown. */
export interface ListFacts {
  readonly blockers: ReadonlyMap<string, readonly Blocker[]>;
  readonly incomplete: ReadonlySet<string>;
}

export async function listFacts(turn: Turn, actions: readonly Action[]): Promise<ListFacts> {
  const ids = actions.map((action) => action.id);
  const blockers = Map.groupBy(await openBlockers(turn.db, ids), (blocker) => blocker.actionId);
  const indicators = Map.groupBy(await indicatorsOf(turn.db, ids), (one) => one.actionId);
  const incomplete = actions.filter(
    (action) => missingParts({ ...action, indicators: indicators.get(action.id) ?? [] }).length > 0,
  );
  return { blockers, incomplete: new Set(incomplete.map((action) => action.id)) };
}

export function actionItem(
  turn: Turn,
  action: Action,
  facts: ListFacts,
  own: Button = button('Voir', say(`action ${action.code}`)),
): CardBlock {
  const spans: Span[] = [
    { bold: `${action.code} - ${action.title}` },
    `\n${capital(statusLabel(action.status))}`,
  ];
  const blocker = facts.blockers.get(action.id)?.[0];
  if (blocker)
    spans.push(blocker.kind === 'awaitingValidation' ? ', en attente de validation' : ', bloquée');
  if (action.status === 'project' && facts.incomplete.has(action.id))
    spans.push(', fiche incomplète');
  spans.push(`. Dernières nouvelles le ${newsDay(action, turn.today)}.`);
  return item(spans, own);
}

function newsDay({ lastNewsAt }: Action, today: string): string {
  const day = parisDay(lastNewsAt);
  return day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(day) : plainDate(day);
}

export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('fr') + words.slice(1);
}
