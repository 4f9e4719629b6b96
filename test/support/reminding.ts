/**
 * The bot that writes by itself, tick by tick: its scheduler and its delivery, and a platform that
 * keeps what it is given. Every card is also rendered for Slack under its limits.
 */
import type { Card } from '../../src/conversation/card.ts';
import { createMessageRenderer } from '../../src/conversation/messages.ts';
import { createDelivery } from '../../src/delivery/delivery.ts';
import type { Messenger, SendResult } from '../../src/delivery/messenger.ts';
import { renderCard } from '../../src/platforms/slack/render-card.ts';
import { saveAccount } from '../../src/store/accounts.ts';
import type { Db } from '../../src/store/database.ts';
import { findPersonByEmail } from '../../src/store/people.ts';
import { createReminders, type Reminders } from '../../src/use-cases/reminders/reminders.ts';
import { createRequestClock } from '../../src/use-cases/validation/advance-requests.ts';

export interface Posted {
  /** Id of the person, or the channel's. */
  readonly to: string;
  readonly at: string;
  readonly intent: string;
  readonly reference: string;
  /** As it stands now: rewritten when it was. */
  card: Card;
  rewrites: number;
}

export interface Reminding {
  readonly posted: Posted[];
  readonly reminders: Reminders;
  /** What a tick does at the instant of the world, or at the one given. */
  tick(now?: string): Promise<void>;
  /** Settles what an act has answered and sends what it caused, as after each turn. */
  followUp(): Promise<void>;
  /** As a process that stopped: nothing of its memory is left. */
  restart(): void;
  /** What the platform does with the next messages; `undefined`: it takes them. */
  refuse: SendResult | undefined;
}

/** @param world its instant is that of the clock; a tick moves it */
export function openReminding(world: { readonly db: Db; now: string }): Reminding {
  let ids = 0;
  const newId = () => `reminding-${++ids}`;
  const posted: Posted[] = [];
  let sends = 0;
  const platform: Messenger = {
    platform: 'test',
    async send(to, card, key) {
      if (reminding.refuse) return reminding.refuse;
      renderCard(card, { strict: true });
      // Several are on their way at once.
      sends += 1;
      const reference = `message-${sends}`;
      const row = await world.db
        .selectFrom('outbox')
        .select('intent')
        .where('key', '=', key)
        .executeTakeFirstOrThrow();
      posted.push({
        ...{ to: to.kind === 'person' ? to.user : to.id, at: world.now, intent: row.intent },
        ...{ reference, card, rewrites: 0 },
      });
      return { kind: 'sent', reference };
    },
    async rewrite(reference, card) {
      renderCard(card, { strict: true });
      const message = posted.find((one) => one.reference === reference);
      if (message) {
        message.card = card;
        message.rewrites += 1;
      }
      return { kind: 'sent', reference };
    },
    async findAccount(email) {
      const person = await findPersonByEmail(world.db, email);
      if (!person) return undefined;
      const flags = { isBot: false, isDeleted: false, isExternal: false, isGuest: false };
      return {
        account: { platform: 'test', tenant: 'T1', user: person.id },
        entry: { email, displayName: email, ...flags },
      };
    },
  };
  const start = () => {
    const reminders = createReminders({ db: world.db, newId });
    const delivery = createDelivery({
      ...{ db: world.db, clock: () => world.now, newId },
      render: createMessageRenderer(reminders.book),
      async tie(account) {
        const row = { ...account, personId: account.user, state: 'tied' as const };
        await world.db.transaction().execute((tx) => saveAccount(tx, { ...row, since: world.now }));
        return true;
      },
      messengers: () => [platform],
      onProblem: () => {},
      onFailure: (error) => {
        throw error;
      },
    });
    return { reminders, delivery, requests: createRequestClock(world.db, newId) };
  };
  let running = start();
  const reminding: Reminding = {
    posted,
    refuse: undefined,
    get reminders() {
      return running.reminders;
    },
    async tick(now = world.now) {
      world.now = now;
      await running.requests(now);
      await running.reminders.run(now);
      await running.delivery.drain();
    },
    async followUp() {
      await running.reminders.settle(world.now);
      await running.delivery.drain();
    },
    restart() {
      running = start();
    },
  };
  return reminding;
}
