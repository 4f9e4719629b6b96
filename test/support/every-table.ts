/** Everything that a database holds, as one text: for what must be in none of its tables. */
import { sql } from 'kysely';
import type { Db } from '../../src/store/database.ts';

export async function everyTable(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM sqlite_master WHERE type = 'table'`.execute(db);
  let text = '';
  for (const { name } of rows) {
    const table = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(name)}`.execute(db);
    for (const row of table.rows)
      for (const cell of Object.values(row))
        text += `${Buffer.isBuffer(cell) ? cell.toString('utf8') : String(cell)}\n`;
  }
  return text;
}
