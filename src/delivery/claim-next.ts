/** Which rows leave next: those that are due, first in their lane, and within the platform's pace. */
import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../store/database.ts';
import { findCopy, mayHaveLeft, type Outgoing, settle } from '../store/outbox.ts';
import {
  claim,
  firstOfLanes,
  giveLane,
  type Lane,
  nextTurn,
  putOff,
  type Queued,
  supersedeBefore,
  withoutLane,
} from '../store/outbox-turns.ts';
import type { OutboxMethod } from '../store/schema.ts';
import { type DeliveryOptions, isToSomebody, sceneOf, type ToSomebody } from './deliver-row.ts';
import { conversationOf, findDestination, type Scene } from './destination.ts';
import type { Gate } from './gate.ts';
import type { Messenger } from './messenger.ts';

export type Claimed =
  | { readonly kind: 'toSend'; readonly row: Queued; readonly by: Messenger }
  /** Nobody knows yet where its recipient is. */
  | { readonly kind: 'toLookUp'; readonly row: ToSomebody };

export interface Room {
  readonly gateOf: (messenger: Messenger) => Gate;
  /** How many are on their way by a platform. */
  readonly sending: (platform: string) => number;
  readonly lookingUp: () => number;
}

export interface Next {
  readonly claimed: readonly Claimed[];
  /** Milliseconds before another may leave, as far as is known; `undefined`: none waits. */
  readonly waitMs: number | undefined;
}

/**
 * How long a claimed row is left to whoever claimed it: longer than the send may take, and than the
 * platform may take to say first what it has (`Messenger.find`).
 */
const leaseSeconds = { send: 60, find: 300 };
/** Rows that are given their lane at a time. */
const lot = 200;
/** People looked for together in the directories; so many more may wait without being set aside. */
const lookUpsAtOnce = 2;
const mayWait = lot / 2;
const setAsideMs = 1000;
/** More heads than there is room for: some wait for their conversation or for a history to be read. */
const spare = 8;

export async function claimNext(options: DeliveryOptions, room: Room): Promise<Next> {
  const scene = sceneOf(options);
  if (scene.messengers.length === 0) return { claimed: [], waitMs: undefined };
  return options.db.transaction().execute(async (tx) => {
    const claiming: Claiming = {
      tx,
      scene,
      room,
      leaseUntil: (asks) => later(scene.now, (asks ? leaseSeconds.find : leaseSeconds.send) * 1000),
    };
    const sought = await giveLanes(claiming);
    const claimed: Claimed[] = [...sought];
    const waits: number[] = [];
    // Asked at each claim: what waited for its turn or for another try may come after closing time.
    const open = (await options.isOpen?.(tx, scene.now)) ?? true;
    const methods = open ? (['send', 'rewrite'] as const) : (['rewrite'] as const);
    for (const by of scene.messengers) {
      const sending = { count: room.sending(by.platform) };
      for (const method of methods)
        claimed.push(...(await claimOf(claiming, by, method, sending, waits)));
    }
    const next = await nextTurn(tx, scene.now);
    if (next !== undefined) waits.push(Date.parse(next) - Date.parse(scene.now));
    return { claimed, waitMs: waits.length > 0 ? Math.min(...waits) : undefined };
  });
}

interface Claiming {
  readonly tx: Tx;
  readonly scene: Scene;
  readonly room: Room;
  readonly leaseUntil: (asks: boolean) => string;
}

async function claimOf(
  { tx, scene, room, leaseUntil }: Claiming,
  by: Messenger,
  method: OutboxMethod,
  sending: { count: number },
  waits: number[],
): Promise<readonly Claimed[]> {
  const gate = room.gateOf(by);
  const free = gate.atOnce(method) - sending.count;
  if (free <= 0) return [];
  const limit = free + gate.waiting(method) + spare;
  const claimed: Claimed[] = [];
  for (const row of await firstOfLanes(tx, { platform: by.platform, method }, scene.now, limit)) {
    if (claimed.length === free) break;
    const asks = method === 'send' && row.attempts > 0 && by.find !== undefined;
    const wait = Math.max(gate.wait(method, row.conversation), asks ? gate.wait('find') : 0);
    if (wait > 0) {
      waits.push(wait);
      continue;
    }
    const own = await claim(tx, row, scene.now, leaseUntil(asks));
    if (!own) continue;
    gate.take(method, row.conversation);
    if (asks) gate.take('find');
    sending.count += 1;
    claimed.push({ kind: 'toSend', row: own, by });
  }
  return claimed;
}

/** @returns the rows whose recipient has to be looked for */
async function giveLanes(claiming: Claiming): Promise<readonly Claimed[]> {
  const { tx, scene, room } = claiming;
  const sought: Claimed[] = [];
  let waiting = 0;
  for (const row of await withoutLane(tx, scene.now, lot)) {
    if (!isToSomebody(row)) {
      await giveRewriteLane(claiming, row);
      continue;
    }
    const reach = await findDestination(tx, row.recipient, scene);
    if (reach.kind === 'found') {
      const conversation = conversationOf(reach.to);
      await giveLane(tx, row.id, { platform: reach.by.platform, method: 'send', conversation });
      continue;
    }
    const wait = Math.max(...scene.messengers.map((by) => room.gateOf(by).wait('findAccount')));
    if (wait === 0 && room.lookingUp() + sought.length < lookUpsAtOnce) {
      const own = await claim(tx, row, scene.now, claiming.leaseUntil(true));
      if (own) sought.push({ kind: 'toLookUp', row: own });
      continue;
    }
    waiting += 1;
    // Out of the way of those whose place is known.
    if (wait > 0 || waiting > mayWait)
      await putOff(tx, row.id, later(scene.now, wait || setAsideMs), errorOf(row), false);
  }
  return sought;
}

async function giveRewriteLane({ tx, scene }: Claiming, row: Outgoing): Promise<void> {
  const copy = row.recipient.kind === 'copy' ? await findCopy(tx, row.recipient.copy) : undefined;
  if (!copy) return settle(tx, row.id, 'superseded', scene.now);
  const conversation = copy.conversation ?? copy.id;
  const lane: Lane = { platform: copy.platform, method: 'rewrite', conversation };
  await giveLane(tx, row.id, lane);
  // It will say what is true then: those before it have nothing to add.
  await supersedeBefore(tx, row, lane, scene.now);
}

/** What is set aside stays as doubtful as it was. */
function errorOf(row: Outgoing): string | null {
  return row.doubtful ? mayHaveLeft : null;
}

function later(instant: string, milliseconds: number): string {
  return Temporal.Instant.from(instant)
    .add({ milliseconds: Math.ceil(milliseconds) })
    .toString({ smallestUnit: 'millisecond' });
}
