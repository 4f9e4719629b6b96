/** A life of a pact, act after act as they come: what must hold after any of them. */
import fc from 'fast-check';
import { actionStatuses, blockerKinds } from '../../src/domain/terms.ts';
import { countingUpdates } from '../../src/store/action-entries.ts';
import { listActions } from '../../src/store/actions.ts';
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
import { markGoodPractice } from '../../src/use-cases/indicators/mark-good-practice.ts';
import { logMeeting, withdrawMeeting } from '../../src/use-cases/log-meeting.ts';
import { proroguePact } from '../../src/use-cases/prorogue-pact.ts';
import { withdrawUpdate } from '../../src/use-cases/withdraw-update.ts';
import { measure, randomIndicators, randomMeasure } from './random-measures.ts';
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
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant('amend' as const), pick, full: fc.boolean() },
      indicators: fc.option(randomIndicators, { nil: undefined, freq: 5 }),
    }),
  },
  { weight: 8, arbitrary: randomMeasure },
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
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.integer({ min: 1, max: 6000 }),
    }),
  },
);
type Step = typeof randomAct extends fc.Arbitrary<infer T> ? T : never;

const at = <Item>(items: readonly Item[], index: number): Item | undefined =>
  items.length === 0 ? undefined : items[index % items.length];

interface Cast {
  readonly groups: readonly WorkingGroup[];
  readonly people: readonly Person[];
  /** One a group, in their order. */
  readonly pilots: readonly Person[];
  readonly officer: Person;
}

/** Who does it; `null`: the command line. */
function actorOf(
  one: Step,
  { groups, people, pilots, officer }: Cast,
  groupId: string | undefined,
): Person | null {
  switch (one.do) {
    case 'declare':
    case 'correct':
    case 'withdraw':
      return at(people, one.by) ?? null;
    case 'measure':
    case 'evaluate': {
      const pilot = pilots[groups.findIndex(({ id }) => id === groupId)] ?? null;
      return [pilot, pilot, officer, null, at(people, one.by) ?? null][one.by % 5] ?? null;
    }
    case 'visa':
      return officer;
    default:
      return null;
  }
}

/** Does one act as it comes; a refusal is as good as a change. */
async function step(world: World, cast: Cast, one: Step) {
  const { db } = world;
  if (one.do === 'wait') return world.later({ minutes: one.minutes });
  const pactId = 'herault-2022-2025';
  const action = at(await listActions(db, pactId), 'pick' in one ? one.pick : 0);
  const group = at(cast.groups, one.pick);
  const anyone = at(cast.people, 'by' in one ? one.by : one.pick) ?? null;
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
  const by = actorOf(one, cast, one.do === 'measure' ? action?.groupId : group?.id);
  const actor = gone.some(({ id }) => id === by?.id) ? null : by;
  const last = action && at(await countingUpdates(db, action.id, 2), one.pick);
  await world.actAs(actor, async (context) => {
    switch (one.do) {
      case 'create':
        return createAction(context, { group: group?.code ?? '', fields });
      case 'declare':
      case 'correct': {
        const { nothingNew, ...rest } = one.said;
        const defined = Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined));
        const input = { action: code, nothingNew, ...defined };
        return one.do === 'declare'
          ? declareUpdate(context, input)
          : correctUpdate(context, last?.id ?? '', input);
      }
      case 'withdraw':
        return withdrawUpdate(context, last?.id ?? '');
      case 'amend':
        return amendAction(context, {
          action: code,
          fields: { ...fields, indicators: one.indicators ?? fields.indicators },
        });
      case 'measure':
      case 'evaluate':
      case 'visa':
      case 'campaign':
        return measure(context, one, { action, group });
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
  });
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
  const pilots: Person[] = [];
  for (const group of groups) {
    pilots.push(await world.person({ role: 'pilot', group }));
    await world.action(group, {
      indicators: [{ label: 'Participants', unit: 'count', target: 9 }],
    });
  }
  // She stays: somebody must answer what is asked.
  const officer = await world.person({ structure: 'DEPARTEMENT', role: 'programmeOfficer' });
  const cast = { groups, people: [...people, ...pilots], pilots, officer };
  for (const one of steps) await step(world, cast, one);
  return world;
}
