/** The salted hashes of the texts that still exist, against what the journal kept of them. */
import type { Replay } from '../domain/replay.ts';
import { type Action, listActions } from '../store/actions.ts';
import type { Db } from '../store/database.ts';
import type { JournalRow } from '../store/journal.ts';
import { listPacts } from '../store/pacts.ts';
import { hashText } from '../store/texts.ts';
import { fieldTexts } from './action-fields.ts';
import type { StoreFault } from './verify-store.ts';

export interface TextRecord {
  /** Every hash that the journal holds. */
  readonly known: Set<string>;
  /** The hash of an entry's text and the row that says so. */
  readonly byEntry: Map<string, { readonly hash: string; readonly row: number }>;
}

const hashPattern = /^[0-9a-f]{64}$/;

export function recordHashes(record: TextRecord, { seq, payload }: JournalRow): void {
  for (const value of Object.values(payload))
    if (typeof value === 'string' && hashPattern.test(value)) record.known.add(value);
  const { entry, text, changes } = payload;
  const hash = text ?? changes;
  if (typeof entry === 'string' && typeof hash === 'string')
    record.byEntry.set(entry, { hash, row: seq });
}

/** Erased texts are fine: the journal stays true without them. */
export async function checkTexts(
  db: Db,
  record: TextRecord,
  state: Replay,
  faults: StoreFault[],
): Promise<{ texts: number; erasedTexts: number }> {
  const rows = await db.selectFrom('freeText').select(['id', 'body', 'salt']).execute();
  const entries = await db
    .selectFrom('actionEntry')
    .select(['id', 'textId', 'changesId'])
    .where((or) => or.or([or('textId', 'is not', null), or('changesId', 'is not', null)]))
    .execute();
  const entryOf = new Map(entries.map(({ id, textId, changesId }) => [textId ?? changesId, id]));
  let texts = 0;
  for (const { id, body, salt } of rows) {
    if (body === null) continue;
    texts += 1;
    const hash = hashText(body, salt);
    const told = record.byEntry.get(entryOf.get(id) ?? '');
    const isTrue = told ? told.hash === hash : record.known.has(hash);
    if (!isTrue)
      faults.push({
        check: 'text',
        table: 'freeText',
        subject: id,
        ...(told && { row: told.row }),
      });
  }
  for (const { id } of await listPacts(db))
    for (const action of await listActions(db, id)) checkAction(action, state, faults);
  return { texts, erasedTexts: rows.length - texts };
}

function checkAction(action: Action, state: Replay, faults: StoreFault[]): void {
  const told = state.actions.get(action.id)?.texts;
  if (told === null || told === undefined) return;
  if (hashText(fieldTexts(action), action.salt) === told) return;
  const row = state.lastRow.get(action.id);
  faults.push({
    ...{ check: 'text', table: 'action', subject: action.code },
    ...(row !== undefined && { row }),
  });
}
