/**
 * Every act that writes, by somebody without the right to it and in a closed pact: it is refused, and
 * the refusal in the journal is all that gets written, in any table.
 */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../src/domain/result.ts';
import { type Act, acts, relations, whoMay } from '../../src/domain/rights.ts';
import { findGroupById } from '../../src/store/groups.ts';
import { touchNames } from '../../src/store/names.ts';
import type { Person } from '../../src/store/people.ts';
import { raiseAlert } from '../../src/use-cases/alerts/raise-alert.ts';
import { turnAlert } from '../../src/use-cases/alerts/turn-alert.ts';
import { amendAction } from '../../src/use-cases/amend-action.ts';
import { cancelMeeting, takeBackMeeting } from '../../src/use-cases/cancel-meeting.ts';
import { chooseChannel } from '../../src/use-cases/choose-channel.ts';
import { closePact } from '../../src/use-cases/close-pact.ts';
import type { Context } from '../../src/use-cases/context.ts';
import { correctUpdate } from '../../src/use-cases/correct-update.ts';
import { createAction } from '../../src/use-cases/create-action.ts';
import { createGroup } from '../../src/use-cases/create-group.ts';
import { decideAccount } from '../../src/use-cases/decide-account.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { departPerson } from '../../src/use-cases/depart-person.ts';
import { endMandate } from '../../src/use-cases/end-mandate.ts';
import { giveMandate } from '../../src/use-cases/give-mandate.ts';
import { holdMeeting, holdUnplanned } from '../../src/use-cases/hold-meeting.ts';
import { applyPeopleImport, planPeopleImport } from '../../src/use-cases/import-people.ts';
import { decideCampaign } from '../../src/use-cases/indicators/manage-campaign.ts';
import { markGoodPractice } from '../../src/use-cases/indicators/mark-good-practice.ts';
import { recordReadings } from '../../src/use-cases/indicators/record-readings.ts';
import { submitEvaluation } from '../../src/use-cases/indicators/submit-evaluation.ts';
import { logMeeting, withdrawMeeting } from '../../src/use-cases/log-meeting.ts';
import { planMeeting } from '../../src/use-cases/plan-meeting.ts';
import { postponeMeeting } from '../../src/use-cases/postpone-meeting.ts';
import { proroguePact } from '../../src/use-cases/prorogue-pact.ts';
import type { Refusal } from '../../src/use-cases/refusal.ts';
import { registerPerson } from '../../src/use-cases/register-person.ts';
import { settleDeadLetter } from '../../src/use-cases/settle-dead-letter.ts';
import { tellElected } from '../../src/use-cases/tell-elected.ts';
import { actOnRequest } from '../../src/use-cases/validation/act-on-request.ts';
import { demandValidation } from '../../src/use-cases/validation/demand-validation.ts';
import { withdrawUpdate } from '../../src/use-cases/withdraw-update.ts';
import { wordsOf } from '../support/chat.ts';
import { type CircuitScene, circuitScene, slackAccount } from '../support/circuit-scene.ts';
import { completeFields, refusal, value } from '../support/world.ts';

/** What the acts are about, prepared by people who may. */
interface Ids {
  readonly action: string;
  /** Another, of which nothing is asked. */
  readonly project: string;
  readonly group: string;
  readonly pilot: string;
  readonly stranger: Person;
  readonly entry: string;
  readonly meeting: string;
  readonly committee: string;
  readonly steering: string;
  readonly mandate: string;
  readonly alert: string;
  readonly indicator: string;
}

type Try = (context: Context, ids: Ids, scene: CircuitScene) => Promise<Result<unknown, Refusal>>;
const committee = { kind: 'committee', territory: 'THA' } as const;
const steering = { kind: 'steering', rule: 'lancement' } as const;
const csv = Buffer.from('Nom;Prénom;Adresse e-mail;Structure\nDurand;Paul;paul@exemple.fr;FT\n');
const person = { firstName: 'Paul', lastName: 'Durand', email: 'paul@exemple.fr', structure: 'FT' };

/** Acts on what belongs to a pact. */
const ofPact: Readonly<Record<string, Try>> = {
  declareUpdate: (c, ids) => declareUpdate(c, { action: ids.action, comment: 'avance' }),
  correctUpdate: (c, ids) => correctUpdate(c, ids.entry, { action: ids.action, comment: 'mieux' }),
  withdrawUpdate: (c, ids) => withdrawUpdate(c, ids.entry),
  createAction: (c, ids) => createAction(c, { group: ids.group, fields: completeFields }),
  amendAction: (c, ids) =>
    amendAction(c, { action: ids.action, fields: { ...completeFields, means: 'autres' } }),
  logMeeting: (c, ids) =>
    logMeeting(c, { group: ids.group, heldOn: '2027-02-26', participants: 4 }),
  withdrawMeeting: (c, ids) => withdrawMeeting(c, ids.meeting),
  recordReadings: (c, ids) =>
    recordReadings(c, {
      year: 2027,
      values: [{ indicator: ids.indicator, period: '2027', said: null }],
    }),
  submitEvaluation: (c, ids) => submitEvaluation(c, { group: ids.group, year: 2027 }),
  markGoodPractice: (c, ids) => markGoodPractice(c, { action: ids.action, marked: true }),
  alertOnAction: (c, ids) =>
    raiseAlert(c, { about: { kind: 'action', code: ids.action }, text: 'un blocage' }),
  alertOnGroup: (c, ids) =>
    raiseAlert(c, { about: { kind: 'group', code: ids.group }, text: 'un blocage' }),
  alertOnTerritory: (c) =>
    raiseAlert(c, { about: { kind: 'territory', code: 'THA' }, text: 'un blocage' }),
  turnAlert: (c, ids) => turnAlert(c, { alert: ids.alert, deed: 'taken' }),
  planCommittee: (c) => planMeeting(c, committee, { day: '2027-05-04' }),
  holdUnplanned: (c) => holdUnplanned(c, committee, { heldOn: '2027-02-26', participants: 9 }),
  holdMeeting: (c, ids) => holdMeeting(c, ids.committee, { heldOn: '2027-02-26', participants: 9 }),
  postponeMeeting: (c, ids) => postponeMeeting(c, ids.committee, { day: '2027-05-11' }),
  cancelMeeting: (c, ids) => cancelMeeting(c, ids.committee, { reason: 'salle fermée' }),
  takeBackMeeting: (c, ids) => takeBackMeeting(c, ids.committee),
  planSteering: (c) => planMeeting(c, steering, { day: '2027-05-04' }),
  tellElected: (c, ids) => tellElected(c, ids.steering),
  decideCampaign: (c) => decideCampaign(c, { year: 2026, open: true }),
  createGroup: (c) => createGroup(c, { title: 'Logement', territories: ['THA'] }),
  giveMandate: (c, ids) =>
    giveMandate(c, { person: ids.stranger.id, role: 'referent', startsOn: '2027-03-01' }),
  endMandate: (c, ids) => endMandate(c, { mandate: ids.mandate, endsOn: '2027-03-01' }),
  proroguePact: (c) => proroguePact(c, { until: '2035-12-31' }),
  closePact: (c) => closePact(c),
  planPeopleImport: (c) => planPeopleImport(c, csv, 'personnes.csv'),
  applyPeopleImport: (c) => applyPeopleImport(c, csv, 'personnes.csv'),
  demandForAction: (c, ids) =>
    demandValidation(c, { circuit: 'création', action: ids.action, comment: 'merci' }),
  demandPilotChange: (c, ids) =>
    demandValidation(c, {
      ...{ circuit: 'pilotage', group: ids.group, comment: 'merci' },
      pilot: { role: 'coPilot', person: ids.stranger.id },
    }),
  answerRequest: (c) =>
    actOnRequest(c, {
      request: 'V-1',
      text: 'un mot',
      act: (by, textId) => ({
        ...{ kind: 'answer', by, step: 'structures', version: 1, decision: 'approve', textId },
      }),
    }),
  cancelRequest: (c) =>
    actOnRequest(c, { request: 'V-1', act: (by, textId) => ({ kind: 'cancel', by, textId }) }),
};

/** Acts that a closed pact does not stop: people and the bot itself outlive it. */
const beyondPacts: Readonly<Record<string, Try>> = {
  registerPerson: (c) => registerPerson(c, person),
  departPerson: (c, ids) => departPerson(c, ids.pilot),
  decideAccount: (c, _ids, scene) => decideAccount(c, slackAccount(scene.pilot), 'refused'),
  chooseChannel: (c) => chooseChannel(c, { platform: 'slack', tenant: 'T1', id: 'C1' }),
  settleDeadLetter: (c) => settleDeadLetter(c, 'letter', 'abandon'),
};

let scene: CircuitScene;
let ids: Ids;

beforeEach(async () => {
  scene = await circuitScene();
  ids = await prepare(scene);
});

afterEach(() => scene[Symbol.asyncDispose]());

async function prepare({ world, pilot, officers, territory, action }: CircuitScene): Promise<Ids> {
  const stranger = await world.person({ firstName: 'Hugo', structure: null });
  const concerned = await findGroupById(world.db, action.groupId);
  if (!concerned) throw new Error('the group is not stored');
  const { code: group } = concerned;
  const done = async <Value>(
    who: Person | null,
    act: (context: Context) => Promise<Result<Value, Refusal>>,
  ) => value(await world.actAs(who, act));
  const about = { kind: 'action' as const, code: action.code };
  const { alert } = await done(pilot, (c) => raiseAlert(c, { about, text: 'un blocage' }));
  const held = { group, heldOn: '2027-02-25', participants: 5 };
  const meeting = await done(pilot, (c) => logMeeting(c, held));
  const planned = await done(territory, (c) => planMeeting(c, committee, { day: '2027-04-06' }));
  const officer = officers[0] ?? null;
  const launch = await done(officer, (c) => planMeeting(c, steering, { day: '2027-04-13' }));
  await done(pilot, (c) => demandValidation(c, { circuit: 'réalisation', action: action.code }));
  const project = await world.action(concerned);
  const update = { action: action.code, comment: 'avance' };
  const { entry } = await done(pilot, (c) => declareUpdate(c, update));
  const mandate = await world.db
    .selectFrom('mandate')
    .select('id')
    .where('personId', '=', pilot.id)
    .executeTakeFirstOrThrow();
  const indicator = await world.db
    .selectFrom('actionIndicator')
    .select('id')
    .executeTakeFirstOrThrow();
  return {
    ...{ action: action.code, project: project.code, group, pilot: pilot.id, stranger, entry },
    ...{ meeting: meeting.id, committee: planned.id },
    ...{ steering: launch.id, mandate: mandate.id, alert: alert.code, indicator: indicator.id },
  };
}

/** Every row of every table, the refusals of the journal apart. */
async function everything(): Promise<{ rows: readonly string[]; refusals: number }> {
  const { db } = scene.world;
  const tables = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite%'`.execute(db);
  const rows: string[] = [];
  let refusals = 0;
  for (const { name } of tables.rows) {
    const found = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
    for (const row of found.rows)
      if (name === 'journal' && row.act === 'refused') refusals += 1;
      else rows.push(`${name} ${JSON.stringify(row)}`);
  }
  return { rows, refusals };
}

async function tried(who: Person | null, act: Try): Promise<Refusal> {
  const before = await everything();
  const refused = refusal(await scene.world.actAs(who, (context) => act(context, ids, scene)));
  const after = await everything();
  expect(after.rows).toEqual(before.rows);
  expect(after.refusals - before.refusals).toBeLessThanOrEqual(1);
  return refused;
}

const without = new Set<Act>();

describe('without the right', () => {
  it.each(Object.entries({ ...ofPact, ...beyondPacts }))('%s', async (_name, act) => {
    const refused = await tried(ids.stranger, act);
    expect(['notAllowed', 'circuit']).toContain(refused.kind);
    if (refused.kind === 'notAllowed') without.add(refused.act);
  });

  it('withdrawMeeting, logged by somebody else', async () => {
    const refused = await tried(scene.territory, (c) => withdrawMeeting(c, ids.meeting));
    expect(refused).toMatchObject({ kind: 'notAllowed', act: 'withdrawMeeting' });
    without.add('withdrawMeeting');
  });

  it('every act of the table of rights that writes was tried', () => {
    const kept = acts.filter((act) => whoMay(act).length < relations.length);
    const reads = /^read|^correctEvaluation$/;
    expect(kept.filter((act) => !reads.test(act) && !without.has(act))).toEqual([]);
  });
});

describe('in a closed pact', () => {
  it.each(Object.entries(ofPact))('%s', async (name, act) => {
    await scene.world.db.updateTable('pact').set({ closedAt: scene.world.now }).execute();
    const field = /Update$|^answer|^cancelRequest/.test(name);
    const who = field ? scene.pilot : (scene.officers[0] ?? null);
    expect((await tried(who, act)).kind).toBe('pactClosed');
  });
});

describe('refused once it has begun to write', () => {
  it('a demand on a circuit that the pact switched off', async () => {
    await switchOff();
    const refused = await tried(scene.pilot, (c) =>
      demandValidation(c, { circuit: 'réalisation', action: ids.project, comment: 'merci' }),
    );
    expect(refused.kind).toBe('circuitOff');
    const words = `demander réalisation ${ids.project}`;
    expect(wordsOf(await scene.say(scene.pilot, words))).toContain('n’est pas ouvert');
  });

  it('a change of pilot that is asked twice', async () => {
    const pilot = { role: 'coPilot' as const, person: ids.stranger.id };
    const input = { circuit: 'pilotage', group: ids.group, pilot, comment: 'merci' };
    value(await scene.world.actAs(scene.pilot, (c) => demandValidation(c, input)));
    const refused = await tried(scene.pilot, (c) => demandValidation(c, input));
    expect(refused.kind).toBe('requestOpen');
  });
});

async function switchOff(): Promise<void> {
  const { definition } = await scene.world.pact();
  const circuits = definition.circuits.map((circuit) => ({ ...circuit, enabled: false }));
  await scene.world.db
    .updateTable('pact')
    .set({ definition: JSON.stringify({ ...definition, circuits }) })
    .execute();
  await scene.world.actAs(null, ({ db }) => touchNames(db));
}
