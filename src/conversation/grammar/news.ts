/**
 * What is said of an action after its name (SPEC §5): the status is what exactly precedes the first
 * colon; without a colon a bare status is a status, a status followed by words is asked, anything
 * else is a comment. Texts are kept as typed.
 */
import type { Command } from './command.ts';
import { withoutClosing } from './line.ts';
import { type Said, saidExactly, saidFirst, saidNearly } from './statuses.ts';
import { tokenize } from './tokens.ts';

export type News = Omit<Extract<Command, { name: 'update' }>, 'name' | 'action'>;

export interface NewsRead {
  /** One: as typed. Several: to be asked. */
  readonly options: readonly News[];
  readonly unsure: boolean;
  /** A status or a colon says that news was meant; a bare comment might be a question. */
  readonly explicit: boolean;
}

const separators = /^[\s,;.)\]\u2013\u2014-]+/u;
export const colon = /[:\uFF1A]/u;
/** A colon that belongs to what is written: an hour, an address. */
const innerColon = /\d:\d|https?:/iu;

/** «statut : en cours» */
const announcing = new Set(['statut', 'etat', 'avancement']);

export function newsOf(said: Said): News {
  switch (said.kind) {
    case 'status':
      return { status: said.status };
    case 'blocker':
      return { blocker: said.blocker };
    case 'nothingNew':
      return { nothingNew: true };
  }
}

/** `typed` is what follows the action, or what stands before it and after it put together. */
export function readNews(typed: string): NewsRead {
  const text = typed.replace(separators, '').trim();
  const at = text.search(colon);
  return at === -1 ? withoutColon(text) : withColon(text, at);
}

function withoutColon(text: string): NewsRead {
  const tokens = withoutClosing(tokenize(text));
  if (tokens.length === 0) return { options: [{}], unsure: false, explicit: false };
  const exact = saidExactly(tokens);
  if (exact) return { options: [newsOf(exact)], unsure: false, explicit: true };
  const comment: News = { comment: text };
  const first = saidFirst(tokens);
  if (first) return either(first.value, text);
  const near = saidNearly(tokens);
  if (near.length > 0) {
    return { options: [...near.map(newsOf), comment], unsure: true, explicit: true };
  }
  return { options: [comment], unsure: false, explicit: false };
}

function withColon(text: string, at: number): NewsRead {
  const before = tokenize(text.slice(0, at));
  const after = text.slice(at + 1).trim();
  const announces = before.length === 1 && announcing.has(before[0]?.word ?? '');
  if (before.length === 0 || announces) return afterBareColon(after);
  const whole: News = { comment: text };
  const exact = saidExactly(before);
  if (exact) return { options: [withComment(newsOf(exact), after)], unsure: false, explicit: true };
  const first = saidFirst(before);
  if (first) return either(first.value, text);
  const near = saidNearly(before);
  if (near.length > 0) {
    const meant = near.map((said) => withComment(newsOf(said), after));
    return { options: [...meant, whole], unsure: true, explicit: true };
  }
  return {
    options: [whole],
    unsure: false,
    explicit: !innerColon.test(text.slice(at - 5, at + 2)),
  };
}

/** «THA-3 : RAS» says nothing new; «THA-3 : terminée» may be a status or the whole comment. */
function afterBareColon(after: string): NewsRead {
  const tokens = withoutClosing(tokenize(after));
  if (tokens.length === 0) return { options: [{}], unsure: false, explicit: true };
  const exact = saidExactly(tokens);
  if (exact?.kind === 'nothingNew') {
    return { options: [newsOf(exact)], unsure: false, explicit: true };
  }
  if (exact) return { options: [newsOf(exact), { comment: after }], unsure: true, explicit: true };
  return { options: [{ comment: after }], unsure: false, explicit: true };
}

function either(said: Said, text: string): NewsRead {
  return {
    options: [withComment(newsOf(said), text), { comment: text }],
    unsure: true,
    explicit: true,
  };
}

export function withComment(news: News, comment: string): News {
  return comment === '' ? news : { ...news, comment };
}
