/** What a person sent in a modal → values, and errors back to its fields. */
import { z } from 'zod';
import type { FormValues } from '../../conversation/form.ts';
import { FIELD_PREFIX, metadataSchema, VALUE_ACTION } from './render-form.ts';
import type { ReplyTo } from './reply-to.ts';

const stateValueSchema = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
});
const elementSchema = z.object({
  initial_value: z.string().optional(),
  initial_date: z.string().optional(),
  initial_option: z.object({ value: z.string() }).optional(),
  initial_options: z.array(z.object({ value: z.string() })).optional(),
});
const viewSchema = z.object({
  private_metadata: z.string(),
  blocks: z.array(z.object({ block_id: z.string(), element: z.unknown().optional() })),
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
    const name = fieldName(block.block_id);
    if (name === undefined) {
      continue;
    }
    const sent = state.values[block.block_id]?.[VALUE_ACTION] ?? {};
    const value = readValue(refill ? { ...initialValue(block.element), ...touched(sent) } : sent);
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

function initialValue(element: unknown): StateValue {
  const { data } = elementSchema.safeParse(element);
  return {
    value: data?.initial_value,
    selected_date: data?.initial_date,
    selected_option: data?.initial_option,
    selected_options: data?.initial_options,
  };
}

function fieldName(blockId: string): string | undefined {
  return blockId.startsWith(FIELD_PREFIX)
    ? blockId.slice(FIELD_PREFIX.length).replace(/:\d+$/, '')
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
  const { blocks } = viewSchema.parse(view);
  const ids = blocks.map((block) => block.block_id).filter((id) => fieldName(id) !== undefined);
  const [first] = ids;
  if (first === undefined) {
    return undefined;
  }
  const result: Record<string, string> = {};
  for (const [name, message] of Object.entries(errors)) {
    const own = ids.find((id) => id === `${FIELD_PREFIX}${name}`) ?? first;
    const former = result[own];
    result[own] = former === undefined ? message : `${former} ${message}`;
  }
  return result;
}
