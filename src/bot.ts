/** The bot, whatever the platforms: its conversation, and the delivery of what it says unasked. */
import type { Logger } from 'pino';
import type { Card } from './conversation/card.ts';
import type { Conversation } from './conversation/conversation.ts';
import { createMessageRenderer } from './conversation/messages.ts';
import { createConversation } from './conversation/start-conversation.ts';
import type { LocalTools } from './conversation/turn.ts';
import { type AskedAnew, currentCard } from './delivery/current-card.ts';
import { createDelivery, type Delivery } from './delivery/delivery.ts';
import type { Messenger } from './delivery/messenger.ts';
import { platformNames } from './platforms/names.ts';
import type { ReportMaker } from './reports/make-report.ts';
import type { TickJob } from './scheduler/tick.ts';
import { type Db, forgetWhatWaits } from './store/database.ts';
import { newId } from './store/new-id.ts';
import { applyRetention } from './use-cases/apply-retention.ts';
import { keepSendingHours, sendingTime } from './use-cases/keep-sending-hours.ts';
import { createReminders } from './use-cases/reminders/reminders.ts';
import { createRequestClock } from './use-cases/validation/advance-requests.ts';

interface BotOptions {
  readonly db: Db;
  /** UTC instant. */
  readonly clock: () => string;
  readonly logger: Logger;
  /** Where people's calendars find the bot. */
  readonly publicUrl?: string;
  /** Makes the files of the bilan. */
  readonly reports?: ReportMaker;
  /** What is measured of it. */
  readonly metrics?: BotMetrics;
  /** Local mode. */
  readonly local?: LocalTools;
}

interface BotMetrics {
  readonly turned: (seconds: number, saved: boolean) => void;
  readonly ticked: (now: string) => Promise<void>;
}

export interface Bot {
  readonly conversation: Conversation;
  readonly delivery: Delivery;
  /** What a tick does, in order. */
  readonly jobs: readonly TickJob[];
  /** The next instant at which a reminder may be due, as the state is. */
  nextReminder(): string | undefined;
  /** What a message that was sent says now, to whoever's client asks. */
  currentCard(asked: AskedAnew): Promise<Card | undefined>;
  /** From now on, messages may leave by this platform. */
  connect(messenger: Messenger): void;
}

export function assembleBot(options: BotOptions): Bot {
  const { db, clock, logger, publicUrl, reports, metrics, local } = options;
  const messengers: Messenger[] = [];
  const reminders = createReminders({ db, newId });
  const onFailure = (error: unknown): void =>
    logger.error(
      { error: error instanceof Error ? error.name : typeof error },
      'what follows an act failed',
    );
  // What an act has answered is no longer asked by the digests that were sent.
  const followUp = oneAtATime(async () => {
    await reminders.settle(clock()).catch(onFailure);
    await keepSendingHours(db, clock()).catch(onFailure);
    void delivery.drain();
  });
  const conversation = createConversation({
    db,
    clock,
    newId,
    confirmAccounts: local !== undefined,
    ...(local && { local }),
    platforms: platformNames,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(reports && { reports }),
    onSaved: followUp,
    ...(metrics && { onTurn: metrics.turned }),
  });
  const render = createMessageRenderer(reminders.book, platformNames);
  const delivery = createDelivery({
    db,
    clock,
    newId,
    render,
    isOpen: sendingTime(),
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
      { name: 'erasure', run: () => forgetWhatWaits(db) },
      { name: 'requests', run: createRequestClock(db, newId) },
      // After the requests: what their circuit has just recorded joins the digests of the day.
      { name: 'reminders', run: reminders.run },
      { name: 'hours', run: (now) => keepSendingHours(db, now) },
      { name: 'delivery', run: () => delivery.drain() },
      ...(metrics ? [{ name: 'metrics', run: metrics.ticked }] : []),
    ],
    nextReminder: reminders.next,
    currentCard: (asked) => currentCard({ db, clock, render }, asked),
    connect(messenger) {
      messengers.push(messenger);
      followUp();
    },
  };
}

/** Done, then once more if it was asked for meanwhile, however often: acts come in groups. */
function oneAtATime(work: () => Promise<void>): () => void {
  let asked = false;
  let underWay = false;
  const run = async (): Promise<void> => {
    underWay = true;
    while (asked) {
      asked = false;
      await work();
    }
    underWay = false;
  };
  return () => {
    asked = true;
    if (!underWay) void run();
  };
}
