/** A row that did not leave: tried again later, taken elsewhere, or given up. */
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../store/database.ts';
import { mayHaveLeft, type Outgoing, settle } from '../store/outbox.ts';
import { putOff, release } from '../store/outbox-turns.ts';
import { noteAccountUnreachable, noteChannelUnreachable } from '../use-cases/note-unreachable.ts';
import { backOff } from './back-off.ts';
import type { DeliveryOptions, Way } from './deliver-row.ts';
import type { Destination, Later, Messenger, Method, SendResult } from './messenger.ts';

export type Failure = Exclude<SendResult, { kind: 'sent' }>;

/** Where it failed, when a platform had its word. */
interface Where {
  readonly by?: Messenger;
  readonly method?: Method;
  readonly to?: Destination;
  readonly conversation?: string;
}

/** How long a message is tried: longer than a long week-end, so that somebody can mend things. */
const giveUpAfterHours = 4 * 24;
/** Seconds before another try: longer for what is about one message than for a platform. */
const waits = { first: 5, longest: 3600 };
const platformWaits = { first: 5, longest: 300 };
/** Attempts after which a message that alone fails lets the rest of its conversation go first. */
const attemptsInTurn = 6;

export async function giveBack(
  way: Way,
  row: Outgoing,
  failure: Failure,
  where: Where = {},
): Promise<void> {
  const { options } = way;
  options.onProblem({ row: row.id, intent: row.intent, error: failure.error });
  if (failure.kind === 'later' && where.by && where.method)
    way.gateOf(where.by).refused(where.method, failure, row.id, where.conversation);
  await options.db.transaction().execute(async (tx) => {
    if (failure.kind === 'later') await tryLater(way, tx, row, failure, where);
    else await giveUp(options, tx, row, failure, where);
  });
}

async function tryLater(
  way: Way,
  tx: Tx,
  row: Outgoing,
  failure: Later,
  { by }: Where,
): Promise<void> {
  const { clock, random = Math.random } = way.options;
  const now = clock();
  // It was refused unread: it keeps its turn, and the platform says when.
  if (failure.afterSeconds !== undefined && by) return release(tx, row, true);
  if (row.triedAt !== null && later(row.triedAt, giveUpAfterHours * 3600) <= now)
    return settle(tx, row.id, 'dead', now, failure.error);
  const ofPlatform = failure.platform !== undefined && by !== undefined;
  const keepsTurn =
    ofPlatform &&
    (failure.platform === 'silent' || row.attempts < attemptsInTurn || way.gateOf(by).inTrouble());
  const seconds = backOff(row.attempts, ofPlatform ? platformWaits : waits, random);
  const error = row.doubtful ? mayHaveLeft : failure.error;
  await putOff(tx, row.id, later(now, seconds), error, keepsTurn);
}

async function giveUp(
  { clock, newId }: DeliveryOptions,
  tx: Tx,
  row: Outgoing,
  { error, reason }: Extract<Failure, { kind: 'impossible' }>,
  { by, to }: Where,
): Promise<void> {
  const now = clock();
  const isRewrite = row.recipient.kind === 'copy';
  // What was to be rewritten is out of everybody's sight: nobody misses a message.
  if (isRewrite && reason) return settle(tx, row.id, 'superseded', now, error);
  if (!reason || !by || !to) return settle(tx, row.id, 'dead', now, error);
  const noting = { db: tx, now, newId };
  const { platform } = by;
  if (to.kind === 'person')
    await noteAccountUnreachable(noting, { platform, tenant: to.tenant, user: to.user });
  else await noteChannelUnreachable(noting, { platform, id: to.id });
  // Another account may take it; else it is given up there.
  await release(tx, row, false);
}

function later(instant: string, seconds: number): string {
  return Temporal.Instant.from(instant)
    .add({ milliseconds: Math.ceil(seconds * 1000) })
    .toString({ smallestUnit: 'millisecond' });
}
