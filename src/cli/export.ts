/** `relais export DIR [--person E-MAIL]`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportData, exportPerson } from '../use-cases/export-data.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { prepareFolder } from './new-folder.ts';
import { withStore } from './open-store.ts';

export async function exportTo(
  console: Console,
  directory: string,
  email: string | undefined,
): Promise<ExitStatus> {
  return withStore(console, { create: false }, async ({ db }) => {
    const files = await db
      .transaction()
      .execute((trx) => (email === undefined ? exportData(trx) : exportPerson(trx, email)));
    if (!files) {
      say(console.complain, `Personne n’est enregistré avec l’adresse ${email}.`);
      return 1;
    }
    const refusal = prepareFolder(directory);
    if (refusal) {
      say(console.complain, refusal);
      return 1;
    }
    // Personal data: readable by whoever exported it, and nobody else.
    for (const { name, content } of files)
      writeFileSync(join(directory, name), content, { mode: 0o600, flag: 'wx' });
    say(
      console.write,
      `Fichiers écrits dans « ${directory} » : ${files.map((f) => f.name).join(', ')}.`,
    );
    return 0;
  });
}
