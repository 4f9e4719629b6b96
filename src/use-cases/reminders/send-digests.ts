/**
 * Turns what is due into digests: their rows, the keys of what they tell and their place in the
 * outbox are one transaction, so that a restart neither loses nor repeats a reminder (SPEC §7).
 */
import { type DueReminder, due } from '../../domain/obligations/due.ts';
import type { History } from '../../domain/obligations/history.ts';
import { parisDay } from '../../domain/paris-time.ts';
import type { Tx } from '../../store/database.ts';
import { enqueue } from '../../store/outbox.ts';
import { digestsOn, insertDigest, insertReminder } from '../../store/reminders.ts';
import { digestKey } from './carried-digests.ts';
import type { Obligations } from './obligation-book.ts';

export interface SendContext {
  readonly db: Tx;
  /** UTC instant. */
  readonly now: string;
  readonly newId: () => string;
  readonly obligations: Obligations;
  readonly history: History;
}

export interface DigestsSent {
  readonly digests: number;
  /** Nothing more is due before this instant, as long as the state stays as it is. */
  readonly next: string;
}

/** What a person is to be told of a pact. */
interface Told {
  readonly pactId: string;
  readonly reminder: DueReminder;
}

/** One digest per person, across pacts, for whoever has something to be told now. */
export async function sendDigests(context: SendContext): Promise<DigestsSent> {
  const { db, now, obligations, history } = context;
  const digestToday = await digestsOn(db, parisDay(now));
  const byPerson = new Map<string, Map<string, Told>>();
  let next = farFuture;
  for (const { pact, facts } of obligations.pacts) {
    const { definition } = pact;
    const found = due(definition, facts, { history, digestToday }, now);
    if (found.next < next) next = found.next;
    for (const reminder of found.reminders) {
      const own = byPerson.get(reminder.recipient) ?? new Map<string, Told>();
      own.set(reminder.key, { pactId: definition.id, reminder });
      byPerson.set(reminder.recipient, own);
    }
  }
  for (const [person, told] of byPerson) await sendOne(context, person, [...told.values()]);
  return { digests: byPerson.size, next };
}

/** Without an open pact, nothing is ever due. */
const farFuture = '9999-12-31T00:00:00.000Z';

async function sendOne(
  { db, now, newId, obligations }: SendContext,
  personId: string,
  told: readonly Told[],
): Promise<void> {
  const day = parisDay(now);
  const digestId = newId();
  await insertDigest(db, { id: digestId, personId, day, createdAt: now });
  for (const { pactId, reminder } of told) {
    const { at: _, obligation: kind, ...line } = reminder;
    const lists = obligations.standings(pactId, day)?.listedBy({ ...line, kind }) ?? [];
    const standing = { settled: false, remaining: lists, snoozedUntil: null };
    await insertReminder(db, { ...line, kind, pactId, sentAt: now, digestId, lists, standing });
  }
  await enqueue(db, {
    id: newId(),
    key: digestKey(digestId),
    intent: 'digest',
    subjectId: digestId,
    recipient: { kind: 'person', person: personId },
    notBefore: now,
    createdAt: now,
  });
}
