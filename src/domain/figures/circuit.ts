/**
 * The delays of the decision circuit, «la lisibilité du circuit décisionnel» (PTI 2022-2025, §1.4):
 * by step and by kind of structure. Nobody is named, and nobody is ranked.
 */
import type { PactDefinition, StructureCategory } from '../pact.ts';
import { type Delays, delaysOf } from './delays.ts';
import type { RequestFact } from './facts.ts';
import type { Period } from './period.ts';

export interface StepDelays extends Delays {
  readonly circuit: { readonly code: string; readonly label: string };
  readonly step: { readonly code: string; readonly label: string };
  /** Jours ouvrés that the circuit gives. */
  readonly allowed: number;
  readonly withinAllowed: number;
}

export interface KindDelays extends Delays {
  readonly category: StructureCategory;
}

export interface CircuitFigures {
  readonly asked: number;
  readonly approved: number;
  readonly refused: number;
  readonly cancelled: number;
  /** Open at the end of the period. */
  readonly open: number;
  /** From the ask to the decision, of the requests approved or refused in the period. */
  readonly decided: Delays;
  /** In the order of the pact's circuits and of their steps. */
  readonly steps: readonly StepDelays[];
  /** What the référents of structures took, by the category of their structure. */
  readonly kinds: readonly KindDelays[];
}

export function circuitFigures(
  requests: readonly RequestFact[],
  pact: PactDefinition,
  period: Period,
  /** Only the answers of this structure. */
  structure?: string,
): CircuitFigures {
  const isIn = (day: string) => period.from <= day && day <= period.until;
  const ended = requests.filter(({ end }) => end !== null && isIn(end.on));
  const outcomes = (wanted: string) => ended.filter(({ end }) => end?.outcome === wanted).length;
  return {
    asked: requests.filter(({ askedOn }) => isIn(askedOn)).length,
    approved: outcomes('approved'),
    refused: outcomes('refused'),
    cancelled: outcomes('cancelled'),
    open: requests.filter(
      ({ askedOn, end }) => askedOn <= period.until && (end === null || end.on > period.until),
    ).length,
    decided: delaysOf(
      ended.flatMap(({ end }) => (end && end.outcome !== 'cancelled' ? [end.elapsed] : [])),
    ),
    steps: stepDelays(requests, pact, isIn),
    kinds: kindDelays(requests, pact, isIn, structure),
  };
}

function stepDelays(
  requests: readonly RequestFact[],
  pact: PactDefinition,
  isIn: (day: string) => boolean,
): readonly StepDelays[] {
  const found = new Map<
    string,
    { of: Pick<StepDelays, 'circuit' | 'step' | 'allowed'>; elapsed: number[]; within: number }
  >();
  for (const { circuit, steps, rounds } of requests) {
    for (const { step: code, on, outcome, elapsed } of rounds) {
      // Cut short by the requester: it says nothing of those who were asked.
      if (!isIn(on) || outcome === 'cancelled') continue;
      const step = steps.find((one) => one.code === code);
      if (!step) continue;
      const key = `${circuit.code} ${code}`;
      const known = found.get(key) ?? { of: partsOf(circuit, step), elapsed: [], within: 0 };
      known.elapsed.push(elapsed);
      if (elapsed <= step.delay) known.within += 1;
      found.set(key, known);
    }
  }
  const order = pact.circuits.flatMap(({ code, steps }) => steps.map((s) => `${code} ${s.code}`));
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...found]
    .toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([, { of, elapsed, within }]) => ({
      ...of,
      ...delaysOf(elapsed),
      withinAllowed: within,
    }));
}

function partsOf(
  circuit: RequestFact['circuit'],
  { code, label, delay }: RequestFact['steps'][number],
): Pick<StepDelays, 'circuit' | 'step' | 'allowed'> {
  return { circuit, step: { code, label }, allowed: delay };
}

function kindDelays(
  requests: readonly RequestFact[],
  { structures }: PactDefinition,
  isIn: (day: string) => boolean,
  only: string | undefined,
): readonly KindDelays[] {
  const categoryOf = new Map(structures.map(({ code, category }) => [code, category]));
  const found = new Map<StructureCategory, number[]>();
  for (const { answers } of requests)
    for (const { seat, on, elapsed } of answers) {
      const structure = 'structure' in seat ? seat.structure : undefined;
      if (structure === undefined || !isIn(on) || (only !== undefined && structure !== only))
        continue;
      const category = categoryOf.get(structure) ?? 'other';
      const known = found.get(category);
      if (known) known.push(elapsed);
      else found.set(category, [elapsed]);
    }
  // In the order of the pact's structures, never by delay: this is no ranking.
  const order = [...new Set([...categoryOf.values(), 'other' as const])];
  return order.flatMap((category) => {
    const elapsed = found.get(category);
    return elapsed ? [{ category, ...delaysOf(elapsed) }] : [];
  });
}
