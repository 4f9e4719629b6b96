/** What a person sent in a form → values. */
import { z } from 'zod';
import type { FormValues } from '../../conversation/form.ts';
import { INPUT_PREFIX } from './render-form.ts';

const sentSchema = z.looseObject({
  form: z.string(),
  state: z.record(z.string(), z.string()),
  from: z.string().optional(),
});

export interface SentForm {
  readonly form: string;
  readonly state: Readonly<Record<string, string>>;
  readonly values: FormValues;
  /** The message whose button opened the form. */
  readonly from: string | undefined;
}

/** Undefined when this is no form of the bot. */
export function readForm(data: unknown): SentForm | undefined {
  const sent = sentSchema.safeParse(data).data;
  if (sent === undefined) return undefined;
  const values: Record<string, string | readonly string[] | undefined> = {};
  for (const [id, value] of Object.entries(sent)) {
    if (typeof value !== 'string') continue;
    const text = value.trim();
    if (text === '') continue;
    if (id.startsWith(INPUT_PREFIX.one)) values[id.slice(INPUT_PREFIX.one.length)] = text;
    if (id.startsWith(INPUT_PREFIX.many)) {
      values[id.slice(INPUT_PREFIX.many.length)] = text.split(',').map(decoded);
    }
  }
  return { form: sent.form, state: sent.state, values, from: sent.from };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
