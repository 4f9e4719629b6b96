/** A request, its seats and the mandates that give rights belong to their pact, whatever follows it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Person } from '../../../src/store/people.ts';
import { giveMandate } from '../../../src/use-cases/give-mandate.ts';
import { loadPact } from '../../../src/use-cases/load-pact.ts';
import { pressOf, wordsOf } from '../../support/chat.ts';
import { type CircuitScene, circuitScene, tie } from '../../support/circuit-scene.ts';
import { value } from '../../support/world.ts';

let scene: CircuitScene;
let newOfficer: Person;

beforeEach(async () => {
  scene = await circuitScene();
  await scene.say(scene.pilot, `demander réalisation ${scene.action.code}`);
  await follow();
});

afterEach(() => scene[Symbol.asyncDispose]());

/** Another pact becomes the current one, with its own chargée de mission. */
async function follow(): Promise<void> {
  const { world } = scene;
  const { definition: before } = await world.pact();
  const definition = {
    ...{ ...before, id: 'suivant', title: 'Pacte suivant' },
    ...{ startsOn: '2027-01-01', endsOn: '2031-12-31', prorogations: [] },
  };
  await world.actAs(null, (context) => loadPact(context, { definition, hash: 'h', current: true }));
  newOfficer = await world.person({ firstName: 'Zoé', structure: 'DEPARTEMENT' });
  await tie(world, newOfficer);
  await world.actAs(null, async (context) =>
    value(
      await giveMandate(context, {
        ...{ person: newOfficer.id, role: 'programmeOfficer', startsOn: context.today },
      }),
    ),
  );
}

it('takes the answers of those who hold its seats', async () => {
  for (const person of [scene.work[0] as Person, scene.caf, scene.territory])
    await scene.approve(person);
  await scene.approve(scene.officers[0] as Person);
  const request = await scene.world.db
    .selectFrom('request')
    .select('state')
    .executeTakeFirstOrThrow();
  expect(request.state).toBe('approved');
});

it('gives no right in the next pact to the chargée de mission of the former one', async () => {
  expect(wordsOf(await scene.say(scene.officers[0] as Person, 'admin'))).toContain('réservé');
  expect(wordsOf(await scene.say(newOfficer, 'admin'))).not.toContain('réservé');
});

it('lets the new chargée de mission close the former pact once its term has passed', async () => {
  const { definition } = await scene.world.pact();
  expect(definition.id).toBe('suivant');
  scene.world.now = '2029-03-01T09:00:00Z';
  const asked = await scene.say(newOfficer, 'admin clore le pacte');
  await scene.send(newOfficer, { kind: 'press', value: pressOf(asked, 'Clore le pacte') });
  const pacts = await scene.world.db.selectFrom('pact').select(['id', 'closedAt']).execute();
  expect(pacts.filter(({ closedAt }) => closedAt !== null).map(({ id }) => id)).toEqual([
    'herault-2022-2025',
  ]);
  const late = wordsOf(await scene.say(scene.caf, 'demande V-1'));
  expect(late).toContain('V-1');
});
