/** Writes what an import planned, with the writers that the acts of the chat use. */
import type { ImportChange } from '../domain/import-plan.ts';
import type { WorkingGroup } from '../store/groups.ts';
import { touchNames } from '../store/names.ts';
import { updatePerson } from '../store/people.ts';
import { addSignatory, listStructures, saveStructure } from '../store/structures.ts';
import { type Context, journal } from './context.ts';
import { writeMandateEnd } from './end-mandate.ts';
import { writeMandate } from './give-mandate.ts';
import { writePerson } from './register-person.ts';

type Change<Kind extends ImportChange['kind']> = Extract<ImportChange, { kind: Kind }>;

export async function applyImportChanges(
  context: Context,
  changes: readonly ImportChange[],
  groups: readonly WorkingGroup[],
): Promise<void> {
  /** Ids of the persons that this import adds, by address. */
  const added = new Map<string, string>();
  const idOf = (person: { personId?: string; email: string }): string => {
    const id = person.personId ?? added.get(person.email);
    if (id === undefined) throw new Error('a mandate was planned before its person');
    return id;
  };
  for (const change of changes) {
    switch (change.kind) {
      case 'newStructure':
        await addStructure(context, change);
        break;
      case 'changedStructure':
        await changeStructure(context, change);
        break;
      case 'newPerson': {
        const { person, title, structure, prefers } = change;
        const written = await writePerson(context, { ...person, title, structure, prefers });
        added.set(person.email, written.id);
        break;
      }
      case 'changedPerson':
        await changePerson(context, change);
        break;
      case 'newMandate':
        await addMandate(context, idOf(change.person), change, groups);
        break;
      case 'changedMandateEnd':
        await writeMandateEnd(context, change.mandateId, change.to);
        break;
      case 'unchanged':
        break;
    }
  }
  if (changes.length > 0) await touchNames(context.db);
}

async function addStructure(context: Context, change: Change<'newStructure'>): Promise<void> {
  const { code, label, category, aliases, signatory } = change;
  const origin = 'import' as const;
  await saveStructure(context.db, {
    ...{ code, name: label, category, aliases, origin },
    retiredOn: null,
  });
  if (signatory) await sign(context, code);
  await journal(context, {
    act: 'structure.registered',
    subjectKind: 'structure',
    subjectId: code,
    payload: { category, signatory, pact: context.pact.definition.id },
  });
}

async function changeStructure(
  context: Context,
  { code, aliases, becomesSignatory }: Change<'changedStructure'>,
): Promise<void> {
  const known = (await listStructures(context.db)).find((structure) => structure.code === code);
  if (!known) throw new Error(`structure ${code} is of the pact but not stored`);
  await saveStructure(context.db, { ...known, aliases: [...known.aliases, ...aliases] });
  if (becomesSignatory) await sign(context, code);
  await journal(context, {
    act: 'structure.changed',
    subjectKind: 'structure',
    subjectId: code,
    payload: { aliases: aliases.length, becomesSignatory, pact: context.pact.definition.id },
  });
}

async function sign(context: Context, structure: string): Promise<void> {
  const pactId = context.pact.definition.id;
  await addSignatory(context.db, { pactId, structure, since: context.today });
}

async function changePerson(
  context: Context,
  { person, fields }: Change<'changedPerson'>,
): Promise<void> {
  const change = Object.fromEntries(fields.map(({ field, to }) => [field, to]));
  await updatePerson(context.db, person.personId, change);
  const structure = fields.find(({ field }) => field === 'structure');
  await journal(context, {
    act: 'person.changed',
    subjectKind: 'person',
    subjectId: person.personId,
    payload: {
      fields: fields.map(({ field }) => field),
      ...(structure && { structure: structure.to }),
    },
  });
}

async function addMandate(
  context: Context,
  personId: string,
  { mandate }: Change<'newMandate'>,
  groups: readonly WorkingGroup[],
): Promise<void> {
  const { group: code, ...rest } = mandate;
  const group = code === null ? undefined : groups.find((other) => other.code === code);
  const id = context.newId();
  const pactId = context.pact.definition.id;
  await writeMandate(context, { ...rest, id, pactId, personId, groupId: group?.id ?? null }, code);
}
