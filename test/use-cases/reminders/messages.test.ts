/** How many messages a year brings to each person: the figures of docs/architecture.md. */
import { describe, expect, it } from 'vitest';
import { isWorkingDay, workingDaysBetween } from '../../../src/domain/calendar.ts';
import { isWaiting, openStep, replayRequest } from '../../../src/domain/circuit/state.ts';
import { addDays } from '../../../src/domain/days.ts';
import { parisDay, parisInstant } from '../../../src/domain/paris-time.ts';
import { mandatesInForce } from '../../../src/store/mandates.ts';
import { findPerson } from '../../../src/store/people.ts';
import { openRequests, readEvents } from '../../../src/store/requests.ts';
import { declareUpdate } from '../../../src/use-cases/declare-update.ts';
import { holdMeeting } from '../../../src/use-cases/hold-meeting.ts';
import { planMeeting } from '../../../src/use-cases/plan-meeting.ts';
import { actOnRequest } from '../../../src/use-cases/validation/act-on-request.ts';
import { openReminding } from '../../support/reminding.ts';
import { openSampleStore, type SampleStore } from '../../support/sample-store.ts';

interface Figures {
  readonly median: number;
  readonly maximum: number;
}

interface Counted {
  /** Messages that leave by themselves: digests, and requests as they come. */
  readonly messages: Figures;
  /** What there would be with one message for each item of a digest. */
  readonly oneByOne: Figures;
  /** Median of the référents and référentes, of structures and of territories. */
  readonly referent: number;
}

function figuresOf(counts: readonly number[]): Figures {
  const sorted = counts.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, maximum: sorted.at(-1) ?? 0 };
}

/** A year lived from its first working day, with what people do on each of them. */
async function count(act: (store: SampleStore) => Promise<void>): Promise<Counted> {
  await using store = await openSampleStore();
  const reminding = openReminding(store);
  for (let day = '2027-01-01'; day <= '2027-12-31'; day = addDays(day, 1)) {
    if (!isWorkingDay(day)) continue;
    await reminding.tick(parisInstant(day, '09:00'));
    store.now = parisInstant(day, '10:00');
    await act(store);
    await reminding.tick();
  }
  const rows = await store.db.selectFrom('reminder').select(['recipientId', 'lists']).execute();
  const seats = await mandatesInForce(store.db, 'herault-2022-2025', '2027-06-01');
  const people = new Set(
    seats.flatMap(({ role, personId }) =>
      personId !== null && role !== 'electedOfficial' && role !== 'named' ? [personId] : [],
    ),
  );
  const messages = new Map([...people].map((id) => [id, 0]));
  const items = new Map([...people].map((id) => [id, 0]));
  const add = (counts: Map<string, number>, id: string, more: number) =>
    counts.set(id, (counts.get(id) ?? 0) + more);
  for (const { to, intent } of reminding.posted) {
    add(messages, to, 1);
    if (intent !== 'digest') add(items, to, 1);
  }
  for (const { recipientId, lists } of rows)
    add(items, recipientId, Math.max(1, (JSON.parse(lists) as string[]).length));
  const referents = new Set(
    seats.flatMap(({ role, personId }) =>
      personId !== null && (role === 'referent' || role === 'territoryReferent') ? [personId] : [],
    ),
  );
  return {
    messages: figuresOf([...messages.values()]),
    oneByOne: figuresOf([...items.values()]),
    referent: figuresOf([...referents].map((id) => messages.get(id) ?? 0)).median,
  };
}

/** Some answer within two days, others after a reminder or two. */
function patience(personId: string): number {
  return 2 + ([...personId].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 8);
}

async function answerRequests(store: SampleStore, today: string): Promise<void> {
  for (const { id, code } of await openRequests(store.db)) {
    const open = openStep(replayRequest(await readEvents(store.db, id)));
    for (const seat of open?.round.seats.filter(isWaiting) ?? []) {
      const [first] = seat.persons;
      if (!open || !first || !seat.askedOn) continue;
      if (workingDaysBetween(seat.askedOn, today) < patience(first.personId)) continue;
      const person = await findPerson(store.db, first.personId);
      const answer = { step: open.step.definition.code, version: open.round.version };
      if (person)
        await store.actAs(person, (context) =>
          actOnRequest(context, {
            request: code,
            act: (by, textId) => ({ kind: 'answer', by, ...answer, decision: 'approve', textId }),
          }),
        );
    }
  }
}

/** A pilot declares the next action réalisée, which asks its circuit. */
async function completeOne(store: SampleStore): Promise<void> {
  const action = await store.db
    .selectFrom('action')
    .select(['id', 'code', 'groupId'])
    .where('status', 'in', ['inProgress', 'operating'])
    .where('id', 'not in', (query) => query.selectFrom('request').select('subjectId'))
    .orderBy('code')
    .executeTakeFirst();
  if (!action) return;
  const pilot = await store.db
    .selectFrom('mandate')
    .select('personId')
    .where('groupId', '=', action.groupId)
    .where('role', '=', 'pilot')
    .executeTakeFirst();
  const person = await findPerson(store.db, pilot?.personId ?? '');
  if (person)
    await store.actAs(person, (context) =>
      declareUpdate(context, { action: action.code, status: 'completed' }),
    );
}

/** Territories plan their committee in April for June, and say that it was held. */
async function keepCommittees(store: SampleStore, today: string): Promise<void> {
  const seats = await mandatesInForce(store.db, 'herault-2022-2025', today);
  for (const { role, personId, territory } of seats) {
    const person = await findPerson(store.db, personId ?? '');
    if (role !== 'territoryReferent' || !person || territory === null) continue;
    if (today === '2027-04-05')
      await store.actAs(person, (context) =>
        planMeeting(context, { kind: 'committee', territory }, { day: '2027-06-15' }),
      );
    const planned = await store.db
      .selectFrom('meeting')
      .select('id')
      .where('territory', '=', territory)
      .where('state', '=', 'planned')
      .executeTakeFirst();
    if (today === '2027-06-18' && planned)
      await store.actAs(person, (context) =>
        holdMeeting(context, planned.id, { heldOn: '2027-06-15', participants: 20 }),
      );
  }
}

describe('the messages of a year of the sample', () => {
  it('are few for everybody when nobody answers any of them', async () => {
    const counted = await count(async () => {});
    expect(counted).toEqual({
      messages: { median: 4, maximum: 8 },
      oneByOne: { median: 6, maximum: 22 },
      referent: 4,
    });
    expect(counted.referent).toBeLessThanOrEqual(20);
  });

  it('stay under twenty for a median référent with two requests a month', async () => {
    const counted = await count(async (store) => {
      const today = parisDay(store.now);
      await keepCommittees(store, today);
      await answerRequests(store, today);
      if (['04', '18'].some((date) => today.endsWith(date))) await completeOne(store);
    });
    expect(counted).toEqual({
      messages: { median: 6, maximum: 28 },
      oneByOne: { median: 8, maximum: 39 },
      referent: 8,
    });
    expect(counted.referent).toBeLessThanOrEqual(20);
  });
});
