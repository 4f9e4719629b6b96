/** Many people answering one request at once: one decision, and the truth told to all the others. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../src/conversation/form.ts';
import { startSlack } from '../../src/platforms/slack/app.ts';
import { renderForm } from '../../src/platforms/slack/render-form.ts';
import type { Person } from '../../src/store/people.ts';
import { readEvents } from '../../src/store/requests.ts';
import { verifyStore } from '../../src/use-cases/verify-store.ts';
import { payload, SIGNING_SECRET } from '../platforms/slack/harness.ts';
import { formOf, pressOf, wordsOf } from '../support/chat.ts';
import { type CircuitScene, circuitScene, slackUser } from '../support/circuit-scene.ts';
import { startFakeSlackApi } from '../support/fake-slack-api.ts';

let directory: string;
let scene: CircuitScene;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'relais-races-'));
  scene = await circuitScene({ path: join(directory, 'relais.sqlite'), officers: 20 });
  await scene.say(scene.pilot, `maj ${scene.action.code} réalisée : tout est en place`);
});

afterEach(async () => {
  await scene[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

/** What one person would send: a plain approval, or the form of a refusal. */
interface Click {
  readonly person: Person;
  readonly refusing: boolean;
  readonly press: unknown;
  readonly form: Form;
}

/** Everybody has the buttons before anybody presses: the clicks are then of the same version. */
async function clicksOf(
  people: readonly Person[],
  count: number,
  first: 'approve' | 'refuse' = 'approve',
): Promise<readonly Click[]> {
  const drawn = new Map<Person, Pick<Click, 'press' | 'form'>>();
  for (const person of people) {
    const card = await scene.say(person, 'valider');
    const form = await scene.send(person, { kind: 'press', value: pressOf(card, 'Refuser') });
    drawn.set(person, { press: pressOf(card, 'Approuver'), form: formOf(form) });
  }
  return Array.from({ length: count }, (_, index) => {
    const person = people[index % people.length] as Person;
    // Each person both approves and refuses: nobody's second answer may pass either.
    const even = (index + Math.floor(index / people.length)) % 2 === 0;
    const refusing = even === (first === 'refuse');
    return { person, refusing, ...(drawn.get(person) as Pick<Click, 'press' | 'form'>) };
  });
}

async function answersStored(): Promise<readonly { by: string | null; outcome: string }[]> {
  const request = await scene.world.db.selectFrom('request').selectAll().executeTakeFirstOrThrow();
  const events = await readEvents(scene.world.db, request.id);
  return events.flatMap((event) =>
    event.kind === 'ended' ? [{ by: event.by, outcome: event.outcome }] : [],
  );
}

/** The one end of the request, and the words by which every click must have been told of it. */
async function theEnd(): Promise<{ name: string; word: string; approved: boolean }> {
  const ends = await answersStored();
  expect(ends).toHaveLength(1);
  const [end] = ends;
  const winner = scene.officers.find(({ id }) => id === end?.by);
  if (!winner || !end) throw new Error('the request did not end by an officer');
  const approved = end.outcome === 'approved';
  const name = `${winner.firstName} ${winner.lastName}`;
  return { name, word: approved ? 'approuvée' : 'refusée', approved };
}

async function expectOneDecision(approved: boolean): Promise<void> {
  const { db } = scene.world;
  const changes = await db
    .selectFrom('actionEntry')
    .selectAll()
    .where('toStatus', '=', 'completed')
    .execute();
  expect(changes).toHaveLength(approved ? 1 : 0);
  expect((await scene.world.reread(scene.action)).status).toBe(
    approved ? 'completed' : 'inProgress',
  );
  const decided = (await scene.world.journal()).filter(({ act }) => act === 'request.ended');
  expect(decided).toHaveLength(1);
  const blockers = await db.selectFrom('blocker').select('liftedAt').execute();
  expect(blockers.map(({ liftedAt }) => liftedAt)).toEqual([expect.any(String)]);
  expect((await verifyStore(db)).faults).toEqual([]);
}

async function reachVisa(): Promise<void> {
  const [first] = scene.work;
  for (const person of [first as Person, scene.caf, scene.territory]) await scene.approve(person);
}

function send({ person, refusing, press, form }: Click, key: string, words: string) {
  return scene.send(
    person,
    refusing
      ? { kind: 'submit', form: form.name, state: form.state, values: { text: words } }
      : { kind: 'press', value: press },
    key,
  );
}

describe('two hundred clicks at once', () => {
  it.each([
    ['approve', 1],
    ['refuse', 0],
  ] as const)(
    'of which the first is to %s give one decision, %i change of status, and 199 truthful answers',
    async (first, changes) => {
      await reachVisa();
      const clicks = await clicksOf(scene.officers, 200, first);
      const answers = await Promise.all(
        clicks.map((click, index) => send(click, `click-${index}`, `motif ${index}`)),
      );
      const { name, word, approved } = await theEnd();
      expect(approved).toBe(changes === 1);
      await expectOneDecision(approved);
      expect(answers).toHaveLength(200);
      for (const answer of answers) {
        const words = wordsOf(answer);
        expect(words).toContain(word);
        expect(words).toContain(name);
      }
      // The one who decided may hear again of their own decision; all the others that it came late.
      const unchanged = answers.map((answer) => wordsOf(answer).includes('rien n’a changé'));
      for (const [index, { person }] of clicks.entries())
        if (!unchanged[index]) expect(`${person.firstName} ${person.lastName}`).toBe(name);
      expect(unchanged).toContain(false);
    },
  );

  it('on a step that everybody must approve give one end of that step', async () => {
    const clicks = await clicksOf([...scene.work, scene.caf], 200);
    await Promise.all(clicks.map((click, index) => send(click, `click-${index}`, 'motif')));
    const events = await readEvents(
      scene.world.db,
      (await scene.world.db.selectFrom('request').select('id').executeTakeFirstOrThrow()).id,
    );
    const [first] = events.flatMap((event) => (event.kind === 'stepOpened' ? [event.step] : []));
    const closed = events.filter((event) => event.kind === 'stepClosed' && event.step === first);
    expect(closed).toHaveLength(1);
    const seats = events.flatMap((event) => (event.kind === 'answered' ? [event.seat] : []));
    expect(new Set(seats).size).toBe(seats.length);
    expect((await verifyStore(scene.world.db)).faults).toEqual([]);
  });

  it('count once when each is delivered twice, and both get the same answer', async () => {
    await reachVisa();
    const clicks = await clicksOf(scene.officers, 40);
    const pairs = await Promise.all(
      clicks.map((click, index) =>
        Promise.all([
          send(click, `click-${index}`, `motif ${index}`),
          send(click, `click-${index}`, `motif ${index}`),
        ]),
      ),
    );
    const { approved, name } = await theEnd();
    await expectOneDecision(approved);
    const winning = pairs.filter((pair) => !wordsOf(pair[0]).includes('rien n’a changé'));
    for (const [first, second] of winning) {
      expect(wordsOf(first)).toContain(name);
      expect(second).toEqual(first);
    }
    const texts = await scene.world.db.selectFrom('freeText').select('body').execute();
    expect(texts.filter(({ body }) => body?.startsWith('motif')).length).toBe(approved ? 0 : 1);
  });

  it('through the conversation and through the real Bolt app, together', async () => {
    await reachVisa();
    await using api = await startFakeSlackApi();
    await using platform = await startSlack({
      botToken: 'xoxb-test',
      signingSecret: SIGNING_SECRET,
      apiUrl: api.apiUrl,
      httpRouter: express(),
      conversation: scene.conversation,
      logger: pino({ level: 'silent' }),
    });
    let acknowledged = 0;
    const deliver = (body: Record<string, unknown>) =>
      platform.processEvent({
        body,
        ack: async () => {
          acknowledged += 1;
        },
      });
    const throughBolt = (click: Click, index: number) => {
      const user = { id: slackUser(click.person), team_id: 'T1' };
      if (!click.refusing) {
        const more = { user, trigger_id: `trigger.${index}` };
        return deliver(payload.press(api.origin, JSON.stringify(click.press), more));
      }
      const view = renderForm(click.form);
      const input = view.blocks.find((block) => 'element' in block);
      if (!input?.block_id) throw new Error('no input');
      const field = JSON.stringify(input).match(/"action_id":"([^"]+)"/)?.[1] ?? '';
      const typed = { [input.block_id]: { [field]: { value: `motif ${index}` } } };
      const body = payload.submission(view, typed, { user, trigger_id: `trigger.${index}` });
      return deliver({ ...body, view: { ...body.view, id: `V${index}` } });
    };
    const clicks = await clicksOf(scene.officers, 200);
    const direct = await Promise.all(
      clicks.map(async (click, index) =>
        index % 2 === 0
          ? await send(click, `click-${index}`, `motif ${index}`)
          : await throughBolt(click, index),
      ),
    );
    const { name, word, approved } = await theEnd();
    await expectOneDecision(approved);
    for (const answer of direct) if (answer) expect(wordsOf(answer)).toContain(name);
    expect(acknowledged).toBe(100);
    const told = [
      ...api.responded.map(({ body }) => JSON.stringify(body)),
      ...api.of('chat.postMessage').map(({ args }) => JSON.stringify(args)),
      ...api.of('chat.update').map(({ args }) => JSON.stringify(args)),
    ];
    expect(told).toHaveLength(100);
    for (const words of told) {
      expect(words).toContain(word);
      expect(words).toContain(name);
    }
  });
});
