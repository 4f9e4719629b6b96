/** What a digest says of seats and terms: vacant seats, ends of mandate, the end of the pact. */
import { addDays } from '../../domain/days.ts';
import { lastDay } from '../../domain/pact.ts';
import { longDate, plainDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { findMandate, type Mandate } from '../../store/mandates.ts';
import { button, openForm, say } from '../answers.ts';
import { seatWords } from '../handlers/coverage.ts';
import { mandateWords } from '../handlers/who.ts';
import { personName } from '../labels.ts';
import type { Names } from '../names.ts';
import type { LineWriter } from './line.ts';

const seatsShown = 5;

export const vacantLine: LineWriter = {
  heading: 'Sièges vacants',
  subject: ({ line }) => count(line.lists.length, 'siège vacant', 'sièges vacants'),
  async write({ names, standing, current }) {
    const seats = standing.remaining.map((seat) => {
      const [kind = '', ...code] = seat.split(':');
      return seatWords(names, kind, code.join(':'));
    });
    const others = seats.length - seatsShown;
    const more = others > 0 ? `\nEt ${count(others, 'autre', 'autres')}.` : '';
    const about = count(seats.length, 'siège vacant', 'sièges vacants');
    return {
      about,
      text: [{ bold: about }, ...seats.slice(0, seatsShown).map((words) => `\n${words}`), more],
      buttons: current
        ? [
            button('Voir les sièges', say('qui vacants'), 'primary'),
            button('Désigner quelqu’un', openForm('newMandate')),
          ]
        : [],
    };
  },
  outcome: async () => 'Ces sièges sont pourvus.',
};

export const mandateEndLine: LineWriter = {
  heading: 'Fins de mandat',
  subject: ({ line }) => `Mandat jusqu’au ${plainDate(line.period)}`,
  async write({ db, names, line, current }) {
    const mandate = await findMandate(db, line.subject);
    if (!mandate) return undefined;
    const who = personName(names, mandate.personId);
    return {
      about: `fin du mandat de ${who}`,
      text: [
        { bold: `${who}, ${mandateWords(names, mandate)}` },
        `\nCe mandat prend fin le ${longDate(line.period)}.`,
      ],
      buttons: current
        ? [
            button(
              'Renouveler',
              openForm('newMandate', seatAfter(names, mandate, true)),
              'primary',
            ),
            button('Remplacer', openForm('newMandate', seatAfter(names, mandate, false))),
          ]
        : [],
    };
  },
  outcome: async () => 'La suite de ce mandat est enregistrée.',
};

/** The same seat from the day after, for the same person or for another. */
function seatAfter(
  names: Names,
  mandate: Mandate,
  same: boolean,
): Readonly<Record<string, string>> {
  const { personId, role, namedRole, structure, territory, groupId, endsOn } = mandate;
  const group = names.groupsById.get(groupId ?? '');
  return {
    ...(same && personId !== null && { person: personId }),
    role: namedRole === null ? role : `${role}:${namedRole}`,
    ...(structure !== null && { structure }),
    ...(territory !== null && { territory }),
    ...(group && { group: group.code }),
    ...(endsOn !== null && { startsOn: addDays(endsOn, 1) }),
  };
}

export const pactEndLine: LineWriter = {
  heading: 'Fin du pacte',
  subject: ({ pact }) => pact.definition.title,
  async write({ pact, line, current }) {
    return {
      about: 'fin du pacte',
      text: [{ bold: pact.definition.title }, `\nLe pacte prend fin le ${longDate(line.period)}.`],
      buttons: current ? [button('Proroger', openForm('prorogation'))] : [],
    };
  },
  async outcome({ pact }) {
    return `Le pacte court jusqu’au ${longDate(lastDay(pact.definition))}.`;
  },
};
