/** «rappels»: shows how the person is reminded, or changes it. */
import { answer } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Command } from '../grammar/command.ts';
import type { Turn } from '../turn.ts';
import { chooseReminders } from './reminder-choices.ts';
import { pause, resume } from './reminder-pauses.ts';
import { remindersCard } from './reminders-card.ts';

export async function handleReminders(
  turn: Turn,
  command: Extract<Command, { name: 'reminders' }>,
): Promise<Answer> {
  if (command.act === undefined) return answer(await remindersCard(turn));
  switch (command.act) {
    case 'pause':
      return pause(turn, command);
    case 'resume':
      return resume(turn);
    case 'choose':
      return chooseReminders(turn, command);
  }
}
