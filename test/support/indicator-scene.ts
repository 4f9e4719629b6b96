/** A group whose action follows one indicator of each unit, during the campaign about 2027. */

import type { Result } from '../../src/domain/result.ts';
import type { Action, ActionIndicator } from '../../src/store/actions.ts';
import { indicatorsOf } from '../../src/store/actions.ts';
import type { WorkingGroup } from '../../src/store/groups.ts';
import type { Person } from '../../src/store/people.ts';
import type { IndicatorFields } from '../../src/use-cases/action-fields.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import type { RecordedReadings, Said } from '../../src/use-cases/indicators/record-readings.ts';
import { recordReadings } from '../../src/use-cases/indicators/record-readings.ts';
import {
  type SubmittedEvaluation,
  submitEvaluation,
} from '../../src/use-cases/indicators/submit-evaluation.ts';
import type { Refusal } from '../../src/use-cases/refusal.ts';
import { openWorld, value, type World } from './world.ts';

export const year = 2027;

export const indicators: readonly IndicatorFields[] = [
  { label: 'Personnes transportées', unit: 'count', target: 60 },
  { label: 'Taux de retour à l’emploi', unit: 'percentage', target: 40 },
  { label: 'Qualité du partenariat', unit: 'text', family: 'partnership' },
];

export interface IndicatorScene extends AsyncDisposable {
  readonly world: World;
  readonly group: WorkingGroup;
  readonly action: Action;
  /** In the order of `indicators`. */
  readonly indicators: readonly ActionIndicator[];
  readonly pilot: Person;
  readonly coPilot: Person;
  readonly officer: Person;
  record(
    who: Person | null,
    said: readonly (Said | null | undefined)[],
    options?: { year?: number; seen?: string | null },
  ): Promise<Result<RecordedReadings, Refusal>>;
  submit(who: Person | null, of?: number): Promise<Result<SubmittedEvaluation, Refusal>>;
}

/** A value for each indicator: «nothing is missing any more». */
export const everything: readonly Said[] = [
  { kind: 'value', value: 39 },
  { kind: 'value', value: 39.5 },
  { kind: 'text', text: 'Une convention avec trois employeurs' },
];

export async function indicatorScene(
  options: { circuits?: boolean; path?: string } = {},
): Promise<IndicatorScene> {
  const world = await openWorld({ circuits: true, ...options });
  const group = await world.group();
  const action = await world.action(group, { indicators });
  const pilot = await world.person({ firstName: 'Sarah', structure: 'ML', role: 'pilot', group });
  const coPilot = await world.person({ firstName: 'Fatima', role: 'coPilot', group });
  const officer = await world.person({ firstName: 'Claire', role: 'programmeOfficer' });
  await world.actAs(null, async (context) => {
    const actor = { ...context.actor, takingOver: true as const };
    value(await declareUpdate({ ...context, actor }, { action: action.code, status: 'operating' }));
  });
  world.now = `${year}-12-06T09:00:00.000Z`;
  const own = await indicatorsOf(world.db, [action.id]);
  return {
    ...{ world, group, action, indicators: own, pilot, coPilot, officer },
    record: (who, said, { year: of = year, ...seen } = {}) =>
      world.actAs(who, (context) =>
        recordReadings(context, {
          year: of,
          values: said.flatMap((one, index) =>
            one === undefined
              ? []
              : [{ indicator: own[index]?.id ?? '', period: String(of), said: one, ...seen }],
          ),
        }),
      ),
    submit: (who, of = year) =>
      world.actAs(who, (context) => submitEvaluation(context, { group: group.code, year: of })),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}
