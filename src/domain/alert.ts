/**
 * A difficulty raised to the chargée de mission (PTI 2022-2025, §1.4: «faire remonter les
 * difficultés»): where it stands, and which turn may follow.
 */

export type AlertState = 'open' | 'taken' | 'answered' | 'closed' | 'withdrawn';
export type AlertTurnKind = 'raised' | 'taken' | 'answered' | 'closed' | 'withdrawn';
/** What may be done to an alert once it is raised. */
export type AlertDeed = Exclude<AlertTurnKind, 'raised'>;
export type AlertSubjectKind = 'action' | 'group' | 'territory';

const followUps: Readonly<Record<AlertState, readonly AlertDeed[]>> = {
  open: ['taken', 'answered', 'closed', 'withdrawn'],
  taken: ['answered', 'closed', 'withdrawn'],
  // One answer may complete another; nothing is taken back once it was answered.
  answered: ['answered', 'closed'],
  closed: [],
  withdrawn: [],
};

export function mayFollow(state: AlertState, deed: AlertDeed): boolean {
  return followUps[state].includes(deed);
}

/** The state that a turn leads to. */
export function stateAfter(kind: AlertTurnKind): AlertState {
  return kind === 'raised' ? 'open' : kind;
}

export function isEnded(state: AlertState): boolean {
  return followUps[state].length === 0;
}
