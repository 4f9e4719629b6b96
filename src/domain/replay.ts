/**
 * The journal folded back into states: where every action stands, what hinders it, what was held,
 * who holds a mandate, who is away, what happened to every request, how the pacts were prorogued.
 * Texts and names are not in the journal, so that erasing them leaves it true: replay restores
 * states and figures (SPEC §9).
 */
import type { AlertState } from './alert.ts';
import { type Reader, reader } from './journal-reader.ts';
import { type IndicatorReplay, indicatorChanges, noIndicators } from './replay-indicators.ts';
import type { ActionStatus, BlockerKind } from './terms.ts';

/** A row of the journal, as far as replaying needs it. */
export interface JournalFact {
  readonly seq: number;
  readonly at: string;
  readonly act: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

interface ReplayedAction {
  readonly code: string;
  readonly pactId: string;
  /** Code of the group. */
  readonly group: string;
  status: ActionStatus;
  experimentation: boolean;
  /** Salted hash of its descriptive texts. */
  texts: string | null;
}

interface ReplayedMeeting {
  readonly body: string;
  /** Code of the group, for a concertation. */
  readonly group: string | null;
  /** Of a local committee. */
  readonly territory: string | null;
  /** Code of the COPIL in the pact file. */
  readonly ruleCode: string | null;
  state: 'planned' | 'held' | 'cancelled';
  plannedDay: string | null;
  plannedTime: string | null;
  heldOn: string | null;
  participants: number | null;
}

interface ReplayedMandate {
  readonly personId: string | null;
  readonly pactId: string;
  readonly role: string;
  readonly namedRole: string | null;
  readonly structure: string | null;
  readonly territory: string | null;
  readonly group: string | null;
  readonly startsOn: string;
  endsOn: string | null;
}

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

interface ReplayedRequest {
  readonly requesterId: string;
  readonly subjectId: string;
  readonly askedAt: string;
  state: string;
  endedAt: string | null;
  events: number;
  /** Its events in order, one JSON a line. */
  history: string;
}

interface ReplayedAlert {
  readonly code: string;
  readonly pactId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly raisedAt: string;
  state: string;
  turns: number;
}

interface ReplayedPact {
  fileHash: string;
  isCurrent: boolean;
  closedAt: string | null;
  /** Last days decided in chat, in the order of the decisions. */
  readonly prorogations: string[];
}

/** States by id; `openBlockers` holds those that were raised and not lifted. */
export interface Replay extends IndicatorReplay {
  readonly actions: Map<string, ReplayedAction>;
  readonly openBlockers: Map<string, { readonly actionId: string; readonly kind: BlockerKind }>;
  readonly meetings: Map<string, ReplayedMeeting>;
  readonly mandates: Map<string, ReplayedMandate>;
  readonly pacts: Map<string, ReplayedPact>;
  /** Those not cancelled. */
  readonly absences: Map<string, ReplayedAbsence>;
  /** Those not ended by their person. */
  readonly pauses: Map<string, ReplayedPause>;
  /** By person. */
  readonly preferences: Map<string, ReplayedPreference>;
  /** Those that were not revoked: their person. */
  readonly calendarLinks: Map<string, { readonly personId: string }>;
  readonly requests: Map<string, ReplayedRequest>;
  readonly alerts: Map<string, ReplayedAlert>;
  /** The last row that spoke of an id: where to look when a table says otherwise. */
  readonly lastRow: Map<string, number>;
}

export function emptyReplay(): Replay {
  return {
    actions: new Map(),
    openBlockers: new Map(),
    meetings: new Map(),
    mandates: new Map(),
    pacts: new Map(),
    absences: new Map(),
    pauses: new Map(),
    preferences: new Map(),
    calendarLinks: new Map(),
    requests: new Map(),
    alerts: new Map(),
    ...noIndicators(),
    lastRow: new Map(),
  };
}

export function replay(rows: Iterable<JournalFact>): Replay {
  const state = emptyReplay();
  for (const row of rows) replayRow(state, row);
  return state;
}

/** Adds one row to a state; acts that change no state of this kind leave it as it is. */
export function replayRow(state: Replay, row: JournalFact): void {
  const change = row.act.startsWith('request.') ? addRequestEvent : changes[row.act];
  const ofIndicators = indicatorChanges[row.act];
  if (!change && !ofIndicators) return;
  const read = reader(row.payload);
  change?.(state, row, read);
  ofIndicators?.(state, row, read);
  state.lastRow.set(row.subjectId, row.seq);
}

type Change = (state: Replay, row: JournalFact, read: Reader) => void;

const setStatus: Change = (state, { subjectId }, read) => {
  const action = state.actions.get(subjectId);
  if (action) action.status = read.word('to') as ActionStatus;
};

function newMeeting(is: ReplayedMeeting['state'], read: Reader): ReplayedMeeting {
  return {
    body: read.word('body'),
    group: read.wordOrNull('group'),
    territory: read.wordOrNull('territory'),
    ruleCode: read.wordOrNull('rule'),
    state: is,
    plannedDay: read.wordOrNull('day'),
    plannedTime: read.wordOrNull('time'),
    heldOn: null,
    participants: null,
  };
}

const replan: Change = (state, { subjectId }, read) => {
  const meeting = state.meetings.get(subjectId);
  if (!meeting) return;
  meeting.plannedDay = read.word('day');
  meeting.plannedTime = read.wordOrNull('time');
};

/** Each event of a request is a row of its own: together they are the request. */
const addRequestEvent: Change = (state, { subjectId, payload }) => {
  const event = (payload.event ?? {}) as Readonly<Record<string, unknown>>;
  const read = reader(event);
  const known = state.requests.get(subjectId) ?? {
    requesterId: read.word('requester'),
    subjectId: reader((event.subject ?? {}) as typeof event).word('id'),
    askedAt: read.word('at'),
    state: 'open',
    endedAt: null,
    events: 0,
    history: '',
  };
  known.events += 1;
  known.history += `${JSON.stringify(event)}\n`;
  if (event.kind === 'ended') {
    known.state = read.word('outcome');
    known.endedAt = read.word('at');
  }
  state.requests.set(subjectId, known);
};

const turnAlert =
  (state: AlertState): Change =>
  ({ alerts }, { subjectId }) => {
    const alert = alerts.get(subjectId);
    if (!alert) return;
    alert.state = state;
    alert.turns += 1;
  };

const changes: Readonly<Record<string, Change>> = {
  'alert.raised': ({ alerts }, { subjectId, at }, read) => {
    alerts.set(subjectId, {
      code: read.word('code'),
      pactId: read.word('pact'),
      subjectKind: read.word('subjectKind'),
      subjectId: read.word('subjectId'),
      raisedAt: at,
      state: 'open',
      turns: 1,
    });
  },
  'alert.taken': turnAlert('taken'),
  'alert.answered': turnAlert('answered'),
  'alert.closed': turnAlert('closed'),
  'alert.withdrawn': turnAlert('withdrawn'),
  'pact.loaded': (state, { subjectId }, read) => {
    const isCurrent = read.flag('current');
    if (isCurrent) for (const pact of state.pacts.values()) pact.isCurrent = false;
    const known = state.pacts.get(subjectId);
    state.pacts.set(subjectId, {
      fileHash: read.word('file'),
      isCurrent: isCurrent || known?.isCurrent === true,
      closedAt: known ? known.closedAt : read.wordOrNull('closedAt'),
      prorogations: known?.prorogations ?? [],
    });
  },
  'pact.closed': (state, { subjectId, at }) => {
    const pact = state.pacts.get(subjectId);
    if (pact) pact.closedAt = at;
  },
  'pact.prorogued': (state, { subjectId }, read) => {
    state.pacts.get(subjectId)?.prorogations.push(read.word('until'));
  },
  'action.created': (state, { subjectId }, read) => {
    state.actions.set(subjectId, {
      code: read.word('code'),
      pactId: read.word('pact'),
      group: read.word('group'),
      status: (read.wordOrNull('status') ?? 'project') as ActionStatus,
      experimentation: read.flag('experimentation'),
      texts: read.wordOrNull('texts'),
    });
  },
  'action.amended': (state, { subjectId }, read) => {
    const action = state.actions.get(subjectId);
    if (!action) return;
    action.experimentation = read.flag('experimentation');
    action.texts = read.wordOrNull('texts');
  },
  'action.updated': setStatus,
  'action.updateReverted': setStatus,
  'blocker.raised': (state, { subjectId }, read) => {
    const kind = read.word('kind') as BlockerKind;
    state.openBlockers.set(read.word('blocker'), { actionId: subjectId, kind });
  },
  'blocker.lifted': (state, _row, read) => {
    state.openBlockers.delete(read.word('blocker'));
  },
  'meeting.planned': (state, row, read) => {
    state.meetings.set(row.subjectId, newMeeting('planned', read));
  },
  'meeting.postponed': replan,
  'meeting.amended': replan,
  'meeting.held': (state, { subjectId }, read) => {
    const known = state.meetings.get(subjectId) ?? newMeeting('held', read);
    known.state = 'held';
    known.heldOn = read.word('heldOn');
    known.participants = read.count('participants');
    state.meetings.set(subjectId, known);
  },
  'meeting.cancelled': (state, { subjectId }) => {
    const meeting = state.meetings.get(subjectId);
    if (meeting) meeting.state = 'cancelled';
  },
  'meeting.reopened': (state, { subjectId }) => {
    const meeting = state.meetings.get(subjectId);
    if (meeting) Object.assign(meeting, { state: 'planned', heldOn: null, participants: null });
  },
  'meeting.withdrawn': (state, { subjectId }) => {
    state.meetings.delete(subjectId);
  },
  'mandate.given': (state, { subjectId }, read) => {
    state.mandates.set(subjectId, {
      personId: read.wordOrNull('person'),
      pactId: read.word('pact'),
      role: read.word('role'),
      namedRole: read.wordOrNull('namedRole'),
      structure: read.wordOrNull('structure'),
      territory: read.wordOrNull('territory'),
      group: read.wordOrNull('group'),
      startsOn: read.word('startsOn'),
      endsOn: read.wordOrNull('endsOn'),
    });
  },
  'mandate.ended': (state, { subjectId }, read) => {
    const mandate = state.mandates.get(subjectId);
    if (mandate) mandate.endsOn = read.word('endsOn');
  },
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
  'person.departed': (state, { seq, subjectId }, read) => {
    for (const [id, { personId }] of state.pauses)
      if (personId === subjectId) state.pauses.delete(id);
    for (const [id, { personId }] of state.calendarLinks)
      if (personId === subjectId) state.calendarLinks.delete(id);
    state.preferences.delete(subjectId);
    for (const id of read.words('ended')) {
      const mandate = state.mandates.get(id);
      if (mandate) mandate.endsOn = read.word('endsOn');
      state.lastRow.set(id, seq);
    }
    for (const id of read.words('removed')) {
      state.mandates.delete(id);
      state.lastRow.set(id, seq);
    }
  },
};

/** How many actions stand at each status: the counts always add up (SPEC §4). */
export function countByStatus(
  actions: Iterable<{ readonly status: ActionStatus }>,
): Readonly<Record<ActionStatus, number>> {
  const counts = { project: 0, inProgress: 0, operating: 0, completed: 0, abandoned: 0 };
  for (const { status } of actions) counts[status] += 1;
  return counts;
}
