/** A life of a pact, act after act as they come: what must hold after any of them. */
import fc from 'fast-check';
import { actionStatuses, blockerKinds } from '../../src/domain/terms.ts';
import { countingUpdates } from '../../src/store/action-entries.ts';
import { indicatorsOf, listActions } from '../../src/store/actions.ts';
import type { WorkingGroup } from '../../src/store/groups.ts';
import { mandatesInForce } from '../../src/store/mandates.ts';
import type { Person } from '../../src/store/people.ts';
import { amendAction } from '../../src/use-cases/amend-action.ts';
import { correctUpdate } from '../../src/use-cases/correct-update.ts';
import { createAction } from '../../src/use-cases/create-action.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { departPerson } from '../../src/use-cases/depart-person.ts';
import { endMandate } from '../../src/use-cases/end-mandate.ts';
import { giveMandate } from '../../src/use-cases/give-mandate.ts';
import { decideCampaign } from '../../src/use-cases/indicators/manage-campaign.ts';
import { markGoodPractice } from '../../src/use-cases/indicators/mark-good-practice.ts';
import { recordReadings } from '../../src/use-cases/indicators/record-readings.ts';
import { submitEvaluation } from '../../src/use-cases/indicators/submit-evaluation.ts';
import { logMeeting, withdrawMeeting } from '../../src/use-cases/log-meeting.ts';
import { proroguePact } from '../../src/use-cases/prorogue-pact.ts';
import { withdrawUpdate } from '../../src/use-cases/withdraw-update.ts';
import { completeFields, openWorld, type World } from './world.ts';

const pick = fc.nat(30);
const comment = fc.option(fc.constantFrom('Un mot', 'Un autre'), { nil: undefined });
const status = fc.option(fc.constantFrom(...actionStatuses), { nil: undefined });
const blocker = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  fc.constant('lifted' as const),
  fc.constantFrom(...blockerKinds).map((kind) => ({ kind })),
);
const said = fc.record({ status, comment, blocker, nothingNew: fc.boolean() });

export const randomAct = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('create' as const), pick, full: fc.boolean() }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('declare' as const), pick, by: pick, said }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('correct' as const), pick, by: pick, said }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('withdraw' as const), pick, by: pick }) },
  fc.record({ do: fc.constant('amend' as const), pick, full: fc.boolean() }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('measure' as const), pick, value: fc.nat(5) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('evaluate' as const), pick, year: fc.nat(1) }),
  },
  fc.record({ do: fc.constant('campaign' as const), pick, open: fc.boolean() }),
  fc.record({ do: fc.constant('practice' as const), pick, marked: fc.boolean() }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('meet' as const),
      pick,
      day: fc.integer({ min: 1, max: 28 }),
    }),
  },
  fc.record({ do: fc.constant('unmeet' as const), pick }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('mandate' as const),
      pick,
      by: pick,
      day: fc.integer({ min: 1, max: 28 }),
    }),
  },
  fc.record({ do: fc.constant('end' as const), pick }),
  fc.record({ do: fc.constant('depart' as const), pick }),
  fc.record({ do: fc.constant('prorogue' as const), pick }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.integer({ min: 1, max: 4000 }),
    }),
  },
);
type Step = typeof randomAct extends fc.Arbitrary<infer T> ? T : never;

const at = <Item>(items: readonly Item[], index: number): Item | undefined =>
  items.length === 0 ? undefined : items[index % items.length];

/** Does one act as it comes; a refusal is as good as a change. */
async function step(
  world: World,
  groups: readonly WorkingGroup[],
  people: readonly Person[],
  one: Step,
) {
  const { db } = world;
  if (one.do === 'wait') return world.later({ minutes: one.minutes });
  const pactId = 'herault-2022-2025';
  const action = at(await listActions(db, pactId), 'pick' in one ? one.pick : 0);
  const group = at(groups, one.pick);
  const anyone = at(people, 'by' in one ? one.by : one.pick) ?? null;
  const code = action?.code ?? 'THA-99';
  const fields = {
    ...completeFields,
    title: `Titre ${one.pick}`,
    means: 'full' in one && one.full ? 'M' : '',
  };
  // Whoever left acts no more; the command line stands in for them.
  const gone = await db
    .selectFrom('person')
    .select('id')
    .where('departedAt', 'is not', null)
    .execute();
  const by = anyone && gone.some(({ id }) => id === anyone.id) ? null : anyone;
  const last = action && at(await countingUpdates(db, action.id, 2), one.pick);
  await world.actAs(
    one.do === 'declare' || one.do === 'correct' || one.do === 'withdraw' ? by : null,
    async (context) => {
      switch (one.do) {
        case 'create':
          return createAction(context, { group: group?.code ?? '', fields });
        case 'declare':
        case 'correct': {
          const { nothingNew, ...rest } = one.said;
          const defined = Object.fromEntries(
            Object.entries(rest).filter(([, v]) => v !== undefined),
          );
          const input = { action: code, nothingNew, ...defined };
          return one.do === 'declare'
            ? declareUpdate(context, input)
            : correctUpdate(context, last?.id ?? '', input);
        }
        case 'withdraw':
          return withdrawUpdate(context, last?.id ?? '');
        case 'amend':
          return amendAction(context, { action: code, fields });
        case 'measure': {
          const [indicator] = await indicatorsOf(context.db, [action?.id ?? '']);
          const year = Number(context.today.slice(0, 4));
          const said = one.value === 0 ? null : ({ kind: 'value', value: one.value } as const);
          const values = [{ indicator: indicator?.id ?? '', period: String(year), said }];
          return indicator && recordReadings(context, { year, values });
        }
        case 'evaluate': {
          const year = Number(context.today.slice(0, 4)) - one.year;
          return submitEvaluation(context, { group: group?.code ?? '', year });
        }
        case 'campaign': {
          const year = Number(context.today.slice(0, 4));
          return decideCampaign(context, { year, open: one.open });
        }
        case 'practice':
          return markGoodPractice(context, { action: code, marked: one.marked });
        case 'meet': {
          const heldOn = `2027-02-${String(one.day).padStart(2, '0')}`;
          return logMeeting(context, { group: group?.code ?? '', heldOn, participants: one.day });
        }
        case 'unmeet': {
          const meetings = await context.db.selectFrom('meeting').select('id').execute();
          return withdrawMeeting(context, at(meetings, one.pick)?.id ?? '');
        }
        case 'mandate': {
          const startsOn = `2027-03-${String(one.day).padStart(2, '0')}`;
          const role = one.pick % 2 === 0 ? ('coPilot' as const) : ('referent' as const);
          return giveMandate(context, {
            person: anyone?.id ?? '',
            role,
            group: group?.code ?? null,
            startsOn,
            justification: 'Voulu',
          });
        }
        case 'end': {
          const mandates = await mandatesInForce(context.db, pactId, context.today);
          return endMandate(context, {
            mandate: at(mandates, one.pick)?.id ?? '',
            endsOn: context.today,
          });
        }
        case 'depart':
          return one.pick < 4 ? departPerson(context, anyone?.id ?? '') : undefined;
        case 'prorogue':
          return proroguePact(context, { until: `20${30 + one.pick}-12-31` });
      }
    },
  );
}

/** @param options `circuits`: those of the pact are open; `now`: the instant it begins at */
export async function randomLife(
  steps: readonly Step[],
  options: { circuits?: boolean; now?: string } = {},
): Promise<World> {
  const world = await openWorld(options);
  if (options.now !== undefined) world.now = options.now;
  const groups = [await world.group(), await world.group({ territories: ['PCA', 'THA'] })];
  const people: Person[] = [];
  for (const structure of ['FT', 'CAF', 'MSA', 'FT'])
    people.push(await world.person({ structure, role: 'referent' }));
  for (const group of groups) people.push(await world.person({ role: 'pilot', group }));
  for (const one of steps) await step(world, groups, people, one);
  return world;
}
