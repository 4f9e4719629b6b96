/** The figures as tables to read, or to paste in docs/benchmark.md. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import type { Figures } from './measure.ts';

const packageSchema = z.object({ version: z.string() });

export function machine(): string {
  const [cpu] = cpus();
  const sqlite = new Sqlite(':memory:').prepare<[], { version: string }>(
    'SELECT sqlite_version() AS version',
  );
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 1e9)} GB, ${process.platform}`,
    `Node ${process.versions.node}, SQLite ${sqlite.get()?.version ?? '?'}, @slack/bolt ${version('../node_modules/@slack/bolt')}, ` +
      `better-sqlite3 ${version('../node_modules/better-sqlite3')}, kysely ${version('../node_modules/kysely')}, chat ${version('node_modules/chat')}`,
    `commit ${commit()}`,
  ].join('\n');
}

/** One line per contender; `reference` is what the ratios compare with. */
export function table(figures: readonly Figures[], ours: Figures): string {
  const rows = figures.map((line) => [
    line.contender.name,
    String(line.atOnce),
    Math.round(line.throughput).toLocaleString('en'),
    (1000 / line.throughput).toFixed(3),
    line.p50.toFixed(2),
    line.p99.toFixed(2),
    line.max.toFixed(1),
    line === ours ? '' : ratio(ours, line),
  ]);
  const head = [
    '',
    'at once',
    'commands/s',
    'ms each',
    'p50 ms',
    'p99 ms',
    'max ms',
    'Relais costs',
  ];
  return aligned([head, ...rows]);
}

/** How many times the cost of the other, and the least and greatest of the rounds. */
function ratio(ours: Figures, other: Figures): string {
  const rounds = ours.perCommand.map(
    (cost, round) => cost / (other.perCommand[round] ?? Number.NaN),
  );
  const [least, most] = [Math.min(...rounds), Math.max(...rounds)];
  return `${(other.throughput / ours.throughput).toFixed(2)}x (${least.toFixed(2)}-${most.toFixed(2)})`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths?.[0] ?? 0) : cell.padStart(widths?.[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths?.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

function version(folder: string): string {
  try {
    const path = new URL(`${folder}/package.json`, import.meta.url);
    return packageSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
  } catch {
    return '(not installed)';
  }
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return '(no git)';
  }
}
