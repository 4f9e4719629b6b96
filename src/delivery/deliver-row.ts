/** One row of the outbox: re-read (still true?), sent or rewritten, its place recorded. */
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
  mayHaveLeft,
  type Outgoing,
  postpone,
  type Recipient,
  settle,
} from '../store/outbox.ts';
import { addressesOf, type Found, findDestination } from './destination.ts';
import type { Messenger, SendResult } from './messenger.ts';

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

/** How long a claimed row is left to whoever claimed it. */
const leaseSeconds = 60;
/** Attempts before a message is given up and shown: two days with the waits below. */
const maxAttempts = 60;
/** Wait after a failure: doubled each time, an hour at most. */
const firstWaitSeconds = 5;
const longestWaitSeconds = 3600;

type ToSomebody = Outgoing & { readonly recipient: Exclude<Recipient, { kind: 'copy' }> };
type Failure = Exclude<SendResult, { kind: 'sent' }>;

/** Delivers one row; false when nothing is due, or no platform is there to take it. */
export async function deliverNext(options: DeliveryOptions): Promise<boolean> {
  if (options.messengers().length === 0) return false;
  const now = options.clock();
  const row = await options.db
    .transaction()
    .execute((tx) => claimNext(tx, now, later(now, leaseSeconds)));
  if (!row) return false;
  try {
    await (isToSomebody(row) ? deliverMessage(options, row) : deliverRewrite(options, row));
  } catch (error) {
    // One row that fails, or a directory that does not answer, must not keep the others waiting.
    const name = error instanceof Error ? error.name : typeof error;
    await giveBack(options, row, { kind: 'later', error: name });
  }
  return true;
}

function isToSomebody(row: Outgoing): row is ToSomebody {
  return row.recipient.kind !== 'copy';
}

interface Prepared {
  readonly card: Card | undefined;
  readonly found: Found | undefined;
  readonly addresses: readonly string[];
}

async function prepare(options: DeliveryOptions, row: ToSomebody): Promise<Prepared> {
  return options.db.transaction().execute(async (tx) => {
    const today = parisDay(options.clock());
    return {
      card: await options.render(tx, row, options.clock()),
      found: await findDestination(tx, row.recipient, options.messengers(), today),
      addresses: await addressesOf(tx, row.recipient, today),
    };
  });
}

async function deliverMessage(options: DeliveryOptions, row: ToSomebody): Promise<void> {
  const again = row.attempts > 1;
  let prepared = await prepare(options, row);
  // Somebody who never wrote to the bot: a directory may know them.
  if (prepared.card && !prepared.found && (await meet(options, prepared.addresses)))
    prepared = await prepare(options, row);
  const { card, found } = prepared;
  // A former attempt may have gone out without anybody knowing: what it says may be old by now.
  const sent = again && found ? await found.by.find?.(found.to, row.key) : undefined;
  if (found && sent !== undefined) return recordSent(options, row, found, sent, undefined);
  if (!card) return supersede(options, row);
  // Nobody can tell whether it has left already: what it asks stays in plain sight anyway.
  if (row.doubtful && found && !found.by.find) return supersede(options, row);
  if (!found) return giveBack(options, row, { kind: 'later', error: 'no account can be reached' });
  const result = await found.by.send(found.to, card, row.key);
  if (result.kind === 'sent') await recordSent(options, row, found, result.reference, card);
  else await giveBack(options, row, result);
}

async function deliverRewrite(options: DeliveryOptions, row: Outgoing): Promise<void> {
  const { card, copy } = await options.db.transaction().execute(async (tx) => ({
    card: await options.render(tx, row, options.clock()),
    copy: row.recipient.kind === 'copy' ? await findCopy(tx, row.recipient.copy) : undefined,
  }));
  if (!card || !copy) return supersede(options, row);
  const by = options.messengers().find((one) => one.platform === copy.platform);
  if (!by) return giveBack(options, row, { kind: 'later', error: 'platform not connected' });
  const result = await by.rewrite(copy.reference, card);
  if (result.kind !== 'sent') return giveBack(options, row, result);
  await options.db.transaction().execute((tx) => settle(tx, row.id, 'sent', options.clock()));
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

async function supersede(options: DeliveryOptions, row: Outgoing): Promise<void> {
  await options.db.transaction().execute((tx) => settle(tx, row.id, 'superseded', options.clock()));
}

/** @param card what was sent; `undefined` when that is not known */
async function recordSent(
  options: DeliveryOptions,
  row: ToSomebody,
  { by, to }: Found,
  reference: string,
  card: Card | undefined,
): Promise<void> {
  const at = options.clock();
  await options.db.transaction().execute(async (tx) => {
    await settle(tx, row.id, 'sent', at);
    const copy = options.newId();
    await insertCopy(tx, {
      id: copy,
      outboxId: row.id,
      intent: row.intent,
      subjectId: row.subjectId,
      personId: row.recipient.kind === 'person' ? row.recipient.person : null,
      platform: by.platform,
      tenant: to.tenant,
      reference,
      sentAt: at,
    });
    // Things may have changed while the message was on its way: nothing knew of this copy then.
    const now = await options.render(tx, row, at);
    if (card && JSON.stringify(now) === JSON.stringify(card)) return;
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

async function giveBack(options: DeliveryOptions, row: Outgoing, failure: Failure): Promise<void> {
  const now = options.clock();
  const { error } = failure;
  const dead = failure.kind === 'impossible' || row.attempts >= maxAttempts;
  const kept = row.doubtful ? mayHaveLeft : error;
  options.onProblem({ row: row.id, intent: row.intent, error });
  await options.db
    .transaction()
    .execute((tx) =>
      dead
        ? settle(tx, row.id, 'dead', now, error)
        : postpone(tx, row.id, later(now, waitSeconds(row.attempts, failure)), kept),
    );
}

function waitSeconds(attempts: number, failure: Failure): number {
  const wait = Math.min(firstWaitSeconds * 2 ** (attempts - 1), longestWaitSeconds);
  return failure.kind === 'later' ? Math.max(wait, failure.afterSeconds ?? 0) : wait;
}

function later(instant: string, seconds: number): string {
  return Temporal.Instant.from(instant).add({ seconds }).toString({ smallestUnit: 'millisecond' });
}
