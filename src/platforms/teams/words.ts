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

/** Far more than the conversation takes, which says so: what is beyond is not looked at. */
const longest = 20_000;

/** The words without the mention that called the bot; other people mentioned keep their name. */
export function wordsOf({ text, entities, recipient }: TeamsActivity): string {
  let words = (text ?? '').slice(0, longest);
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
    .replace(/<at\b[^<>]*>([^<]*)<\/at>/g, (_all, name: string) => `@${name.trim()}`)
    .replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Somebody's message, which Teams hands over as HTML, as its words. */
export function textOf(html: string): string {
  return decoded(withoutTags(html.slice(0, longest)))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Tag by tag, in one pass, whatever is opened and never closed. Mentions stay. */
function withoutTags(html: string): string {
  let hidden: string | undefined;
  let words = '';
  for (const piece of html.split(/(<[^<>]*>)/)) {
    const [, closing, name = ''] = /^<(\/?)([a-z]+\d?)/i.exec(piece) ?? [];
    if (hidden !== undefined) {
      if (closing && name === hidden) hidden = undefined;
    } else if (name === '' || name === 'at') {
      words += piece;
    } else if (hiddenTags.has(name)) {
      hidden = closing ? undefined : name;
    } else if (name === 'br' || (closing && blockTags.has(name))) {
      words += '\n';
    }
  }
  return words;
}

const hiddenTags = new Set(['script', 'style', 'attachment']);
const blockTags = new Set([
  'p',
  'div',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'blockquote',
]);

/** Whether the bot is called by its name. */
export function mentionsBot({ entities, recipient }: TeamsActivity): boolean {
  return (entities ?? []).some(
    ({ type, mentioned }) => type === 'mention' && mentioned?.id === recipient.id,
  );
}
