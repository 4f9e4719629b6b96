/** A form, free of any platform: each adapter makes of it what its platform opens. */

/** The most that a list may hold on any platform. */
export const maxChoices = 100;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface FieldBase {
  /** Name of the value in the submission, and of the field an error points to. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
}

export type Field =
  | (FieldBase & {
      readonly kind: 'text';
      readonly value?: string;
      readonly placeholder?: string;
      readonly multiline?: boolean;
      readonly maxLength?: number;
    })
  /** A day, `YYYY-MM-DD`. */
  | (FieldBase & { readonly kind: 'date'; readonly value?: string })
  /** One of at least one choice, and at most `maxChoices`. */
  | (FieldBase & {
      readonly kind: 'choice';
      readonly choices: readonly Choice[];
      readonly value?: string;
    })
  /** Several of at least one choice, and at most `maxChoices`; values are joined by the adapter in an array. */
  | (FieldBase & {
      readonly kind: 'choices';
      readonly choices: readonly Choice[];
      readonly values?: readonly string[];
    });

/** Text between fields: what is known already, what the rule says. */
export interface FormNote {
  readonly kind: 'note';
  readonly text: string;
  /** Over the fields that follow, rather than beside them. */
  readonly heading?: true;
}

export interface Form {
  /** Which handler receives the submission. */
  readonly name: string;
  /** At most 24 characters: the least that a platform shows. */
  readonly title: string;
  /** At most 24 characters. */
  readonly submit: string;
  readonly fields: readonly (Field | FormNote)[];
  /** Ids the handler needs back (never authority); at most 3,000 characters once encoded. */
  readonly state: Readonly<Record<string, string>>;
}

/** What a person sent: empty fields are absent, text is trimmed. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The form with what was sent in it. */
export function filledIn(form: Form, values: FormValues): Form {
  return { ...form, fields: form.fields.map((field) => fieldWith(field, values)) };
}

function fieldWith(field: Field | FormNote, values: FormValues): Field | FormNote {
  if (field.kind === 'note') return field;
  const sent = values[field.name];
  if (field.kind === 'choices') {
    const { values: _before, ...empty } = field;
    return sent === undefined ? empty : { ...empty, values: [sent].flat() };
  }
  const { value: _before, ...empty } = field;
  return typeof sent === 'string' ? { ...empty, value: sent } : empty;
}
