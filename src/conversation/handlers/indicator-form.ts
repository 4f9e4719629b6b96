/**
 * The form of indicators: what is known already, beside what is aimed at and the year before. One
 * action at a time when a group has many; what is left empty may be said later.
 */

import { findEvaluation } from '../../store/evaluations.ts';
import {
  type ActionSheet,
  type Cell,
  type GroupSheet,
  missingOf,
} from '../../use-cases/indicators/read-sheets.ts';
import type { ReadingInput } from '../../use-cases/indicators/record-readings.ts';
import {
  maxReadingText,
  readingField,
  recordReadings,
} from '../../use-cases/indicators/record-readings.ts';
import { refuseOutsideCampaign } from '../../use-cases/indicators/refuse-year.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Field, FormNote, FormValues } from '../form.ts';
import { readValue } from '../grammar/indicator-value.ts';
import {
  benchmarks,
  cellLabel,
  readingText,
  shorten,
  textsOfCells,
} from '../indicators/cell-words.ts';
import { computedSentences } from '../indicators/computed-words.ts';
import { mayOn } from '../indicators/may.ts';
import { sheetsOf, yearFor } from '../indicators/read-campaign.ts';
import { yearOutside } from '../indicators/year-outside.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { evaluationCard } from './evaluation.ts';
import { one } from './form-values.ts';
import { recordedCard } from './indicator-saved.ts';

type Params = Readonly<Record<string, string>>;

/** More fields than these are a form for each action: a phone shows few at a time. */
const fieldsTogether = 10;

/**
 * @param params `group` or `action` (codes), `year`; `correct`: what was accepted is to be changed;
 * `typed`: what was said of no indicator for certain
 */
export async function openIndicators(turn: Turn, params: Params): Promise<Answer> {
  const found = await findSheet(turn, params);
  if (!('sheet' in found)) return found.answer;
  const { sheet } = found;
  const own = await writable(turn, chosenActions(sheet, params.action), sheet);
  const closed = await refuseNow(turn, sheet);
  const state = sheet.evaluation?.state;
  const settled = state === 'submitted' || (state === 'accepted' && params.correct === undefined);
  // Whoever may not write reads; so does everybody once it is sent.
  const unsaid = params.typed === undefined ? undefined : unsaidWords(params.typed);
  if (own.length === 0 || settled) return evaluationCard(turn, sheet, unsaid);
  if (closed) return evaluationCard(turn, sheet, refusalSentence(closed));
  return indicatorForm(turn, sheet, own, params.typed);
}

type Found = { readonly sheet: GroupSheet } | { readonly answer: Answer | Promise<Answer> };

async function findSheet(turn: Turn, params: Params): Promise<Found> {
  const { names } = turn;
  const action = names.actionsByCode.get(params.action ?? '');
  if (params.action !== undefined && !action)
    return notFound(turn, { kind: 'notFound', what: 'action', id: params.action });
  const group = action
    ? names.groupsById.get(action.groupId)
    : names.groupsByCode.get(params.group ?? '');
  if (!group) return notFound(turn, { kind: 'notFound', what: 'group', id: params.group ?? '' });
  const year = Number(params.year) || (await yearFor(turn, [group.id]));
  const outside = await yearOutside(turn, year);
  if (outside) return { answer: outside };
  const [sheet] = await sheetsOf(turn, year, [group.id]);
  if (!sheet || (action && !sheet.actions.some((one) => one.action.id === action.id)))
    return notFound(turn, {
      ...{ kind: 'nothingAsked', group: group.code, year },
      ...(action && { action: action.code }),
    });
  return { sheet };
}

function notFound(turn: Turn, refusal: Refusal): Found {
  return { answer: refusalAnswer(turn, refusal) };
}

function chosenActions(sheet: GroupSheet, code: string | undefined): readonly ActionSheet[] {
  return code === undefined
    ? sheet.actions
    : sheet.actions.filter(({ action }) => action.code === code);
}

async function writable(
  turn: Turn,
  actions: readonly ActionSheet[],
  { group }: GroupSheet,
): Promise<readonly ActionSheet[]> {
  const own: ActionSheet[] = [];
  for (const one of actions)
    if (await mayOn(turn, 'fillIndicators', group, one.action.structures)) own.push(one);
  return own;
}

function refuseNow(turn: Turn, { group, year, evaluation }: GroupSheet) {
  const state = evaluation?.state ?? 'draft';
  return refuseOutsideCampaign(turn, turn.pact, group, { year, state, early: true });
}

async function indicatorForm(
  turn: Turn,
  sheet: GroupSheet,
  own: readonly ActionSheet[],
  typed: string | undefined,
): Promise<Answer> {
  const shown = togetherOrFirst(own);
  const cells = shown.flatMap((one) => one.cells);
  const texts = await textsOfCells(turn.db, cells);
  const [only, ...others] = shown;
  const notes = [
    ...(typed === undefined ? [] : [typedNote(typed)]),
    introduction(turn, sheet),
    ...(await computedNote(turn, sheet)),
  ];
  const fields: (Field | FormNote)[] = notes.map((words) => ({ kind: 'note', text: words }));
  for (const one of shown) {
    fields.push({
      ...{ kind: 'note', heading: true },
      text: `${one.action.code} - ${one.action.title}`,
    });
    for (const cell of one.cells) fields.push(cellField(cell, texts));
  }
  const subject = only && others.length === 0 ? only.action.code : sheet.group.code;
  return {
    kind: 'form',
    form: {
      name: 'indicators',
      title: `Indicateurs ${subject}`.length <= 24 ? `Indicateurs ${subject}` : 'Indicateurs',
      submit: 'Enregistrer',
      fields,
      state: {
        group: sheet.group.code,
        year: String(sheet.year),
        actions: shown.map(({ action }) => action.code).join(' '),
        shown: cells.flatMap(({ reading }) => (reading ? [short(reading.id)] : [])).join(' '),
      },
    },
  };
}

function unsaidWords(typed: string): string {
  return `Rien n’est enregistré : « ${shorten(typed)} » ne dit pas à coup sûr quel indicateur et quelle valeur.`;
}

/** Nothing is guessed: what was typed is for its author to place. */
function typedNote(typed: string): string {
  return `Vous avez écrit « ${shorten(typed)} » : reportez la valeur sur la ligne qui convient.`;
}

/** All of the group when it is short; else the first action that lacks something. */
function togetherOrFirst(own: readonly ActionSheet[]): readonly ActionSheet[] {
  const total = own.reduce((sum, { cells }) => sum + cells.length, 0);
  if (total <= fieldsTogether) return own;
  const lacking = own.find((one) => missingOf({ actions: [one] }).length > 0);
  const first = lacking ?? own[0];
  return first ? [first] : [];
}

function introduction(turn: Turn, sheet: GroupSheet): string {
  const { group, year, evaluation } = sheet;
  const again =
    evaluation?.state === 'accepted' && !isProgrammeOfficer(turn)
      ? ' Cette évaluation est acceptée : une correction devra être transmise de nouveau pour visa.'
      : '';
  return `${group.code} - ${group.title}, année ${year}.${again} Laissez vide ce que vous n’avez pas encore, et écrivez « sans objet : la raison » si l’indicateur ne s’applique pas. Aucune donnée sur une personne accompagnée.`;
}

/** Never asked: read, beside the way to log a meeting that is missing (SPEC §8). */
async function computedNote(turn: Turn, { group, year }: GroupSheet): Promise<readonly string[]> {
  const computed = (await computedSentences(turn, { year, groups: [group.id] })).get(group.id);
  if (computed === undefined) return [];
  return [
    `${computed} Rien de cela ne se saisit ici ; une concertation oubliée s’ajoute par « réunion ${group.code} ».`,
  ];
}

function cellField(cell: Cell, texts: ReadonlyMap<string, string>): Field {
  const { indicator, reading, period } = cell;
  const known = benchmarks(cell, texts);
  const unit = indicator.unit === 'percentage' ? ' (en %)' : '';
  const source = indicator.source ? ` Source : ${indicator.source}.` : '';
  const inWords = indicator.unit === 'text' ? ['En quelques mots, sans objectif chiffré.'] : [];
  const hint = `${[...inWords, ...known.map(sentence)].join(' ')}${source}`.trim();
  return {
    kind: 'text',
    name: readingField(indicator.id, period),
    label: `${cellLabel(cell)}${unit}`,
    required: false,
    multiline: indicator.unit === 'text',
    maxLength: maxReadingText,
    ...(hint && { hint }),
    ...(reading && { value: readingText(indicator.unit, reading, texts) }),
  };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Enough of an id to tell the readings of a form apart: all of them must fit in its state. */
function short(id: string): string {
  return id.slice(-8);
}

export async function submitIndicators(
  turn: Turn,
  state: Params,
  values: FormValues,
): Promise<Answer> {
  const found = await findSheet(turn, state);
  if (!('sheet' in found)) return found.answer;
  const { sheet } = found;
  const wanted = new Set(state.actions?.split(' '));
  const cells = sheet.actions
    .filter(({ action }) => wanted.has(action.code))
    .flatMap((one) => one.cells);
  const read = readCells(cells, values, {
    texts: await textsOfCells(turn.db, cells),
    shown: new Set(state.shown?.split(' ')),
  });
  if (Object.keys(read.errors).length > 0) return { kind: 'fieldErrors', errors: read.errors };
  if (read.inputs.length === 0) return recordedCard(turn, sheet, []);
  const result = await recordReadings(turn, {
    year: sheet.year,
    values: read.inputs,
    contactsConfirmed: turn.contactsConfirmed,
  });
  if (!result.ok) return refusedForm(turn, result.refusal);
  turn.outcome.saved = true;
  return recordedCard(turn, await reread(turn, sheet), result.value.readings);
}

async function reread(turn: Turn, sheet: GroupSheet): Promise<GroupSheet> {
  const [again] = await sheetsOf(turn, sheet.year, [sheet.group.id]);
  const evaluation = await findEvaluation(turn.db, {
    groupId: sheet.group.id,
    year: sheet.year,
  });
  return again ?? { ...sheet, ...(evaluation && { evaluation }) };
}

interface Shown {
  readonly texts: ReadonlyMap<string, string>;
  /** Short ids of the readings that the form showed. */
  readonly shown: ReadonlySet<string>;
}

function readCells(cells: readonly Cell[], values: FormValues, { texts, shown }: Shown) {
  const inputs: ReadingInput[] = [];
  const errors: Record<string, string> = {};
  for (const { indicator, period, reading } of cells) {
    const field = readingField(indicator.id, period);
    const typed = one(values[field]);
    const seen = reading && shown.has(short(reading.id)) ? reading.id : null;
    const of = { indicator: indicator.id, period, seen };
    if (typed === undefined) {
      // Emptied, when it showed something; else somebody else said it meanwhile.
      if (seen !== null) inputs.push({ ...of, said: null });
      continue;
    }
    if (reading && plain(typed) === plain(readingText(indicator.unit, reading, texts))) continue;
    const value = readValue(indicator.unit, typed);
    if (value.kind === 'wrong') errors[field] = value.sentence;
    else inputs.push({ ...of, said: value });
  }
  return { inputs, errors };
}

/** No-break spaces may have been typed as plain ones, or lost on the way. */
function plain(words: string): string {
  return words.replaceAll(/\s+/gu, ' ').trim();
}

const onField = new Set<Refusal['kind']>(['personalData', 'invalid', 'readingChanged']);

function refusedForm(turn: Turn, refusal: Refusal): Answer | Promise<Answer> {
  if (refusal.kind === 'contactData') return contactQuestion(turn, refusal);
  return onField.has(refusal.kind) && 'field' in refusal && refusal.field !== 'year'
    ? { kind: 'fieldErrors', errors: { [refusal.field]: refusalSentence(refusal) } }
    : refusalAnswer(turn, refusal);
}
