/** What every business act is given: one transaction, one instant, who acts, and which pact. */
import {
  type Act,
  type MandateFacts,
  may,
  type ObjectFacts,
  relationsOf,
} from '../domain/rights.ts';
import type { Tx } from '../store/database.ts';
import { appendToJournal, type JournalEntry } from '../store/journal.ts';
import type { Mandate } from '../store/mandates.ts';
import type { Pact } from '../store/pacts.ts';
import type { Refusal } from './refusal.ts';

export interface Actor {
  /** `null`: the command line or the bot itself, which hold every right. */
  readonly personId: string | null;
  readonly mandates: readonly (Mandate | MandateFacts)[];
  /** Tells what happened before the bot was there: it is recorded, not submitted to anybody. */
  readonly takingOver?: true;
}

export interface Context {
  readonly db: Tx;
  /** UTC instant, ISO-8601. */
  readonly now: string;
  /** Paris day of `now`, `YYYY-MM-DD`. */
  readonly today: string;
  readonly actor: Actor;
  /** The current pact. */
  readonly pact: Pact;
  readonly newId: () => string;
  /** The platforms a person may prefer, as the composition root names them. */
  readonly platforms?: readonly PlatformName[];
}

export interface PlatformName {
  readonly code: string;
  readonly label: string;
  readonly aliases: readonly string[];
}

/** Writes the act in the journal, in the transaction of the act. */
export async function journal(
  context: Pick<Context, 'db' | 'now' | 'actor'>,
  entry: Omit<JournalEntry, 'at' | 'actorId'>,
): Promise<void> {
  await appendToJournal(context.db, { at: context.now, actorId: context.actor.personId, ...entry });
}

/**
 * Checks a right at the act; a refusal is journaled and is all that gets written.
 * @returns the refusal, or `undefined` when the act is allowed
 */
export async function refuseUnlessAllowed(
  context: Context,
  act: Act,
  subject: { kind: string; id: string },
  object?: ObjectFacts,
): Promise<Refusal | undefined> {
  if (context.actor.personId === null) return undefined;
  if (may(act, relationsOf(context.actor.mandates, object))) return undefined;
  await journal(context, {
    act: 'refused',
    subjectKind: subject.kind,
    subjectId: subject.id,
    payload: { act },
  });
  return { kind: 'notAllowed', act, ...(object && { object }) };
}

/** A closed pact is history: readable, never written to (SPEC §3). */
export async function refuseIfClosed(
  context: Context,
  pact: Pick<Pact, 'closedAt' | 'definition'>,
  subject: { kind: string; id: string },
): Promise<Refusal | undefined> {
  if (pact.closedAt === null) return undefined;
  await journal(context, {
    act: 'refused',
    subjectKind: subject.kind,
    subjectId: subject.id,
    payload: { reason: 'pactClosed', pact: pact.definition.id },
  });
  return { kind: 'pactClosed', pact: pact.definition.id, title: pact.definition.title };
}
