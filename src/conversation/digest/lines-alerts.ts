/** Alerts that nobody has taken: no obligation of the pact, yet in the chargée de mission's digest. */

import { plainDate } from '../../french/format-date.ts';
import { alertTurns, findAlert } from '../../store/alerts.ts';
import { alertAnswers, alertSubject, alertTurnWords } from '../alerts/alert-card.ts';
import type { LineWriter } from './line.ts';

export const alertLine: LineWriter = {
  heading: 'Alertes',
  subject: ({ line }) => `Alerte ${line.subject}`,
  write: async ({ db, names, line }) => {
    const alert = await findAlert(db, { code: line.subject });
    if (!alert) return undefined;
    return {
      about: `alerte ${line.subject} à prendre en charge`,
      text: [
        { bold: `Alerte ${line.subject} : ${alertSubject(names, alert)}` },
        `\nSans réponse depuis le ${plainDate(line.period)}.`,
      ],
      buttons: alertAnswers(alert),
    };
  },
  outcome: async ({ db, names, line, today }) => {
    const alert = await findAlert(db, { code: line.subject });
    const latest = alert && (await alertTurns(db, alert.id)).at(-1);
    return latest ? `${alertTurnWords(names, latest, today)}.` : 'Elle est traitée.';
  },
  seeAll: 'alertes',
};
