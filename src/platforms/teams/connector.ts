/** What the bot does in conversations of Teams: writes, rewrites, opens, reads who is there. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ConnectorClient, RelaisAdapter } from './adapter.ts';
import { CARD_TYPE } from './adaptive-card.ts';
import { ConnectorFault } from './http-client.ts';
import type { RenderedCard } from './render-card.ts';

/** Where the bot writes, and as whom. */
export interface Address {
  readonly serviceUrl: string;
  readonly conversation: string;
  readonly bot: string;
}

export type Attachment = NonNullable<Activity['attachments']>[number];

export interface Message {
  /** Read by notifications, with a card; alone, what is said. */
  readonly text?: string;
  readonly summary?: string;
  readonly attachments?: readonly Attachment[];
}

/** Somebody, as the roster of a conversation describes them. */
export type Member = z.infer<typeof memberSchema>;

const memberSchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  email: z.string().nullish(),
  userRole: z.string().nullish(),
  tenantId: z.string().nullish(),
});
const idSchema = z.object({ id: z.string() });
const pageSchema = z.object({
  members: z.array(memberSchema).nullish(),
  continuationToken: z.string().nullish(),
});

export interface Connector {
  /** @returns the id of the message. @throws {ConnectorFault} */
  send(to: Address, message: Message): Promise<string>;
  /** @throws {ConnectorFault} */
  update(to: Address, id: string, message: Message): Promise<void>;
  /** The person's own conversation with the bot, opened when it is not yet. */
  open(where: {
    readonly serviceUrl: string;
    readonly tenant: string;
    readonly member: string;
    readonly bot: string;
  }): Promise<string>;
  /** Undefined when the roster knows nobody so named. */
  member(serviceUrl: string, conversation: string, member: string): Promise<Member | undefined>;
  members(serviceUrl: string, conversation: string): AsyncIterable<Member>;
}

export interface Patience {
  /** Tries in all; a person waits for an answer, the outbox tries again by itself. */
  readonly tries: number;
  /** Longest wait between two of them, in milliseconds. */
  readonly longest: number;
}

/** The calls that Teams itself says to try again. */
const PASSING = new Set([0, 408, 412, 429, 502, 503, 504]);
const FIRST_WAIT_MS = 250;
/** The most members that Teams gives at once. */
const PAGE = 500;

type Paging = Parameters<ConnectorClient['conversations']['getConversationPagedMembers']>[1];

export function isPassing({ status }: ConnectorFault): boolean {
  return PASSING.has(status);
}

export function cardMessage({ card, summary }: RenderedCard): Message {
  return { summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}

export function connectTo(
  adapter: Pick<RelaisAdapter, 'client'>,
  { tries, longest }: Patience,
): Connector {
  /** Waits a little more each time, never twice the same: many bots retry at once. */
  async function insistently<Value>(call: () => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof ConnectorFault) || !isPassing(error) || attempt >= tries)
          throw error;
        const jitter = FIRST_WAIT_MS * 2 ** (attempt - 1) * (1 + Math.random());
        const delay = Math.max(jitter, (error.retryAfter ?? 0) * 1000);
        if (delay > longest) throw error;
        await wait(delay);
      }
    }
  }

  const conversations = async (serviceUrl: string) =>
    (await adapter.client(serviceUrl)).conversations;
  return {
    send: ({ serviceUrl, conversation, bot }, message) =>
      insistently(async () => {
        const api = await conversations(serviceUrl);
        const sent = await api.sendToConversation(
          conversation,
          activity(message, conversation, bot),
        );
        return idSchema.parse(sent).id;
      }),
    update: ({ serviceUrl, conversation, bot }, id, message) =>
      insistently(async () => {
        const api = await conversations(serviceUrl);
        await api.updateActivity(conversation, id, { ...activity(message, conversation, bot), id });
      }),
    open: ({ serviceUrl, tenant, member, bot }) =>
      insistently(async () => {
        const api = await conversations(serviceUrl);
        const opened = await api.createConversation({
          isGroup: false,
          bot: { id: bot, name: '' },
          members: [{ id: member, name: '' }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        } as unknown as Parameters<typeof api.createConversation>[0]);
        return idSchema.parse(opened).id;
      }),
    async member(serviceUrl, conversation, member) {
      try {
        const api = await conversations(serviceUrl);
        return memberSchema.parse(
          await insistently(() => api.getConversationMember(conversation, member)),
        );
      } catch (error) {
        if (error instanceof ConnectorFault && error.status === 404) return undefined;
        throw error;
      }
    },
    async *members(serviceUrl, conversation) {
      const api = await conversations(serviceUrl);
      let continuationToken: string | undefined;
      do {
        const options = { pageSize: PAGE, ...(continuationToken && { continuationToken }) };
        const page = pageSchema.parse(
          await insistently(() => api.getConversationPagedMembers(conversation, options as Paging)),
        );
        yield* page.members ?? [];
        continuationToken = page.continuationToken ?? undefined;
      } while (continuationToken);
    },
  };
}

function activity(
  { attachments, ...rest }: Message,
  conversation: string,
  bot: string,
): Partial<Activity> {
  return {
    type: 'message',
    from: { id: bot, name: '' },
    conversation: { id: conversation } as Activity['conversation'],
    ...rest,
    ...(attachments === undefined ? {} : { attachments: [...attachments] }),
  };
}
