/** Amends what an action says of itself; the former wording stays readable in its history. */
import { missingParts, type RequiredPart } from '../domain/action-status.ts';
import { done, type Result, refused } from '../domain/result.ts';
import { insertEntry } from '../store/action-entries.ts';
import {
  type Action,
  type ActionIndicator,
  indicatorsOf,
  insertIndicator,
  retireIndicator,
  updateAction,
  updateIndicator,
} from '../store/actions.ts';
import { touchNames } from '../store/names.ts';
import { hasReadings } from '../store/readings.ts';
import { hashText } from '../store/texts.ts';
import { findWritableAction } from './action-access.ts';
import {
  type ActionFields,
  checkFields,
  fieldTexts,
  type IndicatorFields,
  indicatorFacts,
  wholeIndicator,
} from './action-fields.ts';
import { type Context, journal } from './context.ts';
import { keepText } from './keep-text.ts';
import type { Refusal } from './refusal.ts';
import { showRequestsAnew } from './validation/show-anew.ts';

export interface AmendedAction {
  readonly action: Action;
  /** Names of the fields that changed. */
  readonly changed: readonly string[];
  readonly missing: readonly RequiredPart[];
  /** Codes of the open requests that show it: their step is asked again. */
  readonly askedAgain: readonly string[];
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

  const { indicators: wanted, ...fields } = input.fields;
  const known = await indicatorsOf(context.db, [before.id]);
  const indicators = matched(context, before.id, known, wanted);
  const unit = await refuseUnit(context, known, indicators);
  if (unit) return refused(unit);
  const changes = changesOf(before, fields, known, indicators);
  const missing = missingParts(input.fields);
  const changed = Object.keys(changes);
  if (changed.length === 0) return done({ action: before, changed, missing, askedAgain: [] });

  const action: Action = { ...before, ...fields };
  await updateAction(context.db, action);
  await replaceIndicators(context, known, indicators);
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
      indicators: indicatorFacts(indicators),
      changes: kept.hash,
    },
  });
  const askedAgain = await showRequestsAnew({ ...context, pact }, action.id);
  return done({ action, changed, missing, askedAgain });
}

type Changes = Record<string, { from: unknown; to: unknown }>;

function changesOf(
  before: Action,
  fields: Omit<ActionFields, 'indicators'>,
  known: readonly ActionIndicator[],
  indicators: readonly ActionIndicator[],
): Changes {
  const changes: Changes = {};
  for (const name of Object.keys(fields) as (keyof typeof fields)[])
    if (JSON.stringify(before[name]) !== JSON.stringify(fields[name]))
      changes[name] = { from: before[name], to: fields[name] };
  const [from, to] = [known.map(shown), indicators.map(shown)];
  if (JSON.stringify(from) !== JSON.stringify(to)) changes.indicators = { from, to };
  return changes;
}

/** What a history keeps of an indicator. */
export type AmendedIndicator = Pick<
  ActionIndicator,
  'label' | 'unit' | 'target' | 'source' | 'period'
> & {
  /** Absent from what was kept at first. */
  readonly id?: string;
};

function shown({ id, label, unit, target, source, period }: ActionIndicator): AmendedIndicator {
  return { id, label, unit, target, source, period };
}

/**
 * The wanted indicators, whole: one that stays keeps its id, since its readings refer to it, and
 * what was not said again of it.
 */
function matched(
  context: Context,
  actionId: string,
  known: readonly ActionIndicator[],
  wanted: readonly IndicatorFields[],
): readonly ActionIndicator[] {
  const left = [...known];
  const take = (fits: (one: ActionIndicator) => boolean) => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  return wanted.map((fields) => {
    const same = take(({ id, label, unit }) =>
      fields.id === undefined ? label === fields.label && unit === fields.unit : id === fields.id,
    );
    return same
      ? { ...same, ...fields, id: same.id }
      : { ...wholeIndicator(fields), id: context.newId(), actionId };
  });
}

async function replaceIndicators(
  context: Context,
  known: readonly ActionIndicator[],
  wanted: readonly ActionIndicator[],
): Promise<void> {
  for (const [position, indicator] of wanted.entries())
    await (known.some(({ id }) => id === indicator.id)
      ? updateIndicator(context.db, { ...indicator, position })
      : insertIndicator(context.db, { ...indicator, position, createdAt: context.now }));
  for (const { id } of known)
    if (!wanted.some((one) => one.id === id)) await retireIndicator(context.db, id, context.now);
}

/** A value says nothing any more in another unit: a new indicator is needed then. */
async function refuseUnit(
  context: Context,
  known: readonly ActionIndicator[],
  wanted: readonly ActionIndicator[],
): Promise<Refusal | undefined> {
  for (const { id, unit } of known) {
    const now = wanted.find((one) => one.id === id);
    if (now && now.unit !== unit && (await hasReadings(context.db, id)))
      return { kind: 'invalid', field: 'unit', why: 'hasReadings' };
  }
  return undefined;
}
