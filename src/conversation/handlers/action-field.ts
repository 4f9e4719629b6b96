/** The field of a form that says which action: a list when it fits, else a code or a name. */
import type { Field, FormValues } from '../form.ts';
import { findNames } from '../grammar/find-name.ts';
import type { Names } from '../names.ts';
import { one } from './form-values.ts';

/** The most a list may hold on any platform. */
const maxChoices = 100;

/** A person's own actions first; everybody's when there are none. */
export function actionField(names: Names, own: readonly string[]): Field {
  const codes = own.length > 0 ? own : [...names.actionsByCode.keys()];
  const field = { name: 'action', label: 'Action', required: true } as const;
  if (codes.length > maxChoices)
    return { ...field, kind: 'text', hint: 'Code ou nom, par exemple THA-3.' };
  return {
    ...field,
    kind: 'choice',
    choices: codes.map((code) => ({
      value: code,
      label: `${code} - ${names.actionsByCode.get(code)?.title ?? ''}`,
    })),
  };
}

export function chosenAction(
  names: Names,
  known: string | undefined,
  values: FormValues,
): { ok: true; code: string } | { ok: false; sentence: string } {
  const typed = known ?? one(values.action);
  if (!typed) return { ok: false, sentence: 'Indiquez l’action.' };
  if (names.actionsByCode.has(typed)) return { ok: true, code: typed };
  const found = findNames(typed, names.vocabulary, 'action');
  const [only] = found;
  if (only && found.length === 1) return { ok: true, code: only };
  return {
    ok: false,
    sentence:
      found.length > 1
        ? `Plusieurs actions y ressemblent : ${found.slice(0, 4).join(', ')}. Indiquez le code.`
        : 'Je ne trouve pas cette action : indiquez son code, par exemple THA-3.',
  };
}
