/**
 * Read in first by a bot that is watched: it knows no network but this computer, and says at each
 * SIGUSR2 whether the libraries of Teams have been read in.
 */
import dns from 'node:dns';
import { createRequire } from 'node:module';

const here = new Set(['localhost', '127.0.0.1', '::1']);
const lookup = dns.lookup;
Object.assign(dns, {
  lookup: (name: string, ...rest: unknown[]) => {
    const answer = rest.at(-1) as (error: Error) => void;
    if (here.has(name)) (lookup as (...all: unknown[]) => void)(name, ...rest);
    else
      process.nextTick(answer, Object.assign(new Error(`offline: ${name}`), { code: 'ENOTFOUND' }));
  },
});

process.on('SIGUSR2', () => {
  const read = Object.keys(createRequire(import.meta.url).cache);
  const teams = read.some((path) => /\/(?:teams-ai|botbuilder|botframework-[a-z]+)\//.test(path));
  process.stdout.write(`libraries of Teams: ${teams ? 'read in' : 'not read in'}\n`);
});
