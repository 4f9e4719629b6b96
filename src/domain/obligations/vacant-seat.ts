/** Seats that nobody holds: monthly when the list changed, else quarterly (SPEC §7). */
import { workingDayOnOrAfter } from '../calendar.ts';
import type { PactDefinition } from '../pact.ts';
import type { ObligationFacts } from './facts.ts';
import { indexPeople, type People } from './people.ts';
import { periodsOfMonths, type Scene } from './scene.ts';
import { oncePerDay, type Stage } from './stage.ts';

const obligation = 'vacant-seat';

/** `code`: of the structure, territory or group; the person's id for an absence. */
export interface VacantSeat {
  readonly kind: 'structure' | 'territory' | 'pilot' | 'coPilot' | 'substitute';
  readonly code: string;
}

/** The vacant seats of a day. */
export function vacantSeatsOn(
  pact: PactDefinition,
  facts: Pick<ObligationFacts, 'mandates' | 'groups' | 'absences'>,
  day: string,
): readonly VacantSeat[] {
  const people = indexPeople({ ...facts, pauses: [], preferences: [] });
  return listOn(pact, facts, people, day);
}

/**
 * What was told before is computed again from the days of mandates, never from what was sent: the
 * list of a day is compared to that of the last period that had to be told.
 */
export function vacantSeatStages(scene: Scene): readonly Stage[] {
  const { pact, facts, people, endsOn, until } = scene;
  const { everyMonths, unchangedEveryMonths, to } = pact.reminders.vacantSeat;
  const holdersOn = oncePerDay((on) =>
    listOn(pact, facts, people, on).length > 0 ? people.holders(to, {}, on) : [],
  );
  const stages: Stage[] = [];
  let told = '';
  let monthsSince = 0;
  const end = until < endsOn ? until : endsOn;
  for (const first of periodsOfMonths(facts.trackedFrom, end, everyMonths)) {
    const plannedOn = workingDayOnOrAfter(first, pact.calendar);
    if (plannedOn < facts.trackedFrom || plannedOn > endsOn) continue;
    monthsSince += everyMonths;
    const list = listOn(pact, facts, people, plannedOn)
      .map(({ kind, code }) => `${kind}:${code}`)
      .join('\n');
    const isTold = list !== '' && (list !== told || monthsSince >= unchangedEveryMonths);
    if (list === '' || isTold) {
      told = list;
      monthsSince = 0;
    }
    if (!isTold) continue;
    stages.push({
      ...{ obligation, subject: pact.id, period: first.slice(0, 7), code: 'list', plannedOn },
      ...{ before: false, expiresOn: endsOn, knownSince: null, holdersOn },
      chain: `${obligation}:${pact.id}`,
    });
  }
  return stages;
}

function listOn(
  pact: PactDefinition,
  facts: Pick<ObligationFacts, 'groups'>,
  people: People,
  day: string,
): readonly VacantSeat[] {
  const stands = ({ retiredOn }: { readonly retiredOn?: string | null }) =>
    !retiredOn || day < retiredOn;
  const vacant: VacantSeat[] = [];
  const check = (kind: VacantSeat['kind'], code: string, seat: string) => {
    if (!people.isHeld(seat, day)) vacant.push({ kind, code });
  };
  for (const structure of pact.structures)
    if (structure.signatory && stands(structure))
      check('structure', structure.code, `referent:${structure.code}`);
  for (const territory of pact.territories)
    if (stands(territory))
      check('territory', territory.code, `territoryReferent:${territory.code}`);
  for (const group of facts.groups)
    if (stands(group) && group.createdOn <= day) {
      check('pilot', group.code, `pilot:${group.id}`);
      check('coPilot', group.code, `coPilot:${group.id}`);
    }
  const alone = people.absences
    .filter(({ from, until, substituteId }) => from <= day && day <= until && substituteId === null)
    .map(({ personId }) => personId)
    .filter((personId) => people.isActive(personId, day));
  for (const code of [...new Set(alone)].sort()) vacant.push({ kind: 'substitute', code });
  return vacant;
}
