/** Raises a difficulty to the chargée de mission (PTI 2022-2025, §1.4; SPEC §5). */
import type { AlertSubjectKind } from '../../domain/alert.ts';
import { done, type Result, refused } from '../../domain/result.ts';
import { type Alert, insertAlert } from '../../store/alerts.ts';
import { findWritableAction, findWritableGroup } from '../action-access.ts';
import { type Context, journal, refuseIfClosed, refuseUnlessAllowed } from '../context.ts';
import { checkText, keepText } from '../keep-text.ts';
import type { Refusal } from '../refusal.ts';
import { territoryObject } from './alert-object.ts';
import { tellOfficer } from './tell-alert.ts';

export interface AlertInput {
  readonly about: { readonly kind: AlertSubjectKind; readonly code: string };
  readonly text: string;
  /** The person said that the contact data in the text is professional. */
  readonly contactsConfirmed?: boolean;
}

export interface RaisedAlert {
  readonly alert: Alert;
  /** When the chargée de mission receives it: now, or at the next opening of sending hours. */
  readonly leavesAt: string;
}

export async function raiseAlert(
  context: Context,
  { about, text, contactsConfirmed }: AlertInput,
): Promise<Result<RaisedAlert, Refusal>> {
  const found = await findSubject(context, about);
  if (!found.ok) return found;
  const { personId } = context.actor;
  if (personId === null) return refused({ kind: 'notFound', what: 'person', id: '' });
  if (text.trim() === '') return refused({ kind: 'invalid', field: 'text', why: 'empty' });
  const unsafe = checkText('text', text, contactsConfirmed);
  if (unsafe) return refused(unsafe);
  const kept = await keepText(context, text);
  const subject = { subjectKind: about.kind, subjectId: found.value.id };
  const alert = await insertAlert(
    context.db,
    {
      ...{ id: context.newId(), pactId: found.value.pactId, ...subject },
      ...{ raisedBy: personId, raisedAt: context.now },
    },
    kept.id,
  );
  const { code, pactId: pact } = alert;
  await journal(context, {
    act: 'alert.raised',
    subjectKind: 'alert',
    subjectId: alert.id,
    payload: { code, pact, ...subject, text: kept.hash },
  });
  return done({ alert, leavesAt: await tellOfficer(context, alert) });
}

async function findSubject(
  context: Context,
  { kind, code }: AlertInput['about'],
): Promise<Result<{ id: string; pactId: string }, Refusal>> {
  if (kind === 'action') {
    const access = await findWritableAction(context, code, 'raiseAlert');
    return access.ok ? done(access.value.action) : access;
  }
  if (kind === 'group') {
    const access = await findWritableGroup(context, code, 'raiseAlert');
    return access.ok ? done(access.value.group) : access;
  }
  const { pact } = context;
  if (!pact.definition.territories.some((one) => one.code === code && !one.retiredOn))
    return refused({ kind: 'notFound', what: 'territory', id: code });
  const subject = { kind: 'territory', id: code };
  const refusal =
    (await refuseIfClosed(context, pact, subject)) ??
    (await refuseUnlessAllowed(context, 'raiseAlert', subject, territoryObject(code)));
  return refusal ? refused(refusal) : done({ id: code, pactId: pact.definition.id });
}
