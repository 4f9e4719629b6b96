/** `npm run bench`: what a kept promise costs, beside what it could cost (docs/benchmark.md). */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startFakeSlackApi } from '../test/support/fake-slack-api.ts';
import { acknowledgingBolt, committingBolt } from './bare-bolt.ts';
import { chatSdk } from './chat-sdk.ts';
import type { Contender } from './contender.ts';
import { measure, sentSoFar } from './measure.ts';
import { type Readiness, timeToReady } from './ready.ts';
import { relais } from './relais.ts';
import { machine, table } from './report.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '1' },
    /** To profile: Relais PTI alone. */
    alone: { type: 'boolean', default: false },
  },
});
const starts = 5;

const print = (words: string) => process.stdout.write(`${words}\n`);

// Beside the bot's own file, not in a temporary folder that may be memory: a commit must cost.
mkdirSync('var', { recursive: true });
const folder = mkdtempSync('var/bench-');
try {
  await using api = await startFakeSlackApi();
  await using stack = new AsyncDisposableStack();
  const ours = stack.use(await relais(join(folder, 'relais.sqlite'), api.apiUrl));
  const contenders: Contender[] = [ours];
  if (!options.alone) {
    contenders.push(stack.use(acknowledgingBolt()));
    contenders.push(stack.use(committingBolt(join(folder, 'one-row.sqlite'))));
    const other = await chatSdk(api.apiUrl);
    if (other) contenders.push(stack.use(other));
    else print('(c) is left out: `npm ci --prefix bench` installs it.\n');
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

  if (!options.alone) {
    const path = join(folder, 'ready.sqlite');
    const first = await timeToReady(path, api.apiUrl);
    print(`To ready, first start (migrations, pact and sample loaded): ${told(first)}`);
    const later: Readiness[] = [];
    for (let start = 0; start < starts; start += 1) later.push(await timeToReady(path, api.apiUrl));
    print(`To ready, the middle one of ${starts} later starts: ${told(middle(later))}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
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
