/** Indicators one by one, and the effects of each axis. */

import type { IndicatorFigures, TemplateEffects } from '../../domain/figures/indicators.ts';
import type { IndicatorFamily } from '../../domain/pact.ts';
import { axisLabel, type ReportSource } from '../report-source.ts';
import {
  type Cell,
  inOrderOfCodes,
  number,
  ofYear,
  type ReportTable,
  said,
  text,
} from './report-table.ts';

const families: Readonly<Record<IndicatorFamily, string>> = {
  effects: 'effets',
  coherence: 'cohérence',
  partnership: 'partenariat',
};

export function indicatorTable({ review, texts }: ReportSource, limit = Infinity): ReportTable {
  const all = review.indicatorList;
  const sorted = inOrderOfCodes(all, ({ action }) => action.fact.code).slice(0, limit);
  return {
    ...{ name: 'indicateurs', title: 'Indicateurs', left: all.length - sorted.length },
    columns: [
      ...[text('Code', 10), text('Action', 46), text('Indicateur', 46), text('Famille', 12)],
      ...[number('Année', 8), number('Valeur'), number('Année précédente', 16)],
      ...[number('Objectif'), text('Objectif atteint', 14), text('Situation', 16)],
      text('En mots', 50),
    ],
    rows: sorted.map((one) => {
      const { indicator, terms, action, year, value, previous, reached } = one;
      const { unit, target } = terms;
      return [
        ...[action.fact.code, said(texts.actionTitles.get(action.fact.id) ?? '')],
        ...[said(texts.indicatorLabels.get(indicator.id) ?? ''), families[terms.family]],
        ...[ofYear(year), measured(value, unit), measured(previous, unit), measured(target, unit)],
        ...[reached === null ? '' : reached ? 'oui' : 'non', situationOf(one)],
        said(texts.readingWords.get(indicator.id) ?? ''),
      ];
    }),
    note: 'L’objectif est celui qui était fixé à la fin de l’année de la valeur ; d’une année en cours, celui d’aujourd’hui.',
  };
}

function situationOf({ value, hasText, notApplicable }: IndicatorFigures): string {
  if (notApplicable) return 'sans objet';
  return value !== null || hasText ? 'renseigné' : 'non renseigné';
}

function measured(value: number | null, unit: string): Cell {
  if (value === null) return null;
  return unit === 'percentage' ? { percent: value } : value;
}

/** Names the row of an axis that counts whatever its actions measure. */
export const allOf = 'Tous les indicateurs';

/** One row an axis for its targets, and one for each indicator of the pact that was answered. */
export function effectTable({ review, pact }: ReportSource): ReportTable {
  const templateRow = (axis: string, one: TemplateEffects): readonly Cell[] => {
    const label = pact.indicators.find(({ code }) => code === one.template)?.label ?? one.template;
    return [
      ...[axis, label, one.answers, one.sum],
      ...[one.least, one.most].map((value) => (value === null ? null : { percent: value })),
      ...[null, null],
    ];
  };
  return {
    ...{ name: 'effets', title: 'Effets par axe' },
    columns: [
      ...[text('Axe', 50), text('Indicateur', 46), number('Réponses'), number('Somme')],
      ...[number('Le plus bas'), number('Le plus haut'), number('Objectifs atteints', 12)],
      number('Objectifs non atteints', 12),
    ],
    rows: review.effects.flatMap((one) => {
      const label = axisLabel(pact, one.axis);
      return [
        [label, allOf, one.answered, null, null, null, one.reached, one.missed],
        ...one.templates.map((template) => templateRow(label, template)),
      ];
    }),
    note: 'Les nombres d’un même indicateur s’additionnent ; les taux ne s’additionnent pas et ne se moyennent pas.',
  };
}
