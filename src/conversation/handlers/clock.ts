/** «horloge +30j»: local mode only, so that a year can be tried in an afternoon. */
import { parisDay } from '../../domain/paris-time.ts';
import { longDate } from '../../french/format-date.ts';
import { button, say, sentence } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import type { Turn } from '../turn.ts';

export async function handleClock(
  turn: Turn,
  command: Extract<Command, { name: 'clock' }>,
): Promise<Answer> {
  if (!turn.local)
    return sentence('L’horloge ne se déplace qu’en mode local.', button('Aide', say('aide')));
  const { advance, to } = command;
  if (!advance && !to) return sentence(`Nous sommes le ${longDate(turn.today)}.`);
  const moved = await turn.local.moveClock({ ...(advance && { advance }), ...(to && { to }) });
  if (!moved.ok)
    return sentence(
      moved.why === 'backward'
        ? 'L’horloge ne recule pas. Par exemple : « horloge +30j ».'
        : 'Je n’ai pas compris de combien avancer. Par exemple : « horloge +30j ».',
    );
  turn.outcome.saved = true;
  return sentence(`Nous sommes maintenant le ${longDate(parisDay(moved.now))}.`);
}
