/** One pact, two platforms: a request asked in one is answered in the other, and every copy closes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/store/people.ts';
import { readEvents } from '../../src/store/requests.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { cardOf, wordsOf } from '../platforms/teams/harness.ts';
import { type CircuitScene, circuitScene, slackUser } from '../support/circuit-scene.ts';
import type { TeamsMessage } from '../support/fake-bot-connector.ts';
import type { PostedMessage } from '../support/slack-workspace.ts';
import {
  serveTwoPlatforms,
  slackChannel,
  type TwoPlatforms,
  teamsChannel,
} from '../support/two-platforms.ts';

let scene: CircuitScene;
let both: TwoPlatforms;
let karim: Person;
let lucie: Person;
let claire: Person;
let other: Person;

beforeEach(async () => {
  scene = await circuitScene({ tied: false, officers: 2 });
  both = await serveTwoPlatforms(scene.world);
  [karim, lucie] = scene.work as [Person, Person];
  [claire, other] = scene.officers as [Person, Person];
  for (const person of [scene.pilot, lucie, scene.territory, claire])
    await both.join(person, 'slack');
  for (const person of [karim, other]) await both.join(person, 'teams');
  // On both: what they prefer decides.
  for (const platform of ['slack', 'teams'] as const) await both.join(scene.caf, platform);
  await prefer(scene.caf, 'teams');
});

afterEach(async () => {
  await both[Symbol.asyncDispose]();
  await scene[Symbol.asyncDispose]();
});

async function prefer(person: Person, platform: string): Promise<void> {
  await scene.world.db
    .updateTable('person')
    .set({ prefers: platform })
    .where('id', '=', person.id)
    .execute();
}

/** What was sent unasked about the request, by place. */
const inSlack = (channel: string): PostedMessage[] =>
  both.workspace.messages.filter((one) => one.channel === channel && one.key !== undefined);
const inTeams = (conversation: string): TeamsMessage[] =>
  both.connector.in(conversation).filter((one) => wordsOf(one).includes('V-1'));
const own = (person: Person) => `a:29:${person.id}`;
const direct = (person: Person) => `D${slackUser(person)}`;

function only<Message>(messages: readonly Message[]): Message {
  const [message] = messages;
  if (!message || messages.length > 1) throw new Error(`${messages.length} messages`);
  return message;
}

async function ask(): Promise<void> {
  await both.slack.say(scene.pilot, `maj ${scene.action.code} réalisée : tout est en place`);
  await both.drain();
}

function plain(message: PostedMessage): string {
  return JSON.stringify([message.text, message.blocks]).replaceAll(/[\u00a0\u202f]/g, ' ');
}

async function events() {
  const request = await scene.world.db.selectFrom('request').select('id').executeTakeFirstOrThrow();
  return readEvents(scene.world.db, request.id);
}

describe('a request asked in Slack', () => {
  it('is approved in Teams, gets its visa in Slack, and every copy says so', async () => {
    await both.slack.call(claire, 'admin canal');
    await ask();
    // Each person once, where they prefer.
    expect(inSlack(direct(lucie))).toHaveLength(1);
    expect(inSlack(direct(scene.caf))).toEqual([]);
    const asked = only(inTeams(own(karim)));
    expect(inTeams(own(scene.caf))).toHaveLength(1);

    const response = await both.teams.press(karim, asked, 'Approuver');
    expect(JSON.stringify(response)).toContain('AdaptiveCard');
    await both.teams.press(scene.caf, only(inTeams(own(scene.caf))), 'Approuver');
    await both.drain();
    // The colleague of the same structure, in Slack, no longer has anything to answer.
    expect(plain(only(inSlack(direct(lucie))))).toContain(`${karim.firstName} ${karim.lastName}`);
    expect(plain(only(inSlack(direct(lucie))))).not.toContain('Approuver');

    await both.slack.press(scene.territory, only(inSlack(direct(scene.territory))), 'Approuver');
    await both.drain();
    await both.slack.press(claire, only(inSlack(slackChannel)), 'Approuver');
    await both.drain();

    expect((await scene.world.reread(scene.action)).status).toBe('completed');
    const end = new RegExp(`Approuvée par ${claire.firstName} ${claire.lastName} le`, 'i');
    const told = [
      ...both.workspace.messages.filter(({ key }) => key !== undefined).map(plain),
      ...[...inTeams(own(karim)), ...inTeams(own(scene.caf))].map(wordsOf),
    ];
    expect(told.length).toBeGreaterThanOrEqual(6);
    for (const words of told) {
      expect(words).toMatch(end);
      expect(words).not.toMatch(/"Approuver"|\bApprouver\b/);
    }
    expect((await verifyStore(scene.world.db)).faults).toEqual([]);
  });

  it('answered by two people at once, one on each platform, has one answer and tells both', async () => {
    await ask();
    const [first, second] = await Promise.all([
      both.teams.press(karim, only(inTeams(own(karim))), 'Approuver'),
      both.slack.press(lucie, only(inSlack(direct(lucie))), 'Approuver'),
    ]);
    await both.drain();
    expect(first).toBeDefined();
    expect(second).toBeUndefined();
    const answered = (await events()).filter((event) => event.kind === 'answered');
    expect(answered).toHaveLength(1);
    const [winner] = [karim, lucie].filter(({ id }) => id === answered[0]?.by);
    const name = `${winner?.firstName} ${winner?.lastName}`;
    expect(wordsOf(only(inTeams(own(karim))))).toContain(name);
    expect(plain(only(inSlack(direct(lucie))))).toContain(name);
    expect((await verifyStore(scene.world.db)).faults).toEqual([]);
  });
});

describe('the chargée de mission’s channel in Teams', () => {
  async function reachVisa(): Promise<TeamsMessage> {
    await both.teams.call(other, 'admin canal');
    await ask();
    for (const person of [karim, scene.caf])
      await both.teams.press(person, only(inTeams(own(person))), 'Approuver');
    await both.drain();
    await both.slack.press(scene.territory, only(inSlack(direct(scene.territory))), 'Approuver');
    await both.drain();
    return only(inTeams(teamsChannel));
  }

  it('receives the visa, asked for anew by those whom it concerns', async () => {
    const visa = await reachVisa();
    expect(inSlack(slackChannel)).toEqual([]);
    expect(cardOf(visa).refresh).toMatchObject({
      action: { type: 'Action.Execute', verb: 'refresh' },
      userIds: [`29:${other.id}`],
    });
    await both.teams.press(other, visa, 'Approuver');
    // Shown again before the copies are rewritten, the card says what is true now.
    const shown = await both.teams.refresh(other, visa);
    expect(JSON.stringify(shown)).toContain(`${other.firstName} ${other.lastName}`);
    await both.drain();
    expect(wordsOf(visa)).toMatch(/Approuvée par/i);
    expect(cardOf(visa).refresh).toBeUndefined();
    expect((await scene.world.reread(scene.action)).status).toBe('completed');
  });

  it('lets two people who click at once, one on each platform, give one decision', async () => {
    const visa = await reachVisa();
    const { blocks } = (await both.slack.say(claire, 'valider')) as { blocks: unknown };
    const card = { channel: direct(claire), ts: '1.1', text: '', key: undefined, rewrites: 0 };
    await Promise.all([
      both.teams.press(other, visa, 'Approuver'),
      both.slack.press(claire, { ...card, blocks }, 'Approuver'),
    ]);
    await both.drain();
    const ends = (await events()).filter((event) => event.kind === 'ended');
    expect(ends).toHaveLength(1);
    const changes = await scene.world.db
      .selectFrom('actionEntry')
      .select('id')
      .where('toStatus', '=', 'completed')
      .execute();
    expect(changes).toHaveLength(1);
    expect((await verifyStore(scene.world.db)).faults).toEqual([]);
  });

  it('tells the channel nothing of what one person asks there', async () => {
    await both.teams.call(other, 'admin canal');
    await both.teams.call(other, 'accueil');
    const public_ = both.connector.messages.filter(({ conversation }) =>
      conversation.startsWith('19:'),
    );
    expect(public_.map(wordsOf)).toEqual([
      'Je vous ai répondu en conversation privée.',
      'Je vous ai répondu en conversation privée.',
    ]);
    expect(both.connector.in(own(other)).map(wordsOf).join()).toContain(
      'canal est maintenant celui',
    );
  });
});
