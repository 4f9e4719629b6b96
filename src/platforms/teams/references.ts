/** Where people, channels and teams are written to first: kept from every activity received. */
import { z } from 'zod';
import type { Card } from '../../conversation/card.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { accountsOf } from '../../store/accounts.ts';
import {
  blockReference,
  type ConversationReference,
  findReference,
  findReferenceAt,
  listReferences,
  removeReference,
  saveReference,
} from '../../store/conversation-references.ts';
import type { Db } from '../../store/database.ts';
import { PLATFORM } from './deps.ts';
import type { CardOptions } from './render-card.ts';
import { placeOf, type ReplyTo } from './reply-to.ts';

const detailSchema = z.object({
  bot: z.string(),
  /** A person, as the Bot Connector names them. */
  member: z.string().optional(),
});

export function detailOf({ reference }: ConversationReference): z.infer<typeof detailSchema> {
  return detailSchema.parse(JSON.parse(reference));
}

export interface References {
  /** Remembers who wrote from where; does nothing when that is known. */
  seen(reply: ReplyTo): Promise<void>;
  person(tenant: string, user: string): Promise<ConversationReference | undefined>;
  channel(tenant: string, id: string): Promise<ConversationReference | undefined>;
  /** Whose conversation this is. */
  at(conversation: string): Promise<ConversationReference | undefined>;
  /** How the Bot Connector names the accounts of these people, as far as it is known. */
  membersOf(persons: readonly string[]): Promise<readonly string[]>;
  all(): Promise<readonly ConversationReference[]>;
  save(reference: ConversationReference): Promise<void>;
  /** Teams refuses what is written there: not tried again before they write to the bot. */
  block(reference: ConversationReference): Promise<void>;
  forget(kind: ConversationReference['kind'], tenant: string, id: string): Promise<void>;
}

type Kind = ConversationReference['kind'];

/** @param clock UTC instant */
export function keepReferences(db: Db, clock: () => string): References {
  const find = (kind: Kind, tenant: string, id: string) =>
    findReference(db, { platform: PLATFORM, tenant, kind, id });

  const save = (reference: ConversationReference): Promise<void> =>
    db.transaction().execute((tx) => saveReference(tx, reference));

  /**
   * What is on disk is written once a day, so that those of whom nothing is heard any more are told
   * from the others; it is read there, since a departure may have removed it meanwhile.
   */
  async function keep(reference: ConversationReference): Promise<void> {
    const kept = await find(reference.kind, reference.tenant, reference.id);
    if (!kept || signature(kept) !== signature(reference)) await save(reference);
  }

  return {
    save,
    person: (tenant, user) => find('person', tenant, user),
    channel: (tenant, id) => find('channel', tenant, id),
    at: (conversation) => findReferenceAt(db, PLATFORM, conversation),
    async membersOf(persons) {
      const accounts = await Promise.all(persons.map((person) => accountsOf(db, person)));
      const tied = accounts
        .flat()
        .filter((one) => one.platform === PLATFORM && one.state === 'tied');
      const found = await Promise.all(tied.map(({ tenant, user }) => find('person', tenant, user)));
      return found.flatMap((one) => (one ? (detailOf(one).member ?? []) : []));
    },
    all: () => listReferences(db, PLATFORM),
    async seen(reply) {
      const { tenant, user, member, bot, serviceUrl, team } = reply;
      const common = { platform: PLATFORM, tenant, serviceUrl, since: clock(), blockedAt: null };
      const person = {
        ...common,
        kind: 'person' as const,
        id: user,
        reference: JSON.stringify({ bot, member }),
      };
      if (reply.direct) {
        await keep({ ...person, conversation: reply.conversation });
        return;
      }
      const where = { ...common, reference: JSON.stringify({ bot }) };
      const { id } = placeOf(reply);
      await keep({ ...where, kind: 'channel', id, conversation: id });
      if (team !== undefined) await keep({ ...where, kind: 'team', id: team, conversation: team });
      // Their own conversation, when it is known, stays as it is.
      const own = await find('person', tenant, user);
      if (!own) await keep({ ...person, conversation: null });
    },
    async block(reference) {
      await db.transaction().execute((tx) => blockReference(tx, reference, clock()));
    },
    async forget(kind, tenant, id) {
      await db
        .transaction()
        .execute((tx) => removeReference(tx, { platform: PLATFORM, tenant, kind, id }));
    },
  };
}

/** What a reference says, and the day on which it was last heard of. */
function signature({
  serviceUrl,
  conversation,
  reference,
  since,
  blockedAt,
}: ConversationReference): string {
  return `${serviceUrl} ${conversation} ${reference} ${parisDay(since)} ${blockedAt}`;
}

/** A card that several people read is asked for anew by those whom it concerns. */
export async function refreshOf(
  references: Pick<References, 'membersOf'>,
  { concerns }: Card,
): Promise<CardOptions> {
  if (concerns === undefined) return {};
  return { refresh: { userIds: await references.membersOf(concerns) } };
}
