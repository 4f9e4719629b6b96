/**
 * Loads a pact file into the store, as often as one likes: the file rules axes, territories,
 * policies and circuits; what was decided in chat survives; what is in use but gone from the file
 * is retired, not deleted (SPEC §3).
 */
import { Temporal } from 'temporal-polyfill';
import type { PactDefinition, PactItem } from '../domain/pact.ts';
import type { Tx } from '../store/database.ts';
import { appendToJournal } from '../store/journal.ts';
import { touchNames } from '../store/names.ts';
import { makeCurrent, readDefinition, readPact, savePact } from '../store/pacts.ts';
import {
  addSignatory,
  listStructures,
  removeSignatory,
  saveStructure,
} from '../store/structures.ts';

export interface LoadedPact {
  readonly id: string;
  readonly outcome: 'loaded' | 'reloaded' | 'unchanged';
  /** Labels of what left the file while in use. */
  readonly retired: readonly string[];
}

export async function loadPact(
  context: { readonly db: Tx; readonly now: string; readonly today: string },
  file: { definition: PactDefinition; hash: string; current: boolean; trackedFrom?: string },
): Promise<LoadedPact> {
  const { db, now, today } = context;
  const id = file.definition.id;
  const known = await readPact(db, id);
  if (known?.fileHash === file.hash && known.isCurrent === file.current)
    return { id, outcome: 'unchanged', retired: [] };

  // As the file gave it: what an import or the chat added never leaves with a file.
  const before = await readDefinition(db, id);
  const used = await codesInUse(db, id);
  const retired: string[] = [];
  const definition = retireMissing(file.definition, before, used, today, retired);
  const closedAt = definition.closedOn ? startOfDay(definition.closedOn) : null;
  await savePact(db, {
    definition,
    fileHash: file.hash,
    trackedFrom: definition.trackedFrom ?? file.trackedFrom ?? today,
    closedAt,
    at: now,
  });
  if (file.current) await makeCurrent(db, id);
  await saveStructures(db, definition, before, file.current);
  await touchNames(db);
  await appendToJournal(db, {
    at: now,
    actorId: null,
    act: 'pact.loaded',
    subjectKind: 'pact',
    subjectId: id,
    payload: {
      file: file.hash,
      current: file.current,
      closedAt: known ? known.closedAt : closedAt,
      retired: retired.length,
    },
  });
  return { id, outcome: known ? 'reloaded' : 'loaded', retired };
}

function startOfDay(day: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime('Europe/Paris').toInstant().toString();
}

/** Codes that a stored row of the pact refers to. */
async function codesInUse(db: Tx, pactId: string): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  const lists = await db
    .selectFrom('action')
    .select(['axes', 'themes', 'audiences', 'structures'])
    .where('pactId', '=', pactId)
    .execute();
  for (const row of lists)
    for (const list of Object.values(row))
      for (const code of JSON.parse(list) as string[]) used.add(code);
  const groups = await db
    .selectFrom('workingGroup')
    .select('territories')
    .where('pactId', '=', pactId)
    .execute();
  for (const row of groups)
    for (const code of JSON.parse(row.territories) as string[]) used.add(code);
  const mandates = await db
    .selectFrom('mandate')
    .select(['structure', 'territory', 'namedRole'])
    .where('pactId', '=', pactId)
    .execute();
  for (const row of mandates)
    for (const code of Object.values(row)) if (code !== null) used.add(code);
  const meetings = await db
    .selectFrom('meeting')
    .select(['territory', 'ruleCode'])
    .where('pactId', '=', pactId)
    .execute();
  for (const row of meetings)
    for (const code of Object.values(row)) if (code !== null) used.add(code);
  const alerts = await db
    .selectFrom('alert')
    .select('subjectId')
    .where('pactId', '=', pactId)
    .where('subjectKind', '=', 'territory')
    .execute();
  for (const { subjectId } of alerts) used.add(subjectId);
  const persons = await db.selectFrom('person').select('structure').distinct().execute();
  for (const { structure } of persons) if (structure !== null) used.add(structure);
  return used;
}

type Retirable = Pick<PactItem, 'code' | 'label' | 'retiredOn'>;

function retireMissing(
  file: PactDefinition,
  known: PactDefinition | undefined,
  used: ReadonlySet<string>,
  today: string,
  retired: string[],
): PactDefinition {
  if (!known) return file;
  const merge = <Item extends Retirable>(now: readonly Item[], before: readonly Item[]): Item[] => {
    const gone = before.filter(
      (item) => used.has(item.code) && !now.some((other) => other.code === item.code),
    );
    for (const item of gone) if (!item.retiredOn) retired.push(item.label);
    return [...now, ...gone.map((item) => ({ ...item, retiredOn: item.retiredOn ?? today }))];
  };
  return {
    ...file,
    axes: merge(file.axes, known.axes),
    themes: merge(file.themes, known.themes),
    audiences: merge(file.audiences, known.audiences),
    territories: merge(file.territories, known.territories),
    structures: merge(file.structures, known.structures),
    roles: merge(file.roles, known.roles),
    bodies: {
      ...file.bodies,
      steeringCommittee: merge(file.bodies.steeringCommittee, known.bodies.steeringCommittee),
    },
  };
}

/**
 * The current pact names structures; an older one only adds those not known otherwise. An alias
 * added since stays; an alias or a signature that the file itself gave goes with it.
 */
async function saveStructures(
  db: Tx,
  pact: PactDefinition,
  before: PactDefinition | undefined,
  current: boolean,
): Promise<void> {
  const known = new Map((await listStructures(db)).map((item) => [item.code, item]));
  for (const structure of pact.structures) {
    const former = before?.structures.find((item) => item.code === structure.code);
    const stored = known.get(structure.code);
    if (current || !stored) {
      const added = stored?.aliases.filter((alias) => !former?.aliases.includes(alias)) ?? [];
      await saveStructure(db, {
        code: structure.code,
        name: structure.label,
        category: structure.category,
        aliases: [
          ...new Set([
            ...structure.aliases,
            ...(former || stored?.origin !== 'pactFile' ? added : []),
          ]),
        ],
        origin: 'pactFile',
        retiredOn: structure.retiredOn ?? null,
      });
    }
    if (structure.signatory)
      await addSignatory(db, {
        pactId: pact.id,
        structure: structure.code,
        since: pact.startsOn,
      });
    else if (former?.signatory) await removeSignatory(db, pact.id, structure.code);
  }
  // Who is of the pact no more has not signed it either.
  for (const { code } of before?.structures ?? [])
    if (!pact.structures.some((structure) => structure.code === code))
      await removeSignatory(db, pact.id, code);
}
