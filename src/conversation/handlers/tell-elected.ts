/** «Prévenir les élus»: the chargée de mission decides that they are told of a COPIL. */

import { onDateAt } from '../../french/format-date.ts';
import { inWords } from '../../french/in-words.ts';
import { tellElected } from '../../use-cases/tell-elected.ts';
import { button, say, sentence } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import { personName } from '../labels.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';

export async function pressTellElected(turn: Turn, meetingId: string): Promise<Answer> {
  const result = await tellElected(turn, meetingId);
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  const { told, elected, leavesAt } = result.value;
  if (elected === 0)
    return sentence(
      'Aucun élu ni aucune élue n’est dans l’annuaire : personne n’a été prévenu.',
      button('Annuaire', say('qui')),
    );
  if (told.length === 0)
    return sentence('Les élus ont déjà été prévenus de cette date : rien n’a été envoyé.');
  turn.outcome.saved = true;
  const names = inWords(told.map((id) => personName(turn.names, id)));
  const when =
    leavesAt > turn.now
      ? `Le message partira ${onDateAt(leavesAt, turn.today)}`
      : 'Le message part maintenant';
  return sentence(`${when}, à ${names}.`, button('Voir les COPIL', say('copil')));
}
