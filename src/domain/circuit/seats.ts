/**
 * The seats of a step: which voices are asked, and who holds them. A référent «est en relation
 * étroite avec la chargée de mission» for a structure (PTI 2022-2025, §1.4): the seat is the
 * structure's, so several référents share one and any of them answers.
 */
import type { CircuitStep, SeatRule } from '../pact.ts';
import type { Seat, SeatOrigin } from './events.ts';
import { type CircuitFacts, oversightRole } from './facts.ts';
import { mandateHolders, seatPersons } from './holders.ts';

/** Who asks, and whether the step is the last of its circuit. */
export interface StepPlace {
  readonly requester: string;
  readonly last: boolean;
}

type SeatPlan = Pick<Seat, 'id' | 'origin' | 'voice' | 'after'>;

/**
 * Resolves the seats of a step on the day of the facts. Vacant seats are listed as such. The
 * requester is withdrawn from theirs; a seat held by nobody else is `withdrawn`, except when that
 * leaves the last step empty: then its seats go to stand-ins. An empty list means that the step
 * concerns nobody. `dueOn` is `null`: opening the step sets it.
 */
export function resolveSeats(
  step: Pick<CircuitStep, 'seats'>,
  facts: CircuitFacts,
  place: StepPlace,
): readonly Seat[] {
  const plans = distinctPlans(step.seats.flatMap((rule) => plansOf(rule, facts)));
  if (plans.length === 0 && place.last) {
    return [seatOf(planOf({ kind: 'role', role: oversightRole }), facts, place.requester, true)];
  }
  const seats = plans.map((plan) => seatOf(plan, facts, place.requester, false));
  if (!place.last || !seats.every((seat) => seat.status === 'withdrawn')) return seats;
  return plans.map((plan) => seatOf(plan, facts, place.requester, true));
}

/** Whether a seat is asked as soon as the step opens, or once another has approved. */
export function isTurnOf(
  seat: Pick<Seat, 'after'>,
  seats: readonly Pick<Seat, 'id' | 'after' | 'status'>[],
  hasApproved: (seatId: string) => boolean,
): boolean {
  if (seat.after === null) return true;
  const before = seats.find((other) => other.id === seat.after);
  if (before === undefined || hasApproved(before.id)) return true;
  return before.status === 'withdrawn' && isTurnOf(before, seats, hasApproved);
}

/** A seat of an earlier round, asked again: as it is held today, never withdrawn any more. */
export function refreshSeat(seat: Seat, requester: string, facts: CircuitFacts): Seat {
  const { id, origin, voice, after, standIn, withdrawn, assignedTo } = seat;
  const persons = seatPersons({ ...seat, passed: [], escalatedTo: [] }, requester, facts);
  const status = persons.length > 0 ? 'held' : 'vacant';
  return { id, origin, voice, after, standIn, withdrawn, assignedTo, persons, status, dueOn: null };
}

function seatOf(plan: SeatPlan, facts: CircuitFacts, requester: string, standIn: boolean): Seat {
  const own = mandateHolders(plan.origin, facts).includes(requester) ? requester : null;
  const persons = seatPersons(
    { ...plan, standIn, assignedTo: null, passed: [], escalatedTo: [] },
    requester,
    facts,
  );
  const empty = own !== null && !standIn ? 'withdrawn' : 'vacant';
  return {
    ...plan,
    persons,
    status: persons.length > 0 ? 'held' : empty,
    withdrawn: own,
    standIn,
    assignedTo: null,
    dueOn: null,
  };
}

function plansOf(rule: SeatRule, facts: CircuitFacts): readonly SeatPlan[] {
  const { structures, territories, groupId } = facts.subject;
  switch (rule.kind) {
    case 'referentOfEngagedStructures':
      return structures.flatMap((structure) => {
        const referent = planOf({ kind: 'structure', structure });
        return [referent, ...chainPlans(structure, facts, referent.id)];
      });
    case 'referentOfTerritory':
      return territories.map((territory) => planOf({ kind: 'territory', territory }));
    case 'pilots':
      if (groupId === null) return [];
      return [planOf({ kind: 'pilot', groupId }), planOf({ kind: 'coPilot', groupId })];
    case 'programmeOfficer':
      return [planOf({ kind: 'programmeOfficer' })];
    case 'role':
      return [planOf({ kind: 'role', role: rule.role })];
    case 'structure': {
      const chain = chainPlans(rule.structure, facts, null);
      return chain.length > 0 ? chain : [planOf({ kind: 'structure', structure: rule.structure })];
    }
  }
}

/** A structure's own chain, in order: each link is asked once the one before has approved. */
function chainPlans(
  structure: string,
  facts: CircuitFacts,
  after: string | null,
): readonly SeatPlan[] {
  const roles = facts.chains.find((chain) => chain.structure === structure)?.roles ?? [];
  let before = after;
  return roles.map((role) => {
    const plan = { ...planOf({ kind: 'structureRole', structure, role }), after: before };
    before = plan.id;
    return plan;
  });
}

function planOf(origin: SeatOrigin): SeatPlan {
  const id = seatId(origin);
  const voice = origin.kind === 'structureRole' ? `structure:${origin.structure}` : id;
  return { id, origin, voice, after: null };
}

function seatId(origin: SeatOrigin): string {
  switch (origin.kind) {
    case 'structure':
      return `structure:${origin.structure}`;
    case 'territory':
      return `territory:${origin.territory}`;
    case 'pilot':
    case 'coPilot':
    case 'programmeOfficer':
      return origin.kind;
    case 'role':
      return `role:${origin.role}`;
    case 'structureRole':
      return `structure:${origin.structure}/${origin.role}`;
  }
}

/** Two rules of one step may name the same seat: it is asked once. */
function distinctPlans(plans: readonly SeatPlan[]): readonly SeatPlan[] {
  const seen = new Set<string>();
  return plans.filter(({ id }) => {
    const first = !seen.has(id);
    seen.add(id);
    return first;
  });
}
