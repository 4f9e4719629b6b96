/** What Teams sends as message text → the words as the person sees them. */
import type { TeamsActivity } from './activity.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** The words without the mention that called the bot; other people mentioned keep their name. */
export function wordsOf({ text, entities, recipient }: TeamsActivity): string {
  let words = text ?? '';
  for (const entity of entities ?? []) {
    const called = entity.type === 'mention' && entity.mentioned?.id === recipient.id;
    if (called && entity.text) words = words.replaceAll(entity.text, ' ');
  }
  return decoded(words)
    .replace(/^\s*[:,]/, '')
    .replace(/[^\S\n]{2,}/g, ' ')
    .trim();
}

function decoded(text: string): string {
  return text
    .replace(/<at\b[^>]*>(.*?)<\/at>/gs, (_all, name: string) => `@${name.trim()}`)
    .replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Somebody's message, which Teams hands over as HTML, as its words. */
export function textOf(html: string): string {
  const lines = html
    .replace(/<(?:script|style|attachment)\b.*?<\/(?:script|style|attachment)>/gs, '')
    .replace(/<br\s*\/?>|<\/(?:p|div|li|h\d|tr|blockquote)>/g, '\n')
    .replace(/<(?!\/?at\b)[^>]*>/g, '');
  return decoded(lines)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Whether the bot is called by its name. */
export function mentionsBot({ entities, recipient }: TeamsActivity): boolean {
  return (entities ?? []).some(
    ({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id,
  );
}
