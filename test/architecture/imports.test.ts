import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Lower layers first: a file imports its own layer and those before it, never one after. */
const layers = [
  ...['domain', 'french', 'files', 'store', 'use-cases', 'reports', 'conversation', 'delivery'],
  ...['scheduler', 'platforms', 'composition'],
];
/** Helpers of the composition root: nothing else may know them. */
const helpers = ['local', 'http'];

const src = resolve('src');

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(src, name), 'utf8') }));

/** The command line and what stands at the top of `src` put the rest together. */
function layerOf(name: string): string {
  const [folder = '', rest] = name.split('/');
  return rest === undefined || folder === 'cli' ? 'composition' : folder;
}

function importsOf({ name, text }: { name: string; text: string }) {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import '([^']+)'/gu;
  return [...text.matchAll(pattern)].map((match) => {
    const from = match[1] ?? match[2] ?? match[3] ?? '';
    const local = from.startsWith('.');
    return { from, to: local ? relative(src, resolve(src, dirname(name), from)) : undefined };
  });
}

const edges = files.flatMap((file) =>
  importsOf(file).map((edge) => ({ file: file.name, layer: layerOf(file.name), ...edge })),
);
const inside = edges.filter((edge) => edge.to !== undefined && !edge.to.startsWith('..'));

describe('the house', () => {
  it('is read whole: every folder is a layer or a helper, and imports are found', () => {
    const folders = new Set(files.map(({ name }) => layerOf(name)));
    expect([...folders].filter((folder) => ![...layers, ...helpers].includes(folder))).toEqual([]);
    expect(inside.length).toBeGreaterThan(200);
    const known = new Set(files.map(({ name }) => name));
    const missing = inside.filter(({ to }) => to?.endsWith('.ts') && !known.has(to));
    expect(missing.map(({ file, from }) => `${file} → ${from}`)).toEqual([]);
  });

  it('imports one way', () => {
    const wrong = inside.filter(({ layer, to = '' }) => {
      const target = layerOf(to);
      if (helpers.includes(layer) || helpers.includes(target)) return false;
      return layers.indexOf(target) > layers.indexOf(layer);
    });
    const found = wrong.map(({ file, to }) => `${file} → ${to}`);
    expect(found).toEqual([]);
  });

  it('keeps local mode and HTTP to the composition root', () => {
    const wrong = inside.filter(({ file, layer, to = '' }) => {
      const target = layerOf(to);
      const known = layer === 'composition' && !file.startsWith('cli');
      return helpers.includes(target) && target !== layer && !known && layer !== 'local';
    });
    expect(wrong.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
  });

  it('has no circle', () => {
    const next = new Map<string, string[]>();
    for (const { file, to = '' } of inside) next.set(file, [...(next.get(file) ?? []), to]);
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (name: string, path: readonly string[]) => {
      if (path.includes(name)) {
        const circle = [...path.slice(path.indexOf(name)), name];
        // Types alone may refer to each other: they are gone when the code runs.
        if (!isOfTypes(circle)) circles.push(circle.join(' → '));
        return;
      }
      if (done.has(name)) return;
      for (const to of next.get(name) ?? []) visit(to, [...path, name]);
      done.add(name);
    };
    for (const { name } of files) visit(name, []);
    expect(circles).toEqual([]);
  });

  it('lets the domain import nothing but itself and Temporal', () => {
    const wrong = edges.filter(
      ({ layer, from, to }) =>
        layer === 'domain' &&
        (to === undefined ? from !== 'temporal-polyfill' : layerOf(to) !== 'domain'),
    );
    expect(wrong.map(({ file, from }) => `${file} → ${from}`)).toEqual([]);
  });

  it('names a platform in the adapters and where they are put together only', () => {
    const wrong = files.filter(
      ({ name, text }) =>
        !/^(?:platforms|local|cli)\//u.test(name) &&
        !['start.ts', 'config.ts', 'cli.ts'].includes(name) &&
        /slack|teams/iu.test(text),
    );
    const found = wrong.map(({ name }) => name);
    expect(found).toEqual([]);
  });
});

/** Whether one step of a circle imports types only. */
function isOfTypes(circle: readonly string[]): boolean {
  return circle.slice(1).some((to, index) => {
    const from = files.find(({ name }) => name === circle[index]);
    const path = relative(dirname(circle[index] ?? ''), to);
    const said = path.startsWith('.') ? path : `./${path}`;
    const pattern = new RegExp(`import (?!type)[^;]*?from '${said.replaceAll('.', '\\.')}'`, 'u');
    return from !== undefined && !pattern.test(from.text);
  });
}
