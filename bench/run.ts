/** `npm run bench`: what a kept promise costs, beside what it could cost (docs/benchmark.md). */

import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { acknowledgingBolt, committingBolt } from './bare-bolt.ts';
import { bareTeams } from './bare-teams.ts';
import { chatSdk } from './chat-sdk.ts';
import type { Contender } from './contender.ts';
import { measure, sentSoFar } from './measure.ts';
import { measureOutbox, tellOutbox } from './outbox.ts';
import { inLocalMode, onServer, type Readiness, timeToReady, withTeams } from './ready.ts';
import { relais, relaisInTeams } from './relais.ts';
import { measureReminders, tellReminders } from './reminders.ts';
import { machine, table } from './report.ts';
import { measureReview } from './review.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '1' },
    /** How fast the outbox drains, and nothing else: 18 minutes, as 1,000 seconds are waited for. */
    outbox: { type: 'boolean', default: false },
    /** To profile: Relais PTI alone. */
    alone: { type: 'boolean', default: false },
    /** Beside the bot's own file unless said: in memory (/dev/shm), a commit costs no disk. */
    folder: { type: 'string', default: 'var' },
  },
});
const starts = 5;

const print = (words: string) => process.stdout.write(`${words}\n`);

mkdirSync(options.folder, { recursive: true });
const folder = mkdtempSync(join(options.folder, 'bench-'));
try {
  if (options.outbox)
    print(`${machine()}\n\n${tellOutbox(await measureOutbox(join(folder, 'outbox'), 1000))}`);
  else await measureAll();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureAll(): Promise<void> {
  const slack = new Worker(new URL('slack-server.ts', import.meta.url));
  const [apiUrl] = z.tuple([z.url()]).parse(await once(slack, 'message'));
  await using stack = new AsyncDisposableStack();
  stack.defer(async () => void (await slack.terminate()));
  const ours = stack.use(await relais(join(folder, 'relais.sqlite'), apiUrl));
  const contenders: Contender[] = [ours];
  if (!options.alone) {
    contenders.push(stack.use(acknowledgingBolt()));
    contenders.push(stack.use(committingBolt(join(folder, 'one-row.sqlite'))));
    for (const answers of [false, true]) {
      const other = await chatSdk(apiUrl, { answers });
      if (other) contenders.push(stack.use(other));
      else if (!answers) print('(c) is left out: `npm ci --prefix bench` installs it.\n');
    }
  }

  print(`${machine()}\n`);
  const figures = await measure(contenders, {
    atOnce: [1, 50],
    rounds: Number(options.rounds),
    roundMs: Number(options.seconds) * 1000,
    warmUpMs: 2000,
  });
  for (const atOnce of [1, 50]) {
    const lines = figures.filter((line) => line.atOnce === atOnce);
    const own = lines.find((line) => line.contender === ours);
    if (own) print(`${table(lines, own)}\n`);
  }
  for (const contender of contenders) await contender.check(sentSoFar(contender));

  print(`${tellReminders(await measureReminders(join(folder, 'departments.sqlite')))}\n`);

  if (!options.alone) {
    const teams = new Worker(new URL('connector-server.ts', import.meta.url));
    const [serviceUrl] = z.tuple([z.url()]).parse(await once(teams, 'message'));
    stack.defer(async () => void (await teams.terminate()));
    const inTeams = stack.use(await relaisInTeams(join(folder, 'teams.sqlite'), serviceUrl));
    const others = [
      stack.use(await bareTeams(serviceUrl)),
      stack.use(await bareTeams(serviceUrl, join(folder, 'teams-row.sqlite'))),
    ];
    const measured = await measure([inTeams, ...others], {
      atOnce: [1, 50],
      rounds: Number(options.rounds),
      roundMs: Number(options.seconds) * 1000,
      warmUpMs: 2000,
    });
    for (const atOnce of [1, 50]) {
      const lines = measured.filter((line) => line.atOnce === atOnce);
      const own = lines.find((line) => line.contender === inTeams);
      if (own) print(`${table(lines, own)}\n`);
    }
    for (const contender of [inTeams, ...others]) await contender.check(sentSoFar(contender));

    for (const [name, settings] of [
      ['on a server', onServer(apiUrl)],
      ['with Teams alone', withTeams],
      ['with Slack and Teams', { ...onServer(apiUrl), ...withTeams }],
      ['in local mode', inLocalMode],
    ] as const) {
      // A folder each: beside the database stands what Node compiled at the first start.
      const path = join(folder, name, 'relais.sqlite');
      print(`To ready ${name}, first start: ${told(await timeToReady(path, settings))}`);
      const later: Readiness[] = [];
      for (let start = 0; start < starts; start += 1) later.push(await timeToReady(path, settings));
      print(`To ready ${name}, the middle one of ${starts} later starts: ${told(middle(later))}`);
    }
  }
  if (!options.alone) {
    await measureReview(join(folder, 'large.sqlite'), print);
    print(`\n${tellOutbox(await measureOutbox(join(folder, 'outbox'), 180))}`);
  }
}

function middle(starts: readonly Readiness[]): Readiness {
  const sorted = [...starts].sort((a, b) => a.milliseconds - b.milliseconds);
  return (
    sorted[Math.floor(sorted.length / 2)] ?? { milliseconds: Number.NaN, megabytes: Number.NaN }
  );
}

function told({ milliseconds, megabytes }: Readiness): string {
  return `${(milliseconds / 1000).toFixed(2)} s, ${Math.round(megabytes)} MB`;
}
