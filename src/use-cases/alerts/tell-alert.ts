/** Who is told of an alert: the chargée de mission's channel, then the one who raised it. */
import type { AlertDeed } from '../../domain/alert.ts';
import { sendingInstant } from '../../domain/sending-hours.ts';
import type { Alert } from '../../store/alerts.ts';
import { enqueue, type Recipient } from '../../store/outbox.ts';
import type { Context } from '../context.ts';
import { rewriteCopies } from '../rewrite-copies.ts';

/** @returns when it leaves: alerts leave at once in sending hours (SPEC §7) */
export async function tellOfficer(context: Context, alert: Alert): Promise<string> {
  return say(context, alert, 'alertRaised', { kind: 'officerChannel' });
}

/** The author is told of what others did; every copy then says what is now true. */
export async function tellTurn(context: Context, alert: Alert, deed: AlertDeed): Promise<void> {
  const { raisedBy: person } = alert;
  if (deed !== 'withdrawn' && person !== context.actor.personId)
    await say(context, alert, 'alertTold', { kind: 'person', person });
  await rewriteCopies(context, alert.id, alert.turns);
}

/** One message of an intent for each turn. */
export function alertKey(intent: string, { id, turns }: Pick<Alert, 'id' | 'turns'>): string {
  return `${intent}:${id}:${turns}`;
}

async function say(
  { db, now, newId, pact }: Context,
  alert: Alert,
  intent: string,
  recipient: Recipient,
): Promise<string> {
  const leavesAt = sendingInstant(now, pact.definition.calendar);
  await enqueue(db, {
    id: newId(),
    key: alertKey(intent, alert),
    intent,
    subjectId: alert.id,
    recipient,
    notBefore: leavesAt,
    createdAt: now,
  });
  return leavesAt;
}
