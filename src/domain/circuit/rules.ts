/** When a step is decided: rules `all`, `any` and `quorum` (product default, SPEC §6). */
import type { StepRule } from '../pact.ts';
import type { SeatState } from './state-types.ts';

type Verdict = 'approved' | 'refused' | 'changesAsked' | 'pending';
type Voice = Exclude<Verdict, 'changesAsked'>;

/**
 * What the answers given so far make of a step. Changes asked for close it under any rule. Under
 * `all` a refusal decides; under `any` the first answer; under `quorum n`, n approvals, or n out
 * of reach. A quorum larger than the number of voices asks for all of them. Withdrawn seats count
 * for nothing, vacant ones are waited for, an approval with reservations is an approval.
 */
export function verdictOf(rule: StepRule, seats: readonly SeatState[]): Verdict {
  if (seats.some((seat) => seat.answer?.decision.kind === 'askForChanges')) return 'changesAsked';
  const voices = voicesOf(seats);
  const approvals = voices.filter((voice) => voice === 'approved').length;
  const refusals = voices.filter((voice) => voice === 'refused').length;
  const needed = neededApprovals(rule, voices.length);
  if (rule.kind === 'any') {
    if (approvals > 0) return 'approved';
    return refusals > 0 ? 'refused' : 'pending';
  }
  if (voices.length - refusals < needed) return 'refused';
  return approvals >= needed ? 'approved' : 'pending';
}

/** How many of the voices must approve. */
export function neededApprovals(rule: StepRule, voices: number): number {
  switch (rule.kind) {
    case 'all':
      return voices;
    case 'any':
      return Math.min(1, voices);
    case 'quorum':
      return Math.min(rule.count, voices);
  }
}

export function hasApproved(seat: SeatState): boolean {
  const kind = seat.answer?.decision.kind;
  return kind === 'approve' || kind === 'approveWithReservations';
}

/** The links of an internal chain make one voice: all must approve, one refusal refuses. */
function voicesOf(seats: readonly SeatState[]): readonly Voice[] {
  const byVoice = new Map<string, SeatState[]>();
  for (const seat of seats) {
    if (seat.status === 'withdrawn') continue;
    byVoice.set(seat.voice, [...(byVoice.get(seat.voice) ?? []), seat]);
  }
  return [...byVoice.values()].map(voiceOf);
}

function voiceOf(seats: readonly SeatState[]): Voice {
  if (seats.some((seat) => seat.answer?.decision.kind === 'refuse')) return 'refused';
  return seats.every(hasApproved) ? 'approved' : 'pending';
}
