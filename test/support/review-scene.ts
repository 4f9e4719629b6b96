/**
 * A year and a bit of a pact, with something in every table of its bilan, in a real database. Every
 * text of a person begins as a formula does.
 */

import { readPactFile } from '../../src/files/pact-file.ts';
import type { Action } from '../../src/store/actions.ts';
import type { Person } from '../../src/store/people.ts';
import { insertReading } from '../../src/store/readings.ts';
import type { ActionFields, IndicatorFields } from '../../src/use-cases/action-fields.ts';
import { amendAction } from '../../src/use-cases/amend-action.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { holdUnplanned } from '../../src/use-cases/hold-meeting.ts';
import { loadPact } from '../../src/use-cases/load-pact.ts';
import { logMeeting } from '../../src/use-cases/log-meeting.ts';
import type { CircuitScene } from './circuit-scene.ts';
import { circuitScene } from './circuit-scene.ts';
import { completeFields, value, type World } from './world.ts';

export const pactId = 'herault-2022-2025';

const received = {
  ...{ label: '+Personnes reçues', unit: 'count', target: 40, template: 'mobilisation' },
} as const satisfies IndicatorFields;
const employed = { label: '-Retour à l’emploi', unit: 'percentage', target: 30 } as const;

const formulaFields: ActionFields = {
  ...completeFields,
  ...{ title: '=SOMME(A1:A9)', axes: ['A1', 'A2'], themes: ['mobilité', 'logement'] },
  ...{ experimentation: true, deliverables: '@Un guide', structures: ['MSA'] },
  indicators: [received, employed],
};

export interface ReviewScene extends AsyncDisposable {
  readonly world: World;
  readonly circuit: CircuitScene;
  readonly officer: Person;
  readonly elected: Person;
  /** Référente of the Département on the Biterrois: another territory than the pilot's. */
  readonly elsewhere: Person;
  /** Registered, without any mandate. */
  readonly nobody: Person;
}

/** Ends on 1 March 2028: 2027 is over, 2028 has begun. */
export async function reviewScene(path?: string): Promise<ReviewScene> {
  const circuit = await circuitScene(path === undefined ? {} : { path });
  const { world, pilot, action } = circuit;
  const [officer] = circuit.officers;
  await loadPastPact(world);
  if (!officer) throw new Error('the scene has no chargée de mission');
  const shared = await world.group({ title: '=Groupe partagé', territories: ['BIT', 'PCA'] });
  await world.person({ role: 'coPilot', group: shared, structure: 'MSA' });
  const elsewhere = await world.person({ role: 'territoryReferent', territory: 'BIT' });
  const elected = await world.person({ role: 'electedOfficial' });
  const nobody = await world.person();
  const formula = await world.action(shared, formulaFields);
  await measure(world, formula, { '+Personnes reçues': 45, '-Retour à l’emploi': 12.5 });
  const told = { status: 'inProgress' as const, blocker: { kind: 'other' as const } };
  await world.actAs(null, async (context) => {
    const actor = { ...context.actor, takingOver: true as const };
    const comment = '@attend=une signature';
    value(await declareUpdate({ ...context, actor }, { action: formula.code, ...told, comment }));
    value(await logMeeting(context, { group: 'THA-G1', heldOn: '2027-02-01', participants: 14 }));
    value(await logMeeting(context, { group: shared.code, heldOn: '2027-02-02', participants: 9 }));
    const thau = { kind: 'committee', territory: 'THA' } as const;
    value(await holdUnplanned(context, thau, { heldOn: '2027-03-01', participants: 21 }));
  });
  await circuit.say(pilot, `maj ${action.code} réalisée : tout est fait`);
  world.later({ days: 2 });
  for (const person of [circuit.work[0], circuit.caf]) if (person) await circuit.approve(person);
  world.later({ days: 6 });
  await circuit.approve(circuit.territory);
  await circuit.approve(officer);
  world.now = '2028-03-01T09:00:00.000Z';
  await world.action(shared, { ...completeFields, title: 'Action de 2028' });
  // What is aimed at from 2028 on leaves the bilan of 2027 as it was.
  await world.actAs(null, async (context) => {
    const fields = { ...formulaFields, indicators: [{ ...received, target: 60 }, employed] };
    value(await amendAction(context, { action: formula.code, fields }));
  });
  return {
    ...{ world, circuit, officer, elected, elsewhere, nobody },
    [Symbol.asyncDispose]: () => circuit[Symbol.asyncDispose](),
  };
}

async function loadPastPact(world: World): Promise<void> {
  const file = readPactFile('pacts/herault-2017-2021.yaml');
  if (!file.ok) throw new Error('the past pact is malformed');
  const past = { definition: file.pact, hash: file.hash, current: false };
  await world.actAs(null, (context) => loadPact(context, past));
}

async function measure(
  world: World,
  action: Action,
  values: Readonly<Record<string, number>>,
): Promise<void> {
  const indicators = await world.db
    .selectFrom('actionIndicator')
    .select(['id', 'label'])
    .where('actionId', '=', action.id)
    .execute();
  await world.actAs(null, async ({ db, now, newId }) => {
    for (const { id, label } of indicators)
      await insertReading(db, {
        ...{ id: newId(), actionId: action.id, indicatorId: id, year: 2027, period: '2027' },
        ...{ value: values[label] ?? null, textId: null, notApplicable: false },
        ...{ at: now, authorId: null, replaces: null },
      });
  });
}
