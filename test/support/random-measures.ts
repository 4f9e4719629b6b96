/** What may happen to indicators and to the yearly evaluation, act after act as it comes. */
import fc from 'fast-check';
import { currentVersion, replayRequest } from '../../src/domain/circuit/state.ts';
import type { Action } from '../../src/store/actions.ts';
import { indicatorsOf } from '../../src/store/actions.ts';
import type { WorkingGroup } from '../../src/store/groups.ts';
import { readEvents } from '../../src/store/requests.ts';
import type { IndicatorFields } from '../../src/use-cases/action-fields.ts';
import type { Context } from '../../src/use-cases/context.ts';
import { decideCampaign } from '../../src/use-cases/indicators/manage-campaign.ts';
import { readSheets } from '../../src/use-cases/indicators/read-sheets.ts';
import {
  type ReadingInput,
  recordReadings,
  type Said,
} from '../../src/use-cases/indicators/record-readings.ts';
import { submitEvaluation } from '../../src/use-cases/indicators/submit-evaluation.ts';
import { actOnRequest } from '../../src/use-cases/validation/act-on-request.ts';

const pick = fc.nat(30);
/** This year or the one before. */
const yearsAgo = fc.nat(1);

/** One name of each template and of none: the same name comes back with another target. */
const indicator: fc.Arbitrary<IndicatorFields> = fc
  .record({
    rank: fc.nat(3),
    target: fc.option(fc.nat(60), { nil: null, freq: 4 }),
    period: fc.constantFrom('year' as const, 'halfYear' as const),
  })
  .map(({ rank, target, period }) => {
    const spec = [
      { label: 'Participants', unit: 'count' as const },
      { label: 'Mobilisation', unit: 'count' as const, template: 'mobilisation' },
      { label: 'Retour', unit: 'percentage' as const, template: 'retour-emploi' },
      { label: 'Partenariat', unit: 'text' as const, family: 'partnership' as const },
    ][rank] ?? { label: 'Participants', unit: 'count' as const };
    return { ...spec, period, target: spec.unit === 'text' ? null : target };
  });

/** Those of an action as they are amended: some go, some come, some aim higher. */
export const randomIndicators = fc.uniqueArray(indicator, {
  selector: ({ label }) => label,
  maxLength: 3,
});

const kind = fc.constantFrom('value', 'value', 'value', 'notApplicable', 'back');

export const randomMeasure = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: fc.constant('measure' as const), pick, by: pick, which: pick, period: fc.nat(1) },
      ...{ kind, value: fc.nat(50), yearsAgo },
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('evaluate' as const), pick, by: pick, yearsAgo }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('visa' as const), pick },
      decision: fc.constantFrom('approve', 'askForChanges', 'refuse'),
    }),
  },
  fc.record({ do: fc.constant('campaign' as const), pick, yearsAgo, open: fc.boolean() }),
);
type Measure = typeof randomMeasure extends fc.Arbitrary<infer T> ? T : never;

/** @param subject those that were picked */
export async function measure(
  context: Context,
  one: Measure,
  { action, group }: { action: Action | undefined; group: WorkingGroup | undefined },
): Promise<unknown> {
  const year = Number(context.today.slice(0, 4)) - ('yearsAgo' in one ? one.yearsAgo : 0);
  switch (one.do) {
    case 'measure': {
      const known = await indicatorsOf(context.db, action ? [action.id] : []);
      const own = known[one.which % Math.max(1, known.length)];
      if (!own) return undefined;
      const half = `${year}-S${one.period + 1}`;
      const period = own.period === 'year' ? `${year}` : half;
      const values = [{ indicator: own.id, period, said: saidOf(own.unit, one) }];
      return recordReadings(context, { year, values });
    }
    case 'evaluate':
      return group && evaluate(context, group, year);
    case 'visa':
      return giveVisa(context, one.decision as 'approve' | 'askForChanges' | 'refuse');
    case 'campaign':
      return decideCampaign(context, { year, open: one.open });
  }
}

function saidOf(unit: string, { kind: how, value }: { kind: string; value: number }): Said | null {
  if (how === 'back') return null;
  if (how === 'notApplicable') return { kind: 'notApplicable', reason: 'Sans permanence' };
  return unit === 'text' ? { kind: 'text', text: `Mot ${value}` } : { kind: 'value', value };
}

/** Says what is still missing, then sends it. */
async function evaluate(context: Context, group: WorkingGroup, year: number): Promise<unknown> {
  const of = { pactId: group.pactId, year, today: context.today, groups: [group.id] };
  const [sheet] = await readSheets(context.db, of);
  const cells = (sheet?.actions ?? []).flatMap((asked) => asked.cells);
  const values = cells
    .filter(({ reading }) => !reading)
    .map(({ indicator: { id, unit }, period }): ReadingInput => {
      return { indicator: id, period, said: saidOf(unit, { kind: 'value', value: 20 }) };
    });
  if (values.length > 0) await recordReadings(context, { year, values });
  return submitEvaluation(context, { group: group.code, year });
}

/** The answer to the oldest evaluation that waits for one. */
async function giveVisa(
  context: Context,
  decision: 'approve' | 'askForChanges' | 'refuse',
): Promise<unknown> {
  const request = await context.db
    .selectFrom('request')
    .select(['id', 'code'])
    .where('circuit', '=', 'indicateurs')
    .where('state', '=', 'open')
    .orderBy('askedAt')
    .executeTakeFirst();
  if (!request) return undefined;
  const { version } = currentVersion(replayRequest(await readEvents(context.db, request.id)));
  return actOnRequest(context, {
    request: request.code,
    ...(decision === 'approve' ? {} : { text: 'À revoir' }),
    act: (by, textId) => ({ kind: 'answer', by, step: 'visa', version, decision, textId }),
  });
}
