/** One turn of the conversation: who says what, when, inside one transaction. */
import { type Relation, relationsOf } from '../domain/rights.ts';
import type { TablesResult } from '../files/table.ts';
import type { ReportMaker } from '../reports/make-report.ts';
import type { Person } from '../store/people.ts';
import type { Context } from '../use-cases/context.ts';
import type { Inbound } from './exchange.ts';
import type { Command } from './grammar/command.ts';
import type { Names } from './names.ts';

export interface Turn extends Context {
  readonly inbound: Inbound;
  readonly person: Person;
  readonly names: Names;
  /** The person said that the contact data in the text is professional. */
  readonly contactsConfirmed: boolean;
  /** What is done now that it was chosen: a choice waits no more, and cannot be chosen again. */
  readonly chosen?: Command;
  /** Local mode lets the clock be moved from the chat. */
  readonly local: LocalTools | undefined;
  readonly outcome: Outcome;
  /** Where people's calendars find the bot; absent: they are given a file. */
  readonly publicUrl?: string;
  /** Makes the files of the bilan, outside the transaction. */
  readonly reports: ReportMaker;
  /** The file that was given, already read: not within the transaction. */
  readonly file?: TablesResult;
}

/** What the turn leaves behind, beside its answer. */
export interface Outcome {
  /** Something was written: the answer is kept, for a second delivery. */
  saved: boolean;
  /** A person was erased: the file must not keep their name in what it no longer uses. */
  erased?: boolean;
  /** A question was put instead of acting: the words wait, they are not done. */
  asked?: boolean;
  /** Set when words were saved: the same ones again soon are a repetition. */
  wordsHash?: string;
}

export interface LocalTools {
  /** Moves the clock forward; answers the new instant, or says why not. */
  moveClock(move: {
    advance?: string;
    to?: string;
  }): Promise<{ ok: true; now: string } | { ok: false; why: 'backward' | 'unreadable' }>;
}

export function isProgrammeOfficer(turn: Pick<Turn, 'actor'>): boolean {
  return turn.actor.mandates.some((mandate) => mandate.role === 'programmeOfficer');
}

/**
 * Codes of the actions a person is expected to keep up to date: as pilot, as référent of the
 * territory, or as référent of a structure that the action names.
 */
export function ownActions(turn: Pick<Turn, 'names' | 'actor'>): readonly string[] {
  const { actionsByCode, groupsById } = turn.names;
  return [...actionsByCode.values()]
    .filter((action) => {
      const group = groupsById.get(action.groupId);
      if (!group) return false;
      const held = relationsOf(turn.actor.mandates, {
        groupId: group.id,
        territories: group.territories,
        structures: action.structures,
      });
      return held.some((relation) => own.has(relation));
    })
    .map((action) => action.code);
}

const own = new Set<Relation>(['pilot', 'territoryReferent', 'engagedReferent']);
