/** How committees and COPIL, their days and the warnings about them are written. */

import { weekdayOf } from '../../domain/days.ts';
import { lastDay } from '../../domain/pact.ts';
import { type PlanningWarning, planningWarnings } from '../../domain/planning-warnings.ts';
import { may, relationsOf } from '../../domain/rights.ts';
import { steeringWindow } from '../../domain/steering-window.ts';
import { dateRange, hour, longDate, plainDate, weekdayName } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { mandatesInForce } from '../../store/mandates.ts';
import type { Meeting } from '../../store/meetings.ts';
import { actOfBody, type Body, bodyOf } from '../../use-cases/body-meeting.ts';
import { actOn, button } from '../answers.ts';
import type { Button } from '../card.ts';
import { personName, territoryLabel } from '../labels.ts';
import type { Turn } from '../turn.ts';

/** «Comité local d’animation - Étang de Thau», «COPIL intermédiaire». */
export function bodyLabel(turn: Pick<Turn, 'names' | 'pact'>, body: Body): string {
  if (body.kind === 'committee')
    return `Comité local d’animation - ${territoryLabel(turn.names, body.territory)}`;
  const rules = turn.pact.definition.bodies.steeringCommittee;
  return rules.find((rule) => rule.code === body.rule)?.label ?? 'COPIL';
}

export function labelOfMeeting(turn: Pick<Turn, 'names' | 'pact'>, meeting: Meeting): string {
  return bodyLabel(turn, bodyOf(meeting));
}

export function mayChange(turn: Turn, body: Body): boolean {
  const { act, object } = actOfBody(body);
  return may(act, relationsOf(turn.actor.mandates, object));
}

/** «vendredi 12 mars 2027 à 14 h, Sète». */
export function whenAndWhere(meeting: Meeting): string {
  const { plannedDay, plannedTime, place } = meeting;
  const at = plannedTime === null ? '' : ` à ${hour(plannedTime)}`;
  return `${longDate(plannedDay ?? '')}${at}${place === null ? '' : `, ${place}`}`;
}

/** Where a meeting stands, in one line. */
export function standing(meeting: Meeting, today: string): string {
  switch (meeting.state) {
    case 'held':
      return `Tenu le ${longDate(meeting.heldOn ?? '')}, ${count(meeting.participants ?? 0, 'participant', 'participants')}.`;
    case 'cancelled':
      return `Annulé : il était prévu le ${longDate(meeting.plannedDay ?? '')}.`;
    default:
      return (meeting.plannedDay ?? '') < today
        ? `Prévu le ${whenAndWhere(meeting)} : pas encore déclaré tenu.`
        : `Prévu le ${whenAndWhere(meeting)}.`;
  }
}

/** What to look at before inviting: never a refusal (SPEC §7). */
export function warningsOf(turn: Turn, body: Body, day: string): readonly string[] {
  const pact = turn.pact.definition;
  const rule =
    body.kind === 'steering'
      ? pact.bodies.steeringCommittee.find((one) => one.code === body.rule)
      : undefined;
  const expected = rule
    ? { window: steeringWindow(rule, pact, lastDay(pact)) }
    : { year: Number(turn.today.slice(0, 4)) };
  return planningWarnings(day, pact, expected).map((one) => sentenceOf(one, turn, day));
}

function sentenceOf(warning: PlanningWarning, turn: Turn, day: string): string {
  switch (warning.kind) {
    case 'holiday':
      return `c’est un jour férié (${warning.label}).`;
    case 'weekend':
      return `c’est un ${weekdayName(weekdayOf(day))}.`;
    case 'pont':
      return `c’est un pont (${warning.label}).`;
    case 'schoolHoliday':
      return `c’est pendant les vacances scolaires de la zone ${turn.pact.definition.calendar.schoolZone} (${warning.label}).`;
    case 'schoolUnknown':
      return `les vacances scolaires de la zone ${turn.pact.definition.calendar.schoolZone} ne sont pas encore connues à cette date.`;
    case 'otherYear':
      return `cette date compte pour ${day.slice(0, 4)}, non pour ${warning.year}.`;
    case 'outsideWindow':
      return `c’est en dehors de la période prévue par le pacte (${dateRange(warning.window.from, warning.window.until)}).`;
    case 'outsidePact':
      return `c’est en dehors du pacte, qui va du ${plainDate(warning.from)} au ${plainDate(warning.until)}.`;
  }
}

/** Élus are told of a COPIL by her decision only; asked first, since a message cannot be unsaid. */
export function tellElectedButton(meeting: string): Button {
  return {
    ...button('Prévenir les élus', actOn('tellElected', meeting)),
    confirm: 'Un message sera envoyé aux élus de l’annuaire.',
  };
}

const named = 12;

/** Who is concerned: the référent and the pilots of the territory; nobody is written to. */
export async function concerned(turn: Turn, body: Body): Promise<string | undefined> {
  if (body.kind === 'steering') return undefined;
  const mandates = await mandatesInForce(turn.db, turn.pact.definition.id, turn.today);
  const ids = mandates
    .filter(({ role, territory, groupId }) => {
      if (role === 'territoryReferent') return territory === body.territory;
      const group = turn.names.groupsById.get(groupId ?? '');
      return group?.territories.includes(body.territory) === true;
    })
    .flatMap(({ personId }) => personId ?? []);
  const people = [...new Set(ids)].map((id) => personName(turn.names, id));
  if (people.length === 0) return undefined;
  const others = people.length - named;
  const more = others > 0 ? ` et ${count(others, 'autre', 'autres')}` : '';
  return `À inviter : ${people.slice(0, named).join(', ')}${more}.`;
}
