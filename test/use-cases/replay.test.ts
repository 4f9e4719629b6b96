import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countByStatus, replay } from '../../src/domain/replay.ts';
import { listActions } from '../../src/store/actions.ts';
import { openBlockers } from '../../src/store/blockers.ts';
import { closePact } from '../../src/use-cases/close-pact.ts';
import { logMeeting } from '../../src/use-cases/log-meeting.ts';
import { proroguePact } from '../../src/use-cases/prorogue-pact.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { randomAct, randomLife } from '../support/random-life.ts';
import { openWorld } from '../support/world.ts';

describe('the journal replayed', () => {
  it('equals the tables after any sequence of acts', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomAct, { minLength: 10, maxLength: 50, size: 'max' }),
        async (steps) => {
          await using world = await randomLife(steps);
          expect((await verifyStore(world.db)).faults).toEqual([]);

          const state = replay(await world.journal());
          const actions = await listActions(world.db, 'herault-2022-2025');
          const counts = countByStatus(state.actions.values());
          expect(counts).toEqual(countByStatus(actions));
          const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
          expect(total).toBe(actions.length);
          const open = await openBlockers(
            world.db,
            actions.map(({ id }) => id),
          );
          expect([...state.openBlockers.keys()].sort()).toEqual(open.map(({ id }) => id).sort());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('restores what was held, given, prorogued and closed', async () => {
    await using world = await openWorld();
    const group = await world.group();
    const pilot = await world.person({ role: 'pilot', group });
    await world.actAs(null, async (context) => {
      await logMeeting(context, { group: group.code, heldOn: '2027-02-01', participants: 9 });
      await proroguePact(context, { until: '2029-12-31' });
    });
    world.now = '2030-01-02T09:00:00Z';
    await world.actAs(null, (context) => closePact(context));
    const state = replay(await world.journal());
    expect([...state.meetings.values()]).toMatchObject([
      {
        body: 'workingGroup',
        state: 'held',
        group: 'THA-G1',
        heldOn: '2027-02-01',
        participants: 9,
      },
    ]);
    expect([...state.mandates.values()]).toMatchObject([
      { personId: pilot.id, role: 'pilot', group: 'THA-G1', startsOn: '2027-03-01', endsOn: null },
    ]);
    expect(state.pacts.get('herault-2022-2025')).toMatchObject({
      ...{ isCurrent: true, closedAt: world.now, prorogations: ['2029-12-31'] },
    });
  });
});
