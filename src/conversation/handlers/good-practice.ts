/** The chargée de mission holds an action up to the other territories, or no longer does. */
import { may, relationsOf } from '../../domain/rights.ts';
import { findGoodPractice } from '../../store/good-practice.ts';
import { markGoodPractice } from '../../use-cases/indicators/mark-good-practice.ts';
import { actOn, button, note, say, sentence } from '../answers.ts';
import type { Button, CardBlock } from '../card.ts';
import type { Answer } from '../exchange.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';

/** On the card of an action: that it is held up, and for her the button to do so. */
export async function practiceParts(
  turn: Turn,
  action: { readonly id: string; readonly code: string },
): Promise<{ readonly blocks: readonly CardBlock[]; readonly button?: Button }> {
  const marked = (await findGoodPractice(turn.db, action.id)) !== undefined;
  const blocks = marked ? [note('Signalée comme bonne pratique aux autres territoires.')] : [];
  if (!may('markGoodPractice', relationsOf(turn.actor.mandates))) return { blocks };
  return {
    blocks,
    button: marked
      ? button('Ne plus signaler', actOn('unmarkPractice', action.code))
      : button('Signaler comme bonne pratique', actOn('markPractice', action.code)),
  };
}

export function pressMarkPractice(turn: Turn, code: string): Promise<Answer> {
  return mark(turn, code, true);
}

export function pressUnmarkPractice(turn: Turn, code: string): Promise<Answer> {
  return mark(turn, code, false);
}

async function mark(turn: Turn, action: string, marked: boolean): Promise<Answer> {
  const result = await markGoodPractice(turn, { action, marked });
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  return sentence(
    marked
      ? `${action} est signalée comme bonne pratique : les autres territoires la voient dans « inspirations ».`
      : `${action} n’est plus signalée comme bonne pratique.`,
    marked
      ? button('Annuler', actOn('unmarkPractice', action))
      : button('La signaler de nouveau', actOn('markPractice', action)),
    button('Inspirations', say('inspirations')),
  );
}
