/** A workspace that keeps what it is sent: messages, their rewrites, its directory. */
import type { FakeSlackApi } from './fake-slack-api.ts';

export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
  text: string;
  blocks: unknown;
  readonly key: string | undefined;
  /** How often it was rewritten. */
  rewrites: number;
}

export interface SlackWorkspace {
  readonly messages: PostedMessage[];
  /** Known by the directory: e-mail address → account. */
  readonly directory: Map<string, Record<string, unknown>>;
  /** Those of one account's direct conversation. */
  to(user: string): readonly PostedMessage[];
}

interface WorkspaceOptions {
  /** UTC instant by which its messages are dated. */
  readonly now: () => string;
  /** `false` forgets the keys of messages, as a lesser workspace would. */
  readonly metadata?: boolean;
  readonly onPosted?: () => void;
}

/** Answers as Slack does, its history page by page. */
export function serveWorkspace(api: FakeSlackApi, options: WorkspaceOptions): SlackWorkspace {
  const messages: PostedMessage[] = [];
  const directory: SlackWorkspace['directory'] = new Map();
  const channelOf = (id: unknown) => (String(id).startsWith('U') ? `D${id}` : String(id));
  api.answer('chat.postMessage', ({ channel, text, blocks, metadata }) => {
    const second = Math.floor(Date.parse(options.now()) / 1000);
    const ts = `${second}.${String(messages.length).padStart(6, '0')}`;
    const payload = (metadata as { event_payload?: { key?: string } } | undefined)?.event_payload;
    const where = channelOf(channel);
    const key = options.metadata === false ? undefined : payload?.key;
    messages.push({ channel: where, ts, text: String(text), blocks, key, rewrites: 0 });
    options.onPosted?.();
    return { ok: true, channel: where, ts };
  });
  api.answer('chat.update', ({ channel, ts, text, blocks }) => {
    const message = messages.find((one) => one.channel === channel && one.ts === ts);
    if (!message) return { ok: false, error: 'message_not_found' };
    Object.assign(message, { text: String(text), blocks, rewrites: message.rewrites + 1 });
    return { ok: true, channel, ts };
  });
  api.answer('conversations.open', ({ users }) => ({
    ok: true,
    channel: { id: channelOf(users) },
  }));
  api.answer('conversations.history', ({ channel, oldest = 0, limit = 100, cursor = 0 }) => {
    const all = messages
      .filter((one) => one.channel === channel && Number(one.ts) > Number(oldest))
      .map(({ ts, text, key }) => ({
        ...{ type: 'message', ts, text },
        ...(key !== undefined && { metadata: { event_type: 'relais', event_payload: { key } } }),
      }))
      .reverse();
    const end = Number(cursor) + Number(limit);
    return {
      ok: true,
      messages: all.slice(Number(cursor), end),
      response_metadata: { next_cursor: end < all.length ? String(end) : '' },
    };
  });
  api.answer('users.lookupByEmail', ({ email }) => {
    const user = directory.get(String(email));
    return user ? { ok: true, user } : { ok: false, error: 'users_not_found' };
  });
  return {
    messages,
    directory,
    to: (user) => messages.filter((one) => one.channel === `D${user}`),
  };
}
