/** The table of rights, tried from Teams: what people may not do is refused, whatever they send. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createConversation } from '../../../src/conversation/start-conversation.ts';
import { type Act, may, type Relation, relations } from '../../../src/domain/rights.ts';
import { makeReportsHere } from '../../../src/reports/make-report.ts';
import { saveAccount } from '../../../src/store/accounts.ts';
import { officerChannel } from '../../../src/use-cases/choose-channel.ts';
import { declareAbsence } from '../../../src/use-cases/declare-absence.ts';
import { type FakeBotConnector, startFakeBotConnector } from '../../support/fake-bot-connector.ts';
import { openWorld, type PersonSpec, type World } from '../../support/world.ts';
import { type Activities, activitiesOf, serveTeams, TENANT, type TeamsServer } from './harness.ts';

let world: World;
let connector: FakeBotConnector;
let server: TeamsServer;
let activities: Activities;

const form = (name: string, state: object, values: Record<string, string>) => (person: string) =>
  activities.submit(
    {
      ...{ form: name, state },
      ...Object.fromEntries(Object.entries(values).map(([id, value]) => [id, value])),
    },
    'm1',
    person,
  );

/** What somebody sends to do each act; unique, so that none is a repetition. */
let count = 0;
const attempts: Partial<Record<Act, (person: string) => unknown>> = {
  readActions: (person) => activities.message('actions', person),
  readDirectory: (person) => activities.message('qui', person),
  readMeetings: (person) => activities.message('agenda', person),
  declareUpdate: (person) => activities.message(`maj THA-1 : avancée ${++count}`, person),
  createAction: form(
    'newAction',
    { group: 'THA-G1' },
    { 'f.title': 'Une action', 'f.group': 'THA-G1' },
  ),
  amendAction: form('amendAction', { action: 'THA-1' }, { 'f.title': 'Autre titre' }),
  logMeeting: (person) =>
    activities.message(`réunion THA-G1 1${++count % 9}/02/2027 ${count} participants`, person),
  fillIndicators: (person) =>
    activities.message(`indicateurs THA-1 2027 personnes reçues ${++count}`, person),
  submitEvaluation: (person) => activities.message('envoyer les indicateurs THA-G1 2027', person),
  readPactReview: (person) => activities.message('bilan 2027 par territoire', person),
  readTerritoryReview: (person) => activities.message('bilan 2027 thau', person),
  readStructureReview: (person) => activities.message('bilan 2027 France Travail', person),
  manageCampaign: (person) => activities.message('admin campagne ouvrir 2027', person),
  markGoodPractice: (person) =>
    activities.press({ do: 'act', act: 'markPractice', id: 'THA-1' }, 'm1', person),
  manageCommittee: (person) => activities.message('comité thau 12/05/2027 14h Sète', person),
  manageSteering: (person) => activities.message('copil intermédiaire 22/06/2027', person),
  manageGroups: form('newGroup', {}, { 'f.title': 'Groupe', 'm.territories': 'THA' }),
  managePeople: form(
    'newPerson',
    {},
    { 'f.firstName': 'Ana', 'f.lastName': 'Neuf', 'f.email': 'ana@exemple.fr' },
  ),
  managePact: form('prorogation', {}, { 'f.until': '2029-12-31', 'f.reason': 'Avenant' }),
};

const people: Readonly<Record<Relation, Omit<PersonSpec, 'group'>>> = {
  member: { structure: 'CAF' },
  electedOfficial: { role: 'electedOfficial', structure: 'DEPARTEMENT' },
  oversight: { role: 'named', namedRole: 'oversight', structure: 'DEPARTEMENT' },
  // Of the structure whose référent is engaged, for what concerns the group itself.
  pilot: { role: 'pilot', structure: 'FT' },
  engagedReferent: { role: 'referent', structure: 'FT' },
  territoryReferent: { role: 'territoryReferent', structure: 'DEPARTEMENT' },
  officerSubstitute: { structure: 'DEPARTEMENT' },
  programmeOfficer: { role: 'programmeOfficer', structure: 'DEPARTEMENT' },
};

beforeAll(async () => {
  world = await openWorld();
  connector = await startFakeBotConnector();
  activities = activitiesOf(connector.serviceUrl);
  let ids = 0;
  const conversation = createConversation({
    db: world.db,
    clock: () => world.now,
    newId: () => `teams-${++ids}`,
    confirmAccounts: false,
    // Who may read a bilan is tried here; its pictures are elsewhere.
    reports: (request) => makeReportsHere(world.db)({ ...request, forms: [] }),
  });
  server = await serveTeams({
    ...{ db: world.db, clock: () => world.now, conversation },
    currentCard: async () => undefined,
  });
  const group = await world.group();
  await world.action(group, {
    structures: ['FT'],
    indicators: [{ label: 'Personnes reçues', unit: 'count' }],
  });
  const idOf = new Map<Relation, string>();
  for (const relation of relations) {
    const spec = people[relation];
    const { id: personId } = await world.person({
      ...spec,
      ...(spec.role === 'pilot' && { group }),
    });
    idOf.set(relation, personId);
    const account = { platform: 'teams', tenant: TENANT, user: `aad-${relation}` };
    await world.actAs(null, ({ db, now: since }) =>
      saveAccount(db, { ...account, personId, state: 'tied', since }),
    );
  }
  await world.actAs(null, (context) =>
    declareAbsence(context, {
      person: idOf.get('programmeOfficer') ?? '',
      ...{ startsOn: '2027-02-01', endsOn: '2027-12-31' },
      substitute: idOf.get('officerSubstitute') ?? '',
    }),
  );
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await connector[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

const cells = (Object.keys(attempts) as Act[]).flatMap((act) =>
  relations.map((relation) => [act, relation, may(act, ['member', relation])] as const),
);

/** Acts refused so far, as the journal keeps them. */
async function refused(): Promise<readonly string[]> {
  return (await world.journal())
    .filter(({ act }) => act === 'refused')
    .map(({ payload }) => JSON.stringify(payload));
}

it.each(cells)('%s from Teams as %s: %s', async (act, relation, allowed) => {
  const before = await refused();
  const { status } = await server.post(attempts[act]?.(relation));
  expect(status).toBe(200);
  const told = (await refused()).slice(before.length);
  if (allowed) expect(told).toEqual([]);
  else expect(told).toEqual([expect.stringContaining(`"${act}"`)]);
});

it('what was allowed was done: indicators, the campaign, good practice', async () => {
  const done = (await world.journal()).map(({ act }) => act);
  const times = (act: string) => done.filter((one) => one === act).length;
  const allowed = (act: Act) => relations.filter((one) => may(act, ['member', one])).length;
  expect(times('reading.recorded')).toBe(allowed('fillIndicators'));
  // Once done, asking again changes nothing.
  expect(times('campaign.opened')).toBe(1);
  expect(times('practice.marked')).toBe(allowed('markGoodPractice'));
});

it.each(relations)(
  'a channel is made the chargée de mission’s by %s only if it is she',
  async (relation) => {
    await world.db.deleteFrom('setting').where('name', '=', 'officerChannel').execute();
    await server.post(activities.mention('admin canal', relation));
    const chosen = await officerChannel(world.db);
    expect(chosen?.platform).toBe(relation === 'programmeOfficer' ? 'teams' : undefined);
  },
);
