/** Ends: of a mandate, and of the pact, 90 and 30 days before (SPEC §7). */
import { addDays } from '../days.ts';
import type { DatedMandate } from './facts.ts';
import { seatOf } from './people.ts';
import type { Scene } from './scene.ts';
import { placed, type Stage } from './stage.ts';

/**
 * Mandates that end before the pact does, unless the same seat is already given for afterwards.
 * Those that end with the pact are its own end.
 */
export function mandateEndStages(scene: Scene): readonly Stage[] {
  const { pact, facts, people, endsOn } = scene;
  const ending = facts.mandates.filter(
    ({ personId, endsOn: end }) =>
      personId !== null && end !== null && end >= facts.trackedFrom && end < endsOn,
  );
  if (ending.length === 0) return [];
  const seats = new Map<string, DatedMandate[]>();
  for (const mandate of facts.mandates) {
    const seat = seatOf(mandate);
    seats.set(seat, [...(seats.get(seat) ?? []), mandate]);
  }
  return ending.flatMap((mandate) => {
    const { id: subject, personId, endsOn: end, knownSince } = mandate;
    if (end === null || personId === null) return [];
    if (isRenewed(mandate, end, seats.get(seatOf(mandate)) ?? [])) return [];
    return pact.reminders.mandateEnd.map(
      (one): Stage => ({
        ...placed(end, one, pact.calendar),
        ...{ obligation: 'mandate-end', subject, period: end, knownSince },
        chain: `mandate-end:${subject}`,
        expiresOn: one.offset < 0 ? end : null,
        holdersOn: (on) => people.holders(one.to, { personId }, on),
      }),
    );
  });
}

/** Somebody, the same person or another, holds the seat by a later mandate the day after. */
function isRenewed(mandate: DatedMandate, end: string, ofSeat: readonly DatedMandate[]): boolean {
  const after = addDays(end, 1);
  return ofSeat.some(
    (other) =>
      other.personId !== null &&
      other.startsOn > mandate.startsOn &&
      other.startsOn <= after &&
      (other.endsOn === null || other.endsOn >= after),
  );
}

export function pactEndStages({ pact, people, endsOn }: Scene): readonly Stage[] {
  const prorogation = pact.prorogations.find(({ until }) => until === endsOn);
  const decidedOn = prorogation?.decidedOn;
  return pact.reminders.pactEnd.map((one) => ({
    ...placed(endsOn, one, pact.calendar),
    ...{ obligation: 'pact-end', subject: pact.id, period: endsOn },
    chain: `pact-end:${pact.id}`,
    expiresOn: one.offset < 0 ? endsOn : null,
    knownSince: decidedOn === undefined ? null : `${decidedOn}T00:00:00.000Z`,
    holdersOn: (on) => people.holders(one.to, {}, on),
  }));
}
