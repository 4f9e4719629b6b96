/** The axes of the pact in the document: what each aims at, its themes, what its actions produced. */
import { type AxisEffects, withoutValue } from '../../domain/figures/indicators.ts';
import { formatNumber } from '../../french/format-number.ts';
import { count, plural } from '../../french/plural.ts';
import { axisLabel, inlineLabel, type ReportSource } from '../report-source.ts';
import { allOf, effectTable } from '../tables/indicator-tables.ts';
import type { ReportTable } from '../tables/report-table.ts';
import { type Block, bullet, heading, paragraph, table } from './parts.ts';

/** One heading an axis of the pact: its objective, its themes, its effects. */
export function axesContent(source: ReportSource): readonly Block[] {
  const { pact, review } = source;
  const effects = effectTable(source);
  const blocks: Block[] = [heading(1, 'Les axes du pacte')];
  for (const axis of pact.axes.filter((one) => !one.retiredOn)) {
    const label = axisLabel(pact, axis.code);
    const own = pact.themes.filter((theme) => theme.axis === axis.code);
    const themes = review.byTheme
      .filter(({ code, actions: { total } }) => total > 0 && own.some((one) => one.code === code))
      .map(({ code, actions: { total, byStatus } }) => {
        const { completed } = byStatus;
        const done = completed > 0 ? `, dont ${count(completed, 'réalisée', 'réalisées')}` : '';
        return bullet(
          `${inlineLabel(pact.themes, code)} : ${count(total, 'action', 'actions')}${done}`,
        );
      });
    blocks.push(
      heading(2, label),
      ...(axis.objective ? [paragraph(axis.objective, { keepNext: true })] : []),
      ...(themes.length > 0 ? themes : [paragraph('Aucune action ne relève de ses thèmes.')]),
      ...effectsOf(review.effects.find((one) => one.axis === axis.code)),
      ...table(templatesOf(effects, label), {
        columns: [
          ...([
            ['Indicateur', 40],
            ['Réponses', 13],
            ['Somme', 12],
            ['Le plus bas', 13],
          ] as const),
          ['Le plus haut', 13],
        ],
      }),
    );
  }
  return blocks;
}

/** What all the indicators of an axis say, in a sentence. */
function effectsOf(counts: AxisEffects | undefined): readonly Block[] {
  if (!counts || counts.indicators === 0) return [];
  const { indicators, answered, withTarget, reached, missed, templates } = counts;
  if (answered === 0)
    return [paragraph(`Aucun indicateur renseigné sur ${formatNumber(indicators)}.`)];
  const silent = withoutValue(counts);
  const said = `${count(answered, 'indicateur renseigné', 'indicateurs renseignés')} sur ${formatNumber(indicators)}`;
  const aimed = [
    count(reached, 'objectif atteint', 'objectifs atteints'),
    `${formatNumber(missed)} ${plural(missed, 'non atteint', 'non atteints')}`,
    ...(silent > 0 ? [`${formatNumber(silent)} sans valeur`] : []),
  ];
  const words = withTarget === 0 ? `${said}.` : `${said} : ${aimed.join(', ')}.`;
  return [paragraph(words, { keepNext: templates.length > 0 })];
}

/** The indicators of the pact that were answered, one by one. */
function templatesOf(effects: ReportTable, label: string): ReportTable {
  const { note: _, ...rest } = effects;
  const rows = effects.rows.filter(([axis, indicator]) => axis === label && indicator !== allOf);
  return { ...rest, rows };
}
