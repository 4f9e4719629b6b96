/** Creates an action in a working group, as a project; an incomplete one is accepted (SPEC §4). */
import { missingParts, type RequiredPart } from '../domain/action-status.ts';
import { done, type Result, refused } from '../domain/result.ts';
import { insertEntry } from '../store/action-entries.ts';
import { type Action, insertAction, insertIndicator } from '../store/actions.ts';
import { nextCode } from '../store/groups.ts';
import { touchNames } from '../store/names.ts';
import { hashText, newSalt } from '../store/texts.ts';
import { findWritableGroup } from './action-access.ts';
import {
  type ActionFields,
  checkFields,
  fieldTexts,
  indicatorFacts,
  wholeIndicator,
} from './action-fields.ts';
import { codePrefix } from './codes.ts';
import { type Context, journal } from './context.ts';
import type { Refusal } from './refusal.ts';

export interface CreatedAction {
  readonly action: Action;
  readonly missing: readonly RequiredPart[];
}

export async function createAction(
  context: Context,
  input: { group: string; fields: ActionFields; contactsConfirmed?: boolean },
): Promise<Result<CreatedAction, Refusal>> {
  const access = await findWritableGroup(context, input.group, 'createAction');
  if (!access.ok) return access;
  const { group, pact } = access.value;
  const { contactsConfirmed } = input;
  const refusal = checkFields(pact.definition, input.fields, { contactsConfirmed });
  if (refusal) return refused(refusal);

  const prefix = codePrefix(pact.definition, group.territories);
  const { indicators, ...fields } = input.fields;
  const action: Action = {
    ...fields,
    id: context.newId(),
    pactId: group.pactId,
    code: await nextCode(context.db, `${prefix}-`),
    groupId: group.id,
    status: 'project',
    salt: newSalt(),
    createdAt: context.now,
    createdBy: context.actor.personId,
    lastNewsAt: context.now,
  };
  await insertAction(context.db, action);
  const kept = indicators.map((indicator) => ({
    ...wholeIndicator(indicator),
    ...{ id: context.newId(), actionId: action.id },
  }));
  for (const [position, indicator] of kept.entries())
    await insertIndicator(context.db, { ...indicator, position, createdAt: context.now });
  const entry = context.newId();
  await insertEntry(context.db, {
    id: entry,
    actionId: action.id,
    at: context.now,
    authorId: context.actor.personId,
    kind: 'created',
    fromStatus: null,
    toStatus: 'project',
    nothingNew: false,
    textId: null,
    changesId: null,
    about: null,
  });
  await touchNames(context.db);
  await journal(context, {
    act: 'action.created',
    subjectKind: 'action',
    subjectId: action.id,
    payload: {
      entry,
      code: action.code,
      group: group.code,
      pact: group.pactId,
      territories: group.territories,
      axes: action.axes,
      themes: action.themes,
      audiences: action.audiences,
      structures: action.structures,
      experimentation: action.experimentation,
      texts: hashText(fieldTexts(input.fields), action.salt),
      indicators: indicatorFacts(kept),
    },
  });
  return done({ action, missing: missingParts(input.fields) });
}
