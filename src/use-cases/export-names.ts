/** Names and texts by id, read once for every table of an export. */
import type { PactItem } from '../domain/pact.ts';
import type { CsvCell } from '../files/csv-writer.ts';
import type { Db } from '../store/database.ts';
import { listPacts, readPact } from '../store/pacts.ts';

export interface ExportTable {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

export interface ExportNames {
  person(id: string | null): string;
  group(id: string | null): string | null;
  action(id: string): string;
  text(id: string | null): string | null;
  labels(
    pactId: string,
    kind: 'axes' | 'themes' | 'audiences' | 'territories' | 'structures' | 'roles',
    codes: readonly (string | null)[],
  ): string | null;
}

export async function readExportNames(db: Db): Promise<ExportNames> {
  const persons = await db.selectFrom('person').select(['id', 'firstName', 'lastName']).execute();
  const groups = await db.selectFrom('workingGroup').select(['id', 'code']).execute();
  const actions = await db.selectFrom('action').select(['id', 'code']).execute();
  const texts = await db.selectFrom('freeText').select(['id', 'body']).execute();
  const pacts = new Map<string, Awaited<ReturnType<typeof readPact>>>();
  for (const { id } of await listPacts(db)) pacts.set(id, await readPact(db, id));
  const names = new Map(persons.map((p) => [p.id, `${p.firstName} ${p.lastName}`.trim()]));
  const groupCodes = new Map(groups.map(({ id, code }) => [id, code]));
  const actionCodes = new Map(actions.map(({ id, code }) => [id, code]));
  const bodies = new Map(texts.map(({ id, body }) => [id, body ?? '(texte effacé)']));
  return {
    person: (id) => (id === null ? '' : (names.get(id) ?? id)),
    group: (id) => (id === null ? null : (groupCodes.get(id) ?? id)),
    action: (id) => actionCodes.get(id) ?? id,
    text: (id) => (id === null ? null : (bodies.get(id) ?? null)),
    labels: (pactId, kind, codes) => {
      const items: readonly PactItem[] = pacts.get(pactId)?.definition[kind] ?? [];
      const known = codes.filter((code) => code !== null);
      return (
        known.map((code) => items.find((i) => i.code === code)?.label ?? code).join(', ') || null
      );
    },
  };
}

export function codesOf(json: string): readonly string[] {
  return JSON.parse(json) as string[];
}
