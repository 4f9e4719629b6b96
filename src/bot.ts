/** The bot, whatever the platforms: its conversation, and the delivery of what it says unasked. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Conversation } from './conversation/conversation.ts';
import { createMessageRenderer } from './conversation/messages.ts';
import { createConversation } from './conversation/start-conversation.ts';
import type { LocalTools } from './conversation/turn.ts';
import { createDelivery, type Delivery } from './delivery/delivery.ts';
import type { Messenger } from './delivery/messenger.ts';
import { platformNames } from './platforms/names.ts';
import type { TickJob } from './scheduler/tick.ts';
import type { Db } from './store/database.ts';
import { applyRetention } from './use-cases/apply-retention.ts';
import { advanceRequests } from './use-cases/validation/advance-requests.ts';

interface BotOptions {
  readonly db: Db;
  /** UTC instant. */
  readonly clock: () => string;
  readonly logger: Logger;
  /** Local mode. */
  readonly local?: LocalTools;
}

export interface Bot {
  readonly conversation: Conversation;
  readonly delivery: Delivery;
  /** What a tick does, in order. */
  readonly jobs: readonly TickJob[];
  /** From now on, messages may leave by this platform. */
  connect(messenger: Messenger): void;
}

export function assembleBot({ db, clock, logger, local }: BotOptions): Bot {
  const messengers: Messenger[] = [];
  const conversation = createConversation({
    db,
    clock,
    newId: randomUUID,
    confirmAccounts: local !== undefined,
    ...(local && { local }),
    platforms: platformNames,
    onSaved: () => void delivery.drain(),
  });
  const delivery = createDelivery({
    db,
    clock,
    newId: randomUUID,
    render: createMessageRenderer(),
    tie: (account, entry) => conversation.meet(account, entry),
    messengers: () => messengers,
    onProblem: (problem) => logger.warn(problem, 'a message could not be delivered'),
    onFailure: (error) =>
      logger.error(
        { error: error instanceof Error ? error.name : typeof error },
        'delivery failed',
      ),
  });
  return {
    conversation,
    delivery,
    jobs: [
      { name: 'retention', run: (now) => applyRetention(db, now) },
      { name: 'requests', run: (now) => advanceRequests(db, now, randomUUID) },
      { name: 'delivery', run: () => delivery.drain() },
    ],
    connect(messenger) {
      messengers.push(messenger);
      void delivery.drain();
    },
  };
}
