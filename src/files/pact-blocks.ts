/** The small readers the pact schema is made of; each says in French what it expected. */
import { distance } from 'fastest-levenshtein';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { foldText } from '../domain/fold.ts';

const kindNames: Record<string, string> = {
  string: 'un texte',
  number: 'un nombre',
  int: 'un nombre entier',
  boolean: 'oui ou non',
  array: 'une liste (une ligne par élément, commençant par « - »)',
  object: 'un bloc de clés, en retrait sous son titre',
};

/** What zod says, in French, with the remedy. */
export function sayIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const key = issue.path?.at(-1);
  const name = typeof key === 'string' ? `« ${key} »` : 'cette valeur';
  switch (issue.code) {
    case 'invalid_type': {
      const expected = kindNames[issue.expected] ?? issue.expected;
      if (issue.expected === 'object' && key === undefined) {
        return 'Le fichier est vide ou n’est pas un bloc de clés : partez d’un pacte du dossier « pacts ».';
      }
      if (issue.input === undefined || issue.input === null) {
        return `${name} manque : ajoutez cette clé avec ${expected}.`;
      }
      return `${name} n’a pas la bonne forme : écrivez ${expected}.`;
    }
    case 'too_small':
      if (issue.origin === 'string') return `${name} est vide : écrivez un texte.`;
      if (issue.origin === 'array')
        return `${name} est une liste vide : nommez au moins un élément.`;
      return `${name} est trop petit : écrivez ${issue.minimum} ou davantage.`;
    case 'too_big':
      return `${name} est trop grand : écrivez ${issue.maximum} au plus.`;
    default:
      return undefined;
  }
}

function nearest(word: string, words: readonly string[]): string | undefined {
  const folded = foldText(word);
  return words
    .map((candidate) => ({ candidate, far: distance(folded, foldText(candidate)) }))
    .filter(({ candidate, far }) => far <= Math.max(2, Math.floor(candidate.length / 4)))
    .sort((a, b) => a.far - b.far)[0]?.candidate;
}

const quoted = (words: readonly string[]): string => words.map((w) => `« ${w} »`).join(', ');

function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys
    .map((key) => {
      const near = nearest(key, known);
      return near === undefined
        ? `La clé « ${key} » est inconnue : retirez-la. Clés possibles ici : ${quoted(known)}.`
        : `La clé « ${key} » est inconnue : écrivez « ${near} » ou retirez la ligne.`;
    })
    .join(' ');
}

/** A strict block: a key it does not know is an error that names the nearest one. */
export function block<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? unknownKeys(issue.keys, Object.keys(shape))
        : sayIssue(issue),
  });
}

/** One of a closed list of French words, read whatever its accents and case. */
export function word<Value extends string>(words: Record<string, Value>) {
  const byFold = new Map(Object.entries(words).map(([text, value]) => [foldText(text), value]));
  return z.string().transform((typed, ctx): Value => {
    const value = byFold.get(foldText(typed));
    if (value !== undefined) return value;
    const near = nearest(typed, Object.keys(words));
    const remedy =
      near === undefined
        ? `écrivez l’un de ces mots : ${quoted(Object.keys(words))}.`
        : `vouliez-vous dire « ${near} » ?`;
    ctx.addIssue({
      code: 'custom',
      message: `« ${typed} » n’est pas un mot connu ici : ${remedy}`,
    });
    return z.NEVER;
  });
}

export const text = z.string().trim().min(1);

/** A code, a number of the office or a year may be typed without quotes. */
export const label = z.union([text, z.number().transform(String)], {
  error: (issue) => sayIssue({ ...issue, code: 'invalid_type', expected: 'string' }),
});

/** «oui» and «non», that YAML 1.2 reads as text, beside true and false. */
export const yesNo = z.unknown().transform((typed, ctx): boolean => {
  if (typeof typed === 'boolean') return typed;
  const said = typeof typed === 'string' ? foldText(typed) : '';
  if (said === 'oui') return true;
  if (said === 'non') return false;
  ctx.addIssue({ code: 'custom', message: 'Cette valeur doit être « oui » ou « non ».' });
  return z.NEVER;
});

/** A real day, `2027-06-30` or `30/06/2027`, as `YYYY-MM-DD`. */
export const day = z.string().transform((typed, ctx): string => {
  const french = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(typed.trim());
  const iso = french
    ? `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}`
    : typed.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso) && isRealDay(iso)) return iso;
  ctx.addIssue({
    code: 'custom',
    message: `« ${typed} » n’est pas une date : écrivez un jour qui existe, comme 2027-06-30 ou 30/06/2027.`,
  });
  return z.NEVER;
});

function isRealDay(iso: string): boolean {
  try {
    return Temporal.PlainDate.from(iso, { overflow: 'reject' }).toString() === iso;
  } catch {
    return false;
  }
}

/** A day of every year, `31/01`, as `MM-DD`. */
export const yearDay = z.string().transform((typed, ctx): string => {
  const parts = /^(\d{1,2})\/(\d{1,2})$/.exec(typed.trim());
  const monthDay = `${parts?.[2]?.padStart(2, '0')}-${parts?.[1]?.padStart(2, '0')}`;
  // 2027 is not a leap year: 29 February does not come every year.
  if (parts && isRealDay(`2027-${monthDay}`)) return monthDay;
  ctx.addIssue({
    code: 'custom',
    message: `« ${typed} » n’est pas un jour de l’année : écrivez jour/mois, comme 31/01.`,
  });
  return z.NEVER;
});

/** `09:00` or `9h30`, as `HH:MM`. */
export const hour = z.string().transform((typed, ctx): string => {
  const parts = /^(\d{1,2})\s*[h:]\s*(\d{2})?$/.exec(typed.trim());
  const [h, m] = [Number(parts?.[1] ?? -1), Number(parts?.[2] ?? 0)];
  if (parts && h < 24 && m < 60)
    return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
  ctx.addIssue({
    code: 'custom',
    message: `« ${typed} » n’est pas une heure : écrivez 9h, 9h30 ou "09:00" (entre guillemets).`,
  });
  return z.NEVER;
});

export const count = z.int().min(0);
export const positive = z.int().min(1);
