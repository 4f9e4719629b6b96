/** The names a line of words may refer to, at one moment: what the grammar looks things up in. */
import type { PactDefinition } from '../../domain/pact.ts';
import type { PlatformName } from '../../use-cases/context.ts';
import type { Command } from './command.ts';

export interface NamedAction {
  readonly code: string;
  readonly title: string;
  readonly group: string;
  readonly territories: readonly string[];
}

export interface NamedGroup {
  readonly code: string;
  readonly title: string;
  readonly territories: readonly string[];
}

export interface NamedPerson {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly structure?: string;
  readonly email?: string;
}

/** A pact other than the current one, read as history. */
export interface NamedPact {
  readonly id: string;
  readonly title: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

export interface Vocabulary {
  /** The current pact: axes, themes, audiences, territories and structures with their aliases. */
  readonly pact: PactDefinition;
  readonly actions: readonly NamedAction[];
  readonly groups: readonly NamedGroup[];
  readonly persons: readonly NamedPerson[];
  /** What «2017» or «ancien pacte» refer to; absent: no other pact is known. */
  readonly pastPacts?: readonly NamedPact[];
}

/** Who speaks and when: «mes», «ma structure», «demain» depend on it. */
export interface Speaker {
  /** Paris day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Codes of the actions the person may declare updates of, as pilot or referent. */
  readonly ownActions: readonly string[];
  readonly programmeOfficer: boolean;
  /** The platforms a person may prefer. */
  readonly platforms?: readonly PlatformName[];
  /** The last list shown to the person: «suite» and «page 3» go on from it. */
  readonly lastList?: Command;
}
