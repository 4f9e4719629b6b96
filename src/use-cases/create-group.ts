/** Creates a working group on one or several territories. */
import { done, type Result, refused } from '../domain/result.ts';
import { insertGroup, nextCode, type WorkingGroup } from '../store/groups.ts';
import { touchNames } from '../store/names.ts';
import { isOffered, maxTitleLength } from './action-fields.ts';
import { codePrefix } from './codes.ts';
import { type Context, journal, refuseIfClosed, refuseUnlessAllowed } from './context.ts';
import { checkText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';

interface GroupInput {
  readonly title: string;
  readonly territories: readonly string[];
  readonly contactsConfirmed?: boolean;
}

export async function createGroup(
  context: Context,
  input: GroupInput,
): Promise<Result<WorkingGroup, Refusal>> {
  const pact = context.pact.definition;
  const subject = { kind: 'pact', id: pact.id };
  const refusal =
    (await refuseUnlessAllowed(context, 'manageGroups', subject)) ??
    (await refuseIfClosed(context, context.pact, subject)) ??
    checkInput(context, input);
  if (refusal) return refused(refusal);
  const prefix = codePrefix(pact, input.territories);
  const group: WorkingGroup = {
    id: context.newId(),
    pactId: pact.id,
    code: await nextCode(context.db, `${prefix}-G`),
    title: input.title,
    territories: input.territories,
    samePilotStructureReason: null,
    retiredOn: null,
  };
  await insertGroup(context.db, { ...group, createdAt: context.now });
  await touchNames(context.db);
  await journal(context, {
    act: 'group.created',
    subjectKind: 'group',
    subjectId: group.id,
    payload: { code: group.code, pact: pact.id, territories: group.territories },
  });
  return done(group);
}

function checkInput(context: Context, input: GroupInput): Refusal | undefined {
  if (input.title.length === 0) return { kind: 'invalid', field: 'title', why: 'empty' };
  if (input.title.length > maxTitleLength)
    return { kind: 'invalid', field: 'title', why: 'tooLong' };
  if (input.territories.length === 0)
    return { kind: 'invalid', field: 'territories', why: 'empty' };
  const known = context.pact.definition.territories;
  if (!input.territories.every((code) => isOffered(known, code)))
    return { kind: 'invalid', field: 'territories', why: 'unknown' };
  return checkText('title', input.title, input.contactsConfirmed);
}
