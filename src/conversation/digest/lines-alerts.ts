/** Alerts that nobody has taken: no obligation of the pact, yet in the chargée de mission's digest. */
import { plainDate } from '../french/format-date.ts';
import type { LineWriter } from './line.ts';

export const alertLine: LineWriter = {
  heading: 'Alertes',
  subject: ({ line }) => `Alerte ${line.subject}`,
  write: async ({ line }) => ({
    about: `alerte ${line.subject}`,
    text: [
      { bold: `Alerte ${line.subject}` },
      `\nSans réponse depuis le ${plainDate(line.period)}.`,
    ],
    buttons: [],
  }),
  outcome: async ({ line }) => `L’alerte ${line.subject} est traitée.`,
};
