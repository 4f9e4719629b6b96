/** How the codes of actions and groups begin (SPEC §4). */
import type { PactDefinition } from '../domain/pact.ts';

/** The prefix of the first territory, or `DEP` for a group of the whole département. */
export function codePrefix(pact: PactDefinition, territories: readonly string[]): string {
  const whole = pact.territories.filter((territory) => !territory.retiredOn);
  if (whole.length > 1 && whole.every((territory) => territories.includes(territory.code)))
    return 'DEP';
  const first = pact.territories.find((territory) => territory.code === territories[0]);
  if (!first) throw new Error(`territory ${territories[0]} is not of pact ${pact.id}`);
  return first.prefix;
}
