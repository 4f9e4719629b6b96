/** Every table of a bilan, in the order of the workbook; those without a row are left out. */
import type { ReportSource } from '../report-source.ts';
import {
  actionTable,
  audienceTable,
  axisTable,
  difficultyTable,
  experimentTable,
  territoryTable,
  themeTable,
} from './action-tables.ts';
import {
  committeeTable,
  gapTable,
  groupTable,
  kindTable,
  overlapTable,
  partnerTable,
  seatTable,
  steeringTable,
  stepTable,
} from './governance-tables.ts';
import { effectTable, indicatorTable } from './indicator-tables.ts';
import { comparisonTable, overviewTable, yearTable } from './overview-tables.ts';
import type { ReportTable } from './report-table.ts';

export function allTables(source: ReportSource): readonly ReportTable[] {
  const { scope } = source.review;
  const ofPact = scope.kind === 'pact';
  return [
    overviewTable(source),
    ...[axisTable, themeTable, audienceTable, territoryTable].map((table) => table(source)),
    groupTable(source),
    ...(ofPact || scope.kind === 'territory' ? [committeeTable(source)] : []),
    ...(ofPact ? [steeringTable(source)] : []),
    ...[stepTable, kindTable].map((table) => table(source)),
    ...(scope.kind === 'structure'
      ? []
      : [partnerTable, seatTable, overlapTable, gapTable].map((table) => table(source))),
    ...[effectTable, indicatorTable, experimentTable, difficultyTable].map((t) => t(source)),
    yearTable(source),
    ...(ofPact && source.past.length > 0 ? [comparisonTable(source)] : []),
    actionTable(source),
  ].filter(({ rows }) => rows.length > 0);
}
