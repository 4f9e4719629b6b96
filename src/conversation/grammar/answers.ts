/** The ways to answer a line: do it, ask, refuse. */
import { frenchSpaces } from '../../french/typography.ts';
import type { Command, Understanding } from './command.ts';
import { labelOf } from './labels.ts';
import type { Line } from './line.ts';

/** More than these are no longer a choice: the form or a list serves better. */
const maxChoices = 10;

export function perform(command: Command): Understanding {
  return { kind: 'command', command };
}

export function refuse(sentence: string, example?: string): Understanding {
  const said = frenchSpaces(sentence);
  return example === undefined
    ? { kind: 'refused', sentence: said }
    : { kind: 'refused', sentence: said, example };
}

/** «Vouliez-vous dire… ?», each command once, with buttons. */
export function ask(
  line: Line,
  commands: readonly Command[],
  question = 'Vouliez-vous dire… ?',
): Understanding {
  const seen = new Set<string>();
  const choices: { label: string; command: Command }[] = [];
  for (const command of commands) {
    const key = JSON.stringify(command);
    if (seen.has(key) || choices.length === maxChoices) continue;
    seen.add(key);
    choices.push({ label: labelOf(command, line.vocabulary), command });
  }
  return { kind: 'ask', question: frenchSpaces(question), choices };
}

/** Does the only command there is, unless something must be confirmed. */
export function performOrAsk(
  line: Line,
  commands: readonly Command[],
  unsure: boolean,
  question?: string,
): Understanding {
  const [only, ...others] = commands;
  if (only && others.length === 0 && !unsure) return perform(only);
  return ask(line, commands, question);
}
