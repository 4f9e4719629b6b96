/** Form → Adaptive Card with inputs, in the conversation or in a dialog. */
import type { Choice, Field, Form, FormNote, FormValues } from '../../conversation/form.ts';
import { clip } from '../clip.ts';
import { type AdaptiveCard, adaptiveCard, type Element, type Input } from './adaptive-card.ts';
import { LIMITS } from './limits.ts';
import { oneLine, plain, verbatim } from './plain.ts';
import { action, heading, VERBS } from './render-card.ts';
import { richText } from './rich-text.ts';
import { TEXTS } from './texts.ts';

/** Ids of inputs: one value, or several joined by commas. */
export const INPUT_PREFIX = { one: 'f.', many: 'm.' } as const;

/** A form does not fit in a card: its author must shorten it. */
export class FormTooLarge extends Error {
  override readonly name = 'FormTooLarge';
}

export interface FormOptions {
  /** What was typed, and what to mend: the form is shown again. */
  readonly again?: {
    readonly values: FormValues;
    readonly errors: Readonly<Record<string, string>>;
  };
  /** The message whose button opened the form: it may be rewritten by the answer. */
  readonly from?: string;
  /** In a dialog, whose window has the title already. */
  readonly dialog?: boolean;
  /** Throws `FormTooLarge` even for a label that could be cut. For tests of the forms. */
  readonly strict?: boolean;
}

/** Throws `FormTooLarge` when no card can hold the form. */
export function renderForm(form: Form, options: FormOptions = {}): AdaptiveCard {
  const { again, from, dialog } = options;
  const cut: Cut = (text, limit) => {
    const words = oneLine(verbatim(text));
    if (options.strict && words.length > limit) {
      throw new FormTooLarge(`More than ${limit} characters: «${words}».`);
    }
    return clip(words, limit);
  };
  if (options.strict) refuseLongValues(form);
  const named = new Set(form.fields.flatMap((field) => (field.kind === 'note' ? [] : field.name)));
  const homeless = Object.entries(again?.errors ?? {}).filter(([name]) => !named.has(name));
  const data = { form: form.name, state: form.state, ...(from === undefined ? {} : { from }) };
  const title = cut(form.title, LIMITS.title);
  const body: Element[] = [
    ...(dialog ? [] : [{ ...heading(title), size: 'Large' as const }]),
    ...homeless.flatMap(([, words]) => errorLine(words)),
    ...form.fields.flatMap((field): Element[] =>
      field.kind === 'note'
        ? noteLines(field)
        : [
            input(again ? { ...field, ...typed(field, again.values) } : field, cut),
            ...errorLine(again?.errors[field.name]),
            ...(field.hint === undefined ? [] : hintLine(field.hint)),
          ],
    ),
    {
      type: 'ActionSet',
      spacing: 'Medium',
      actions: [
        action(cut(form.submit, LIMITS.buttonLabel), VERBS.submit, data, {
          style: 'positive',
          inDialog: dialog === true,
        }),
      ],
    },
  ];
  const card = adaptiveCard(title, body);
  const encoded = JSON.stringify(card).length;
  if (encoded > LIMITS.encodedCard) {
    throw new FormTooLarge(`The form takes ${encoded} characters.`);
  }
  return card;
}

/** What a field opens with would be cut without a word. */
function refuseLongValues({ fields }: Form): void {
  for (const field of fields) {
    if (field.kind !== 'text' || field.value === undefined) continue;
    const longest = Math.min(field.maxLength ?? LIMITS.inputLength, LIMITS.inputLength);
    if (field.value.length > longest) throw new FormTooLarge(`«${field.label}» opens too long.`);
  }
}

type Cut = (text: string, limit: number) => string;

function hintLine(hint: string): Element[] {
  return richText([hint], { isSubtle: true, size: 'Small' }).map((line) => ({
    ...line,
    spacing: 'None',
  }));
}

function errorLine(words: string | undefined): Element[] {
  if (words === undefined) return [];
  return richText([{ bold: words }], { color: 'Attention' }).map((line) => ({
    ...line,
    spacing: 'None',
  }));
}

/** The field as the person left it. */
function typed(field: Field, values: FormValues): { value?: string; values?: readonly string[] } {
  const left = values[field.name];
  if (field.kind === 'choices') return { values: Array.isArray(left) ? left : [] };
  return { value: typeof left === 'string' ? left : '' };
}

function input(field: Field, cut: Cut): Input {
  const common = {
    id: `${field.kind === 'choices' ? INPUT_PREFIX.many : INPUT_PREFIX.one}${field.name}`,
    label: cut(field.label, LIMITS.title),
    spacing: 'Medium',
    ...(field.required ? { isRequired: true as const, errorMessage: TEXTS.required } : {}),
  } as const;
  switch (field.kind) {
    case 'text': {
      const maxLength = Math.min(field.maxLength ?? LIMITS.inputLength, LIMITS.inputLength);
      return {
        type: 'Input.Text',
        ...common,
        maxLength,
        ...(field.multiline ? { isMultiline: true } : {}),
        ...(field.value ? { value: field.value.slice(0, maxLength) } : {}),
        ...(field.placeholder === undefined
          ? {}
          : { placeholder: cut(field.placeholder, LIMITS.title) }),
      };
    }
    case 'date':
      return { type: 'Input.Date', ...common, ...(field.value ? { value: field.value } : {}) };
    case 'choice': {
      const known = field.choices.some(({ value }) => value === field.value);
      return {
        type: 'Input.ChoiceSet',
        ...common,
        // `filtered`, which searches as one types, is not in the published schema of 1.5.
        style: 'compact',
        wrap: true,
        choices: choices(field.choices, cut, (value) => value),
        ...(known && field.value ? { value: field.value } : {}),
      };
    }
    case 'choices': {
      const chosen = (field.values ?? []).map(encodeURIComponent);
      return {
        type: 'Input.ChoiceSet',
        ...common,
        style: 'expanded',
        isMultiSelect: true,
        wrap: true,
        choices: choices(field.choices, cut, encodeURIComponent),
        ...(chosen.length === 0 ? {} : { value: chosen.join(',') }),
      };
    }
  }
}

/** A heading stands apart from the fields before it. */
function noteLines(field: FormNote): Element[] {
  return field.heading
    ? [{ ...heading(field.text), size: 'Default' as const, spacing: 'Large' as const }]
    : richText([field.text]);
}

/** Several values are joined by commas: one that holds a comma is encoded first. */
function choices(
  all: readonly Choice[],
  cut: Cut,
  encode: (value: string) => string,
): { title: string; value: string }[] {
  if (all.length === 0 || all.length > LIMITS.options) {
    throw new FormTooLarge(`From 1 to ${LIMITS.options} choices, not ${all.length}.`);
  }
  return all.map(({ value, label }) => ({
    title: plain(cut(label, LIMITS.optionText)),
    value: encode(value),
  }));
}
