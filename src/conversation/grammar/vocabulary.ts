/** The names a line of words may refer to, at one moment: what the grammar looks things up in. */
import type { PactDefinition } from '../../domain/pact.ts';

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

export interface Vocabulary {
  /** The current pact: axes, themes, audiences, territories and structures with their aliases. */
  readonly pact: PactDefinition;
  readonly actions: readonly NamedAction[];
  readonly groups: readonly NamedGroup[];
  readonly persons: readonly NamedPerson[];
}

/** Who speaks and when: «mes», «ma structure», «demain» depend on it. */
export interface Speaker {
  /** Paris day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Codes of the actions the person may declare updates of, as pilot or referent. */
  readonly ownActions: readonly string[];
  readonly programmeOfficer: boolean;
}
