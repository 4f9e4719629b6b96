/**
 * The journal folded back into states: where every action stands, what hinders it, what was held,
 * who holds a mandate, what happened to every request, how the pacts were prorogued. Indicators,
 * reminders and alerts are told beside (`replay-*.ts`).
 * Texts and names are not in the journal, so that erasing them leaves it true: replay restores
 * states and figures (SPEC §9).
 */
import { type Reader, reader } from './journal-reader.ts';
import { type AlertReplay, alertChanges, noAlerts } from './replay-alerts.ts';
import { type IndicatorReplay, indicatorChanges, noIndicators } from './replay-indicators.ts';
import { noReminders, type ReminderReplay, reminderChanges } from './replay-reminders.ts';
import type { ActionStatus, BlockerKind } from './terms.ts';

/** A row of the journal, as far as replaying needs it. */
export interface JournalFact {
  readonly seq: number;
  readonly at: string;
  readonly actorId?: string | null;
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

/** A line of the history of an action. */
interface ReplayedUpdate {
  readonly actionId: string;
  readonly at: string;
  /** Absent when a request made it: it is then in the name of whoever asked. */
  readonly authorId?: string | null;
  readonly fromStatus: string;
  readonly toStatus: string;
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

interface ReplayedPact {
  fileHash: string;
  isCurrent: boolean;
  closedAt: string | null;
  /** Last days decided in chat, in the order of the decisions. */
  readonly prorogations: string[];
}

/** States by id; `openBlockers` holds those that were raised and not lifted. */
export interface Replay extends IndicatorReplay, ReminderReplay, AlertReplay {
  readonly actions: Map<string, ReplayedAction>;
  /** Updates and corrections by the id of their entry. */
  readonly updates: Map<string, ReplayedUpdate>;
  readonly openBlockers: Map<string, { readonly actionId: string; readonly kind: BlockerKind }>;
  readonly meetings: Map<string, ReplayedMeeting>;
  readonly mandates: Map<string, ReplayedMandate>;
  readonly pacts: Map<string, ReplayedPact>;
  readonly requests: Map<string, ReplayedRequest>;
  /** The last row that spoke of an id: where to look when a table says otherwise. */
  readonly lastRow: Map<string, number>;
}

export function emptyReplay(): Replay {
  return {
    actions: new Map(),
    updates: new Map(),
    openBlockers: new Map(),
    meetings: new Map(),
    mandates: new Map(),
    pacts: new Map(),
    requests: new Map(),
    ...noIndicators(),
    ...noReminders(),
    ...noAlerts(),
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
  const told = row.act.startsWith('request.')
    ? [addRequestEvent]
    : parts.flatMap((part) => part[row.act] ?? []);
  if (told.length === 0) return;
  const read = reader(row.payload);
  for (const change of told) change(state, row, read);
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

const changes: Readonly<Record<string, Change>> = {
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
  'action.updated': (state, row, read) => {
    setStatus(state, row, read);
    const entry = read.wordOrNull('entry');
    if (entry === null) return;
    const isOfRequest = read.wordOrNull('request') !== null;
    state.lastRow.set(entry, row.seq);
    state.updates.set(entry, {
      ...{ actionId: row.subjectId, at: row.at },
      ...(!isOfRequest && { authorId: row.actorId ?? null }),
      ...{ fromStatus: read.word('from'), toStatus: read.word('to') },
    });
  },
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
  'person.departed': (state, { seq }, read) => {
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

/** One act may change several kinds of states: an amendment, a departure. */
const parts = [changes, indicatorChanges, reminderChanges, alertChanges];

/** How many actions stand at each status: the counts always add up (SPEC §4). */
export function countByStatus(
  actions: Iterable<{ readonly status: ActionStatus }>,
): Readonly<Record<ActionStatus, number>> {
  const counts = { project: 0, inProgress: 0, operating: 0, completed: 0, abandoned: 0 };
  for (const { status } of actions) counts[status] += 1;
  return counts;
}
