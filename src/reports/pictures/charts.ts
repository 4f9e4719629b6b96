/** The pictures of a bilan: what each shows, and the same in words. */

import type { StatusCounts } from '../../domain/figures/actions.ts';
import { type IndicatorFigures, withoutValue } from '../../domain/figures/indicators.ts';
import type { ActionStatus } from '../../domain/terms.ts';
import { formatNumber, formatPercentage } from '../../french/format-number.ts';
import { count, plural } from '../../french/plural.ts';
import { statusLabel } from '../../french/terms.ts';
import { frenchText } from '../../french/typography.ts';
import { axisLabel, labelOf, type ReportSource } from '../report-source.ts';
import {
  asOf,
  periodTitle,
  scopeTitle,
  statusOrder,
  statusWords,
  workingDays,
} from '../report-words.ts';
import type { Bar, BarChart, Fill, Series } from './bar-chart.ts';

type Draw = (source: ReportSource) => BarChart | undefined;

/** Those that have something to show. */
export function chartsOf(source: ReportSource): readonly BarChart[] {
  const all: readonly Draw[] = [
    ...[statusChart, bodyChart, delayChart, targetChart, yearChart],
    comparisonChart,
  ];
  return all.flatMap((draw) => {
    const chart = draw(source);
    return chart && chart.bars.length > 0 ? [dressed(chart)] : [];
  });
}

const statusFills: Readonly<Record<ActionStatus, Fill>> = {
  completed: 'dark',
  operating: 'plain',
  inProgress: 'stripes',
  project: 'dots',
  abandoned: 'crossed',
};

/** The series of the statuses that some bar shows. */
function statusSeries(counts: readonly StatusCounts[]): readonly ActionStatus[] {
  return statusOrder.filter((status) => counts.some((one) => one[status] > 0));
}

function seriesOf(statuses: readonly ActionStatus[]): readonly Series[] {
  return statuses.map((status) => ({
    label: statusLabel(status, 2),
    fill: statusFills[status],
  }));
}

function statusChart(source: ReportSource): BarChart | undefined {
  const { review, pact } = source;
  if (review.actions.total === 0) return undefined;
  const statuses = statusSeries(review.byAxis.map(({ actions }) => actions.byStatus));
  const bars = review.byAxis.map(({ code, actions }) => ({
    label: axisLabel(pact, code),
    values: statuses.map((status) => actions.byStatus[status]),
    words: count(actions.total, 'action', 'actions'),
    said: `${axisLabel(pact, code)} : ${actionsInBrackets(actions.total, actions.byStatus)}`,
  }));
  return {
    ...{ name: 'statuts-par-axe', title: 'Où en sont les actions, axe par axe' },
    subtitle: subtitleOf(source),
    series: seriesOf(statuses),
    bars,
    note: 'Une action peut relever de plusieurs axes : elle compte dans chacun.',
    alt: inWords('Actions par axe et par statut', bars),
  };
}

/** Local committees of each territory, then the COPIL: held, and due but not held. */
function bodyChart(source: ReportSource): BarChart | undefined {
  const { review, pact } = source;
  const { committees, steering } = review.bodies;
  const bars = [
    ...committees.map(({ territory, due, held }) => {
      const kept = Math.min(due, held);
      const words =
        due === 0
          ? count(held, 'tenu', 'tenus')
          : `${count(kept, 'tenu', 'tenus')} sur ${formatNumber(due)}${held > due ? `, et ${formatNumber(held - due)} de plus` : ''}`;
      return {
        ...{ label: labelOf(pact.territories, territory), words },
        values: [held, due - kept],
        said: `Comité local, ${labelOf(pact.territories, territory)} : ${words}`,
      };
    }),
    ...steering.map(({ rule, heldOn, due, untracked }) => {
      const words =
        heldOn !== null ? 'tenu' : untracked ? 'non suivi' : due ? 'non déclaré tenu' : 'à venir';
      return {
        ...{ label: rule.label, words },
        values: untracked ? [] : heldOn !== null ? [1, 0] : [0, 1],
        said: `${rule.label} : ${words}`,
      };
    }),
  ];
  return {
    ...{ name: 'instances', title: 'Comités locaux et COPIL tenus' },
    subtitle: subtitleOf(source),
    series: [
      { label: 'tenus', fill: 'dark' },
      { label: 'attendus, non tenus', fill: 'dots' },
    ],
    bars,
    alt: inWords('Instances tenues', bars),
  };
}

function delayChart(source: ReportSource): BarChart | undefined {
  const bars = source.review.circuit.steps.flatMap(
    ({ circuit, step, median, allowed, count: n }) =>
      median === null
        ? []
        : [
            {
              label: `${step.label} (${circuit.label.toLowerCase()})`,
              values: [median],
              words: `${days(median)} pour\u00A0${formatNumber(allowed)} ${plural(allowed, 'prévu', 'prévus')}`,
              mark: allowed,
              said: `${circuit.label}, ${step.label.toLowerCase()} : délai médian ${workingDays(median)}, ${formatNumber(allowed)} ${plural(allowed, 'prévu', 'prévus')}, sur ${count(n, 'étape', 'étapes')}`,
            },
          ],
  );
  return {
    ...{ name: 'delais-du-circuit', title: 'Les délais du circuit de décision' },
    subtitle: `${subtitleOf(source)}. Délai médian de chaque étape, en jours ouvrés`,
    series: [{ label: 'délai médian', fill: 'plain' }],
    markLabel: 'délai prévu',
    bars,
    alt: inWords('Délais du circuit de décision', bars),
  };
}

/** As many as a picture can show one by one; beyond, they are counted by axis. */
const indicatorsShown = 12;

function targetChart(source: ReportSource): BarChart | undefined {
  const measured = source.review.indicatorList.filter(
    ({ terms, value }) => (terms.target ?? 0) > 0 && value !== null,
  );
  if (measured.length === 0) return undefined;
  return measured.length <= indicatorsShown
    ? eachTargetChart(source, measured)
    : targetsByAxisChart(source);
}

/** Of each indicator, the part of its target: targets of all units then compare. */
function eachTargetChart(
  source: ReportSource,
  measured: readonly IndicatorFigures[],
): BarChart | undefined {
  const bars = measured.map(({ indicator, terms, action, value, reached }) => {
    const { unit, target } = terms;
    const label = source.texts.indicatorLabels.get(indicator.id) ?? 'Indicateur';
    const say = unit === 'percentage' ? formatPercentage : formatNumber;
    const [got, aimed] = [say(value ?? 0), say(target ?? 0)];
    const words = `${got} pour\u00A0${aimed}`;
    const part = Math.round(((value ?? 0) / (target ?? 1)) * 100);
    return {
      label: `${action.fact.code} ${label}`,
      ...{ values: [Math.min(part, 150)], words, mark: 100 },
      said: `${action.fact.code}, ${label} : ${got} pour un objectif de ${aimed}, ${reached ? 'atteint' : 'non atteint'}`,
    };
  });
  return {
    ...{ name: 'indicateurs-et-objectifs', title: 'Les indicateurs et leurs objectifs' },
    subtitle: subtitleOf(source),
    series: [{ label: 'valeur', fill: 'plain' }],
    markLabel: 'objectif',
    bars,
    note: 'Chaque barre est à l’échelle de son propre objectif.',
    alt: inWords('Indicateurs et objectifs', bars),
  };
}

function targetsByAxisChart(source: ReportSource): BarChart {
  const bars = source.review.effects.map((counts) => {
    const { axis, reached, missed, withTarget } = counts;
    const silent = withoutValue(counts);
    return {
      label: axisLabel(source.pact, axis),
      values: [reached, missed, silent],
      words: `${formatNumber(reached)} ${plural(reached, 'atteint', 'atteints')} sur\u00A0${formatNumber(withTarget)}`,
      said: `${axisLabel(source.pact, axis)} : ${formatNumber(reached)} ${plural(reached, 'objectif atteint', 'objectifs atteints')}, ${formatNumber(missed)} ${plural(missed, 'non atteint', 'non atteints')}, ${formatNumber(silent)} sans valeur`,
    };
  });
  return {
    ...{ name: 'indicateurs-et-objectifs', title: 'Les objectifs des indicateurs, axe par axe' },
    subtitle: subtitleOf(source),
    series: [
      { label: 'atteints', fill: 'dark' },
      { label: 'non atteints', fill: 'stripes' },
      { label: 'sans valeur', fill: 'dots' },
    ],
    bars,
    note: 'Une action peut relever de plusieurs axes : ses indicateurs comptent dans chacun.',
    alt: inWords('Objectifs des indicateurs par axe', bars),
  };
}

/** Years before the bot followed the pact are shown, and read «non suivi». */
function yearChart(source: ReportSource): BarChart | undefined {
  const { review, pact } = source;
  const { years } = review;
  const statuses = statusSeries(years.map(({ byStatus }) => byStatus));
  const first = years[0]?.year;
  if (first === undefined || statuses.length === 0) return undefined;
  const begun = Number(pact.startsOn.slice(0, 4));
  const before = begun === first - 1 ? `${begun}` : `${begun} à ${first - 1}`;
  const bars = [
    ...(begun < first
      ? [{ label: before, values: [], words: 'non suivi', said: `${before} : non suivi` }]
      : []),
    ...years.map(({ year, provisional, byStatus, actions }) => ({
      label: provisional ? `${year} (en cours)` : `${year}`,
      values: statuses.map((status) => byStatus[status]),
      words: count(actions, 'action', 'actions'),
      said: `${year}${provisional ? ' (en cours)' : ''} : ${actionsInBrackets(actions, byStatus)}`,
    })),
  ];
  return {
    ...{ name: 'annee-par-annee', title: 'Les actions, année par année' },
    subtitle: `${scopeTitle(review.scope, pact)}. Situation à la fin de chaque année`,
    series: seriesOf(statuses),
    bars,
    alt: inWords('Actions à la fin de chaque année', bars),
  };
}

/** Shares, so that pacts of any size compare. */
function comparisonChart({ review, pact, past }: ReportSource): BarChart | undefined {
  const { actions, scope } = review;
  if (scope.kind !== 'pact' || past.length === 0 || actions.total === 0) return undefined;
  const pacts = [
    ...past.map(({ title, total, byStatus }) => ({ title, total, byStatus })),
    { title: pact.title, total: actions.total, byStatus: actions.byStatus },
  ];
  const statuses = statusSeries(pacts.map(({ byStatus }) => byStatus));
  const share = (part: number, of: number) => Math.round((part / of) * 1000) / 10;
  const bars = pacts.map(({ title, total, byStatus }) => ({
    label: title,
    values: statuses.map((status) => share(byStatus[status], total)),
    words: count(total, 'action', 'actions'),
    said: `${title} : ${count(total, 'action', 'actions')} (${statuses
      .filter((status) => byStatus[status] > 0)
      .map(
        (status) =>
          `${formatNumber(byStatus[status])} ${statusLabel(status, byStatus[status])}, soit ${formatPercentage(share(byStatus[status], total))}`,
      )
      .join(' ; ')})`,
  }));
  return {
    ...{ name: 'comparaison-des-pactes', title: 'Les deux pactes côte à côte' },
    subtitle: `Part des actions par statut, en pour cent. Pacte en cours : ${asOf(review.period)}`,
    series: seriesOf(statuses),
    bars,
    note: 'Le pacte passé est compté dans son propre texte : ses actions n’y sont pas détaillées.',
    alt: inWords('Comparaison des pactes', bars),
  };
}

function subtitleOf({ review, pact }: ReportSource): string {
  const { period, scope } = review;
  const where = scope.kind === 'pact' ? 'tout le pacte' : scopeTitle(scope, pact);
  return `${periodTitle(period)}, ${where}, ${asOf(period)}`;
}

/** «26 actions (4 réalisées, 22 en cours)». */
function actionsInBrackets(total: number, byStatus: StatusCounts): string {
  const words = count(total, 'action', 'actions');
  return total === 0 ? words : `${words} (${statusWords(byStatus)})`;
}

function days(median: number): string {
  return count(median, 'jour', 'jours');
}

function inWords(what: string, bars: readonly { readonly said: string }[]): string {
  return `${what}. ${bars.map(({ said }) => `${said}.`).join(' ')}`;
}

/** Spaces of French typography in all that is written in the picture or beside it. */
function dressed(chart: BarChart): BarChart {
  const bar = ({ label, values, words, mark }: Bar): Bar => ({
    label: frenchText(label),
    ...{ values, words: frenchText(words) },
    ...(mark !== undefined && { mark }),
  });
  return {
    ...chart,
    title: frenchText(chart.title),
    subtitle: frenchText(chart.subtitle),
    bars: chart.bars.map(bar),
    ...(chart.note !== undefined && { note: frenchText(chart.note) }),
    alt: frenchText(chart.alt),
  };
}
