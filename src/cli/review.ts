/** `relais bilan --year Y [--territory T] --out DIR`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scope } from '../domain/figures/period.ts';
import { foldText } from '../domain/fold.ts';
import type { PactDefinition } from '../domain/pact.ts';
import { parisDay } from '../domain/paris-time.ts';
import { csvFiles } from '../reports/csv-tables.ts';
import { readReport, writeForms } from '../reports/make-report.ts';
import { untrackedWords } from '../reports/report-words.ts';
import { allTables } from '../reports/tables/all-tables.ts';
import type { Db } from '../store/database.ts';
import { readPact } from '../store/pacts.ts';
import { type Console, type ExitStatus, say } from './console.ts';
import { prepareFolder } from './new-folder.ts';
import { momentOf, withStore } from './open-store.ts';

export interface ReviewOptions {
  readonly year: string;
  readonly out: string;
  readonly territory?: string;
}

export async function writeReview(console: Console, options: ReviewOptions): Promise<ExitStatus> {
  if (!/^20\d\d$/u.test(options.year)) {
    say(console.complain, `« ${options.year} » n’est pas une année : écrivez-la comme 2027.`);
    return 2;
  }
  return withStore(console, { create: false }, async ({ db }) => {
    // One transaction: a bot that is running cannot write between two readings.
    const read = await db.transaction().execute(async (trx) => {
      const pact = await readPact(trx);
      if (!pact) return { refusal: 'Aucun pacte en cours n’est chargé : il n’y a pas de bilan.' };
      const scope = scopeOf(pact.definition, options.territory);
      if (!scope) return { refusal: unknownTerritory(pact.definition, options.territory ?? '') };
      const span = { kind: 'year', year: Number(options.year) } as const;
      const today = await latestDay(trx, momentOf(trx).today);
      return readReport(trx, { pactId: pact.definition.id, span, scope, today });
    });
    const refusal =
      'refusal' in read
        ? read.refusal
        : (untrackedWords(read.review.period, read.review.trackedFrom, read.pact) ??
          prepareFolder(options.out));
    if (refusal !== undefined || 'refusal' in read) {
      say(console.complain, refusal ?? '');
      return 1;
    }
    const write = (name: string, content: Uint8Array | string) =>
      writeFileSync(join(options.out, name), content, { mode: 0o600, flag: 'wx' });
    const files = await writeForms(read, ['document', 'workbook', 'pictures']);
    for (const { name, content } of files) write(name, content);
    mkdirSync(join(options.out, 'csv'), { mode: 0o700 });
    const tables = csvFiles(allTables(read));
    for (const { name, content } of tables) write(join('csv', name), content);
    say(
      console.write,
      `Fichiers écrits dans « ${options.out} » : ${files.map(({ name }) => name).join(', ')}, et ${tables.length} tableaux dans « csv ».`,
    );
    return 0;
  });
}

function scopeOf({ territories }: PactDefinition, typed: string | undefined): Scope | undefined {
  if (typed === undefined) return { kind: 'pact' };
  const wanted = foldText(typed);
  const found = territories.find(({ code, prefix, label, aliases }) =>
    [code, prefix, label, ...aliases].some((name) => foldText(name) === wanted),
  );
  return found && { kind: 'territory', code: found.code };
}

function unknownTerritory({ territories }: PactDefinition, typed: string): string {
  const labels = territories.map(({ label }) => label).join(', ');
  return `Le pacte n’a pas de territoire « ${typed} ». Ses territoires : ${labels}.`;
}

/** A clock that was moved forward in local mode leaves the journal ahead of the real day. */
async function latestDay(db: Db, today: string): Promise<string> {
  const last = await db
    .selectFrom('journal')
    .select('at')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const day = last ? parisDay(last.at) : today;
  return day > today ? day : today;
}
