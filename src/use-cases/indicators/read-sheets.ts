/**
 * What a group is asked about a year, beside what is said of it: one cell for each indicator and
 * period, with the reading of the year before (PTI 2022-2025, B:301-310).
 */
import { isAskedIn, mustAnswer, yearsAsked } from '../../domain/indicators/asked.ts';
import { periodsBegun, yearBefore } from '../../domain/indicators/periods.ts';
import { parisDay } from '../../domain/paris-time.ts';
import {
  type ActionIndicator,
  indicatorsOfPact,
  type MeasuredActionRow,
  measuredActions,
} from '../../store/actions.ts';
import type { Db } from '../../store/database.ts';
import { type Evaluation, listEvaluations } from '../../store/evaluations.ts';
import { listGroups, type WorkingGroup } from '../../store/groups.ts';
import { currentReadings, type Reading } from '../../store/readings.ts';

export interface Cell {
  readonly indicator: ActionIndicator;
  readonly period: string;
  /** Absent: nothing is said. */
  readonly reading?: Reading;
  /** The same period, a year before. */
  readonly before?: Reading;
}

export interface ActionSheet {
  readonly action: MeasuredActionRow;
  /** Nothing of a project is missing. */
  readonly required: boolean;
  readonly cells: readonly Cell[];
}

export interface GroupSheet {
  readonly group: WorkingGroup;
  readonly year: number;
  readonly evaluation?: Evaluation;
  /** The actions asked about the year, in the order of their codes. */
  readonly actions: readonly ActionSheet[];
}

export interface SheetsAsked {
  readonly pactId: string;
  readonly year: number;
  readonly today: string;
  /** Ids; absent: every group. */
  readonly groups?: readonly string[];
}

/** The groups that are asked something about a year, in the order of their codes. */
export async function readSheets(db: Db, asked: SheetsAsked): Promise<readonly GroupSheet[]> {
  const { pactId, year } = asked;
  const actions = (await measuredActions(db, pactId, asked.groups)).filter((action) =>
    isAskedIn(yearsAsked(action), year),
  );
  const cells = await readCells(db, asked);
  const evaluations = await listEvaluations(db, pactId, year);
  const byGroup = Map.groupBy(actions, ({ groupId }) => groupId);
  return (await listGroups(db, pactId)).flatMap((group): readonly GroupSheet[] => {
    const own = byGroup.get(group.id);
    if (!own || group.retiredOn !== null) return [];
    const evaluation = evaluations.find(({ groupId }) => groupId === group.id);
    return [
      {
        group,
        year,
        ...(evaluation && { evaluation }),
        actions: own.map((action) => ({
          action,
          required: mustAnswer(action),
          cells: cells.get(action.id) ?? [],
        })),
      },
    ];
  });
}

async function readCells(
  db: Db,
  { pactId, year, today, groups }: SheetsAsked,
): Promise<ReadonlyMap<string, readonly Cell[]>> {
  const of = { pactId, ...(groups && { groups }) };
  const readings = await currentReadings(db, { ...of, years: [year, year - 1] });
  const said = new Map(readings.map((one) => [`${one.indicatorId} ${one.period}`, one]));
  const indicators = (await indicatorsOfPact(db, pactId, groups)).filter(
    ({ retiredAt }) => retiredAt === null,
  );
  const cells = indicators.flatMap((indicator) =>
    periodsBegun(year, indicator.period, today).flatMap((period): readonly Cell[] => {
      const reading = said.get(`${indicator.id} ${period}`);
      const before = said.get(`${indicator.id} ${yearBefore(period)}`);
      // An indicator that came later is not asked about the years before it.
      if (!reading && cameAfter(indicator, year)) return [];
      return [{ indicator, period, ...(reading && { reading }), ...(before && { before }) }];
    }),
  );
  return Map.groupBy(cells, ({ indicator }) => indicator.actionId);
}

function cameAfter({ createdAt }: { readonly createdAt: string | null }, year: number): boolean {
  return createdAt !== null && parisDay(createdAt) > `${year}-12-31`;
}

export interface Missing {
  readonly action: MeasuredActionRow;
  readonly cell: Cell;
}

/** What still has to be said before a group's evaluation may be submitted. */
export function missingOf(sheet: Pick<GroupSheet, 'actions'>): readonly Missing[] {
  return sheet.actions.flatMap(({ action, required, cells }) =>
    required ? cells.filter(({ reading }) => !reading).map((cell) => ({ action, cell })) : [],
  );
}
