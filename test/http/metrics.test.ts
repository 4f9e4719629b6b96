import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';
import { startHttp } from '../../src/http/server.ts';
import { enqueue } from '../../src/store/outbox.ts';
import { openChat } from '../support/chat.ts';
import { openWorld } from '../support/world.ts';

async function scrape(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const cut = line.lastIndexOf(' ');
      return [line.slice(0, cut), Number(line.slice(cut + 1))];
    }),
  );
}

it('counts turns, messages by state and the wait of the oldest, and names nobody', async () => {
  await using world = await openWorld();
  const metrics = createMetrics(world.db, () => world.now);
  const http = await startHttp({
    ...{ host: '127.0.0.1', port: 0, local: true, missing: () => [] },
    logger: pino({ level: 'silent' }),
  });
  await using _stopped = http;
  http.routes.use(metrics.routes);
  const group = await world.group();
  const action = await world.action(group);
  const pilot = await world.person({ firstName: 'Sarah', role: 'pilot', group });
  const chat = openChat(world, { onTurn: metrics.turned });
  await chat.say(pilot, `maj ${action.code} : la navette démarre`);
  await chat.say(pilot, 'accueil');
  await world.db.transaction().execute((tx) =>
    enqueue(tx, {
      ...{ id: 'o1', key: 'k1', intent: 'digest', subjectId: 'd1' },
      recipient: { kind: 'person', person: pilot.id },
      ...{ notBefore: world.now, createdAt: world.now },
    }),
  );
  world.later({ seconds: 90 });
  await metrics.ticked(world.now);
  const seen = await scrape(http.url);
  expect(seen.get('relais_turns_total{saved="true"}')).toBe(1);
  expect(seen.get('relais_turns_total{saved="false"}')).toBeGreaterThan(0);
  expect(seen.get('relais_turn_seconds_count')).toBeGreaterThan(1);
  expect(seen.get('relais_outbox_messages{state="pending"}')).toBe(1);
  expect(seen.get('relais_outbox_messages{state="dead"}')).toBe(0);
  expect(seen.get('relais_outbox_oldest_due_seconds')).toBe(90);
  expect(seen.get('relais_last_tick_timestamp_seconds')).toBe(Date.parse(world.now) / 1000);
  expect([...seen.keys()].join('\n')).not.toContain('Sarah');
});
