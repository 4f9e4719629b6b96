/**
 * What the journal tells of how people are reminded: who is away, what is put off, what they chose,
 * and their calendars.
 */
import type { Reader } from './journal-reader.ts';

interface ReplayedAbsence {
  readonly personId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly substituteId: string | null;
}

interface ReplayedPause {
  readonly personId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly about: string | null;
}

interface ReplayedPreference {
  readonly hour: string | null;
  readonly weekly: boolean;
}

export interface ReminderReplay {
  /** Those not cancelled. */
  readonly absences: Map<string, ReplayedAbsence>;
  /** Those not ended by their person. */
  readonly pauses: Map<string, ReplayedPause>;
  /** By person. */
  readonly preferences: Map<string, ReplayedPreference>;
  /** Those that were not revoked: their person. */
  readonly calendarLinks: Map<string, { readonly personId: string }>;
}

export function noReminders(): ReminderReplay {
  return {
    absences: new Map(),
    pauses: new Map(),
    preferences: new Map(),
    calendarLinks: new Map(),
  };
}

type Change = (state: ReminderReplay, row: { readonly subjectId: string }, read: Reader) => void;

export const reminderChanges: Readonly<Record<string, Change>> = {
  'absence.declared': (state, { subjectId }, read) => {
    const [startsOn, endsOn] = [read.word('startsOn'), read.word('endsOn')];
    // A new absence takes the place of those of the same person over the same days.
    for (const [id, other] of state.absences)
      if (other.personId === subjectId && other.endsOn >= startsOn && other.startsOn <= endsOn)
        state.absences.delete(id);
    const substituteId = read.wordOrNull('substitute');
    state.absences.set(read.word('absence'), {
      personId: subjectId,
      startsOn,
      endsOn,
      substituteId,
    });
  },
  'absence.cancelled': (state, _row, read) => {
    state.absences.delete(read.word('absence'));
  },
  'reminders.paused': (state, { subjectId: personId }, read) => {
    const [startsOn, endsOn] = [read.word('startsOn'), read.word('endsOn')];
    const about = read.wordOrNull('about');
    // A new pause takes the place of those of the same person and subject over the same days.
    for (const [id, other] of state.pauses)
      if (
        other.personId === personId &&
        other.about === about &&
        other.endsOn >= startsOn &&
        other.startsOn <= endsOn
      )
        state.pauses.delete(id);
    state.pauses.set(read.word('pause'), { personId, startsOn, endsOn, about });
  },
  'reminders.resumed': (state, _row, read) => {
    state.pauses.delete(read.word('pause'));
  },
  'reminders.chosen': (state, { subjectId }, read) => {
    const [hour, weekly] = [read.wordOrNull('hour'), read.flag('weekly')];
    state.preferences.set(subjectId, { hour, weekly });
  },
  'calendarLink.given': (state, { subjectId }, read) => {
    state.calendarLinks.set(subjectId, { personId: read.word('person') });
  },
  'calendarLink.revoked': (state, { subjectId }) => {
    state.calendarLinks.delete(subjectId);
  },
  // Pauses that ended long ago are let go, by their last day.
  'retention.applied': (state, _row, read) => {
    const before = read.wordOrNull('pausesEndedBefore');
    for (const [id, { endsOn }] of state.pauses)
      if (before !== null && endsOn < before) state.pauses.delete(id);
  },
  'person.departed': (state, { subjectId }) => {
    for (const [id, { personId }] of state.pauses)
      if (personId === subjectId) state.pauses.delete(id);
    for (const [id, { personId }] of state.calendarLinks)
      if (personId === subjectId) state.calendarLinks.delete(id);
    state.preferences.delete(subjectId);
  },
};
