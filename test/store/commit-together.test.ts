import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as endOfLoopTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Committer, commitTogether } from '../../src/store/commit-together.ts';
import { type Db, openDatabase, openForReading, type Tx } from '../../src/store/database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { piecesIn, piecesOf, writeHalf, writePiece } from '../support/written-piece.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let db: Db;
let together: Committer;

beforeEach(async () => {
  folder = temporaryFolder();
  path = join(folder.path, 'relais.sqlite');
  db = await openDatabase(path);
  together = commitTogether(db);
});

afterEach(async () => {
  await db.destroy();
  folder[Symbol.dispose]();
});

/** What somebody else would find on disk now. */
async function onDisk(): Promise<readonly number[]> {
  const beside = openForReading(path);
  try {
    return await piecesIn(beside);
  } finally {
    await beside.destroy();
  }
}

describe('work done together', () => {
  it('is kept exactly as it was acknowledged, of 200 pieces at once of which some throw', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, number) =>
        together(async (tx) => {
          if (number % 7 !== 3) return writePiece(tx, number);
          await writeHalf(tx, number);
          throw new Error(`${number} fails`);
        }),
      ),
    );
    const acknowledged = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const failed = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(acknowledged).toEqual(
      Array.from({ length: 200 }, (_, number) => number).filter((number) => number % 7 !== 3),
    );
    expect(failed.slice(0, 2)).toEqual([new Error('3 fails'), new Error('10 fails')]);
    await db.destroy();
    expect(await piecesOf(path)).toEqual(acknowledged);
  });

  it('is answered only once it is on disk, all of it at one commit', async () => {
    const answered: number[] = [];
    const seen: unknown[] = [];
    const pieces = [1, 2, 3].map(async (number) => {
      answered.push(
        await together(async (tx) => {
          const before = { answered: [...answered], onDisk: await onDisk() };
          seen.push(before);
          return writePiece(tx, number);
        }),
      );
    });
    await Promise.all(pieces);
    expect(seen).toEqual(Array(3).fill({ answered: [], onDisk: [] }));
    expect(answered).toEqual([1, 2, 3]);
    expect(await onDisk()).toEqual([1, 2, 3]);
  });

  it('takes along what arrives in the same turn of the event loop, as requests do', async () => {
    const pieces = Array.from({ length: 5 }, async (_, number) => {
      await endOfLoopTurn();
      return together(async (tx) => {
        expect(await onDisk()).toEqual([]);
        return writePiece(tx, number);
      });
    });
    await Promise.all(pieces);
    expect(await onDisk()).toEqual([0, 1, 2, 3, 4]);
  });

  it('never waits for more than twenty pieces', async () => {
    let kept = 0;
    const pieces = Array.from({ length: 50 }, (_, number) =>
      together(async (tx) => {
        kept = (await onDisk()).length;
        return writePiece(tx, number);
      }),
    );
    await Promise.all(pieces);
    expect(kept).toBe(40);
  });

  it('sees what was done before it, and not what was undone', async () => {
    const seen: unknown[] = [];
    const texts = async (tx: Db) =>
      seen.push((await tx.selectFrom('freeText').select('body').execute()).map(({ body }) => body));
    const pieces = [
      together((tx) => writePiece(tx, 1)),
      together(async (tx) => {
        await writeHalf(tx, 2);
        await texts(tx);
        throw new Error('undone');
      }),
      together((tx) => texts(tx)),
    ];
    await Promise.allSettled(pieces);
    expect(seen).toEqual([
      ['1', '1', '2'],
      ['1', '1'],
    ]);
  });
});

it('takes no query once the work has been answered', async () => {
  let late: Tx | undefined;
  await together(async (tx) => {
    late = tx;
    await writePiece(tx, 1);
  });
  await expect(writePiece(late as Tx, 2)).rejects.toThrow('already committed');
  expect(await onDisk()).toEqual([1]);
});

describe('what is lost together', () => {
  it('is acknowledged to nobody when the commit fails, and hurts nothing after it', async () => {
    const pieces = [
      together((tx) => writePiece(tx, 1)),
      together(async (tx) => {
        await sql`PRAGMA defer_foreign_keys = ON`.execute(tx);
        await tx
          .insertInto('inbound')
          .values({ key: 'k', personId: 'nobody', receivedAt: '', answer: '{}' })
          .execute();
      }),
      together((tx) => writePiece(tx, 3)),
    ];
    const results = await Promise.allSettled(pieces);
    expect(results.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    expect(await together((tx) => writePiece(tx, 4))).toBe(4);
    expect(await onDisk()).toEqual([4]);
  });

  it('is acknowledged to nobody when SQLite undoes the transaction in the middle', async () => {
    const pieces = [
      together((tx) => writePiece(tx, 1)),
      // As SQLite does by itself when the disk is full.
      together((tx) => sql`ROLLBACK`.execute(tx)),
      together((tx) => writePiece(tx, 3)),
    ];
    const results = await Promise.allSettled(pieces);
    expect(results.map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    expect(await together((tx) => writePiece(tx, 4))).toBe(4);
    expect(await onDisk()).toEqual([4]);
  });

  it('rejects who cannot begin, rather than ask for ever', async () => {
    await db.destroy();
    await expect(together((tx) => writePiece(tx, 1))).rejects.toThrow('destroyed');
  });
});

const killed = join(import.meta.dirname, '../support/commit-until-killed.ts');

it('keeps whole whatever was acknowledged before it was killed', { timeout: 120_000 }, async () => {
  let kept = 0;
  // Each piece writes three times: between any two of them, in a group or before its commit.
  for (const write of [3, 4, 5, 60, 64, 65, 66, 311, 500]) {
    const file = join(folder.path, `${write}.sqlite`);
    const env = { ...process.env, NODE_COMPILE_CACHE: join(folder.path, 'compiled') };
    const child = fork(killed, [file, `${write}`], { execArgv: [], env });
    const acknowledged: number[] = [];
    child.on('message', (number: number) => acknowledged.push(number));
    await once(child, 'close');
    expect(child.signalCode).toBe('SIGKILL');
    const found = await piecesOf(file);
    expect(found.slice(0, acknowledged.length)).toEqual(acknowledged);
    expect(found.length).toBeLessThan(write / 3);
    kept += acknowledged.length;
  }
  expect(kept).toBeGreaterThan(100);
});
