/**
 * Pieces of work that wait at the same time, in one transaction: each has a savepoint of its own, and
 * all are answered after the one commit, which is most of what keeping a short one costs.
 */
import { setImmediate as endOfLoopTurn } from 'node:timers/promises';
import { type Db, type Tx, transact } from './database.ts';
import { beginPart, endPart, undoPart } from './savepoint.ts';

/** Resolves once what the work did is on disk; rejects when nothing of it is kept. */
export type Committer = <Value>(work: (tx: Tx) => Promise<Value>) => Promise<Value>;

/** The first of a transaction waits for the last: few enough to be answered soon. */
const atMost = 20;

interface Waiting {
  /** Does the work; what it returns tells whoever asked for it. */
  readonly work: (tx: Tx) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

/** Work is done one piece at a time, in the order in which it was asked for. */
export function commitTogether(db: Db): Committer {
  const waiting: Waiting[] = [];
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      // Whatever has arrived by now is handed over first: a piece alone would be done before.
      await endOfLoopTurn();
      await commitOnce(db, waiting.splice(0, atMost));
    }
    running = false;
  };
  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({
        work: async (tx) => {
          const value = await work(tx);
          return () => resolve(value);
        },
        fail: reject,
      });
      if (!running) void run();
    });
}

async function commitOnce(db: Db, group: readonly Waiting[]): Promise<void> {
  const tellers: (() => void)[] = [];
  try {
    await transact(db, async (tx) => {
      for (const one of group)
        tellers.push(group.length === 1 ? await one.work(tx) : await apart(tx, one));
    });
  } catch (error) {
    for (const { fail } of group) fail(error);
    return;
  }
  for (const tell of tellers) tell();
}

/**
 * What throws leaves nothing of itself, and the others stand.
 * @throws when the whole transaction is lost (the disk is full, say): then no savepoint is left
 */
async function apart(tx: Tx, { work, fail }: Waiting): Promise<() => void> {
  await beginPart(tx, {});
  try {
    const tell = await work(tx);
    await endPart(tx, {});
    return tell;
  } catch (error) {
    await undoPart(tx, {});
    await endPart(tx, {});
    return () => fail(error);
  }
}
