/** The last list shown to a person, so that «suite» goes on from it. */
import { z } from 'zod';
import type { Db } from '../../store/database.ts';
import { findDraft } from '../../store/exchanges.ts';
import type { Command } from '../grammar/command.ts';
import type { Turn } from '../turn.ts';

const kind = 'lastList';

function idOf(personId: string): string {
  return `${kind}:${personId}`;
}

/** A list on one page has no continuation: nothing is written for it. */
export async function rememberList(turn: Turn, command: Command, pages: number): Promise<void> {
  if (pages < 2) return;
  const row = {
    id: idOf(turn.person.id),
    personId: turn.person.id,
    kind,
    content: JSON.stringify(command),
    file: null,
    createdAt: turn.now,
  };
  await turn.db
    .insertInto('draft')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

export async function lastList(db: Db, personId: string): Promise<Command | undefined> {
  const draft = await findDraft(db, idOf(personId), personId);
  return draft && (z.looseObject({ name: z.string() }).parse(JSON.parse(draft.content)) as Command);
}
