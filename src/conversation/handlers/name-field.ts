/**
 * The field of a form that says which one, or which ones: a list when a platform can hold it, else
 * what is typed, read as the grammar reads it. Nothing of a long list is left out.
 */
import { type Choice, type Field, type FormValues, maxChoices } from '../form.ts';
import { lines, one } from './form-values.ts';

export interface NameField {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly hint?: string;
  /** What to type when the list is too long. */
  readonly typed: string;
}

/** No field where there is nothing to choose: a list of nothing cannot be shown. */
export function nameField(
  { typed, ...field }: NameField,
  choices: readonly Choice[],
  value?: string,
): readonly Field[] {
  if (choices.length === 0) return [];
  if (choices.length <= maxChoices)
    return [{ ...field, kind: 'choice', choices, ...(value && { value }) }];
  const known = value && writtenAs(choices, value);
  return [{ ...field, kind: 'text', hint: hintOf(field, typed), ...(known && { value: known }) }];
}

export function namesField(
  { typed, ...field }: NameField,
  choices: readonly Choice[],
  values: readonly string[] = [],
): readonly Field[] {
  if (choices.length === 0) return [];
  if (choices.length <= maxChoices)
    return [{ ...field, kind: 'choices', choices, ...(values.length > 0 && { values }) }];
  const known = values.map((value) => writtenAs(choices, value)).join('\n');
  return [
    {
      ...{ ...field, kind: 'text', multiline: true, hint: `${hintOf(field, typed)} Un par ligne.` },
      ...(known && { value: known }),
    },
  ];
}

function hintOf({ hint }: { readonly hint?: string }, typed: string): string {
  return hint === undefined ? typed : `${hint} ${typed}`;
}

/** Its label, unless another has the same. */
function writtenAs(choices: readonly Choice[], value: string): string {
  const label = choices.find((choice) => choice.value === value)?.label ?? value;
  return choices.filter((choice) => choice.label === label).length === 1 ? label : value;
}

export type NameRead =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly sentence: string };

/** @param find what the words typed may mean, among all there is */
export function readName(
  typed: string,
  choices: readonly Choice[],
  find: (typed: string) => readonly string[],
): NameRead {
  const exact = choices.filter(({ value, label }) => value === typed || label === typed);
  const found = new Set(find(typed));
  const meant = exact.length > 0 ? exact : choices.filter(({ value }) => found.has(value));
  const [only, ...others] = meant;
  if (only && others.length === 0) return { ok: true, value: only.value };
  if (!only)
    return { ok: false, sentence: `Je ne trouve pas « ${typed} » : vérifiez le nom ou le code.` };
  const some = meant.slice(0, 4).map(({ value, label }) => (exact.length > 0 ? value : label));
  return {
    ok: false,
    sentence: `« ${typed} » peut désigner : ${some.join(' ; ')}. Écrivez le nom entier ou le code.`,
  };
}

/** Of a list, as it was chosen; of a text, line by line. Each is looked up once, however often sent. */
export function readNames(
  value: FormValues[string],
  choices: readonly Choice[],
  find: (typed: string) => readonly string[],
): { readonly values: readonly string[]; readonly sentence?: string } {
  const typed = [...new Set(typeof value === 'string' ? lines(value) : value)];
  const read = typed.map((words) => readName(words, choices, find));
  const wrong = read.find((one) => !one.ok);
  const values = read.flatMap((one) => (one.ok ? [one.value] : []));
  return { values: [...new Set(values)], ...(wrong && { sentence: wrong.sentence }) };
}

/** What a field that may stay empty says. */
export function readOptionalName(
  value: FormValues[string],
  choices: readonly Choice[],
  find: (typed: string) => readonly string[],
): NameRead | undefined {
  const typed = one(value)?.trim();
  return typed ? readName(typed, choices, find) : undefined;
}
