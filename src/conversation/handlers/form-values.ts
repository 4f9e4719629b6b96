/** Reading what a form sent back. */
import type { FormValues } from '../form.ts';

type Value = FormValues[string];

export function one(value: Value): string | undefined {
  return typeof value === 'string' ? value : value?.[0];
}

/** Lines of a text field, without the empty ones. */
export function lines(value: Value): readonly string[] {
  return (one(value) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 0);
}
