import { describe, expect, it } from 'vitest';
import { heldMeetingsOf } from '../../src/store/meetings.ts';
import { logMeeting, withdrawMeeting } from '../../src/use-cases/log-meeting.ts';
import { openWorld, refusal, value } from '../support/world.ts';

async function scene() {
  const world = await openWorld();
  const group = await world.group();
  const pilot = await world.person({ role: 'pilot', group });
  const log = (heldOn: string, participants = 12, who = pilot) =>
    world.actAs(who, (context) => logMeeting(context, { group: group.code, heldOn, participants }));
  const close = () => world[Symbol.asyncDispose]();
  return { world, group, pilot, log, [Symbol.asyncDispose]: close };
}

describe('logging a concertation', () => {
  it('counts it with those of before', async () => {
    await using s = await scene();
    expect(value(await s.log('2027-02-01', 8)).concertations).toBe(1);
    expect(value(await s.log('2027-03-01', 14))).toMatchObject({
      participants: 14,
      concertations: 2,
    });
    const held = await heldMeetingsOf(s.world.db, s.group.id);
    expect(held.map((meeting) => [meeting.heldOn, meeting.participants])).toEqual([
      ['2027-03-01', 14],
      ['2027-02-01', 8],
    ]);
  });

  it('refuses a day to come, a day before the pact and a day already logged', async () => {
    await using s = await scene();
    expect(refusal(await s.log('2027-03-02'))).toEqual({ kind: 'future', day: '2027-03-02' });
    expect(refusal(await s.log('2021-12-31'))).toMatchObject({
      kind: 'tooEarly',
      limit: '2022-01-01',
    });
    value(await s.log('2027-02-01'));
    expect(refusal(await s.log('2027-02-01', 3))).toMatchObject({ kind: 'alreadyExists' });
  });

  it.each(['2027-02-30', '2027-02-01T10:00', '20270201', '2026-01-01 185057800608491', ''])(
    'refuses «%s», which is no day',
    async (heldOn) => {
      await using s = await scene();
      expect(refusal(await s.log(heldOn))).toEqual({
        ...{ kind: 'invalid', field: 'heldOn', why: 'badDay' },
      });
    },
  );

  it.each([0, -1, 1.5, 2001])('refuses %d participants', async (participants) => {
    await using s = await scene();
    expect(refusal(await s.log('2027-02-01', participants))).toMatchObject({ why: 'outOfRange' });
    expect(await heldMeetingsOf(s.world.db, s.group.id)).toEqual([]);
  });

  it('takes one back, and lets the day be logged again', async () => {
    await using s = await scene();
    const { id } = value(await s.log('2027-02-01', 80));
    value(await s.world.actAs(s.pilot, (context) => withdrawMeeting(context, id)));
    expect(await heldMeetingsOf(s.world.db, s.group.id)).toEqual([]);
    const again = await s.world.actAs(s.pilot, (context) => withdrawMeeting(context, id));
    expect(refusal(again)).toEqual({ kind: 'alreadyWithdrawn' });
    expect(value(await s.log('2027-02-01', 8)).concertations).toBe(1);
  });

  it('is taken back by its author for a moment, then by the chargée de mission alone', async () => {
    await using s = await scene();
    const { id } = value(await s.log('2027-02-01'));
    const other = await s.world.person({ role: 'coPilot', group: s.group, structure: 'CAF' });
    const officer = await s.world.person({ role: 'programmeOfficer' });
    const by = (who: typeof other) => s.world.actAs(who, (context) => withdrawMeeting(context, id));
    expect(refusal(await by(other))).toMatchObject({ act: 'withdrawMeeting' });
    s.world.later({ minutes: 16 });
    expect(refusal(await by(s.pilot))).toMatchObject({ act: 'withdrawMeeting' });
    expect(await heldMeetingsOf(s.world.db, s.group.id)).toHaveLength(1);
    value(await by(officer));
    expect(await heldMeetingsOf(s.world.db, s.group.id)).toEqual([]);
  });

  it('is refused to an outsider, for taking back too', async () => {
    await using s = await scene();
    const outsider = await s.world.person({ role: 'referent', structure: 'MSA' });
    expect(refusal(await s.log('2027-02-01', 8, outsider)).kind).toBe('notAllowed');
    const { id } = value(await s.log('2027-02-01'));
    const result = await s.world.actAs(outsider, (context) => withdrawMeeting(context, id));
    expect(refusal(result).kind).toBe('notAllowed');
    expect(await heldMeetingsOf(s.world.db, s.group.id)).toHaveLength(1);
  });
});
