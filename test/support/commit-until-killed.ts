/** A process that does 200 pieces of work at once on a file, until it is killed before some write. */
import { commitTogether } from '../../src/store/commit-together.ts';
import { openDatabase } from '../../src/store/database.ts';
import { killAtWrite } from './kill-at-write.ts';
import { writePiece } from './written-piece.ts';

const [path = '', limit] = process.argv.slice(2);
const killing = killAtWrite(Number(limit));
const db = await openDatabase(path);
const together = commitTogether(db);
killing.arm();
const pieces = Array.from({ length: 200 }, async (_, number) => {
  await together((tx) => writePiece(tx, number));
  process.send?.(number);
});
await Promise.all(pieces);
process.disconnect();
