/** Answers about one alert: what was raised, or where it stands for whoever reads it. */
import type { AlertSubjectKind } from '../../domain/alert.ts';
import { parisDay, parisTime } from '../../domain/paris-time.ts';
import { may, relationsOf } from '../../domain/rights.ts';
import { longDateAt } from '../../french/format-date.ts';
import type { Alert } from '../../store/alerts.ts';
import type { RaisedAlert } from '../../use-cases/alerts/raise-alert.ts';
import { alertCard, alertSubject } from '../alerts/alert-card.ts';
import { actOn, answer, button, buttons, note, say, text } from '../answers.ts';
import type { Card } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { Turn } from '../turn.ts';

export interface AboutAlert {
  readonly kind: AlertSubjectKind;
  readonly code: string;
}

export function aboutOf(named: {
  readonly action?: string | undefined;
  readonly group?: string | undefined;
  readonly territory?: string | undefined;
}): AboutAlert | undefined {
  for (const kind of ['action', 'group', 'territory'] as const) {
    const code = named[kind];
    if (code !== undefined) return { kind, code };
  }
  return undefined;
}

export function raisedCard(turn: Turn, { alert, leavesAt }: RaisedAlert, words: string): Answer {
  turn.outcome.saved = true;
  const when =
    leavesAt > turn.now
      ? `La chargée de mission la recevra ${longDateAt(parisDay(leavesAt), parisTime(leavesAt))}.`
      : 'La chargée de mission la reçoit maintenant.';
  const subject = alertSubject(turn.names, alert);
  return answer({
    summary: `Alerte ${alert.code} enregistrée : ${subject}. ${when}`,
    title: 'C’est enregistré',
    blocks: [
      text({ bold: `Alerte ${alert.code} : ${subject}` }),
      text({ quote: words }),
      note(`${when} Sa réponse vous parviendra ici.`),
      buttons(
        button('Suivre', say(`alerte ${alert.code}`)),
        button('Retirer', actOn('withdrawAlert', alert.code)),
      ),
    ],
  });
}

export async function shownAlert(turn: Turn, alert: Alert, title?: string): Promise<Card> {
  const reader = {
    today: turn.today,
    handles: may('handleAlert', relationsOf(turn.actor.mandates)),
    isAuthor: alert.raisedBy === turn.person.id,
  };
  return alertCard(turn.db, turn.names, alert, reader, title);
}
