/** The descriptive fields of an action and what they are checked for. */
import type { PactItem } from '../domain/pact.ts';
import type { ActionIndicator } from '../store/actions.ts';
import type { Context } from './context.ts';
import { checkText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';

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
  readonly indicators: readonly Pick<ActionIndicator, 'label' | 'unit'>[];
}

export const maxTitleLength = 120;

const textFields = ['title', 'objectives', 'means', 'deliverables'] as const;

export function checkFields(
  context: Context,
  fields: ActionFields,
  contactsConfirmed?: boolean,
): Refusal | undefined {
  if (fields.title.length === 0) return { kind: 'invalid', field: 'title', why: 'empty' };
  if (fields.title.length > maxTitleLength)
    return { kind: 'invalid', field: 'title', why: 'tooLong' };
  for (const name of textFields) {
    const unsafe = checkText(name, fields[name], contactsConfirmed);
    if (unsafe) return unsafe;
  }
  const labels = fields.indicators.map((indicator) => indicator.label).join('\n');
  const unsafe = checkText('indicators', labels, contactsConfirmed);
  if (unsafe) return unsafe;
  const { axes, themes, audiences, structures } = context.pact.definition;
  if (fields.axes.length === 0) return { kind: 'invalid', field: 'axes', why: 'empty' };
  const known: [string, readonly string[], readonly PactItem[]][] = [
    ['axes', fields.axes, axes],
    ['themes', fields.themes, themes],
    ['audiences', fields.audiences, audiences],
    ['structures', fields.structures, structures],
  ];
  for (const [field, codes, items] of known)
    if (!codes.every((code) => items.some((item) => item.code === code)))
      return { kind: 'invalid', field, why: 'unknown' };
  return undefined;
}

/** The texts of an action as one, for the hash that the journal keeps. */
export function fieldTexts(fields: Omit<ActionFields, 'indicators'>): string {
  return JSON.stringify(textFields.map((name) => fields[name]));
}
