/** Committees and COPIL in a digest: to plan, to prepare, to declare held. */
import { lastDay } from '../../domain/pact.ts';
import { steeringWindow } from '../../domain/steering-window.ts';
import { dateRange, plainDate, relativeDay } from '../../french/format-date.ts';
import { inWords } from '../../french/in-words.ts';
import { mandatesInForce } from '../../store/mandates.ts';
import { bodyMeetings, type Meeting, meetingDay } from '../../store/meetings.ts';
import { actOfBody, type Body, bodyOf, sameBody } from '../../use-cases/body-meeting.ts';
import { button, openForm, say } from '../answers.ts';
import type { Button } from '../card.ts';
import {
  bodyLabel,
  standing as standingOf,
  tellElectedButton,
  whenAndWhere,
} from '../handlers/body-words.ts';
import { personName, territoryLabel } from '../labels.ts';
import {
  isEscalated,
  type LineScene,
  type LineWriter,
  readerMay,
  type WrittenLine,
} from './line.ts';

export const committeeLine: LineWriter = {
  heading: 'Comités locaux d’animation',
  seeAll: 'comité tous',
  // The heading says what it is about.
  subject: ({ names, line }) => territoryLabel(names, line.subject),
  write: (scene) => write(scene, { kind: 'committee', territory: scene.line.subject }),
  outcome: (scene) => outcome(scene, { kind: 'committee', territory: scene.line.subject }),
};

export const steeringLine: LineWriter = {
  heading: 'COPIL',
  seeAll: 'copil',
  subject: (scene) => bodyLabel(scene, { kind: 'steering', rule: scene.line.subject }),
  write: (scene) => write(scene, { kind: 'steering', rule: scene.line.subject }),
  outcome: (scene) => outcome(scene, { kind: 'steering', rule: scene.line.subject }),
};

async function write(scene: LineScene, body: Body): Promise<WrittenLine | undefined> {
  const { line } = scene;
  const about = shortLabel(scene, body);
  const title = { bold: titleOf(scene, body) };
  const planned = await plannedOn(scene, body, line.period);
  if (!planned)
    return {
      about: `${about} à planifier`,
      text: [title, `\n${await undatedWords(scene, body)}`],
      buttons: mayChange(scene, body) ? [planButton(body)] : [],
    };
  const mine = mayChange(scene, body);
  const past = line.stage.startsWith('J+');
  const [words, buttons] = past
    ? [`Prévu le ${whenAndWhere(planned)} : a-t-il eu lieu ?`, heldButtons(planned)]
    : [preparationWords(scene, planned, mine), moveButtons(body, planned)];
  return {
    about: past ? `${about}, tenu ou non` : `${about}${aboutDay(scene, planned, mine)}`,
    text: [title, `\n${words}`],
    buttons: mine ? buttons : [button('Agenda', say('agenda'))],
  };
}

/** The meeting that a dated stage is about; none for a stage about a date to be set. */
async function plannedOn(
  { db, pact }: LineScene,
  body: Body,
  day: string,
): Promise<Meeting | undefined> {
  return (await bodyMeetings(db, pact.definition.id)).find(
    (one) => one.state === 'planned' && one.plannedDay === day && sameBody(bodyOf(one), body),
  );
}

async function undatedWords(scene: LineScene, body: Body): Promise<string> {
  const { pact, line } = scene;
  const end = lastDay(pact.definition);
  if (body.kind === 'committee') {
    const yearEnd = `${line.period}-12-31`;
    const limit = plainDate(end < yearEnd ? end : yearEnd);
    const asked = isEscalated(scene) ? ` ${await referentWords(scene, body.territory)}` : '';
    return `Aucune date en ${line.period}. Il doit se tenir au plus tard le ${limit}.${asked}`;
  }
  const rule = pact.definition.bodies.steeringCommittee.find(({ code }) => code === body.rule);
  if (!rule) return 'Aucune date.';
  const { from, until } = steeringWindow(rule, pact.definition, end);
  return `Aucune date. Période prévue par le pacte : ${dateRange(from, until)}.`;
}

/** Who was reminded before the chargée de mission. */
async function referentWords({ db, pact, names, today }: LineScene, territory: string) {
  const seats = await mandatesInForce(db, pact.definition.id, today);
  const people = seats.flatMap((one) =>
    one.role === 'territoryReferent' && one.territory === territory && one.personId !== null
      ? [personName(names, one.personId)]
      : [],
  );
  return people.length > 0
    ? `Déjà rappelé à ${inWords(people)}.`
    : 'Ce territoire n’a ni référent ni référente du Département.';
}

/** To be prepared by whoever holds it, weeks before; for others, and on the eve, a date to keep. */
function isToPrepare({ line }: LineScene, mine: boolean): boolean {
  return mine && Number.parseInt(line.stage.slice(2), 10) >= 14;
}

function preparationWords(scene: LineScene, meeting: Meeting, mine: boolean): string {
  const todo = isToPrepare(scene, mine) ? ' À préparer : invitations et ordre du jour.' : '';
  return `Prévu ${near(scene, meeting)}.${todo}`;
}

/** «demain, vendredi 12 mars 2027», «le vendredi 12 mars 2027». */
function near({ today }: LineScene, meeting: Meeting): string {
  const day = relativeDay(meeting.plannedDay ?? '', today);
  const soon = day === 'demain' || day === 'aujourd’hui';
  return `${soon ? `${day}, ` : 'le '}${whenAndWhere(meeting)}`;
}

function aboutDay(scene: LineScene, meeting: Meeting, mine: boolean): string {
  if (isToPrepare(scene, mine)) return ', à préparer';
  return ` : ${relativeDay(meeting.plannedDay ?? '', scene.today)}`;
}

function planButton(body: Body): Button {
  const target: Readonly<Record<string, string>> =
    body.kind === 'committee' ? { territory: body.territory } : { rule: body.rule };
  return button('Planifier une date', openForm('planBody', target), 'primary');
}

function heldButtons({ id }: Meeting): readonly Button[] {
  return [button('Déclarer tenu', openForm('holdBody', { meeting: id }), 'primary'), ...moves(id)];
}

function moveButtons(body: Body, { id }: Meeting): readonly Button[] {
  return body.kind === 'steering' ? [tellElectedButton(id), ...moves(id)] : moves(id);
}

function moves(meeting: string): readonly Button[] {
  return [
    button('Reporter', openForm('postponeBody', { meeting })),
    button('Annuler la date', openForm('cancelBody', { meeting })),
  ];
}

function mayChange(scene: LineScene, body: Body): boolean {
  const { act, object } = actOfBody(body);
  return readerMay(scene, act, object);
}

function titleOf(scene: LineScene, body: Body): string {
  return body.kind === 'committee'
    ? territoryLabel(scene.names, body.territory)
    : bodyLabel(scene, body);
}

function shortLabel(scene: LineScene, body: Body): string {
  return body.kind === 'committee'
    ? `comité local (${territoryLabel(scene.names, body.territory)})`
    : bodyLabel(scene, body);
}

/** Where the body stands now: the meeting that answered the line, or the latest one. */
async function outcome({ db, pact, line, today }: LineScene, body: Body): Promise<string> {
  const own = (await bodyMeetings(db, pact.definition.id)).filter((one) =>
    sameBody(bodyOf(one), body),
  );
  const period = own.filter((one) => meetingDay(one).startsWith(line.period.slice(0, 4)));
  const answered = period.findLast(({ state }) => state !== 'cancelled') ?? own.at(-1);
  return answered ? standingOf(answered, today) : 'Ce rappel ne vous concerne plus.';
}
