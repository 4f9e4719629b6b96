/** Gives a person a role, for a structure, a territory or a group, from a day on. */
import { isDay } from '../domain/days.ts';
import type { PactItem } from '../domain/pact.ts';
import { done, type Result, refused } from '../domain/result.ts';
import type { Role } from '../domain/terms.ts';
import { findGroup, type WorkingGroup } from '../store/groups.ts';
import { everyMandateOf, insertMandate, type Mandate, pilotsOf } from '../store/mandates.ts';
import { findPerson, type Person } from '../store/people.ts';
import { isOffered } from './action-fields.ts';
import { type Context, journal, refuseIfClosed, refuseUnlessAllowed } from './context.ts';
import { checkText, keepText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';

export interface MandateInput {
  readonly person: string;
  readonly role: Role;
  readonly namedRole?: string | null;
  readonly structure?: string | null;
  readonly territory?: string | null;
  /** Code of the group, for a pilot or co-pilot. */
  readonly group?: string | null;
  readonly startsOn: string;
  readonly endsOn?: string | null;
  /** Why a pilot and a co-pilot come from one structure, where the pact asks for two. */
  readonly justification?: string;
  readonly contactsConfirmed?: boolean;
}

export interface GivenMandate {
  readonly mandate: Mandate;
  /** The group now has its two pilots from one structure: allowed, but said. */
  readonly sameStructure: boolean;
}

export async function giveMandate(
  context: Context,
  input: MandateInput,
): Promise<Result<GivenMandate, Refusal>> {
  const person = await findPerson(context.db, input.person);
  // What somebody made up is not written where nothing is erased.
  const subject = { kind: 'person', id: person?.id ?? '' };
  const refusal =
    (await refuseUnlessAllowed(context, 'managePeople', subject)) ??
    (await refuseIfClosed(context, context.pact, subject)) ??
    checkText('justification', input.justification, input.contactsConfirmed);
  if (refusal) return refused(refusal);
  if (!person || person.departedAt)
    return refused({ kind: 'notFound', what: 'person', id: input.person });
  const group = input.group ? await findGroup(context.db, input.group) : undefined;
  const wrong = checkScope(context, input, person, group);
  if (wrong) return refused(wrong);

  const isPilot = input.role === 'pilot' || input.role === 'coPilot';
  const mandate: Mandate = {
    id: context.newId(),
    pactId: context.pact.definition.id,
    personId: person.id,
    role: input.role,
    namedRole: input.role === 'named' ? (input.namedRole ?? null) : null,
    structure: input.role === 'referent' ? (input.structure ?? person.structure) : person.structure,
    territory: input.role === 'territoryReferent' ? (input.territory ?? null) : null,
    groupId: isPilot ? (group?.id ?? null) : null,
    startsOn: input.startsOn,
    endsOn: input.endsOn ?? null,
  };
  const held = await everyMandateOf(context.db, person.id);
  if (held.some((other) => sameSeat(other, mandate) && overlap(other, mandate)))
    return refused({ kind: 'alreadyExists', what: 'mandate', id: person.id });
  const sameStructure = await breaksTwoStructures(context, mandate);
  if (sameStructure && !input.justification)
    return refused({ kind: 'invalid', field: 'justification', why: 'sameStructure' });

  await writeMandate(context, mandate, isPilot ? (group?.code ?? null) : null);
  if (sameStructure && input.justification && group)
    await justifyPilots(context, group.id, input.justification);
  return done({ mandate, sameStructure });
}

/** Writes a mandate whose right and scope were checked; the import writes them so too. */
export async function writeMandate(
  context: Context,
  mandate: Mandate,
  groupCode: string | null,
): Promise<void> {
  await insertMandate(context.db, { ...mandate, createdAt: context.now });
  const { id, pactId, personId, groupId: _, ...rest } = mandate;
  await journal(context, {
    act: 'mandate.given',
    subjectKind: 'mandate',
    subjectId: id,
    payload: { person: personId, pact: pactId, ...rest, group: groupCode },
  });
}

function overlap(a: Mandate, b: Mandate): boolean {
  return (
    (a.endsOn === null || a.endsOn >= b.startsOn) && (b.endsOn === null || b.endsOn >= a.startsOn)
  );
}

function sameSeat(a: Mandate, b: Mandate): boolean {
  return (
    a.pactId === b.pactId &&
    a.role === b.role &&
    a.namedRole === b.namedRole &&
    a.territory === b.territory &&
    a.groupId === b.groupId &&
    (a.role !== 'referent' || a.structure === b.structure)
  );
}

function checkScope(
  context: Context,
  input: MandateInput,
  person: Person,
  group: WorkingGroup | undefined,
): Refusal | undefined {
  const { id, structures, territories, roles } = context.pact.definition;
  const offered = (items: readonly PactItem[], code: string | null | undefined) =>
    code != null && isOffered(items, code);
  if (input.role === 'referent' && !offered(structures, input.structure ?? person.structure))
    return { kind: 'invalid', field: 'structure', why: 'unknown' };
  if (input.role === 'territoryReferent' && !offered(territories, input.territory))
    return { kind: 'invalid', field: 'territory', why: 'unknown' };
  if (input.role === 'named' && !offered(roles, input.namedRole))
    return { kind: 'invalid', field: 'namedRole', why: 'unknown' };
  if ((input.role === 'pilot' || input.role === 'coPilot') && group?.pactId !== id)
    return { kind: 'invalid', field: 'group', why: 'unknown' };
  if (!isDay(input.startsOn)) return { kind: 'invalid', field: 'startsOn', why: 'badDay' };
  if (input.endsOn && !isDay(input.endsOn))
    return { kind: 'invalid', field: 'endsOn', why: 'badDay' };
  if (input.endsOn && input.endsOn < input.startsOn)
    return { kind: 'invalid', field: 'endsOn', why: 'endBeforeStart' };
  return undefined;
}

/** PTI 2022-2025, §1.4: pilot and co-pilot come from two structures; the rule warns (SPEC §4). */
export async function breaksTwoStructures(
  context: Context,
  mandate: Pick<Mandate, 'groupId' | 'role' | 'structure' | 'startsOn'>,
): Promise<boolean> {
  if (!mandate.groupId || !context.pact.definition.bodies.pilotsFromTwoStructures) return false;
  const seats = await pilotsOf(context.db, mandate.groupId, mandate.startsOn);
  return seats.some(
    (seat) =>
      seat.role !== mandate.role && seat.structure !== null && seat.structure === mandate.structure,
  );
}

export async function justifyPilots(
  context: Context,
  groupId: string,
  reason: string,
): Promise<void> {
  const text = await keepText(context, reason);
  await context.db
    .updateTable('workingGroup')
    .set({ samePilotStructureReason: text.id })
    .where('id', '=', groupId)
    .execute();
  await journal(context, {
    act: 'group.samePilotStructureJustified',
    subjectKind: 'group',
    subjectId: groupId,
    payload: { text: text.hash },
  });
}
