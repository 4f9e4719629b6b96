/** Tries a circuit dry: nobody is asked, nothing is written (SPEC §6, `/pti simuler`). */
import { type SimulatedStep, simulate } from '../../domain/circuit/simulate.ts';
import type { Circuit } from '../../domain/pact.ts';
import type { Context } from '../context.ts';
import { circuitFacts, type RequestSubjectRef } from './facts.ts';

export async function simulateCircuit(
  context: Context,
  circuit: Circuit,
  subject: RequestSubjectRef,
): Promise<readonly SimulatedStep[]> {
  const facts = await circuitFacts(context, subject);
  return simulate(circuit, context.actor.personId ?? '', facts);
}
