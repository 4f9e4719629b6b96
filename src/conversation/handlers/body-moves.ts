/**
 * Which meeting a line is about (SPEC §5): «tenu» closes the latest past date, «reporté» and
 * «annulé» the next one; if several fit, it is asked.
 */

import { longDate } from '../../french/format-date.ts';
import { bodyMeetings, type Meeting } from '../../store/meetings.ts';
import type { Body } from '../../use-cases/body-meeting.ts';
import { cancelMeeting } from '../../use-cases/cancel-meeting.ts';
import { holdMeeting, holdUnplanned } from '../../use-cases/hold-meeting.ts';
import { planMeeting } from '../../use-cases/plan-meeting.ts';
import { postponeMeeting } from '../../use-cases/postpone-meeting.ts';
import type { Refusal } from '../../use-cases/refusal.ts';
import { button, openForm, say, sentence } from '../answers.ts';
import { askWhich, contactQuestion } from '../drafts.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { labelOf } from '../grammar/labels.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { cancelledCard, heldCard, plannedCard, postponedCard } from './body-cards.ts';
import { cancelBodyForm, holdBodyForm, planBodyForm, postponeBodyForm } from './body-forms.ts';

export type BodyCommand = Extract<Command, { name: 'committee' | 'steering' }>;

/** Territories the person is the Département's référent of. */
export function ownTerritories(turn: Turn): readonly string[] {
  return turn.actor.mandates.flatMap(({ role, territory }) =>
    role === 'territoryReferent' && territory !== null ? [territory] : [],
  );
}

/** The body that was named, or the only one that is the person's own. */
function bodyIn(turn: Turn, command: BodyCommand): Body | undefined {
  if (command.name === 'steering')
    return command.rule === undefined ? undefined : { kind: 'steering', rule: command.rule };
  const [only, ...others] = ownTerritories(turn);
  const territory = command.territory ?? (others.length === 0 ? only : undefined);
  return territory === undefined ? undefined : { kind: 'committee', territory };
}

export async function moveBody(turn: Turn, command: BodyCommand): Promise<Answer> {
  if (command.act === 'plan') return plan(turn, command);
  const planned = await plannedIn(turn, command);
  return command.act === 'hold' ? hold(turn, command, planned) : change(turn, command, planned);
}

async function plan(turn: Turn, command: BodyCommand): Promise<Answer> {
  const body = bodyIn(turn, command);
  if (!body || !command.day) return planBodyForm(turn, paramsOf(turn, command));
  const { day, time, place } = command;
  const { contactsConfirmed } = turn;
  const result = await planMeeting(turn, body, { day, time, place, contactsConfirmed });
  return result.ok ? plannedCard(turn, result.value) : refused(turn, result.refusal);
}

/** Planned meetings that the line may be about, in the order of their days. */
async function plannedIn(turn: Turn, command: BodyCommand): Promise<readonly Meeting[]> {
  const all = (await bodyMeetings(turn.db, turn.pact.definition.id)).filter(
    ({ state }) => state === 'planned',
  );
  if (command.name === 'steering')
    return all.filter(
      ({ ruleCode }) =>
        ruleCode !== null && (command.rule === undefined || command.rule === ruleCode),
    );
  const own = ownTerritories(turn);
  return all.filter(({ territory }) => {
    if (territory === null) return false;
    if (command.territory !== undefined) return territory === command.territory;
    return own.length === 0 || own.includes(territory);
  });
}

async function hold(
  turn: Turn,
  command: BodyCommand,
  planned: readonly Meeting[],
): Promise<Answer> {
  const { day, was } = command;
  const past = planned.filter(({ plannedDay }) => (plannedDay ?? '') <= turn.today);
  const chosen = planned.filter(({ plannedDay }) => plannedDay === (was ?? day));
  if (chosen.length === 1 && chosen[0]) return holdThis(turn, command, chosen[0]);
  if (was === 'none') return holdNew(turn, command);
  const [only, ...others] = past;
  const before = day !== undefined && only?.plannedDay != null && day < only.plannedDay;
  if (only && others.length === 0 && !before) return holdThis(turn, command, only);
  const fitting = past.length > 0 ? past.toReversed() : planned;
  if (fitting.length === 0 || (past.length === 0 && day === undefined))
    return holdNew(turn, command);
  return which(turn, command, fitting, bodyIn(turn, command) !== undefined && day !== undefined);
}

async function holdThis(turn: Turn, command: BodyCommand, meeting: Meeting): Promise<Answer> {
  const heldOn = command.day ?? meeting.plannedDay ?? turn.today;
  const { participants, comment } = command;
  if (participants === undefined)
    return holdBodyForm(turn, { ...paramsOf(turn, command), day: heldOn, meeting: meeting.id });
  const { contactsConfirmed } = turn;
  const held = { heldOn, participants, report: comment, contactsConfirmed };
  const result = await holdMeeting(turn, meeting.id, held);
  return result.ok ? heldCard(turn, result.value) : refused(turn, result.refusal);
}

async function holdNew(turn: Turn, command: BodyCommand): Promise<Answer> {
  const body = bodyIn(turn, command);
  const { day, participants, comment } = command;
  if (!body || !day || participants === undefined)
    return holdBodyForm(turn, paramsOf(turn, command));
  const { contactsConfirmed } = turn;
  const held = { heldOn: day, participants, report: comment, contactsConfirmed };
  const result = await holdUnplanned(turn, body, held);
  return result.ok ? heldCard(turn, result.value) : refused(turn, result.refusal);
}

async function change(
  turn: Turn,
  command: BodyCommand,
  planned: readonly Meeting[],
): Promise<Answer> {
  const { was } = command;
  const coming = planned.filter(({ plannedDay }) => (plannedDay ?? '') >= turn.today);
  const said = was === undefined ? planned : planned.filter((one) => one.plannedDay === was);
  const fitting = was === undefined && coming.length > 0 ? coming : said;
  const [only, ...others] = fitting;
  if (!only) return nothingPlanned(turn, command);
  if (others.length > 0) return which(turn, command, fitting, false);
  return command.act === 'cancel' ? cancel(turn, command, only) : postpone(turn, command, only);
}

async function postpone(turn: Turn, command: BodyCommand, meeting: Meeting): Promise<Answer> {
  const { day, time, place, comment } = command;
  if (!day) return postponeBodyForm(turn, { ...paramsOf(turn, command), meeting: meeting.id });
  const { contactsConfirmed } = turn;
  const result = await postponeMeeting(turn, meeting.id, {
    ...{ day, time, place, contactsConfirmed },
    ...(comment !== undefined && { reason: comment }),
  });
  return result.ok
    ? postponedCard(turn, result.value.meeting, result.value.before)
    : refused(turn, result.refusal);
}

async function cancel(turn: Turn, command: BodyCommand, meeting: Meeting): Promise<Answer> {
  const { comment } = command;
  if (!comment) return cancelBodyForm(turn, { meeting: meeting.id });
  const { contactsConfirmed } = turn;
  const result = await cancelMeeting(turn, meeting.id, { reason: comment, contactsConfirmed });
  return result.ok ? cancelledCard(turn, result.value) : refused(turn, result.refusal);
}

function nothingPlanned(turn: Turn, command: BodyCommand): Answer {
  const day = command.was && command.was !== 'none' ? ` le ${longDate(command.was)}` : '';
  const what = command.name === 'committee' ? 'Aucun comité local' : 'Aucun COPIL';
  const params = paramsOf(turn, { ...command, act: 'plan' });
  return sentence(
    `${what} n’est planifié${day} : il n’y a rien à ${command.act === 'cancel' ? 'annuler' : 'reporter'}.`,
    button('Planifier une date', openForm('planBody', withoutDay(params))),
    button('Voir l’agenda', say('agenda')),
  );
}

const shown = 7;

/** «Vouliez-vous dire… ?», the likeliest first; never guessed. */
function which(
  turn: Turn,
  command: BodyCommand,
  meetings: readonly Meeting[],
  orUnplanned: boolean,
): Promise<Answer> {
  const commands = meetings.slice(0, shown).map((meeting): BodyCommand => {
    const was = meeting.plannedDay ?? '';
    return command.name === 'committee'
      ? { ...command, territory: meeting.territory ?? '', was }
      : { ...command, rule: meeting.ruleCode ?? '', was };
  });
  const all = orUnplanned ? [...commands, { ...command, was: 'none' }] : commands;
  return askWhich(turn, {
    kind: 'ask',
    question: 'De quelle date s’agit-il ?',
    choices: all.map((one) => ({ label: labelOf(one, turn.names.vocabulary), command: one })),
  });
}

function refused(turn: Turn, refusal: Refusal): Promise<Answer> {
  return refusal.kind === 'contactData'
    ? contactQuestion(turn, refusal)
    : refusalAnswer(turn, refusal);
}

/** What was said, for the form to be opened with. */
function paramsOf(turn: Turn, command: BodyCommand): Readonly<Record<string, string>> {
  const body = bodyIn(turn, command);
  const { day, time, place, comment, participants } = command;
  return {
    kind: command.name,
    ...(body?.kind === 'committee' && { territory: body.territory }),
    ...(body?.kind === 'steering' && { rule: body.rule }),
    ...(day && { day }),
    ...(time && { time }),
    ...(place && { place }),
    ...(comment && { comment }),
    ...(participants !== undefined && { participants: String(participants) }),
  };
}

function withoutDay({
  day: _,
  ...rest
}: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return rest;
}
