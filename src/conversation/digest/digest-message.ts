/**
 * The digest of a person: one message a day for all that awaits them, across pacts. Its words are
 * written when it leaves, from what is still true then; once sent, it is rewritten as it is answered.
 */
import type { ReminderKind } from '../../domain/obligations/stage.ts';
import type { Standing } from '../../domain/obligations/standing.ts';
import { parisDay } from '../../domain/paris-time.ts';
import { findCopy } from '../../store/outbox.ts';
import { readPact } from '../../store/pacts.ts';
import { type Digest, findDigest, remindersOf, type SentReminder } from '../../store/reminders.ts';
import { actingMandates } from '../../use-cases/acting-mandates.ts';
import { digestsCarriedBy, isOvertaken } from '../../use-cases/reminders/carried-digests.ts';
import type { Card } from '../card.ts';
import type { Message } from '../messages.ts';
import { type DigestLine, digestCard } from './digest-card.ts';
import type { LineScene } from './line.ts';
import { lineOrder, lineWriters } from './lines.ts';

export async function digestMessage(message: Message): Promise<Card | undefined> {
  const { db, row, now } = message;
  const digest = await findDigest(db, row.subjectId);
  // A restored database does not know the digests that came after its backup.
  if (!digest) return undefined;
  const copy = row.recipient.kind === 'copy' ? await findCopy(db, row.recipient.copy) : undefined;
  // One that never left is told by the next: two in a day would be one too many.
  if (!copy && (await isOvertaken(db, digest))) return undefined;
  const sentOn = parisDay(copy?.sentAt ?? now);
  const lines: DigestLine[] = [];
  for (const scene of await scenesOf(message, digest)) {
    const line = await writeLine(scene, sentOn, copy?.sentAt);
    if (line) lines.push(line);
  }
  return lines.length === 0 ? undefined : digestCard(sentOn, lines);
}

/** Every line that the digest carries, in the order they are shown. */
async function scenesOf(message: Message, digest: Digest): Promise<readonly LineScene[]> {
  const { db, today } = message;
  const carried = await digestsCarriedBy(db, digest);
  const lines = latestOf(await remindersOf(db, carried));
  const obligations = await message.obligations.read(db);
  const scenes: LineScene[] = [];
  for (const line of lines) {
    const open = obligations.pacts.find(({ pact }) => pact.definition.id === line.pactId);
    const pact = open?.pact ?? (await readPact(db, line.pactId));
    if (!pact) continue;
    const standing = obligations.standings(line.pactId, today)?.of(line) ?? settled;
    const current = pact.definition.id === message.names.pact.definition.id;
    const mandates = await actingMandates(db, line.recipient, today, pact.definition.id);
    const names = current ? message.names : { ...message.names, pact };
    scenes.push({ db, today, names, pact, current, mandates, line, standing });
  }
  return scenes.toSorted((a, b) => rankOf(a.line.kind) - rankOf(b.line.kind));
}

/** The pact was closed. */
const settled: Standing = { settled: true, remaining: [], snoozedUntil: null };

function rankOf(kind: ReminderKind): number {
  return lineOrder.indexOf(kind);
}

/** Of what several digests told of the same thing, the latest. */
function latestOf(lines: readonly SentReminder[]): readonly SentReminder[] {
  const latest = new Map<string, SentReminder>();
  for (const line of lines) latest.set(`${line.kind}:${line.subject}:${line.period}`, line);
  return [...latest.values()];
}

/** @param copySentAt when the digest left, for one that is rewritten */
async function writeLine(
  scene: LineScene,
  sentOn: string,
  copySentAt: string | undefined,
): Promise<DigestLine | undefined> {
  const { line, standing } = scene;
  const writer = lineWriters[line.kind];
  const written = standing.settled ? undefined : await writer.write(scene);
  if (written) return { scene, writer, sentOn, written };
  // What was answered before it left was never said.
  if (copySentAt === undefined || (line.settledAt ?? copySentAt) < copySentAt) return undefined;
  return { scene, writer, sentOn, outcome: await writer.outcome(scene) };
}
