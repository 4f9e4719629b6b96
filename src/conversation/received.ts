/** What is done with what reached the bot before its transaction begins, and what may be stored. */
import { parisDay } from '../domain/paris-time.ts';
import { findPersonalData } from '../domain/personal-data.ts';
import { readTables } from '../files/people-file.ts';
import type { TablesResult } from '../files/table.ts';
import { findAccount } from '../store/accounts.ts';
import type { Db } from '../store/database.ts';
import { readPact } from '../store/pacts.ts';
import { actingMandates } from '../use-cases/acting-mandates.ts';
import type { Inbound, Request } from './exchange.ts';
import { isProgrammeOfficer } from './turn.ts';

/**
 * A file given by the chargée de mission, read before any transaction: however long that takes,
 * nobody waits to write. Anybody else's is refused unread.
 */
export async function readGivenFile(
  db: Db,
  { account, request }: Inbound,
  now: string,
): Promise<TablesResult | undefined> {
  if (request.kind !== 'file') return undefined;
  const known = await findAccount(db, account);
  if (known?.state !== 'tied') return undefined;
  const pact = await readPact(db);
  if (!pact) return undefined;
  const { id } = pact.definition;
  const mandates = await actingMandates(db, known.person.id, parisDay(now), id);
  if (!isProgrammeOfficer({ actor: { personId: known.person.id, mandates } })) return undefined;
  return readTables(request.content, request.fileName);
}

/**
 * What is kept of somebody unknown until they have been looked up: no file (they are asked to send
 * it again), and no number of a person helped.
 */
export function storable(inbound: Inbound): Inbound {
  const { request } = inbound;
  if (request.kind === 'file')
    return { ...inbound, request: { kind: 'words', words: 'admin import' } };
  for (const text of textsOf(request)) {
    const finding = findPersonalData(text);
    if (finding.kind === 'refuse')
      return { ...inbound, request: { kind: 'words', words: '', withheld: finding.what } };
  }
  return inbound;
}

function textsOf(request: Exclude<Request, { kind: 'file' }>): readonly string[] {
  switch (request.kind) {
    case 'words':
      return [request.words];
    case 'attachMessage':
      return [request.text];
    case 'submit':
      // Names as well: they are whatever the sender made them.
      return [
        request.form,
        ...Object.entries(request.state).flat(),
        ...Object.entries(request.values).flatMap(([name, value]) => [name, value ?? []].flat()),
      ];
    case 'press':
      return [JSON.stringify(request.value) ?? ''];
    case 'home':
      return [];
  }
}
