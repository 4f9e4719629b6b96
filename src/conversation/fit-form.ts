/** Nothing that a form opens with is cut in silence: what is saved again would lose its end. */
import { maxTextLength } from '../use-cases/keep-text.ts';
import type { Answer } from './exchange.ts';
import type { Field, Form, FormNote } from './form.ts';

export function fitted(answer: Answer): Answer {
  if (answer.kind === 'form') return { ...answer, form: fitForm(answer.form) };
  return answer.kind === 'fieldErrors' && answer.form
    ? { ...answer, form: fitForm(answer.form) }
    : answer;
}

/** A field is as long as what it holds; beyond what any platform takes, the person is told. */
export function fitForm(form: Form): Form {
  return { ...form, fields: form.fields.flatMap(fitField) };
}

function fitField(field: Field | FormNote): readonly (Field | FormNote)[] {
  if (field.kind !== 'text' || field.value === undefined) return [field];
  const { value, label, maxLength = maxTextLength } = field;
  if (value.length <= maxLength) return [field];
  const whole = { ...field, maxLength: Math.min(value.length, maxTextLength) };
  if (value.length <= maxTextLength) return [whole];
  return [
    {
      kind: 'note',
      text: `« ${label} » dépasse ${maxTextLength} caractères : seul le début est repris ci-dessous.`,
    },
    { ...whole, value: value.slice(0, maxTextLength) },
  ];
}
