/** The indicators of an action, one a line of its form: «Retour à l’emploi (%) ; objectif 35». */
import { foldText } from '../../domain/fold.ts';
import type { IndicatorPeriod, IndicatorTemplate } from '../../domain/pact.ts';
import { formatNumber, parseNumber } from '../../french/format-number.ts';
import type { ActionIndicator } from '../../store/actions.ts';
import type { IndicatorFields } from '../../use-cases/action-fields.ts';
import { maxTextLength } from '../../use-cases/keep-text.ts';
import type { Field, FormNote, FormValues } from '../form.ts';
import { readValue } from '../grammar/indicator-value.ts';

const periods: Readonly<Record<IndicatorPeriod, string>> = {
  year: 'par an',
  halfYear: 'par semestre',
  quarter: 'par trimestre',
};

/** Room is left in each field for a line or two more. */
const filledTo = maxTextLength - 500;

/** All the lines, over as many fields as they need: one that does not fit would be lost when saved. */
export function indicatorFields(
  indicators: readonly ActionIndicator[],
  field: (name: string, label: string, value: string) => Field,
): readonly Field[] {
  const parts: string[] = [];
  for (const line of indicators.map(indicatorLine)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < filledTo)
      parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  const [first = '', ...others] = parts;
  return [
    field('indicators', 'Indicateurs', first),
    ...others.map((part, index) => field(`indicators${index + 2}`, 'Indicateurs (suite)', part)),
  ];
}

/** What those fields hold. */
export function indicatorTexts(values: FormValues): readonly FormValues[string][] {
  const names = Object.keys(values).filter((name) => /^indicators\d*$/u.test(name));
  return names
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => values[name]);
}

export function indicatorLine(indicator: ActionIndicator): string {
  const { target, source, period } = indicator;
  return [
    named(indicator),
    ...(target === null ? [] : [`objectif ${formatNumber(target)}`]),
    ...(period === 'year' ? [] : [periods[period]]),
    ...(source === '' ? [] : [`source ${source}`]),
  ].join(' ; ');
}

function named({ label, unit }: Pick<ActionIndicator, 'label' | 'unit'>): string {
  if (unit === 'percentage') return `${label} (%)`;
  return unit === 'text' ? `${label} (texte)` : label;
}

/**
 * What is not said is yearly, without target nor source. The name of a template of the pact brings
 * its family and its rhythm; a part that says none of this belongs to the name.
 */
export function readIndicator(
  line: string,
  templates: readonly IndicatorTemplate[] = [],
): IndicatorFields {
  const names: string[] = [];
  const said: { target: number | null; source: string; period?: IndicatorPeriod } = {
    ...{ target: null, source: '' },
  };
  for (const part of line.split(/\s*;\s*/u)) {
    const target = /^(?:objectif|cible)\s*:?\s*(.+)$/iu.exec(part)?.[1];
    const source = /^source\s*:?\s+(.+)$/iu.exec(part)?.[1];
    const period = Object.entries(periods).find(([, words]) => foldText(part) === words)?.[0];
    const number = target === undefined ? undefined : readTarget(target);
    if (number !== undefined) said.target = number;
    else if (source !== undefined) said.source = source;
    else if (period !== undefined) said.period = period as IndicatorPeriod;
    else if (part !== '') names.push(part);
  }
  const { label, unit } = readName(names.join(' ; '));
  const template = templates.find((one) => foldText(one.label) === foldText(label));
  return {
    ...{ label, unit: template?.unit ?? unit, source: said.source },
    period: said.period ?? template?.period ?? 'year',
    target: said.target,
    ...(template && { template: template.code, family: template.family }),
  };
}

/** «40», «39,5 %», «40 personnes». `NaN`: figures that are no number; nothing: words of the name. */
function readTarget(typed: string): number | undefined {
  const number = parseNumber(typed);
  if (number !== undefined || !/\d/u.test(typed)) return number;
  const counted = readValue('count', typed);
  return counted.kind === 'value' ? counted.value : Number.NaN;
}

/** «Taux de retour à l'emploi (%)», «Satisfaction (texte)», «Personnes reçues». */
function readName(name: string): Pick<ActionIndicator, 'label' | 'unit'> {
  const label = name.replace(/\s*(?:\(\s*%\s*\)|%|\(texte\))\s*$/iu, '');
  if (/\(texte\)\s*$/iu.test(name)) return { label, unit: 'text' };
  return { label, unit: label === name ? 'count' : 'percentage' };
}

const templatesShown = 6;

/** What the pact proposes, to be copied as it is. */
export function templatesNote(templates: readonly IndicatorTemplate[]): readonly FormNote[] {
  if (templates.length === 0) return [];
  const names = templates.slice(0, templatesShown).map(({ label, unit }) => named({ label, unit }));
  return [{ kind: 'note', text: `Le pacte propose : ${names.join(' ; ')}.` }];
}
