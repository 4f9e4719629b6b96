/** «agenda»: the next dates of the pact, and those that the first screen shows. */

import { longDate, relativeDay } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { roleLabel } from '../../french/terms.ts';
import { bodyMeetings } from '../../store/meetings.ts';
import { answer, button, buttons, item, note, pageButtons, pageOf, say, text } from '../answers.ts';
import { placesOf, type Term, termsOf } from '../calendar/dates.ts';
import type { CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import { personName, territoryLabel } from '../labels.ts';
import type { Turn } from '../turn.ts';
import { capital } from './action-lines.ts';
import { ownTerritories } from './body-moves.ts';
import { labelOfMeeting, standing, whenAndWhere } from './body-words.ts';
import {
  isLate,
  prefixOf,
  territoryButton,
  yearOfCommittees,
  yearWords,
} from './committee-year.ts';
import { rememberList } from './last-list.ts';
import { calendarBlocks, ownCalendar } from './own-calendar.ts';

interface NextDate {
  readonly day: string;
  /** What happens then. */
  readonly label: string;
  readonly when: string;
  /** Of a committee. */
  readonly territory?: string;
  /** A meeting, where people come; not a term. */
  readonly meeting?: true;
}

export async function handleAgenda(
  turn: Turn,
  command: Extract<Command, { name: 'agenda' }>,
): Promise<Answer> {
  if (command.calendar) return ownCalendar(turn);
  const { territory } = command;
  const dates = (await nextDates(turn)).filter(
    (date) => territory === undefined || !date.territory || date.territory === territory,
  );
  const page = pageOf(dates, command.page);
  await rememberList(turn, { ...command, page: page.page }, page.pages);
  const where = territory === undefined ? '' : ` - ${territoryLabel(turn.names, territory)}`;
  const first = dates[0];
  const summary = first
    ? `Agenda${where} : ${count(dates.length, 'date à venir', 'dates à venir')}. La prochaine : ${first.label}, ${first.when}.`
    : `Agenda${where} : aucune date à venir.`;
  const words = territory === undefined ? 'agenda' : `agenda ${prefixOf(turn, territory)}`;
  return answer({
    summary,
    title: `Prochaines dates${where}`,
    blocks: [
      ...(first ? [] : [text('Aucune date à venir.')]),
      ...page.entries.map((date) =>
        item([
          { bold: capital(date.when) },
          `\n${date.label}, ${relativeDay(date.day, turn.today)}`,
        ]),
      ),
      ...(page.pages > 1 ? [note(`Page ${page.page} sur ${page.pages}.`)] : []),
      ...(await calendarBlocks(turn)),
      buttons(
        ...pageButtons(page, words),
        button('Comités locaux', say('comité')),
        button('COPIL', say('copil')),
        button('Accueil', say('accueil')),
      ),
    ],
  });
}

/** Committees and COPIL of the whole pact, then the terms that the person is to know. */
async function nextDates(turn: Turn): Promise<readonly NextDate[]> {
  const meetings = (await bodyMeetings(turn.db, turn.pact.definition.id))
    .filter((one) => one.state === 'planned' && (one.plannedDay ?? '') >= turn.today)
    .map((one) => ({
      day: one.plannedDay ?? '',
      label: labelOfMeeting(turn, one),
      when: whenAndWhere(one),
      ...(one.territory !== null && { territory: one.territory }),
      meeting: true as const,
    }));
  const terms = (await termsOf(turn))
    .filter(({ day }) => day >= turn.today)
    .map((term) => ({ day: term.day, label: termLabel(turn, term), when: longDate(term.day) }));
  return [...meetings, ...terms].toSorted((a, b) => a.day.localeCompare(b.day));
}

/** Here, unlike in a calendar kept elsewhere, people are named. */
function termLabel({ names, person }: Turn, { mandate, label }: Term): string {
  return mandate && mandate.personId !== person.id
    ? `Fin du mandat de ${personName(names, mandate.personId)} (${roleLabel(mandate.role)})`
    : label;
}

/** On the first screen: the committees that wait for the person, to plan or to close. */
export async function committeesWaiting(turn: Turn): Promise<readonly CardBlock[]> {
  const own = ownTerritories(turn);
  if (own.length === 0) return [];
  const year = turn.today.slice(0, 4);
  return (await yearOfCommittees(turn))
    .filter((one) => own.includes(one.territory) && (!one.meeting || one.is === 'unclosed'))
    .map((one) => {
      const words = one.meeting
        ? standing(one.meeting, turn.today)
        : `Aucun comité local n’est planifié en ${year}.`;
      const label = `Comité local d’animation - ${territoryLabel(turn.names, one.territory)}`;
      return item([{ bold: label }, `\n${words}`], territoryButton(turn, one));
    });
}

/** On the chargée de mission's first screen: how the year goes, once something is late. */
export async function lateCommittees(turn: Turn): Promise<readonly CardBlock[]> {
  const all = await yearOfCommittees(turn);
  if (!all.some(isLate)) return [];
  const label = `Comités locaux ${turn.today.slice(0, 4)}`;
  return [item([{ bold: label }, `\n${yearWords(all)}`], button('Voir', say('comité')))];
}

/** The next meeting of the person: of their territories, or of the pact when they have none. */
export async function nextDateBlocks(turn: Turn): Promise<readonly CardBlock[]> {
  const places = placesOf(turn);
  const next = (await nextDates(turn)).find(
    (date) => date.meeting && (!date.territory || places.size === 0 || places.has(date.territory)),
  );
  if (!next) return [];
  return [
    { kind: 'heading', text: 'Votre prochaine date' },
    item([{ bold: next.label }, `\n${capital(next.when)}`], button('Agenda', say('agenda'))),
  ];
}
