/** An answer as it is kept under the key of its delivery, for a second delivery of the same. */
import { note } from './answers.ts';
import type { Answer } from './exchange.ts';
import { typesetCard } from './typeset.ts';

const leftOut = note(
  'Ce qui accompagnait cette réponse n’est pas envoyé deux fois : redemandez-le si vous ne l’avez pas reçu.',
);

/** Without its files nor what was to follow: only the card is given again, and says so. */
export function keptAnswer(answer: Answer): string {
  if (answer.kind !== 'card' || !(answer.files?.length || answer.after))
    return JSON.stringify(answer);
  const { card, replaces } = answer;
  const said = typesetCard({ ...card, blocks: [...card.blocks, leftOut] });
  return JSON.stringify({ kind: 'card', card: said, ...(replaces && { replaces }) });
}

/** What was kept is what `keptAnswer` wrote. */
export function readKeptAnswer(kept: string): Answer {
  return JSON.parse(kept) as Answer;
}
