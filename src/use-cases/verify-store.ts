/**
 * Checks that the store tells one truth: the chain of the journal, the hashes of the texts that
 * still exist, the states replayed from the journal against the tables, and the codes of the pact.
 */
import { sql } from 'kysely';
import { emptyReplay, type Replay, replayRow } from '../domain/replay.ts';
import { type Db, openDatabase } from '../store/database.ts';
import {
  BrokenChain,
  type JournalEnd,
  type JournalRow,
  journalEnd,
  readJournal,
} from '../store/journal.ts';
import { checkReferences } from './verify-references.ts';
import { compareTables } from './verify-tables.ts';
import { checkTexts, recordHashes, type TextRecord } from './verify-texts.ts';

export interface StoreFault {
  readonly check: 'file' | 'trigger' | 'chain' | 'journalEnd' | 'text' | 'state' | 'reference';
  /** Number of the row of the journal that says otherwise. */
  readonly row?: number;
  readonly table: string;
  /** Code or id of what is wrong. */
  readonly subject: string;
  readonly field?: string;
  /** What the journal or the pact leads one to expect, and what the table holds. */
  readonly expected?: string;
  readonly found?: string;
}

export interface StoreCheck {
  readonly journalRows: number;
  /** The last row of the journal, whose hash covers all the others. */
  readonly last: JournalEnd | undefined;
  readonly texts: number;
  readonly erasedTexts: number;
  readonly actions: number;
  readonly meetings: number;
  readonly mandates: number;
  readonly pacts: number;
  readonly absences: number;
  readonly requests: number;
  readonly readings: number;
  readonly faults: readonly StoreFault[];
}

/** Reads everything and changes nothing; give it a transaction when others may be writing. */
export async function verifyStore(db: Db): Promise<StoreCheck> {
  const faults = [...(await checkFile(db)), ...(await checkTriggers(db))];
  const state = emptyReplay();
  const hashes: TextRecord = { known: new Set(), byEntry: new Map() };
  const journalRows = await readAll(db, state, hashes, faults);
  // From a false row on, nothing that the journal says can be held against the tables.
  const isTrue = !faults.some((fault) => fault.check === 'chain');
  if (isTrue) faults.push(...(await checkEnd(db, journalRows.last)));
  const texts = await checkTexts(db, hashes, state, isTrue ? faults : []);
  if (isTrue) faults.push(...(await compareTables(db, state)));
  faults.push(...(await checkReferences(db)));
  return {
    journalRows: journalRows.count,
    last: await journalEnd(db),
    ...texts,
    actions: state.actions.size,
    meetings: state.meetings.size,
    mandates: state.mandates.size,
    pacts: state.pacts.size,
    absences: state.absences.size,
    requests: state.requests.size,
    readings: state.readings.size,
    faults,
  };
}

async function readAll(
  db: Db,
  state: Replay,
  hashes: TextRecord,
  faults: StoreFault[],
): Promise<{ count: number; last: number }> {
  let count = 0;
  let last = 0;
  try {
    for await (const row of readJournal(db)) {
      replayRow(state, row);
      recordHashes(hashes, row);
      count += 1;
      last = row.seq;
    }
  } catch (error) {
    if (!(error instanceof BrokenChain)) throw error;
    faults.push({ check: 'chain', row: error.seq, table: 'journal', subject: `${error.seq}` });
  }
  return { count, last };
}

/** SQLite's own checks: the pages of the file, and every foreign key. */
async function checkFile(db: Db): Promise<StoreFault[]> {
  const pages = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db);
  const keys = await sql<{ table: string; rowid: number | null; parent: string }>`
    PRAGMA foreign_key_check`.execute(db);
  return [
    ...pages.rows
      .filter((row) => row.integrity_check !== 'ok')
      .map((row) => ({ check: 'file' as const, table: '', subject: row.integrity_check })),
    ...keys.rows.map(({ table, rowid, parent }) => ({
      check: 'reference' as const,
      ...{ table, subject: `${rowid ?? ''}`, expected: parent },
    })),
  ];
}

/** What keeps the journal from being written anew, against a database that was just made. */
async function checkTriggers(db: Db): Promise<readonly StoreFault[]> {
  const fresh = await openDatabase(':memory:');
  try {
    const expected = await triggersOf(fresh);
    const present = await triggersOf(db);
    const names = [...new Set([...expected.keys(), ...present.keys()])];
    return names
      .filter((name) => expected.get(name) !== present.get(name))
      .map((name) => ({
        check: 'trigger',
        table: '',
        subject: name,
        found: present.has(name) ? 'present' : 'absent',
      }));
  } finally {
    await fresh.destroy();
  }
}

async function triggersOf(db: Db): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; sql: string }>`
    SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`.execute(db);
  return new Map(rows.map((row) => [row.name, row.sql]));
}

/** Rows cut off the end leave a true chain; the numbering remembers them. */
async function checkEnd(db: Db, last: JournalRow['seq']): Promise<readonly StoreFault[]> {
  const { rows } = await sql<{ seq: number }>`
    SELECT seq FROM sqlite_sequence WHERE name = 'journal'`.execute(db);
  const numbered = rows[0]?.seq ?? 0;
  if (numbered === last) return [];
  const subject = `${last + 1}`;
  return [{ check: 'journalEnd', row: last + 1, table: 'journal', subject }];
}
