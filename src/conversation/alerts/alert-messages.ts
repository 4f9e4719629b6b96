/** What is said of an alert unasked: raised, then told to whoever raised it at each turn. */
import { isEnded } from '../../domain/alert.ts';
import { type Alert, findAlert } from '../../store/alerts.ts';
import { findCopy } from '../../store/outbox.ts';
import type { Card } from '../card.ts';
import type { Message } from '../messages.ts';
import { alertCard, stateWords } from './alert-card.ts';

export async function alertMessage(message: Message): Promise<Card | undefined> {
  const { db, row, today, names } = message;
  const alert = await findAlert(db, { id: row.subjectId });
  if (!alert) throw new Error(`outbox row ${row.id} is about nothing known`);
  const { recipient } = row;
  const copy = recipient.kind === 'copy' ? await findCopy(db, recipient.copy) : undefined;
  const reader = recipient.kind === 'person' ? recipient.person : (copy?.personId ?? null);
  const told = row.intent === 'alertTold';
  // Withdrawn or closed before it left: nobody needs to hear of it.
  if (!told && !copy && isEnded(alert.state)) return undefined;
  const isAuthor = told && reader === alert.raisedBy;
  const title = told ? `Votre alerte ${alert.code} est ${stateWords[alert.state]}` : undefined;
  return alertCard(db, names, alert, { today, handles: !told, isAuthor }, titleOf(alert, title));
}

function titleOf({ code, state }: Alert, told: string | undefined): string {
  if (told !== undefined) return state === 'answered' ? `Réponse à votre alerte ${code}` : told;
  return state === 'open' ? `Nouvelle alerte ${code}` : `Alerte ${code}`;
}
