/** The descriptive fields of an action and what they are checked for. */
import { foldText } from '../domain/fold.ts';
import type { PactDefinition, PactItem } from '../domain/pact.ts';
import type { ActionIndicator } from '../store/actions.ts';
import type { JournalValue } from '../store/journal.ts';
import { checkText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';

/**
 * An indicator as its action names it; what is not said is yearly, without target nor source. With
 * an id it is one of the action's own; without, one of the same name and unit stays the same.
 */
export type IndicatorFields = Pick<ActionIndicator, 'label' | 'unit'> &
  Partial<Omit<ActionIndicator, 'actionId' | 'label' | 'unit'>>;

const unsaid = {
  target: null,
  source: '',
  period: 'year',
  template: null,
  family: 'effects',
} as const satisfies Partial<ActionIndicator>;

export function wholeIndicator({
  id: _,
  ...fields
}: IndicatorFields): Omit<ActionIndicator, 'id' | 'actionId'> {
  return { ...unsaid, ...fields };
}

/** What the journal keeps of the indicators: their words may be erased, their figures not. */
export function indicatorFacts(indicators: readonly ActionIndicator[]): readonly JournalValue[] {
  return indicators.map(({ id, unit, target, period, template, family }) => ({
    ...{ id, unit, target, period, template, family },
  }));
}

export interface ActionFields {
  readonly title: string;
  readonly objectives: string;
  readonly means: string;
  readonly deliverables: string;
  readonly axes: readonly string[];
  readonly themes: readonly string[];
  readonly audiences: readonly string[];
  readonly structures: readonly string[];
  readonly experimentation: boolean;
  readonly indicators: readonly IndicatorFields[];
}

export const maxTitleLength = 120;

const textFields = ['title', 'objectives', 'means', 'deliverables'] as const;

/** `before`: what the action said so far; a retired item may stay, not come in. */
export function checkFields(
  pact: PactDefinition,
  fields: ActionFields,
  options: { contactsConfirmed?: boolean | undefined; before?: Omit<ActionFields, 'indicators'> },
): Refusal | undefined {
  const { contactsConfirmed, before } = options;
  if (fields.title.length === 0) return { kind: 'invalid', field: 'title', why: 'empty' };
  if (fields.title.length > maxTitleLength)
    return { kind: 'invalid', field: 'title', why: 'tooLong' };
  for (const name of textFields) {
    const unsafe = checkText(name, fields[name], contactsConfirmed);
    if (unsafe) return unsafe;
  }
  const wrong = checkIndicators(fields.indicators, contactsConfirmed);
  if (wrong) return wrong;
  const { axes, themes, audiences, structures } = pact;
  if (fields.axes.length === 0) return { kind: 'invalid', field: 'axes', why: 'empty' };
  const items = { axes, themes, audiences, structures };
  for (const field of ['axes', 'themes', 'audiences', 'structures'] as const)
    if (!fields[field].every((code) => isOffered(items[field], code, before?.[field])))
      return { kind: 'invalid', field, why: 'unknown' };
  return undefined;
}

export const maxIndicators = 20;

function checkIndicators(
  indicators: readonly IndicatorFields[],
  contactsConfirmed: boolean | undefined,
): Refusal | undefined {
  const field = 'indicators';
  if (indicators.length > maxIndicators) return { kind: 'invalid', field, why: 'tooMany' };
  if (indicators.some(({ label }) => label.length === 0 || label.length > maxTitleLength))
    return { kind: 'invalid', field, why: 'tooLong' };
  const named = indicators.map(({ label }) => foldText(label));
  if (new Set(named).size < named.length) return { kind: 'invalid', field, why: 'twice' };
  for (const { unit, target } of indicators) {
    if (target === null || target === undefined) continue;
    if (unit === 'text') return { kind: 'invalid', field, why: 'textTarget' };
    if (Number.isNaN(target)) return { kind: 'invalid', field, why: 'badTarget' };
    if (!isWithinUnit(unit, target)) return { kind: 'invalid', field, why: 'outOfRange' };
  }
  const words = indicators.map(({ label, source = '' }) => `${label} ${source}`).join('\n');
  return checkText(field, words, contactsConfirmed);
}

/** More than any budget of a pact; a number that identifies somebody has more figures. */
export const largestCount = 1_000_000_000;

/** Bounds of a unit: a percentage is 0-100, a count is never negative, a text has no figure. */
export function isWithinUnit(unit: ActionIndicator['unit'], value: number): boolean {
  if (unit === 'text' || !Number.isFinite(value) || value < 0) return false;
  return value <= (unit === 'percentage' ? 100 : largestCount) && hasFewDecimals(value);
}

/** Values go in the journal, which forgets nothing: no figures are hidden after the comma. */
function hasFewDecimals(value: number): boolean {
  return Number(value.toFixed(4)) === value;
}

/** Whether a code may be chosen: known, and still in the pact file or already `kept`. */
export function isOffered(
  items: readonly PactItem[],
  code: string,
  kept: readonly string[] = [],
): boolean {
  const item = items.find((other) => other.code === code);
  return item !== undefined && (!item.retiredOn || kept.includes(code));
}

/** The texts of an action as one, for the hash that the journal keeps. */
export function fieldTexts(fields: Omit<ActionFields, 'indicators'>): string {
  return JSON.stringify(textFields.map((name) => fields[name]));
}
