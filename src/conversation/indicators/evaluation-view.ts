/**
 * The values that a request shows: those of its latest version, whatever was said since, and what
 * each was in the version before.
 */
import type { RequestState } from '../../domain/circuit/state.ts';
import { periodsOf, yearBefore } from '../../domain/indicators/periods.ts';
import { indicatorsOfPact } from '../../store/actions.ts';
import type { Db } from '../../store/database.ts';
import { inOrder, isSaid, type Reading, readingsEverSaid } from '../../store/readings.ts';
import type { ValidationRequest } from '../../store/requests.ts';
import type { Cell } from '../../use-cases/indicators/read-sheets.ts';
import type { Names } from '../names.ts';
import type { ShownValues } from '../requests/request-view.ts';
import { cellLine, readingText, shorten, textsOf } from './cell-words.ts';

interface Sources {
  readonly db: Db;
  readonly names: Names;
}

/** One list for each action, in the order of their codes; nothing when it is not about values. */
export async function evaluationValues(
  { db, names }: Sources,
  { effect, subjectId: groupId, pactId, askedAt }: ValidationRequest,
  { versions }: RequestState,
): Promise<readonly ShownValues[]> {
  if (effect.kind !== 'evaluation') return [];
  const { year } = effect;
  const latest = versions.at(-1)?.at ?? askedAt;
  const former = versions.at(-2)?.at;
  const said = chains(await readingsEverSaid(db, groupId, year));
  const lastYear = chains(await readingsEverSaid(db, groupId, year - 1));
  const rows = (await indicatorsOfPact(db, pactId, [groupId])).flatMap((indicator) =>
    periodsOf(year, indicator.period).flatMap((period): readonly Row[] => {
      const chain = said.get(`${indicator.id} ${period}`) ?? [];
      const reading = asOf(chain, latest);
      const before = lastYear.get(`${indicator.id} ${yearBefore(period)}`)?.at(-1);
      if (!reading) return [];
      const cell = { indicator, period, reading, ...(before && isSaid(before) && { before }) };
      return [{ cell, was: former === undefined ? reading : asOf(chain, former) }];
    }),
  );
  const texts = await textsOf(
    db,
    rows.flatMap(({ cell, was }) => [cell.reading, cell.before, was]),
  );
  const byAction = Map.groupBy(rows, ({ cell }) => cell.indicator.actionId);
  return [...byAction].map(([actionId, own]) => {
    const action = names.actionsById.get(actionId);
    return {
      title: action ? `${action.code} - ${action.title}` : '',
      lines: own.map((row) => rowLine(row, texts)),
    };
  });
}

interface Row {
  readonly cell: Cell;
  /** What the version before said. */
  readonly was: Reading | undefined;
}

function rowLine({ cell, was }: Row, texts: ReadonlyMap<string, string>): string {
  const line = cellLine(cell, texts);
  if (was?.id === cell.reading?.id) return line;
  const former = was ? shorten(readingText(cell.indicator.unit, was, texts)) : 'rien';
  return `${line} - modifié, auparavant : ${former}`;
}

/** Readings by indicator and period, each after the one it replaces. */
function chains(readings: readonly Reading[]): ReadonlyMap<string, readonly Reading[]> {
  const groups = Map.groupBy(readings, (one) => `${one.indicatorId} ${one.period}`);
  return new Map([...groups].map(([key, own]) => [key, inOrder(own)]));
}

/** What was said at an instant; what was said at that very instant counts. */
function asOf(chain: readonly Reading[], instant: string): Reading | undefined {
  const last = chain.findLast(({ at }) => at <= instant);
  return last && isSaid(last) ? last : undefined;
}
