/** What is said of an alert unasked: raised, then told to whoever raised it at each turn. */
import { isEnded } from '../../domain/alert.ts';
import { type Alert, findAlert } from '../../store/alerts.ts';
import { findCopy } from '../../store/outbox.ts';
import { alertKey } from '../../use-cases/alerts/tell-alert.ts';
import type { Card } from '../card.ts';
import type { Message } from '../messages.ts';
import { alertCard, stateWords } from './alert-card.ts';

export async function alertMessage(message: Message): Promise<Card | undefined> {
  const { db, row, today, names } = message;
  const alert = await findAlert(db, { id: row.subjectId });
  const { recipient } = row;
  // A restored database does not know the alerts that came after its backup.
  if (!alert) return recipient.kind === 'copy' ? forgottenCard : undefined;
  const copy = recipient.kind === 'copy' ? await findCopy(db, recipient.copy) : undefined;
  const reader = recipient.kind === 'person' ? recipient.person : (copy?.personId ?? null);
  const told = row.intent === 'alertTold';
  // Withdrawn or closed before it left: nobody needs to hear of it.
  if (!told && !copy && isEnded(alert.state)) return undefined;
  // Several turns before one of them left: the last one tells them all.
  if (told && !copy && row.key !== alertKey(row.intent, alert)) return undefined;
  const isAuthor = told && reader === alert.raisedBy;
  const title = told ? `Votre alerte ${alert.code} est ${stateWords[alert.state]}` : undefined;
  return alertCard(db, names, alert, { today, handles: !told, isAuthor }, titleOf(alert, title));
}

const forgottenCard: Card = {
  summary: 'Cette alerte n’est plus enregistrée.',
  title: 'Cette alerte n’est plus enregistrée',
  blocks: [
    {
      kind: 'text',
      text: [
        'Relais PTI a été rétabli dans un état antérieur à cette alerte. Si elle est toujours utile, la personne qui l’avait signalée doit la signaler de nouveau.',
      ],
    },
  ],
};

function titleOf({ code, state }: Alert, told: string | undefined): string {
  if (told !== undefined) return state === 'answered' ? `Réponse à votre alerte ${code}` : told;
  return state === 'open' ? `Nouvelle alerte ${code}` : `Alerte ${code}`;
}
