/** The year of the local committees: what is held, planned or late in each territory. */
import { committeeLateFrom } from '../../domain/obligations/local-committee.ts';
import { inWords } from '../../french/in-words.ts';
import { count } from '../../french/plural.ts';
import { roleLabel } from '../../french/terms.ts';
import { mandatesInForce } from '../../store/mandates.ts';
import { bodyMeetings, type Meeting, meetingDay } from '../../store/meetings.ts';
import type { Body } from '../../use-cases/body-meeting.ts';
import { answer, button, buttons, item, note, openForm, say, text } from '../answers.ts';
import type { Button, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import { fullName, territoryLabel } from '../labels.ts';
import { isProgrammeOfficer, type Turn } from '../turn.ts';
import { capital } from './action-lines.ts';
import { mayChange, standing } from './body-words.ts';

/** How a territory stands in a calendar year (PTI 2022-2025, §1.4: one committee a year). */
type YearStanding = 'held' | 'planned' | 'unclosed' | 'late' | 'none';

export interface YearOfCommittee {
  readonly territory: string;
  readonly is: YearStanding;
  /** The one that says so. */
  readonly meeting?: Meeting;
}

/** @param year `YYYY`: the current one, or one that is over */
export async function yearOfCommittees(
  turn: Turn,
  year = turn.today.slice(0, 4),
): Promise<readonly YearOfCommittee[]> {
  const { definition } = turn.pact;
  const ofYear = (await bodyMeetings(turn.db, definition.id)).filter(
    (one) => one.state !== 'cancelled' && meetingDay(one).startsWith(year),
  );
  const lateFrom = committeeLateFrom(definition, Number(year));
  const undated = lateFrom !== undefined && lateFrom <= turn.today ? 'late' : 'none';
  return definition.territories
    .filter(({ retiredOn }) => !retiredOn)
    .map(({ code }) => {
      const own = ofYear.filter(({ territory }) => territory === code);
      const unclosed = own.find((one) => isUnclosed(one, turn.today));
      if (unclosed) return { territory: code, is: 'unclosed', meeting: unclosed };
      const coming = own.find(({ state }) => state === 'planned');
      const held = own.findLast(({ state }) => state === 'held');
      if (held) return { territory: code, is: 'held', meeting: coming ?? held };
      return coming
        ? { territory: code, is: 'planned', meeting: coming }
        : { territory: code, is: undated };
    });
}

export function isUnclosed(meeting: Meeting, today: string): boolean {
  return meeting.state === 'planned' && (meeting.plannedDay ?? '') < today;
}

export function isLate({ is }: YearOfCommittee): boolean {
  return is === 'unclosed' || is === 'late';
}

/** «2 tenus, 1 planifié, 1 en retard, 2 encore sans date»: every territory counted once. */
export function yearWords(all: readonly YearOfCommittee[]): string {
  const number = (is: YearStanding) => all.filter((one) => one.is === is).length;
  const late = all.filter(isLate).length;
  return [
    ...(number('held') > 0 ? [count(number('held'), 'tenu', 'tenus')] : []),
    ...(number('planned') > 0 ? [count(number('planned'), 'planifié', 'planifiés')] : []),
    ...(late > 0 ? [`${late} en retard`] : []),
    ...(number('none') > 0 ? [`${number('none')} encore sans date`] : []),
  ].join(', ');
}

/** What needs a word first. */
const order: readonly YearStanding[] = ['unclosed', 'late', 'none', 'planned', 'held'];

/** All territories at a glance: late, planned, held. */
export async function everyTerritory(turn: Turn): Promise<Answer> {
  const year = turn.today.slice(0, 4);
  const all = await yearOfCommittees(turn);
  const words = yearWords(all);
  const referents = isProgrammeOfficer(turn) ? await referentsByTerritory(turn) : undefined;
  const sorted = all.toSorted((a, b) => order.indexOf(a.is) - order.indexOf(b.is));
  return answer({
    summary: `Comités locaux ${year} : ${words}.`,
    title: `Comités locaux d’animation ${year}`,
    blocks: [
      text(`${words}.`),
      ...sorted.map((one) => {
        const whom = referents && one.is !== 'held' && one.is !== 'planned';
        const who = whom ? `\n${referents.get(one.territory) ?? nobody}` : '';
        return item(
          [{ bold: territoryLabel(turn.names, one.territory) }, `\n${stateWords(turn, one)}${who}`],
          territoryButton(turn, one),
        );
      }),
      ...(await yearBefore(turn)),
      buttons(button('COPIL', say('copil')), button('Agenda', say('agenda'))),
    ],
  });
}

function stateWords(turn: Turn, { is, meeting }: YearOfCommittee): string {
  if (!meeting)
    return is === 'late' ? 'En retard : aucune date cette année.' : 'Pas encore de date.';
  const words = standing(meeting, turn.today);
  if (is === 'unclosed') return `En retard. ${words}`;
  return is === 'held' && meeting.state === 'planned' ? `Déjà tenu cette année. ${words}` : words;
}

const nobody = 'Personne n’est référent ou référente du Département sur ce territoire.';

/** Whom the chargée de mission may call. */
async function referentsByTerritory(turn: Turn): Promise<ReadonlyMap<string, string>> {
  const seats = await mandatesInForce(turn.db, turn.pact.definition.id, turn.today);
  const found = new Map<string, string>();
  for (const { role, territory, personId } of seats) {
    const person = turn.names.personsById.get(personId ?? '');
    if (role === 'territoryReferent' && territory !== null && person)
      found.set(territory, `${capital(roleLabel(role, person.title))} : ${fullName(person)}.`);
  }
  return found;
}

/** In a new year, what the former one still owes is not forgotten. */
async function yearBefore(turn: Turn): Promise<readonly CardBlock[]> {
  const year = String(Number(turn.today.slice(0, 4)) - 1);
  if (turn.pact.trackedFrom.slice(0, 4) > year || turn.pact.definition.startsOn.slice(0, 4) > year)
    return [];
  const missing = (await yearOfCommittees(turn, year)).filter(({ is }) => is !== 'held');
  if (missing.length === 0) return [];
  const places = missing.map(({ territory }) => territoryLabel(turn.names, territory));
  return [note(`En ${year}, aucun comité n’a été déclaré tenu : ${inWords(places)}.`)];
}

export function territoryButton(turn: Turn, one: YearOfCommittee): Button {
  const body: Body = { kind: 'committee', territory: one.territory };
  if (mayChange(turn, body)) {
    if (!one.meeting)
      return button('Planifier', openForm('planBody', { territory: one.territory }));
    if (one.is === 'unclosed')
      return button('Déclarer tenu', openForm('holdBody', { meeting: one.meeting.id }));
  }
  return button('Voir', say(`comité ${prefixOf(turn, one.territory)}`));
}

export function prefixOf(turn: Turn, territory: string): string {
  const known = turn.pact.definition.territories.find(({ code }) => code === territory);
  return known?.prefix ?? territory;
}
