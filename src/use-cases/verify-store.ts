/**
 * Checks that the store tells one truth: the chain of the journal, the hashes of the texts that
 * still exist, the states replayed from the journal against the tables, and the codes of the pact.
 */
import { sql } from 'kysely';
import { emptyReplay, type Replay, replayRow } from '../domain/replay.ts';
import type { Db } from '../store/database.ts';
import { BrokenChain, type JournalRow, readJournal } from '../store/journal.ts';
import { checkReferences } from './verify-references.ts';
import { compareTables } from './verify-tables.ts';
import { checkTexts, recordHashes, type TextRecord } from './verify-texts.ts';

export interface StoreFault {
  readonly check: 'file' | 'chain' | 'journalEnd' | 'text' | 'state' | 'reference';
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
  const faults = await checkFile(db);
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

/** Rows cut off the end leave a true chain; the numbering remembers them. */
async function checkEnd(db: Db, last: JournalRow['seq']): Promise<readonly StoreFault[]> {
  const { rows } = await sql<{ seq: number }>`
    SELECT seq FROM sqlite_sequence WHERE name = 'journal'`.execute(db);
  const numbered = rows[0]?.seq ?? 0;
  if (numbered === last) return [];
  const subject = `${last + 1}`;
  return [{ check: 'journalEnd', row: last + 1, table: 'journal', subject }];
}
