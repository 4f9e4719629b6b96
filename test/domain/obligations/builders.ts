/** A small pact with the product's default policy, and its people, as plain values. */
import type {
  DatedMandate,
  MeetingFact,
  ObligationFacts,
} from '../../../src/domain/obligations/facts.ts';
import type { Reminder } from '../../../src/domain/obligations/reminder.ts';
import type { PactDefinition } from '../../../src/domain/pact.ts';
import { parisDay, parisTime } from '../../../src/domain/paris-time.ts';
import {
  defaultCalendar,
  defaultCircuits,
  defaultReminders,
  defaultRetention,
  defaultRoles,
} from '../../../src/files/pact-defaults.ts';

const item = { aliases: [] };

export const pact: PactDefinition = {
  id: 'exemple',
  title: 'Pacte d’exemple',
  department: '34',
  startsOn: '2026-01-01',
  endsOn: '2029-12-31',
  prorogations: [],
  axes: [],
  themes: [],
  audiences: [],
  territories: [
    { ...item, code: 'THA', label: 'Thau', prefix: 'THA' },
    { ...item, code: 'MTP', label: 'Montpellier', prefix: 'MTP' },
  ],
  structures: [{ ...item, code: 'CAF', label: 'CAF', category: 'socialSecurity', signatory: true }],
  bodies: {
    steeringCommittee: [
      { ...item, code: 'lancement', label: 'Lancement', window: { kind: 'first', months: 6 } },
      {
        ...item,
        code: 'intermédiaire',
        label: 'Mi-parcours',
        window: { kind: 'midTerm', months: 6 },
      },
      { ...item, code: 'final', label: 'Final', window: { kind: 'last', months: 6 } },
    ],
    localCommitteesPerYear: 1,
    pilotsFromTwoStructures: true,
  },
  indicators: [],
  roles: defaultRoles,
  circuits: defaultCircuits,
  chains: [],
  reminders: defaultReminders,
  calendar: defaultCalendar,
  retention: defaultRetention,
};

let mandates = 0;

/** A mandate of the whole pact, unless said otherwise. */
export function mandate(spec: Partial<DatedMandate> & Pick<DatedMandate, 'role'>): DatedMandate {
  mandates += 1;
  return {
    id: `mandate-${mandates}`,
    personId: 'somebody',
    namedRole: null,
    structure: null,
    territory: null,
    groupId: null,
    startsOn: '2026-01-01',
    endsOn: null,
    knownSince: null,
    ...spec,
  };
}

export function committee(spec: Partial<MeetingFact> = {}): MeetingFact {
  const defaults = {
    body: 'localCommittee',
    of: 'THA',
    state: 'planned',
    day: '2027-06-15',
  } as const;
  return { ...defaults, knownSince: null, ...spec };
}

const seats = [
  mandate({ role: 'programmeOfficer', personId: 'claire' }),
  mandate({ role: 'territoryReferent', personId: 'nadia', territory: 'THA' }),
  mandate({ role: 'territoryReferent', personId: 'julien', territory: 'MTP' }),
  mandate({ role: 'referent', personId: 'karim', structure: 'CAF' }),
  mandate({ role: 'pilot', personId: 'yanis', groupId: 'g1' }),
  mandate({ role: 'coPilot', personId: 'emilie', groupId: 'g1' }),
  mandate({ role: 'electedOfficial', personId: 'helene' }),
];

/** Every seat held, one group on Thau, nothing else; committees held so that they are silent. */
export function facts(spec: Partial<ObligationFacts> = {}): ObligationFacts {
  return {
    trackedFrom: '2027-01-01',
    closedAt: null,
    meetings: [],
    groups: [
      {
        id: 'g1',
        code: 'THA-G1',
        territories: ['THA'],
        createdOn: '2026-02-01',
        retiredOn: null,
        indicatorYears: [{ from: 2026, until: null }],
      },
    ],
    answers: [],
    reopened: [],
    campaigns: [],
    actions: [],
    mandates: seats,
    absences: [],
    pauses: [],
    preferences: [],
    requests: [],
    notices: [],
    ...spec,
  };
}

/** «2027-03-31 M-9 nadia»: what a table of a plan reads like. */
export function lines(reminders: readonly Reminder[]): readonly string[] {
  return reminders.map(
    ({ at, stage, recipient }) =>
      `${parisDay(at)}${parisTime(at) === '09:00' ? '' : ` ${parisTime(at)}`} ${stage} ${recipient}`,
  );
}

export { seats };
