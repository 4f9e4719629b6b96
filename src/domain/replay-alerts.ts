/** What the journal tells of alerts: what each is about, and where it stands. */
import type { AlertState } from './alert.ts';
import type { Reader } from './journal-reader.ts';

interface ReplayedAlert {
  readonly code: string;
  readonly pactId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly raisedAt: string;
  state: string;
  turns: number;
}

export interface AlertReplay {
  readonly alerts: Map<string, ReplayedAlert>;
}

export function noAlerts(): AlertReplay {
  return { alerts: new Map() };
}

interface Row {
  readonly at: string;
  readonly subjectId: string;
}

type Change = (state: AlertReplay, row: Row, read: Reader) => void;

const turnAlert =
  (state: AlertState): Change =>
  ({ alerts }, { subjectId }) => {
    const alert = alerts.get(subjectId);
    if (!alert) return;
    alert.state = state;
    alert.turns += 1;
  };

export const alertChanges: Readonly<Record<string, Change>> = {
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
};
