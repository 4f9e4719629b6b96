/** A partner taken out of an action is asked no more: whoever decides sees it (SPEC §6). */
import { expect, it } from 'vitest';
import { amendAction } from '../../../src/use-cases/amend-action.ts';
import { wordsOf } from '../../support/chat.ts';
import { circuitScene } from '../../support/circuit-scene.ts';
import { completeFields, value } from '../../support/world.ts';

it('shows on a request which structures were taken out of the action before it was asked', async () => {
  await using s = await circuitScene();
  const fields = { ...completeFields, structures: ['ML'] };
  await s.world.actAs(s.pilot, async (context) =>
    value(await amendAction(context, { action: s.action.code, fields })),
  );
  await s.say(s.pilot, `maj ${s.action.code} réalisée : tout est en place`);
  const shown = wordsOf(await s.say(s.pilot, 'demande V-1'));
  expect(shown).toContain('Structures retirées de l’action, qui ne sont plus interrogées');
  expect(shown).toContain('France Travail');
  expect(shown).toContain('CAF');
});
