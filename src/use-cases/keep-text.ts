/** Free texts on their way in: looked at for personal data, then kept where they can be erased. */
import { findPersonalData } from '../domain/personal-data.ts';
import { type SavedText, saveText } from '../store/texts.ts';
import type { Context } from './context.ts';
import type { Refusal } from './refusal.ts';

/** Longest text accepted, in characters: what a field of a form can give back. */
export const maxTextLength = 3000;

/** No data on people who receive help, ever; professional contact data on request (SPEC §9). */
export function checkText(
  field: string,
  text: string | undefined,
  contactsConfirmed = false,
): Refusal | undefined {
  if (!text) return undefined;
  if (text.length > maxTextLength) return { kind: 'invalid', field, why: 'tooLong' };
  const finding = findPersonalData(text);
  if (finding.kind === 'refuse') return { kind: 'personalData', field, what: finding.what };
  if (finding.kind === 'confirm' && !contactsConfirmed)
    return { kind: 'contactData', field, found: finding.found };
  return undefined;
}

export async function keepText(context: Context, body: string): Promise<SavedText> {
  return saveText(context.db, {
    id: context.newId(),
    body,
    authorId: context.actor.personId,
    at: context.now,
  });
}
