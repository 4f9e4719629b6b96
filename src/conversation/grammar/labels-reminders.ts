/** What a proposed command about reminders is called on its button. */
import { dateRange, hour, plainDate } from '../../french/format-date.ts';
import type { Command } from './command.ts';

export function remindersText(command: Extract<Command, { name: 'reminders' }>): string {
  const { act, from, until, weekly } = command;
  if (act === undefined) return 'Mes rappels';
  switch (act) {
    case 'resume':
      return 'Reprendre mes rappels';
    case 'pause':
      if (from === undefined || until === undefined) return 'Pause de mes rappels';
      return from === until
        ? `Pause le ${plainDate(from)} seulement`
        : `Pause ${dateRange(from, until)}`;
    case 'choose': {
      const parts = [
        ...(command.hour === undefined ? [] : [hour(command.hour)]),
        ...(weekly === undefined ? [] : [weekly ? 'une fois par semaine' : 'chaque jour']),
      ];
      return parts.length > 0 ? `Rappels : ${parts.join(', ')}` : 'Régler mes rappels';
    }
  }
}
