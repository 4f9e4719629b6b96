/**
 * From the outbox to the platforms: claim, re-read the subject (still true? else superseded), send,
 * record where the message went. Never a network call inside a transaction.
 */
import { Temporal } from 'temporal-polyfill';
import type { Card } from '../conversation/card.ts';
import type { AccountRef, DirectoryEntry } from '../conversation/exchange.ts';
import { parisDay } from '../domain/paris-time.ts';
import type { Db, Tx } from '../store/database.ts';
import {
  claimNext,
  enqueue,
  findCopy,
  insertCopy,
  type Outgoing,
  postpone,
  settle,
} from '../store/outbox.ts';
import { addressesOf, findDestination } from './destination.ts';
import type { Destination, Messenger, SendResult } from './messenger.ts';

export interface DeliveryOptions {
  readonly db: Db;
  readonly clock: () => string;
  readonly newId: () => string;
  /** What a row says now; `undefined` when it no longer needs saying. */
  readonly render: (db: Tx, row: Outgoing, now: string) => Promise<Card | undefined>;
  /** Ties an account found in a directory to its person; false when it may not be. */
  readonly tie: (account: AccountRef, entry: DirectoryEntry) => Promise<boolean>;
  /** The platforms that are connected, in order of preference. */
  readonly messengers: () => readonly Messenger[];
  /** The delivery itself stopped short: the next drain goes on where it was. */
  readonly onFailure: (error: unknown) => void;
  readonly onProblem: (problem: { row: string; intent: string; error: string }) => void;
}

export interface Delivery extends AsyncDisposable {
  /** Sends what is due; resolves once nothing due is left. Calls while it runs join it. */
  drain(): Promise<void>;
}

/** How long a claimed row is left to whoever claimed it. */
const leaseSeconds = 60;
/** Attempts before a message is given up and shown to the chargée de mission. */
const maxAttempts = 12;
/** Wait after a failure: doubled each time, an hour at most. */
const firstWaitSeconds = 5;
const longestWaitSeconds = 3600;

export function createDelivery(options: DeliveryOptions): Delivery {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function run(): Promise<void> {
    do {
      again = false;
      while (!stopped && (await deliverNext(options)));
    } while (again && !stopped);
  }

  return {
    drain() {
      if (running) {
        again = true;
        return running;
      }
      running = run()
        .catch(options.onFailure)
        .finally(() => {
          running = undefined;
        });
      return running;
    },
    async [Symbol.asyncDispose]() {
      stopped = true;
      await running;
    },
  };
}

type Prepared =
  | { readonly kind: 'send'; readonly to: Destination; readonly by: Messenger; readonly card: Card }
  | {
      readonly kind: 'rewrite';
      readonly reference: string;
      readonly by: Messenger;
      readonly card: Card;
    }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'unreachable'; readonly addresses: readonly string[] };

/** Delivers one row; false when nothing is due. */
async function deliverNext(options: DeliveryOptions): Promise<boolean> {
  const { db, clock } = options;
  const now = clock();
  const row = await db.transaction().execute((tx) => claimNext(tx, now, later(now, leaseSeconds)));
  if (!row) return false;
  const prepared = await db.transaction().execute((tx) => prepare(options, tx, row));
  switch (prepared.kind) {
    case 'superseded':
      await db.transaction().execute((tx) => settle(tx, row.id, 'superseded', clock()));
      return true;
    case 'unreachable':
      // Somebody who never wrote to the bot: the directory may know them, and the row goes at once.
      if (await meet(options, prepared.addresses)) await postponeUntil(options, row, clock());
      else await giveBack(options, row, { kind: 'later', error: 'no account can be reached' });
      return true;
    case 'send':
      await conclude(options, row, await prepared.by.send(prepared.to, prepared.card, row.key), {
        platform: prepared.by.platform,
        tenant: prepared.to.tenant,
        card: prepared.card,
      });
      return true;
    case 'rewrite':
      await conclude(options, row, await prepared.by.rewrite(prepared.reference, prepared.card));
      return true;
  }
}

async function prepare(options: DeliveryOptions, tx: Tx, row: Outgoing): Promise<Prepared> {
  const card = await options.render(tx, row, options.clock());
  if (!card) return { kind: 'superseded' };
  const messengers = options.messengers();
  if (row.recipient.kind === 'copy') {
    const copy = await findCopy(tx, row.recipient.copy);
    const by = messengers.find((one) => one.platform === copy?.platform);
    if (!copy || !by) return { kind: 'unreachable', addresses: [] };
    return { kind: 'rewrite', reference: copy.reference, by, card };
  }
  const today = parisDay(options.clock());
  const found = await findDestination(tx, row.recipient, messengers, today);
  return found
    ? { kind: 'send', ...found, card }
    : { kind: 'unreachable', addresses: await addressesOf(tx, row.recipient, today) };
}

/** Looks people up in the directories of the platforms; true when one more can be reached. */
async function meet(options: DeliveryOptions, addresses: readonly string[]): Promise<boolean> {
  for (const email of addresses)
    for (const messenger of options.messengers()) {
      const found = await messenger.findAccount(email);
      if (found && (await options.tie(found.account, found.entry))) return true;
    }
  return false;
}

async function postponeUntil(options: DeliveryOptions, row: Outgoing, at: string): Promise<void> {
  await options.db.transaction().execute((tx) => postpone(tx, row.id, at, null));
}

async function conclude(
  options: DeliveryOptions,
  row: Outgoing,
  result: SendResult,
  sent?: { platform: string; tenant: string; card: Card },
): Promise<void> {
  if (result.kind !== 'sent') return giveBack(options, row, result);
  const at = options.clock();
  await options.db.transaction().execute(async (tx) => {
    await settle(tx, row.id, 'sent', at);
    if (!sent) return;
    const copy = options.newId();
    await insertCopy(tx, {
      id: copy,
      outboxId: row.id,
      intent: row.intent,
      subjectId: row.subjectId,
      personId: row.recipient.kind === 'person' ? row.recipient.person : null,
      platform: sent.platform,
      tenant: sent.tenant,
      reference: result.reference,
      sentAt: at,
    });
    // Things may have changed while the message was on its way: nothing knew of this copy then.
    const now = await options.render(tx, row, at);
    if (JSON.stringify(now) === JSON.stringify(sent.card)) return;
    await enqueue(tx, {
      id: options.newId(),
      key: `rewrite:${copy}:sent`,
      intent: row.intent,
      subjectId: row.subjectId,
      recipient: { kind: 'copy', copy },
      notBefore: at,
      createdAt: at,
    });
  });
}

async function giveBack(
  options: DeliveryOptions,
  row: Outgoing,
  failure: Exclude<SendResult, { kind: 'sent' }>,
): Promise<void> {
  const now = options.clock();
  const { error } = failure;
  const dead = failure.kind === 'impossible' || row.attempts >= maxAttempts;
  options.onProblem({ row: row.id, intent: row.intent, error });
  await options.db
    .transaction()
    .execute((tx) =>
      dead
        ? settle(tx, row.id, 'dead', now, error)
        : postpone(tx, row.id, later(now, waitSeconds(row.attempts, failure)), error),
    );
}

function waitSeconds(attempts: number, failure: Exclude<SendResult, { kind: 'sent' }>): number {
  const wait = Math.min(firstWaitSeconds * 2 ** (attempts - 1), longestWaitSeconds);
  return failure.kind === 'later' ? Math.max(wait, failure.afterSeconds ?? 0) : wait;
}

function later(instant: string, seconds: number): string {
  return Temporal.Instant.from(instant).add({ seconds }).toString({ smallestUnit: 'millisecond' });
}
