/** A piece of work of three writes, and which of them a file holds. */
import { type Db, openDatabase, type Tx } from '../../src/store/database.ts';
import { appendToJournal, readJournal } from '../../src/store/journal.ts';
import { saveText } from '../../src/store/texts.ts';

const at = '2027-03-01T09:00:00.000Z';

export async function writePiece(tx: Tx, number: number): Promise<number> {
  await writeHalf(tx, number);
  await saveText(tx, { id: `${number} second`, body: `${number}`, authorId: null, at });
  return number;
}

/** What a piece leaves that fails on its way. */
export async function writeHalf(tx: Tx, number: number): Promise<void> {
  const subject = { subjectKind: 'piece', subjectId: `${number}` };
  await saveText(tx, { id: `${number} first`, body: `${number}`, authorId: null, at });
  await appendToJournal(tx, { at, actorId: null, act: 'piece.done', ...subject, payload: {} });
}

/** Numbers of the pieces, in their order. @throws when one is not there whole */
export async function piecesIn(db: Db): Promise<readonly number[]> {
  const numbers: number[] = [];
  for await (const row of readJournal(db)) numbers.push(Number(row.subjectId));
  const texts = await db.selectFrom('freeText').select('id').execute();
  const whole = numbers.flatMap((number) => [`${number} first`, `${number} second`]);
  if (`${whole.sort()}` !== `${texts.map(({ id }) => id).sort()}`) throw new Error('half a piece');
  return numbers;
}

/** The same, of a file that nobody has open. */
export async function piecesOf(path: string): Promise<readonly number[]> {
  const db = await openDatabase(path);
  try {
    return await piecesIn(db);
  } finally {
    await db.destroy();
  }
}
