import { describe, expect, it } from 'vitest';
import { bodyMeetings } from '../../src/store/meetings.ts';
import { readTexts } from '../../src/store/texts.ts';
import type { Body } from '../../src/use-cases/body-meeting.ts';
import { cancelMeeting, takeBackMeeting } from '../../src/use-cases/cancel-meeting.ts';
import { closePact } from '../../src/use-cases/close-pact.ts';
import { holdMeeting, holdUnplanned } from '../../src/use-cases/hold-meeting.ts';
import { planMeeting } from '../../src/use-cases/plan-meeting.ts';
import { postponeMeeting } from '../../src/use-cases/postpone-meeting.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { openWorld, refusal, value } from '../support/world.ts';

const thau: Body = { kind: 'committee', territory: 'THA' };
const final: Body = { kind: 'steering', rule: 'final' };

async function scene() {
  const world = await openWorld();
  const group = await world.group();
  const referent = await world.person({ role: 'territoryReferent', territory: 'THA' });
  const others = {
    elsewhere: await world.person({ role: 'territoryReferent', territory: 'BIT' }),
    pilot: await world.person({ role: 'pilot', group }),
    structure: await world.person({ role: 'referent' }),
    elected: await world.person({ role: 'electedOfficial' }),
  };
  const officer = await world.person({ role: 'programmeOfficer' });
  const plan = (day: string, who = referent, body = thau) =>
    world.actAs(who, (context) => planMeeting(context, body, { day, time: '14:00' }));
  const close = () => world[Symbol.asyncDispose]();
  return { world, referent, officer, others, plan, [Symbol.asyncDispose]: close };
}

describe('planning a body', () => {
  it('belongs to the territory’s référent and to the chargée de mission', async () => {
    await using s = await scene();
    value(await s.plan('2027-03-12'));
    value(await s.plan('2027-03-15', s.officer));
    for (const person of Object.values(s.others))
      expect(refusal(await s.plan('2027-03-16', person))).toMatchObject({
        ...{ kind: 'notAllowed', act: 'manageCommittee' },
      });
    value(await s.plan('2028-12-05', s.officer, final));
    for (const person of [s.referent, ...Object.values(s.others)])
      expect(refusal(await s.plan('2028-12-06', person, final))).toMatchObject({
        ...{ kind: 'notAllowed', act: 'manageSteering' },
      });
  });

  it('gives every later change to the same people only', async () => {
    await using s = await scene();
    const { id } = value(await s.plan('2027-03-12'));
    const { pilot } = s.others;
    const refusals = [
      await s.world.actAs(pilot, (c) => postponeMeeting(c, id, { day: '2027-03-15' })),
      await s.world.actAs(pilot, (c) => cancelMeeting(c, id, { reason: 'x' })),
      await s.world.actAs(pilot, (c) =>
        holdMeeting(c, id, { heldOn: '2027-03-01', participants: 3 }),
      ),
      await s.world.actAs(pilot, (c) => takeBackMeeting(c, id)),
      await s.world.actAs(pilot, (c) =>
        holdUnplanned(c, thau, { heldOn: '2027-03-01', participants: 3 }),
      ),
    ].map((one) => refusal<unknown>(one).kind);
    expect(new Set(refusals)).toEqual(new Set(['notAllowed']));
  });

  it.each([
    ['2027-02-28', { kind: 'past' }],
    ['2027-02-30', { kind: 'invalid', field: 'day' }],
    ['', { kind: 'invalid', field: 'day' }],
  ])('refuses «%s»', async (day, expected) => {
    await using s = await scene();
    expect(refusal(await s.plan(day))).toMatchObject(expected);
  });

  it('is over with the pact', async () => {
    await using s = await scene();
    s.world.now = '2029-01-02T09:00:00Z';
    await s.world.actAs(null, (context) => closePact(context));
    const done = await s.world.actAs(null, (c) => planMeeting(c, thau, { day: '2029-02-01' }));
    expect(refusal(done)).toMatchObject({ kind: 'pactClosed' });
  });
});

describe('a planned body', () => {
  it('is not planned again on a day that another has taken since, even a past one', async () => {
    await using s = await scene();
    const { id } = value(await s.plan('2027-03-12'));
    value(await s.world.actAs(s.referent, (c) => cancelMeeting(c, id, { reason: 'Grève' })));
    value(await s.plan('2027-03-12'));
    s.world.now = '2027-03-20T09:00:00.000Z';
    expect(refusal(await s.world.actAs(s.referent, (c) => takeBackMeeting(c, id)))).toMatchObject({
      ...{ kind: 'alreadyExists', what: 'committee', id: '2027-03-12' },
    });
  });

  it('keeps its id through every change, its last text only, and a journal that replays', async () => {
    await using s = await scene();
    const { id } = value(await s.plan('2027-03-12'));
    const move = { day: '2027-03-19', reason: 'Salle indisponible' };
    value(await s.world.actAs(s.referent, (c) => postponeMeeting(c, id, move)));
    value(await s.world.actAs(s.referent, (c) => cancelMeeting(c, id, { reason: 'Grève' })));
    expect((await verifyStore(s.world.db)).faults).toEqual([]);
    const [meeting] = await bodyMeetings(s.world.db, 'herault-2022-2025');
    expect(meeting).toMatchObject({ id, state: 'cancelled', plannedDay: '2027-03-19' });
    const texts = await s.world.db.selectFrom('freeText').select('id').execute();
    const bodies = await readTexts(
      s.world.db,
      texts.map((text) => text.id),
    );
    expect([...bodies.values()]).toEqual(['Grève']);
    const rows = (await s.world.journal()).filter(({ subjectId }) => subjectId === id);
    expect(rows.map(({ act }) => act)).toEqual([
      ...['meeting.planned', 'meeting.postponed', 'meeting.cancelled'],
    ]);
    expect(JSON.stringify(rows)).not.toContain('Grève');
    expect(rows[2]?.payload.text).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is changed from where it stands only', async () => {
    await using s = await scene();
    const { id } = value(await s.plan('2027-03-12'));
    value(await s.world.actAs(s.referent, (c) => cancelMeeting(c, id, { reason: 'Grève' })));
    const again = await s.world.actAs(s.officer, (c) => cancelMeeting(c, id, { reason: 'Autre' }));
    expect(refusal(again)).toEqual({ kind: 'meetingState', state: 'cancelled' });
    const held = { heldOn: '2027-03-01', participants: 3 };
    const late = await s.world.actAs(s.officer, (c) => holdMeeting(c, id, held));
    expect(refusal(late)).toEqual({ kind: 'meetingState', state: 'cancelled' });
  });

  it.each([
    [{ heldOn: '2027-03-02', participants: 3 }, { kind: 'future' }],
    [{ heldOn: '2021-12-31', participants: 3 }, { kind: 'tooEarly' }],
    [{ heldOn: '2027-03-01', participants: 0 }, { field: 'participants' }],
    [{ heldOn: '2027-03-01', participants: 2001 }, { field: 'participants' }],
    [{ heldOn: '2027-03-01', participants: 2.5 }, { field: 'participants' }],
  ])('is not held as %j', async (held, expected) => {
    await using s = await scene();
    const { id } = value(await s.plan('2027-03-12'));
    const result = await s.world.actAs(s.referent, (c) => holdMeeting(c, id, held));
    expect(refusal(result)).toMatchObject(expected);
  });
});
