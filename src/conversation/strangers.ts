/** What somebody unknown is told: how to be registered, and nothing else (SPEC §1). */
import type { PactDefinition } from '../domain/pact.ts';
import type { TieResult } from '../use-cases/tie-account.ts';
import { answer, text } from './answers.ts';
import type { Answer } from './exchange.ts';

export function strangerAnswer(
  result: Exclude<TieResult, { kind: 'tied' | 'waiting' }>,
  pact?: PactDefinition,
): Answer {
  const words = strangerWords(result, pact);
  return answer({ summary: words, blocks: [text(words)] });
}

function strangerWords(
  result: Exclude<TieResult, { kind: 'tied' | 'waiting' }>,
  pact?: PactDefinition,
): string {
  const where = pact ? ` (${pact.department})` : '';
  if (result.kind === 'refused')
    return result.why === 'external'
      ? 'Ce compte vient d’une autre organisation : il ne peut pas être rattaché. Écrivez-moi depuis le compte de votre structure dans cet espace.'
      : 'Ce compte ne peut pas être rattaché au pacte. Adressez-vous à la chargée de mission PTI.';
  const who = result.email ? `L’adresse ${result.email}` : 'Votre compte';
  return `Bonjour, je suis Relais PTI, l’assistant du Pacte territorial pour l’insertion${where}. ${who} n’est pas dans l’annuaire du pacte. Demandez à la chargée de mission PTI de vous y inscrire avec cette adresse, puis écrivez-moi de nouveau.`;
}

export function waitingAnswer(): Answer {
  const words =
    'Votre compte attend d’être confirmé par la chargée de mission PTI. Vous pourrez m’écrire dès qu’elle l’aura fait.';
  return answer({ summary: words, blocks: [text(words)] });
}
