/** Amends what an action says of itself; the former wording stays readable in its history. */
import { missingParts, type RequiredPart } from '../domain/action-status.ts';
import { done, type Result, refused } from '../domain/result.ts';
import { insertEntry } from '../store/action-entries.ts';
import {
  type Action,
  type ActionIndicator,
  indicatorsOf,
  insertIndicator,
  moveIndicator,
  retireIndicator,
  updateAction,
} from '../store/actions.ts';
import { touchNames } from '../store/names.ts';
import { hashText } from '../store/texts.ts';
import { findWritableAction } from './action-access.ts';
import { type ActionFields, checkFields, fieldTexts, wholeIndicator } from './action-fields.ts';
import { type Context, journal } from './context.ts';
import { keepText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';

export interface AmendedAction {
  readonly action: Action;
  /** Names of the fields that changed. */
  readonly changed: readonly string[];
  readonly missing: readonly RequiredPart[];
}

export async function amendAction(
  context: Context,
  input: { action: string; fields: ActionFields; contactsConfirmed?: boolean },
): Promise<Result<AmendedAction, Refusal>> {
  const access = await findWritableAction(context, input.action, 'amendAction');
  if (!access.ok) return access;
  const { action: before, pact } = access.value;
  const { contactsConfirmed } = input;
  const refusal = checkFields(pact.definition, input.fields, { contactsConfirmed, before });
  if (refusal) return refused(refusal);

  const { indicators, ...fields } = input.fields;
  const known = await indicatorsOf(context.db, [before.id]);
  const changes = changesOf(before, fields, known, indicators);
  const missing = missingParts(input.fields);
  const changed = Object.keys(changes);
  if (changed.length === 0) return done({ action: before, changed, missing });

  const action: Action = { ...before, ...fields };
  await updateAction(context.db, action);
  await replaceIndicators(context, action.id, known, indicators);
  const kept = await keepText(context, JSON.stringify(changes));
  const entry = context.newId();
  await insertEntry(context.db, {
    id: entry,
    actionId: action.id,
    at: context.now,
    authorId: context.actor.personId,
    kind: 'amended',
    fromStatus: null,
    toStatus: null,
    nothingNew: false,
    textId: null,
    changesId: kept.id,
    about: null,
  });
  await touchNames(context.db);
  await journal(context, {
    act: 'action.amended',
    subjectKind: 'action',
    subjectId: action.id,
    payload: {
      entry,
      changed,
      axes: action.axes,
      themes: action.themes,
      audiences: action.audiences,
      structures: action.structures,
      experimentation: action.experimentation,
      texts: hashText(fieldTexts(fields), action.salt),
      changes: kept.hash,
    },
  });
  return done({ action, changed, missing });
}

type IndicatorText = Pick<ActionIndicator, 'label' | 'unit'>;
type Changes = Record<string, { from: unknown; to: unknown }>;

function changesOf(
  before: Action,
  fields: Omit<ActionFields, 'indicators'>,
  known: readonly ActionIndicator[],
  indicators: readonly IndicatorText[],
): Changes {
  const changes: Changes = {};
  for (const name of Object.keys(fields) as (keyof typeof fields)[])
    if (JSON.stringify(before[name]) !== JSON.stringify(fields[name]))
      changes[name] = { from: before[name], to: fields[name] };
  const from = known.map(({ label, unit }) => ({ label, unit }));
  const to = indicators.map(({ label, unit }) => ({ label, unit }));
  if (JSON.stringify(from) !== JSON.stringify(to)) changes.indicators = { from, to };
  return changes;
}

/** An indicator that stays keeps its id, since its readings refer to it. */
async function replaceIndicators(
  context: Context,
  actionId: string,
  known: readonly ActionIndicator[],
  wanted: readonly IndicatorText[],
): Promise<void> {
  const left = [...known];
  for (const [position, indicator] of wanted.entries()) {
    const index = left.findIndex(
      (other) => other.label === indicator.label && other.unit === indicator.unit,
    );
    const [same] = index < 0 ? [] : left.splice(index, 1);
    if (same) await moveIndicator(context.db, same.id, position);
    else
      await insertIndicator(context.db, {
        ...wholeIndicator(indicator),
        id: context.newId(),
        createdAt: context.now,
        actionId,
        position,
      });
  }
  for (const { id } of left) await retireIndicator(context.db, id, context.now);
}
