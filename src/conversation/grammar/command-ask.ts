/** `demander <circuit> THA-3`, `simuler <circuit> THA-3`, and «qui va devoir valider THA-3 ?». */
import { ask as askWhich, performOrAsk } from './answers.ts';
import { type CircuitSubject, readSubject } from './circuit-subject.ts';
import type { Command, Understanding } from './command.ts';
import type { Line } from './line.ts';

export function ask(line: Line, from: number): Understanding {
  const read = readSubject(line, from);
  if (read.kind === 'refused') return read.understanding;
  const besides = read.comment === '' ? {} : { comment: read.comment };
  const commands = read.options.map((of): Command => ({ name: 'ask', ...of, ...besides }));
  return performOrAsk(line, commands, read.unsure);
}

/** «changement de pilote THA-G2»: proposed, a circuit was not named. */
export function pilotChange(line: Line, from: number): Understanding {
  const circuits = line.vocabulary.pact.circuits.filter((c) => c.subject === 'pilotChange');
  const read = readSubject(line, from, circuits);
  if (read.kind === 'refused') return read.understanding;
  return askWhich(line, read.options.map(asking));
}

export function simulate(line: Line, from: number): Understanding {
  const read = readSubject(line, from);
  if (read.kind === 'refused') return read.understanding;
  return performOrAsk(line, read.options.map(simulating), read.unsure);
}

/** Who would be asked, or where it stands now: both are offered. */
export function whoDecides(line: Line, from: number): Understanding {
  const read = readSubject(line, from);
  if (read.kind === 'refused') return read.understanding;
  const now = read.options.flatMap(showing);
  const open: Command = { name: 'requests', page: 1 };
  return askWhich(line, [...read.options.map(simulating), ...(now.length > 0 ? now : [open])]);
}

export function asking(of: CircuitSubject): Command {
  return { name: 'ask', ...of };
}

function simulating(of: CircuitSubject): Command {
  return { name: 'simulate', ...of };
}

/** What an action or a group is at now says its open requests too. */
export function showing({ action, group }: CircuitSubject): readonly Command[] {
  if (action !== undefined) return [{ name: 'action', action }];
  return group === undefined ? [] : [{ name: 'group', group }];
}
