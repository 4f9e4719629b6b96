/** One row of the outbox: re-read (still true?), sent or rewritten, its place recorded. */
import type { Card } from '../conversation/card.ts';
import type { AccountRef, DirectoryEntry } from '../conversation/exchange.ts';
import { parisDay } from '../domain/paris-time.ts';
import type { Db, Tx } from '../store/database.ts';
import { findCopy, type Outgoing, type Recipient, settle } from '../store/outbox.ts';
import { type Queued, release } from '../store/outbox-turns.ts';
import {
  conversationOf,
  type Found,
  findDestination,
  type Scene,
  type Sought,
  soughtFor,
} from './destination.ts';
import type { Gate } from './gate.ts';
import { type Failure, giveBack } from './give-back.ts';
import { type Messenger, NotNow } from './messenger.ts';
import { recordSent } from './record-sent.ts';

export interface DeliveryOptions {
  readonly db: Db;
  readonly clock: () => string;
  readonly newId: () => string;
  /** What a row says now; `undefined` when it no longer needs saying. */
  readonly render: (db: Tx, row: Outgoing, now: string) => Promise<Card | undefined>;
  /** Whether messages may leave at that instant; copies are rewritten at any hour. */
  readonly isOpen?: (db: Tx, now: string) => Promise<boolean>;
  /** Ties an account found in a directory to its person; false when it may not be. */
  readonly tie: (account: AccountRef, entry: DirectoryEntry) => Promise<boolean>;
  /** The platforms that are connected, in order of preference. */
  readonly messengers: () => readonly Messenger[];
  /** The delivery itself stopped short: the next drain goes on where it was. */
  readonly onFailure: (error: unknown) => void;
  readonly onProblem: (problem: { row: string; intent: string; error: string }) => void;
  /** From 0 to 1: spreads the waits of those that fail together. */
  readonly random?: () => number;
}

export interface Way {
  readonly options: DeliveryOptions;
  readonly gateOf: (messenger: Messenger) => Gate;
}

export type ToSomebody = Outgoing & { readonly recipient: Exclude<Recipient, { kind: 'copy' }> };

export function isToSomebody<Row extends Outgoing>(row: Row): row is Row & ToSomebody {
  return row.recipient.kind !== 'copy';
}

export function sceneOf({ clock, messengers }: DeliveryOptions): Scene {
  const now = clock();
  return { now, today: parisDay(now), messengers: messengers() };
}

/** A row that was claimed, by the platform of its lane. */
export async function deliverRow(way: Way, row: Queued, by: Messenger): Promise<void> {
  try {
    await (isToSomebody(row) ? deliverMessage(way, row, by) : deliverRewrite(way, row, by));
  } catch (error) {
    // One row that fails must not keep the others waiting.
    await giveBack(
      way,
      row,
      failureOf(error),
      error instanceof NotNow ? { by, method: 'find' } : {},
    );
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof NotNow) return error.later;
  return { kind: 'later', error: error instanceof Error ? error.name : typeof error };
}

async function deliverMessage(way: Way, row: Queued & ToSomebody, by: Messenger): Promise<void> {
  const { options } = way;
  const { conversation } = row;
  const { card, reach } = await options.db.transaction().execute(async (tx) => ({
    card: await options.render(tx, row, options.clock()),
    reach: await findDestination(tx, row.recipient, sceneOf(options)),
  }));
  if (reach.kind !== 'found' || !isLaneOf(row, reach, by)) {
    // They prefer another place since, or are reached nowhere: looked at anew.
    await options.db.transaction().execute((tx) => release(tx, row, false));
    return;
  }
  // A former attempt may have gone out without anybody knowing: what it says may be old by now.
  const sent =
    row.attempts > 1 && row.triedAt !== null
      ? await by.find?.(reach.to, row.key, row.triedAt)
      : undefined;
  if (sent !== undefined) return recordSent(options, row, reach, sent, undefined);
  if (!card) return supersede(options, row);
  // The history of the platform may have taken until closing time.
  if (!(await isOpen(options))) {
    await options.db.transaction().execute((tx) => release(tx, row, true));
    return;
  }
  // Nobody can tell whether it has left already: what it asks stays in plain sight anyway.
  if (row.doubtful && !by.find) return supersede(options, row);
  const result = await by.send(reach.to, card, row.key);
  if (result.kind !== 'sent')
    return giveBack(way, row, result, { by, method: 'send', to: reach.to, conversation });
  way.gateOf(by).answered('send');
  await recordSent(options, row, reach, result.reference, card);
}

async function isOpen({ db, clock, isOpen: open }: DeliveryOptions): Promise<boolean> {
  return open === undefined || db.transaction().execute((tx) => open(tx, clock()));
}

function isLaneOf(row: Queued, { by, to }: Found, lane: Messenger): boolean {
  return by.platform === lane.platform && conversationOf(to) === row.conversation;
}

async function deliverRewrite(way: Way, row: Queued, by: Messenger): Promise<void> {
  const { options } = way;
  const { conversation } = row;
  const { card, copy } = await options.db.transaction().execute(async (tx) => ({
    card: await options.render(tx, row, options.clock()),
    copy: row.recipient.kind === 'copy' ? await findCopy(tx, row.recipient.copy) : undefined,
  }));
  if (!card || !copy) return supersede(options, row);
  const result = await by.rewrite(copy.reference, card);
  if (result.kind !== 'sent')
    return giveBack(way, row, result, { by, method: 'rewrite', conversation });
  way.gateOf(by).answered('rewrite');
  await options.db.transaction().execute((tx) => settle(tx, row.id, 'sent', options.clock()));
}

/**
 * A row whose recipient is reached nowhere: a directory may know them. Found, it is given back to
 * be given its lane.
 */
export async function lookUp(way: Way, row: ToSomebody): Promise<void> {
  const { options } = way;
  try {
    const { card, reach, sought } = await options.db.transaction().execute(async (tx) => {
      const scene = sceneOf(options);
      return {
        card: await options.render(tx, row, scene.now),
        reach: await findDestination(tx, row.recipient, scene),
        sought: await soughtFor(tx, row.recipient, scene),
      };
    });
    if (!card) return await supersede(options, row);
    if (reach.kind === 'found' || (await meet(way, sought))) {
      await options.db.transaction().execute((tx) => release(tx, row, false));
      return;
    }
    const unreachable = reach.kind === 'unreachable';
    await giveBack(
      way,
      row,
      unreachable
        ? { kind: 'impossible', error: 'every account refuses what is sent to it' }
        : { kind: 'later', error: 'no account can be reached' },
    );
  } catch (error) {
    await giveBack(way, row, failureOf(error));
  }
}

/**
 * Looks people up in the directories of the platforms; true when one more can be reached.
 * @throws {NotNow} when one of the directories could not be asked and the others know nobody
 */
async function meet({ options, gateOf }: Way, sought: readonly Sought[]): Promise<boolean> {
  let notNow: NotNow | undefined;
  for (const { email, platforms } of sought)
    for (const messenger of options.messengers()) {
      if (!platforms.includes(messenger.platform)) continue;
      const gate = gateOf(messenger);
      gate.take('findAccount');
      try {
        const found = await messenger.findAccount(email);
        gate.answered('findAccount');
        if (found && (await options.tie(found.account, found.entry))) return true;
      } catch (error) {
        if (!(error instanceof NotNow)) throw error;
        gate.refused('findAccount', error.later, email);
        notNow = error;
      }
    }
  if (notNow) throw notNow;
  return false;
}

async function supersede(options: DeliveryOptions, row: Outgoing): Promise<void> {
  await options.db.transaction().execute((tx) => settle(tx, row.id, 'superseded', options.clock()));
}
