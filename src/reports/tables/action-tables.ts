/** Where the actions stand: by axis, theme, audience and territory, then one by one. */

import type { ActionCounts } from '../../domain/figures/actions.ts';
import type { CountsOf } from '../../domain/figures/breakdown.ts';
import type { PactItem } from '../../domain/pact.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { blockerLabel, statusLabel } from '../../french/terms.ts';
import { axisLabel, labelOf, labelsOf, type ReportSource } from '../report-source.ts';
import { statusOrder } from '../report-words.ts';
import {
  type Cell,
  type Column,
  capital,
  day,
  inOrderOfCodes,
  number,
  onDay,
  type ReportTable,
  said,
  text,
  yesNo,
} from './report-table.ts';

const statusColumns: readonly Column[] = statusOrder.map((status) =>
  number(capital(statusLabel(status, 2)), 14),
);
const countColumns: readonly Column[] = [
  number('Actions', 10),
  ...statusColumns,
  ...[number('Créées', 10), number('Lancées', 10), number('Réalisées dans la période', 14)],
  ...[number('Bloquées', 10), number('Expérimentations', 16)],
];

function countCells(counts: ActionCounts): readonly Cell[] {
  return [
    counts.total,
    ...statusOrder.map((status) => counts.byStatus[status]),
    ...[counts.created, counts.started, counts.completed],
    ...[counts.blocked, counts.experimentations],
  ];
}

export function axisTable({ review, pact }: ReportSource): ReportTable {
  return {
    ...{ name: 'axes', title: 'Actions par axe' },
    columns: [text('Axe', 50), ...countColumns],
    rows: [
      ...review.byAxis.map(({ code, actions }) => [axisLabel(pact, code), ...countCells(actions)]),
      ['Ensemble des actions', ...countCells(review.actions)],
    ],
    note: 'Une action peut relever de plusieurs axes : elle compte dans chacun, et une fois dans l’ensemble.',
  };
}

export function themeTable({ review, pact }: ReportSource): ReportTable {
  const axisOf = new Map(pact.themes.map(({ code, axis }) => [code, axis]));
  return {
    ...{ name: 'themes', title: 'Actions par thème' },
    columns: [text('Axe', 10), text('Thème', 50), ...countColumns],
    rows: review.byTheme.map(({ code, actions }) => [
      `Axe ${pact.axes.find((axis) => axis.code === axisOf.get(code))?.number ?? ''}`,
      ...[labelOf(pact.themes, code), ...countCells(actions)],
    ]),
    note: 'Une action peut relever de plusieurs thèmes : elle compte dans chacun.',
  };
}

export function audienceTable({ review, pact }: ReportSource): ReportTable {
  return {
    ...{ name: 'publics', title: 'Actions par public' },
    columns: [text('Public', 50), ...countColumns],
    rows: rowsOf(review.byAudience, (code) => labelOf(pact.audiences, code)),
    note: 'Une action peut viser plusieurs publics : elle compte pour chacun.',
  };
}

export function territoryTable({ review, pact }: ReportSource): ReportTable {
  const { byTerritory, concertations, scope } = review;
  const total: readonly Cell[] = [
    ...[scope.kind === 'pact' ? 'Département' : 'Ensemble', ...countCells(review.actions)],
    review.sharedActions,
    ...[review.groupCount, review.sharedGroups, concertations.meetings],
    concertations.participants,
  ];
  return {
    ...{ name: 'territoires', title: 'Territoires' },
    columns: [
      ...[text('Territoire', 32), ...countColumns, number('Dont actions partagées', 14)],
      ...[number('Groupes', 10), number('Dont partagés', 12)],
      ...[number('Concertations', 14), number('Participants', 12)],
    ],
    rows: [
      ...byTerritory.map((row) => [
        ...[labelOf(pact.territories, row.code), ...countCells(row.actions), row.sharedActions],
        ...[row.groups, row.sharedGroups, row.meetings, row.participants],
      ]),
      ...(scope.kind === 'territory' ? [] : [total]),
    ],
    note: 'Un groupe partagé entre plusieurs territoires compte dans chacun, et une fois dans l’ensemble.',
  };
}

function rowsOf(
  rows: readonly CountsOf[],
  label: (code: string) => string,
): readonly (readonly Cell[])[] {
  return rows.map(({ code, actions }) => [label(code), ...countCells(actions)]);
}

/** In the order of the codes: THA-2 comes before THA-10. */
export function actionTable({ review, pact, texts }: ReportSource, limit = Infinity): ReportTable {
  const groups = new Map(review.groups.map(({ group }) => [group.id, group]));
  const days = daysOfInstants();
  const axes = numbersOfAxes(pact);
  const labels = rememberedLabels();
  const sorted = inOrderOfCodes(review.actionList, ({ fact }) => fact.code).slice(0, limit);
  return {
    ...{ name: 'actions', title: 'Actions', left: review.actionList.length - sorted.length },
    columns: [
      ...[text('Code', 10), text('Action', 50), text('Statut', 18), text('Bloquée', 9)],
      ...[text('Territoires', 28), text('Groupe', 10), text('Axes', 8), text('Thèmes', 36)],
      ...[text('Publics', 36), text('Structures engagées', 30), text('Expérimentation', 16)],
      ...[day('Créée le'), day('Statut depuis le')],
    ],
    rows: sorted.map(({ fact, status, about, blocked }) => {
      const group = groups.get(fact.groupId);
      const since = fact.statuses.findLast(({ at }) => at < review.period.before);
      return [
        ...[fact.code, said(texts.actionTitles.get(fact.id) ?? ''), statusLabel(status)],
        ...[yesNo(blocked), labels(pact.territories, group?.territories ?? [])],
        ...[group?.code ?? '', about.axes.map(axes).join(', ')],
        ...[labels(pact.themes, about.themes), labels(pact.audiences, about.audiences)],
        ...[labels(pact.structures, about.structures), yesNo(about.experimentation)],
        ...[onDay(days(fact.createdAt)), onDay(since ? days(since.at) : null)],
      ];
    }),
  };
}

function numbersOfAxes({ axes }: ReportSource['pact']): (code: string) => string {
  const numbers = new Map(axes.map(({ code, number: n }) => [code, `${n}`]));
  return (code) => numbers.get(code) ?? code;
}

/** Many actions are about the same: the words of each list are put together once. */
function rememberedLabels(): typeof labelsOf {
  const known = new Map<readonly PactItem[], Map<readonly string[], string>>();
  return (items, codes) => {
    const own = known.get(items) ?? new Map<readonly string[], string>();
    known.set(items, own);
    const words = own.get(codes) ?? labelsOf(items, codes);
    own.set(codes, words);
    return words;
  };
}

/** Many actions share an hour: the day of each hour is looked for once. */
function daysOfInstants(): (instant: string) => string {
  const known = new Map<string, string>();
  return (instant) => {
    const key = instant.slice(0, 13);
    const found = known.get(key) ?? parisDay(instant);
    known.set(key, found);
    return found;
  };
}

/** «Les difficultés rencontrées» (PTI 2022-2025, §1.4), oldest first. */
export function difficultyTable({ review, texts }: ReportSource): ReportTable {
  const actions = new Map(review.actionList.map(({ fact }) => [fact.id, fact]));
  return {
    ...{ name: 'difficultes', title: 'Difficultés' },
    columns: [
      ...[text('Code', 10), text('Action', 50), text('Nature', 28), day('Depuis le')],
      text('Ce qui en est dit', 60),
    ],
    rows: texts.blockers.map(({ actionId, kind, raisedAt, words }) => [
      ...[actions.get(actionId)?.code ?? '', said(texts.actionTitles.get(actionId) ?? '')],
      ...[blockerLabel(kind), onDay(parisDay(raisedAt)), said(words)],
    ]),
  };
}

export function experimentTable({ review, pact, texts }: ReportSource): ReportTable {
  const groups = new Map(review.groups.map(({ group }) => [group.id, group]));
  return {
    ...{ name: 'experimentations', title: 'Expérimentations' },
    columns: [
      ...[text('Code', 10), text('Action', 50), text('Territoires', 28), text('Statut', 18)],
      ...[text('Thèmes', 36), text('Livrables', 60)],
    ],
    rows: review.actionList
      .filter(({ about }) => about.experimentation)
      .map(({ fact, status, about }) => [
        ...[fact.code, said(texts.actionTitles.get(fact.id) ?? '')],
        labelsOf(pact.territories, groups.get(fact.groupId)?.territories ?? []),
        ...[statusLabel(status), labelsOf(pact.themes, about.themes)],
        said(texts.deliverables.get(fact.id) ?? ''),
      ]),
  };
}
