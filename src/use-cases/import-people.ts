/**
 * Imports people, structures and mandates from a file: planned first, line by line, then applied
 * whole or not at all (SPEC §9). Applying plans again, so that what is written is what is true.
 */
import type { ImportChange, ImportPlan } from '../domain/import-plan.ts';
import { planImport } from '../domain/plan-import.ts';
import { done, type Result, refused } from '../domain/result.ts';
import {
  describeChange,
  describeError,
  describeKept,
  describeNotice,
} from '../files/import-lines.ts';
import { readPeopleFile } from '../files/people-file.ts';
import type { PeopleNames } from '../files/people-names.ts';
import type { TablesResult } from '../files/table.ts';
import { listGroups, type WorkingGroup } from '../store/groups.ts';
import { listMandates, type Mandate } from '../store/mandates.ts';
import { listPersons } from '../store/people.ts';
import { applyImportChanges } from './apply-import.ts';
import { type Context, refuseIfClosed, refuseUnlessAllowed } from './context.ts';
import { sameStructureLines } from './import-same-structure.ts';
import type { Refusal } from './refusal.ts';

/** What an import changes, in French, one sentence a line. */
export type PeopleImport =
  | {
      readonly ok: true;
      readonly changes: readonly string[];
      /** What to know before applying. */
      readonly notices: readonly string[];
      /** How many mandates stand although the file does not mention them. */
      readonly kept: string;
      /** How many lines say what is known already. */
      readonly unchanged: number;
    }
  | { readonly ok: false; readonly errors: readonly string[] };

/**
 * Reads and plans; writes nothing, but for the journal of a refusal.
 * @param file bytes, or its tables when they were read before the transaction
 */
export async function planPeopleImport(
  context: Context,
  file: Uint8Array | TablesResult,
  fileName: string,
): Promise<Result<PeopleImport, Refusal>> {
  const refusal = await refuseImport(context);
  return refusal ? refused(refusal) : done((await plan(context, file, fileName)).told);
}

/** Plans again and writes everything, in the caller's transaction. Applied twice, changes nothing. */
export async function applyPeopleImport(
  context: Context,
  file: Uint8Array | TablesResult,
  fileName: string,
): Promise<Result<PeopleImport, Refusal>> {
  const refusal = await refuseImport(context);
  if (refusal) return refused(refusal);
  const { told, changes, groups } = await plan(context, file, fileName);
  await applyImportChanges(context, changes, groups);
  return done(told);
}

async function refuseImport(context: Context): Promise<Refusal | undefined> {
  const subject = { kind: 'directory', id: context.pact.definition.id };
  return (
    (await refuseUnlessAllowed(context, 'managePeople', subject)) ??
    (await refuseIfClosed(context, context.pact, subject))
  );
}

interface Planned {
  readonly told: PeopleImport;
  readonly changes: readonly ImportChange[];
  readonly groups: readonly WorkingGroup[];
}

async function plan(
  context: Context,
  given: Uint8Array | TablesResult,
  fileName: string,
): Promise<Planned> {
  const pactId = context.pact.definition.id;
  const groups = (await listGroups(context.db, pactId)).filter((group) => !group.retiredOn);
  const names = namesFor(context, groups);
  const file = await readPeopleFile(given, fileName, names);
  const mandates = await listMandates(context.db, pactId);
  const planned: ImportPlan = file.ok
    ? planImport(file.entries, await knownPeople(context, mandates, groups))
    : file;
  if (!planned.ok)
    return { told: { ok: false, errors: planned.errors.map(describeError) }, changes: [], groups };
  const changes = planned.changes.filter((change) => change.kind !== 'unchanged');
  const said = withNewStructures(names, changes);
  const ignored = file.ok ? file.ignoredColumns : [];
  const notices = [
    ...planned.notices.map((notice) => describeNotice(notice, said)),
    ...sameStructureLines(context, changes, mandates, groups),
    ...(ignored.length > 0 ? [`Colonnes non lues\u00a0: ${ignored.join(', ')}.`] : []),
  ];
  const told: PeopleImport = {
    ok: true,
    changes: changes.map((change) => describeChange(change, said)),
    notices,
    kept: describeKept(planned.keptMandates.length),
    unchanged: planned.changes.length - changes.length,
  };
  return { told, changes, groups };
}

/** What a file may name: nothing that has left the pact. */
function namesFor(context: Context, groups: readonly WorkingGroup[]): PeopleNames {
  const { structures, territories, roles } = context.pact.definition;
  const inUse = <Item extends { retiredOn?: string }>(items: readonly Item[]) =>
    items.filter((item) => !item.retiredOn);
  return {
    structures: inUse(structures),
    territories: inUse(territories),
    roles: inUse(roles),
    groups: groups.map(({ code, title }) => ({ code, label: title, aliases: [] })),
    platforms: context.platforms ?? [],
  };
}

async function knownPeople(
  context: Context,
  mandates: readonly Mandate[],
  groups: readonly WorkingGroup[],
) {
  const codes = new Map(groups.map((group) => [group.id, group.code]));
  return {
    today: context.today,
    structures: context.pact.definition.structures,
    persons: await listPersons(context.db),
    mandates: mandates.flatMap(({ personId, groupId, ...mandate }) =>
      personId === null
        ? []
        : [{ ...mandate, personId, group: groupId === null ? null : (codes.get(groupId) ?? null) }],
    ),
  };
}

function withNewStructures(names: PeopleNames, changes: readonly ImportChange[]): PeopleNames {
  const added = changes.filter((change) => change.kind === 'newStructure');
  return { ...names, structures: [...names.structures, ...added] };
}
