/** Form → Slack modal. */
import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Field, Form, FormNote } from '../../conversation/form.ts';
import { clip } from '../clip.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './render-card.ts';
import { type ReplyTo, replyToSchema } from './reply-to.ts';
import { TEXTS } from './texts.ts';

/** Every modal of the bot; which form it is stands in its metadata. */
export const FORM_CALLBACK = 'relais.form';
/** `action_id` of an input: this and the name of its field (and the rank of its group). */
export const FIELD_PREFIX = 'field:';

/** A form does not fit in a modal: its author must shorten it. */
export class FormTooLarge extends Error {
  override readonly name = 'FormTooLarge';
}

export interface FormOptions {
  /** Throws `FormTooLarge` even for a label that could be cut. For tests of the forms. */
  readonly strict?: boolean;
}

export const metadataSchema = z.object({
  form: z.string(),
  state: z.record(z.string(), z.string()),
  from: replyToSchema.optional(),
});

/**
 * The modal of a form. `from` (where the form was asked) comes back with what was sent, so that the
 * answer goes there; it is the first thing left out when the state takes the room.
 * Throws `FormTooLarge` when no modal can hold the form.
 */
export function renderForm(form: Form, from?: ReplyTo, options: FormOptions = {}): types.ModalView {
  const cut = (text: string, limit: number): string => {
    if (options.strict && text.length > limit) {
      throw new FormTooLarge(`More than ${limit} characters: «${text}».`);
    }
    return clip(text, limit);
  };
  const blocks = distinct(
    form.fields.flatMap((field): Part[] =>
      field.kind === 'note' ? [note(field)] : inputs(field, cut),
    ),
  );
  if (blocks.length > LIMITS.viewBlocks) {
    throw new FormTooLarge(`A modal holds ${LIMITS.viewBlocks} blocks, not ${blocks.length}.`);
  }
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: plainText(cut(form.title, LIMITS.viewTitle)),
    submit: plainText(cut(form.submit, LIMITS.viewSubmit)),
    close: plainText(TEXTS.cancel),
    private_metadata: metadata(form, from),
    blocks,
  };
}

function metadata(form: Form, from: ReplyTo | undefined): string {
  const bare = { form: form.name, state: form.state };
  const full = JSON.stringify({ ...bare, from });
  const encoded = full.length <= LIMITS.privateMetadata ? full : JSON.stringify(bare);
  if (encoded.length > LIMITS.privateMetadata) {
    throw new FormTooLarge(`The state of the form takes ${encoded.length} characters.`);
  }
  return encoded;
}

type Part = types.SectionBlock | types.HeaderBlock | types.InputBlock;

/**
 * A block is named by its label: the local workspace shows that name before an error. Two fields
 * of the same label stay apart.
 */
function distinct(blocks: readonly Part[]): Part[] {
  const taken = new Set<string>();
  return blocks.map((block, index) => {
    const label = block.type === 'input' ? clip(block.label.text, 200) : `note ${index}`;
    const block_id = taken.has(label) ? `${label} ${index}` : label;
    taken.add(block_id);
    return { ...block, block_id };
  });
}

function note(field: FormNote): types.SectionBlock | types.HeaderBlock {
  if (field.heading) return { type: 'header', text: plainText(clip(field.text, LIMITS.header)) };
  return { type: 'section', text: plainText(clip(field.text, LIMITS.section)) };
}

function actionId(name: string, group = 0): string {
  return group === 0 ? `${FIELD_PREFIX}${name}` : `${FIELD_PREFIX}${name}:${group + 1}`;
}

type Cut = (text: string, limit: number) => string;

function inputs(field: Field, cut: Cut): types.InputBlock[] {
  const common = {
    type: 'input',
    label: plainText(cut(field.label, LIMITS.label)),
    optional: !field.required,
    ...(field.hint === undefined ? {} : { hint: plainText(cut(field.hint, LIMITS.label)) }),
  } as const;
  switch (field.kind) {
    case 'text':
      return [{ ...common, element: textInput(field, cut) }];
    case 'date':
      return [
        {
          ...common,
          element: {
            type: 'datepicker',
            action_id: actionId(field.name),
            ...(field.value === undefined ? {} : { initial_date: field.value }),
          },
        },
      ];
    case 'choice':
      return [{ ...common, element: select(field, cut) }];
    case 'choices':
      return checkboxGroups(field, cut).map((element, index) =>
        index === 0
          ? {
              ...common,
              optional: common.optional || field.choices.length > LIMITS.checkboxes,
              element,
            }
          : {
              type: 'input',
              label: plainText(cut(TEXTS.continued(field.label), LIMITS.label)),
              optional: true,
              element,
            },
      );
  }
}

function textInput(field: Extract<Field, { kind: 'text' }>, cut: Cut): types.PlainTextInput {
  const longest = Math.min(field.maxLength ?? LIMITS.inputLength, LIMITS.inputLength);
  const value = field.value && cut(field.value, longest);
  return {
    type: 'plain_text_input',
    action_id: actionId(field.name),
    max_length: longest,
    ...(field.multiline ? { multiline: true } : {}),
    ...(value === undefined || value === '' ? {} : { initial_value: value }),
    ...(field.placeholder === undefined
      ? {}
      : { placeholder: plainText(cut(field.placeholder, LIMITS.placeholder)) }),
  };
}

function select(field: Extract<Field, { kind: 'choice' }>, cut: Cut): types.StaticSelect {
  const options = choiceOptions(field.choices, cut);
  const initial = options.find((option) => option.value === field.value);
  return {
    type: 'static_select',
    action_id: actionId(field.name),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** Groups of ten: what both Slack and the local workspace show, and one thumb's reach. */
function checkboxGroups(field: Extract<Field, { kind: 'choices' }>, cut: Cut): types.Checkboxes[] {
  const options = choiceOptions(field.choices, cut);
  const chosen = new Set(field.values);
  const groups: types.Checkboxes[] = [];
  for (let start = 0; start < options.length; start += LIMITS.checkboxes) {
    const group = options.slice(start, start + LIMITS.checkboxes);
    const initial = group.filter((option) => chosen.has(option.value));
    groups.push({
      type: 'checkboxes',
      action_id: actionId(field.name, groups.length),
      options: group,
      ...(initial.length === 0 ? {} : { initial_options: initial }),
    });
  }
  return groups;
}

interface ChoiceOption extends types.PlainTextOption {
  readonly value: string;
}

function choiceOptions(
  choices: readonly { readonly value: string; readonly label: string }[],
  cut: Cut,
): ChoiceOption[] {
  if (choices.length === 0 || choices.length > LIMITS.options) {
    throw new FormTooLarge(`From 1 to ${LIMITS.options} choices, not ${choices.length}.`);
  }
  return choices.map(({ value, label }) => {
    if (value.length > LIMITS.optionValue) {
      throw new FormTooLarge(`The value of a choice takes ${value.length} characters.`);
    }
    return { text: plainText(cut(label, LIMITS.optionText)), value };
  });
}
