/** What a person sent in a modal → values, and errors back to its fields. */
import { z } from 'zod';
import type { FormValues } from '../../conversation/form.ts';
import { FIELD_PREFIX, metadataSchema } from './render-form.ts';
import type { ReplyTo } from './reply-to.ts';

const stateValueSchema = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
});
const elementSchema = z.object({
  action_id: z.string(),
  initial_value: z.string().optional(),
  initial_date: z.string().optional(),
  initial_option: z.object({ value: z.string() }).optional(),
  initial_options: z.array(z.object({ value: z.string() })).optional(),
});
const viewSchema = z.object({
  private_metadata: z.string(),
  blocks: z.array(
    z.object({ block_id: z.string(), element: elementSchema.optional().catch(undefined) }),
  ),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), stateValueSchema)) }),
});

export interface SentForm {
  readonly form: string;
  readonly state: Readonly<Record<string, string>>;
  readonly values: FormValues;
  /** Where the form was asked. */
  readonly from: ReplyTo | undefined;
}

/**
 * What a person sent. `refill` takes the initial value of a field that comes back untouched as
 * null: the local workspace does not send it back. Throws on a view that is not of the bot.
 */
export function readForm(view: unknown, refill = false): SentForm {
  const { private_metadata, blocks, state } = viewSchema.parse(view);
  const { form, state: ids, from } = metadataSchema.parse(JSON.parse(private_metadata));
  const values: Record<string, string | readonly string[] | undefined> = {};
  for (const block of blocks) {
    const { block_id, element } = block;
    const name = fieldName(element);
    if (element === undefined || name === undefined) {
      continue;
    }
    const sent = state.values[block_id]?.[element.action_id] ?? {};
    const value = readValue(refill ? { ...initialValue(element), ...touched(sent) } : sent);
    const former = values[name];
    if (Array.isArray(value) && Array.isArray(former)) {
      values[name] = [...former, ...value];
    } else if (value !== undefined) {
      values[name] = value;
    }
  }
  return { form, state: ids, values, from };
}

type StateValue = z.infer<typeof stateValueSchema>;
type Element = z.infer<typeof elementSchema>;

function readValue(sent: StateValue): string | readonly string[] | undefined {
  if (sent.selected_options) {
    const chosen = sent.selected_options.map((option) => option.value);
    return chosen.length === 0 ? undefined : chosen;
  }
  const text = sent.value ?? sent.selected_date ?? sent.selected_option?.value;
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** Untouched: null, or no box ticked. */
function touched(sent: StateValue): StateValue {
  return Object.fromEntries(
    Object.entries(sent).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function initialValue(element: Element): StateValue {
  return {
    value: element.initial_value,
    selected_date: element.initial_date,
    selected_option: element.initial_option,
    selected_options: element.initial_options,
  };
}

function fieldName(element: Element | undefined): string | undefined {
  return element?.action_id.startsWith(FIELD_PREFIX)
    ? element.action_id.slice(FIELD_PREFIX.length).replace(/:\d+$/, '')
    : undefined;
}

/**
 * Errors by field → errors by block, for the fields this view has: Slack refuses an unknown block.
 * What concerns no field of the view is said under its first one. Undefined: no field at all.
 */
export function renderFieldErrors(
  errors: Readonly<Record<string, string>>,
  view: unknown,
): Record<string, string> | undefined {
  const blocks = viewSchema.parse(view).blocks.filter(({ element }) => fieldName(element));
  const [first] = blocks;
  if (first === undefined) {
    return undefined;
  }
  const result: Record<string, string> = {};
  for (const [name, message] of Object.entries(errors)) {
    const own = blocks.find(({ element }) => fieldName(element) === name) ?? first;
    const former = result[own.block_id];
    result[own.block_id] = former === undefined ? message : `${former} ${message}`;
  }
  return result;
}
