/** A change of pilot keeps the rules that a mandate given by hand keeps. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pilotsOf } from '../../../src/store/mandates.ts';
import type { Person } from '../../../src/store/people.ts';
import { demandValidation } from '../../../src/use-cases/validation/demand-validation.ts';
import { type CircuitScene, circuitScene } from '../../support/circuit-scene.ts';
import { refusal, value } from '../../support/world.ts';

let scene: CircuitScene;

beforeEach(async () => {
  scene = await circuitScene();
});

afterEach(() => scene[Symbol.asyncDispose]());

async function ask(role: 'pilot' | 'coPilot', person: Person, comment?: string) {
  const group = await groupCode();
  const said = comment === undefined ? {} : { comment };
  const pilot = { role, person: person.id };
  return scene.world.actAs(scene.pilot, (context) =>
    demandValidation(context, { circuit: 'pilotage', group, pilot, ...said }),
  );
}

async function groupCode(): Promise<string> {
  const group = await scene.world.db.selectFrom('workingGroup').select('code').executeTakeFirst();
  return group?.code ?? '';
}

async function approveAll(): Promise<void> {
  for (let count = 0; count < 6; count += 1) {
    const waiting = await scene.world.db.selectFrom('request').select('state').execute();
    if (waiting.every(({ state }) => state !== 'open')) return;
    for (const person of [scene.territory, ...scene.officers, scene.caf, ...scene.work])
      await scene.approve(person).catch(() => undefined);
  }
}

it('asks why when both pilots would come from one structure, and keeps it', async () => {
  const colleague = await scene.world.person({ firstName: 'Hugo', structure: 'ML' });
  expect(refusal(await ask('coPilot', colleague))).toMatchObject({ why: 'sameStructure' });
  expect(await scene.world.db.selectFrom('request').select('id').execute()).toEqual([]);
  value(await ask('coPilot', colleague, 'personne d’autre n’est disponible'));
  await approveAll();
  const group = await scene.world.db
    .selectFrom('workingGroup')
    .select('samePilotStructureReason as reason')
    .executeTakeFirstOrThrow();
  expect(group.reason).not.toBeNull();
});

it('never seats two pilots on one day', async () => {
  value(await ask('pilot', scene.caf));
  await approveAll();
  const group = scene.action.groupId;
  const { db, today } = scene.world;
  const seated = async (day: string) =>
    (await pilotsOf(db, group, day)).map(({ personId }) => personId);
  expect(await seated(today)).toEqual([scene.pilot.id]);
  expect(await seated('2027-03-02')).toEqual([scene.caf.id]);
});
