/** Whoever left holds no seat and stands in for nobody, whatever was declared before. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Person } from '../../../src/store/people.ts';
import { departPerson } from '../../../src/use-cases/depart-person.ts';
import { actOnRequest } from '../../../src/use-cases/validation/act-on-request.ts';
import { type CircuitScene, circuitScene } from '../../support/circuit-scene.ts';
import { refusal, value } from '../../support/world.ts';

let scene: CircuitScene;
let leaver: Person;

beforeEach(async () => {
  scene = await circuitScene();
  leaver = await scene.world.person({ firstName: 'Hugo', structure: 'CAF' });
});

afterEach(() => scene[Symbol.asyncDispose]());

const leave = () =>
  scene.world.actAs(null, async (context) => value(await departPerson(context, leaver.id)));

async function askedPeople(): Promise<readonly string[]> {
  const rows = await scene.world.db
    .selectFrom('outbox')
    .select('recipient')
    .where('intent', '=', 'requestAsked')
    .execute();
  return rows.map(({ recipient }) => JSON.parse(recipient).person);
}

it('asks the person away once their substitute has left', async () => {
  await scene.say(scene.caf, 'absence du 1 au 31 mars suppléant Hugo');
  await leave();
  await scene.say(scene.pilot, `demander réalisation ${scene.action.code}`);
  const holders = [...scene.work, scene.caf].map(({ id }) => id);
  expect([...(await askedPeople())].sort()).toEqual(holders.sort());
});

it('lets the chargée de mission decide for somebody away whose substitute has left', async () => {
  await scene.say(scene.caf, 'absence du 1 au 31 mars suppléant Hugo');
  await scene.say(scene.pilot, `demander réalisation ${scene.action.code}`);
  const decide = () =>
    scene.world.actAs(scene.officers[0] ?? null, (context) =>
      actOnRequest(context, {
        request: 'V-1',
        text: 'Isabelle est absente, sans suppléance',
        act: (by, reasonId) => ({
          ...{ kind: 'decideFor', by, step: 'structures', version: 1, seat: 'structure:CAF' },
          ...{ decision: 'approve', textId: null, reasonId: reasonId ?? '' },
        }),
      }),
    );
  expect(refusal(await decide())).toMatchObject({ refusal: { kind: 'notAbsentNorLate' } });
  await leave();
  value(await decide());
});

it('gives no seat to somebody who left', async () => {
  await scene.say(scene.pilot, `demander réalisation ${scene.action.code}`);
  await leave();
  const result = await scene.world.actAs(scene.officers[0] ?? null, (context) =>
    actOnRequest(context, {
      request: 'V-1',
      act: (by, textId) => ({
        ...{ kind: 'reassign', by, step: 'structures', seat: 'structure:CAF' },
        ...{ to: leaver.id, textId },
      }),
    }),
  );
  expect(refusal(result)).toMatchObject({ refusal: { kind: 'targetLeft' } });
});
