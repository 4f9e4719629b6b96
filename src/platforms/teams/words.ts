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
  return words
    .replace(/<at\b[^>]*>(.*?)<\/at>/gs, (_all, name: string) => `@${name.trim()}`)
    .replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/^[^\S\n]*[:,]/, '')
    .replace(/[^\S\n]{2,}/g, ' ')
    .trim();
}

/** Whether the bot is called by its name. */
export function mentionsBot({ entities, recipient }: TeamsActivity): boolean {
  return (entities ?? []).some(
    ({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id,
  );
}
