/** The actions of a structure, as the bilan counts them. */
import { engages } from '../../domain/engagement.ts';
import { mandatesInForce } from '../../store/mandates.ts';
import type { Turn } from '../turn.ts';

type Engaging = Parameters<typeof engages>[0];

/** @param day whose pilots count for the actions that name no structure */
export async function engagedBy(
  turn: Turn,
  structure: string,
  day: string,
): Promise<(action: Engaging) => boolean> {
  const mandates = await mandatesInForce(turn.db, turn.pact.definition.id, day);
  const piloted = new Set(
    mandates.flatMap((one) =>
      one.structure === structure && one.personId !== null ? (one.groupId ?? []) : [],
    ),
  );
  return (action) => engages(action, structure, piloted);
}
