/** An approval is worth what was shown and asked: neither another fiche, nor another status. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/store/people.ts';
import { amendAction } from '../../../src/use-cases/amend-action.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import { formOf, pressOf, wordsOf } from '../../support/chat.ts';
import { type CircuitScene, circuitScene } from '../../support/circuit-scene.ts';
import { completeFields, value } from '../../support/world.ts';

let scene: CircuitScene;
let officer: Person;
let worker: Person;

beforeEach(async () => {
  scene = await circuitScene();
  officer = scene.officers[0] as Person;
  worker = scene.work[0] as Person;
  await scene.say(scene.pilot, `demander réalisation ${scene.action.code}`);
});

afterEach(() => scene[Symbol.asyncDispose]());

const amend = (by: Person, objectives: string) =>
  scene.world.actAs(by, async (context) => {
    const fields = { ...completeFields, structures: ['FT', 'CAF'], objectives };
    return value(await amendAction(context, { action: scene.action.code, fields }));
  });

async function approveAll(): Promise<void> {
  for (const person of [worker, scene.caf, scene.territory, officer]) await scene.approve(person);
}

describe('an answer', () => {
  it('on a fiche that was modified since is refused, and the step asked again', async () => {
    const before = await scene.say(worker, 'valider');
    const { askedAgain } = await amend(scene.territory, 'Autre chose');
    expect(askedAgain).toEqual(['V-1']);
    const late = await scene.send(worker, {
      kind: 'press',
      value: pressOf(before, 'Approuver'),
    });
    expect(wordsOf(late)).toContain('a été modifiée depuis que vous l’avez vue');
    expect(wordsOf(late)).toContain('Modifiée par Nadia');
    await approveAll();
    expect((await scene.world.reread(scene.action)).status).toBe('completed');
    expect((await verifyStore(scene.world.db)).faults).toEqual([]);
  });

  it('stands when the fiche is saved as it was', async () => {
    const { askedAgain } = await amend(scene.territory, completeFields.objectives);
    expect(askedAgain).toEqual([]);
  });

  it('waits for the requester while changes are asked', async () => {
    const form = formOf(
      await scene.send(worker, {
        kind: 'press',
        value: pressOf(await scene.say(worker, 'valider'), 'Demander des modifications'),
      }),
    );
    const { name, state } = form;
    const values = { text: 'précisez les objectifs' };
    await scene.send(worker, { kind: 'submit', form: name, state, values });
    expect((await amend(scene.pilot, 'Précisés')).askedAgain).toEqual([]);
    expect(wordsOf(await scene.say(scene.pilot, 'demande V-1'))).toContain('odifications');
  });
});

describe('an approval', () => {
  it('leaves an action that was abandoned meanwhile as it is, and says so', async () => {
    await scene.say(scene.pilot, `maj ${scene.action.code} abandonnée : plus de financement`);
    await approveAll();
    expect((await scene.world.reread(scene.action)).status).toBe('abandoned');
    for (const person of [scene.pilot, officer])
      expect(wordsOf(await scene.say(person, 'demande V-1'))).toContain(
        'Le statut de l’action est resté tel quel',
      );
    const blockers = await scene.world.db
      .selectFrom('blocker')
      .select('id')
      .where('liftedAt', 'is', null)
      .execute();
    expect(blockers).toEqual([]);
    expect((await verifyStore(scene.world.db)).faults).toEqual([]);
  });
});
