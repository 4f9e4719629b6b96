/** A line of a digest: what it needs to be written, and what it is made of. */
import type { Standing } from '../../domain/obligations/standing.ts';
import { type Act, may, type ObjectFacts, relationsOf } from '../../domain/rights.ts';
import type { Tx } from '../../store/database.ts';
import type { Mandate } from '../../store/mandates.ts';
import type { Pact } from '../../store/pacts.ts';
import type { SentReminder } from '../../store/reminders.ts';
import type { Button, CardBlock, RichText } from '../card.ts';
import type { Names } from '../names.ts';

export interface LineScene {
  readonly db: Tx;
  readonly today: string;
  /** Its `pact` is the line's own, which may be a past one. */
  readonly names: Names;
  readonly pact: Pact;
  /** Forms and commands act on the current pact: lines of another one only tell. */
  readonly current: boolean;
  /** In force: the reader's own, and those of whom they stand in for. */
  readonly mandates: readonly Mandate[];
  readonly line: SentReminder;
  readonly standing: Standing;
}

export interface WrittenLine {
  /** A few words for the summary, which stands alone: «comité local, Étang de Thau». */
  readonly about: string;
  readonly text: RichText;
  /** Its answers, the likeliest first. */
  readonly buttons: readonly Button[];
  /** What it lists, between its text and its buttons. */
  readonly details?: readonly CardBlock[];
}

export interface LineWriter {
  /** Over the lines of its kind. */
  readonly heading: string;
  /** What a line is about, in a few words. */
  readonly subject: (scene: LineScene) => string;
  /** What waits for an answer. */
  readonly write: (scene: LineScene) => Promise<WrittenLine | undefined>;
  /** What happened since, once nothing waits any more. */
  readonly outcome: (scene: LineScene) => Promise<string>;
  /** Where the lines that do not fit are seen: a command. */
  readonly seeAll?: string;
}

/** Checked again when the button is pressed. */
export function readerMay(
  { current, mandates }: LineScene,
  act: Act,
  object: ObjectFacts,
): boolean {
  return current && may(act, relationsOf(mandates, object));
}

/** The reader was asked as chargée de mission: somebody else answers first. */
export function isEscalated({ pact, line, mandates }: LineScene): boolean {
  return (
    line.holder === line.recipient &&
    mandates.some(
      ({ role, pactId }) => role === 'programmeOfficer' && pactId === pact.definition.id,
    )
  );
}
