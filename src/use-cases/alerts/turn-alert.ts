/** What happens to an alert once raised: taken, answered, closed, or withdrawn by its author. */
import { type AlertDeed, mayFollow } from '../../domain/alert.ts';
import { done, type Result, refused } from '../../domain/result.ts';
import { type Alert, addAlertTurn, alertTurns, findAlert } from '../../store/alerts.ts';
import { inPactOf } from '../action-access.ts';
import { type Context, journal, refuseIfClosed, refuseUnlessAllowed } from '../context.ts';
import { checkText, keepText } from '../keep-text.ts';
import type { Refusal } from '../refusal.ts';
import { tellTurn } from './tell-alert.ts';

export interface AlertTurnInput {
  /** «AL-3». */
  readonly alert: string;
  readonly deed: AlertDeed;
  /** Required by an answer. */
  readonly text?: string;
  /** How many turns of the alert the person had seen; without it, nobody asks. */
  readonly seen?: number;
  readonly contactsConfirmed?: boolean;
}

/**
 * One outcome: of two who act at once, the second one is told what the first did. The same person
 * doing the same again has done it already.
 */
export async function turnAlert(
  context: Context,
  input: AlertTurnInput,
): Promise<Result<Alert, Refusal>> {
  const { deed, text } = input;
  const alert = await findAlert(context.db, { code: input.alert });
  if (!alert) return refused({ kind: 'notFound', what: 'alert', id: input.alert });
  const own = await inPactOf(context, alert.pactId);
  // An alert of a closed pact stays as it was: what is still wrong is raised in the new one.
  const refusal =
    (await refuseIfClosed(own, own.pact, { kind: 'alert', id: alert.id })) ??
    (await refuseDeed(own, alert, deed));
  if (refusal) return refused(refusal);
  const turns = await alertTurns(context.db, alert.id);
  const latest = turns.at(-1);
  if (deed !== 'answered' && latest?.kind === deed && latest.by === context.actor.personId)
    return done(alert);
  if (!latest || !mayFollow(alert.state, deed))
    return refused({ kind: 'alertState', code: alert.code, state: alert.state, latest });
  const unseen = turns
    .slice(input.seen ?? turns.length)
    .findLast(({ by }) => by !== context.actor.personId);
  if (unseen) return refused({ kind: 'alertMoved', code: alert.code, unseen });
  if (deed === 'answered' && !text?.trim())
    return refused({ kind: 'invalid', field: 'text', why: 'empty' });
  const unsafe = checkText('text', text, input.contactsConfirmed);
  return unsafe ? refused(unsafe) : write(context, alert, deed, text);
}

async function refuseDeed(
  context: Context,
  alert: Alert,
  deed: AlertDeed,
): Promise<Refusal | undefined> {
  if (deed === 'withdrawn')
    return alert.raisedBy === context.actor.personId ? undefined : { kind: 'notAuthor' };
  return refuseUnlessAllowed(context, 'handleAlert', { kind: 'alert', id: alert.id });
}

async function write(
  context: Context,
  alert: Alert,
  deed: AlertDeed,
  text: string | undefined,
): Promise<Result<Alert, Refusal>> {
  const { personId: by } = context.actor;
  if (by === null) return refused({ kind: 'notFound', what: 'person', id: '' });
  const kept = text?.trim() ? await keepText(context, text) : undefined;
  const turn = { at: context.now, kind: deed, by, textId: kept?.id ?? null };
  const turned = await addAlertTurn(context.db, alert, turn);
  // Writers wait for one another: what was read in this transaction still stands.
  if (!turned) throw new Error(`alert ${alert.id} was written to meanwhile`);
  await journal(context, {
    act: `alert.${deed}`,
    subjectKind: 'alert',
    subjectId: alert.id,
    payload: { text: kept?.hash ?? null },
  });
  await tellTurn(context, turned, deed);
  return done(turned);
}
