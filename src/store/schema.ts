/** The tables as Kysely sees them; `migrations/` is what makes them. JSON columns are text,
 * parsed by the repository that owns them. */
import type { Generated } from 'kysely';
import type { AlertState, AlertSubjectKind, AlertTurnKind } from '../domain/alert.ts';
import type { IndicatorFamily, IndicatorPeriod, IndicatorUnit } from '../domain/pact.ts';
import type { ActionStatus, BlockerKind, Role } from '../domain/terms.ts';

export interface PactTable {
  id: string;
  definition: string;
  fileHash: string;
  trackedFrom: string;
  isCurrent: 0 | 1;
  loadedAt: string;
  closedAt: string | null;
}

export interface FreeTextTable {
  id: string;
  body: string | null;
  salt: string;
  authorId: string | null;
  createdAt: string;
  erasedAt: string | null;
}

export interface StructureTable {
  code: string;
  name: string;
  category: string;
  aliases: string;
  origin: 'pactFile' | 'import' | 'chat';
  retiredOn: string | null;
}

export interface SignatoryTable {
  pactId: string;
  structure: string;
  since: string;
}

export interface PersonTable {
  id: string;
  firstName: string;
  lastName: string;
  title: string | null;
  email: string | null;
  structure: string | null;
  prefers: string | null;
  createdAt: string;
  departedAt: string | null;
}

export interface ProrogationTable {
  id: string;
  pactId: string;
  until: string;
  decidedAt: string;
  decidedBy: string | null;
  reason: string | null;
}

export interface AccountTable {
  platform: string;
  tenant: string;
  user: string;
  personId: string;
  state: 'tied' | 'waiting' | 'refused';
  since: string;
  unreachableSince: Generated<string | null>;
  tryAgainAt: Generated<string | null>;
}

export interface WorkingGroupTable {
  id: string;
  pactId: string;
  code: string;
  title: string;
  territories: string;
  samePilotStructureReason: string | null;
  createdAt: string;
  retiredOn: string | null;
}

export interface MandateTable {
  id: string;
  pactId: string;
  personId: string | null;
  role: Role;
  namedRole: string | null;
  structure: string | null;
  territory: string | null;
  groupId: string | null;
  startsOn: string;
  endsOn: string | null;
  createdAt: string;
}

export interface CodeCounterTable {
  prefix: string;
  last: number;
}

export interface ActionTable {
  id: string;
  pactId: string;
  code: string;
  title: string;
  groupId: string;
  status: ActionStatus;
  objectives: string;
  means: string;
  deliverables: string;
  axes: string;
  themes: string;
  audiences: string;
  structures: string;
  experimentation: 0 | 1;
  salt: string;
  createdAt: string;
  createdBy: string | null;
  lastNewsAt: string;
}

export interface ActionIndicatorTable {
  id: string;
  actionId: string;
  position: number;
  label: string;
  unit: IndicatorUnit;
  retiredAt: string | null;
  target: number | null;
  source: string;
  period: IndicatorPeriod;
  template: string | null;
  family: IndicatorFamily;
  /** Null: with its action. */
  createdAt: string | null;
}

export interface IndicatorReadingTable {
  id: string;
  actionId: string;
  indicatorId: string;
  year: number;
  period: string;
  value: number | null;
  textId: string | null;
  notApplicable: 0 | 1;
  at: string;
  authorId: string | null;
  replaces: string | null;
}

export interface CampaignTable {
  pactId: string;
  year: number;
  openedAt: string | null;
  openedBy: string | null;
  closedAt: string | null;
  closedBy: string | null;
}

export interface GoodPracticeTable {
  actionId: string;
  textId: string | null;
  markedAt: string;
  markedBy: string | null;
}

export type EvaluationState = 'draft' | 'submitted' | 'accepted' | 'toAmend';

export interface EvaluationTable {
  id: string;
  pactId: string;
  groupId: string;
  year: number;
  state: EvaluationState;
  startedAt: string;
  submittedAt: string | null;
  submittedBy: string | null;
  acceptedAt: string | null;
  reopenedAt: string | null;
}

export type ActionEntryKind =
  | 'created'
  | 'update'
  | 'amended'
  | 'blockerRaised'
  | 'blockerLifted'
  | 'correction'
  | 'withdrawal';

export interface ActionEntryTable {
  id: string;
  actionId: string;
  at: string;
  authorId: string | null;
  kind: ActionEntryKind;
  fromStatus: ActionStatus | null;
  toStatus: ActionStatus | null;
  nothingNew: 0 | 1;
  textId: string | null;
  changesId: string | null;
  about: string | null;
}

export interface BlockerTable {
  id: string;
  actionId: string;
  kind: BlockerKind;
  textId: string | null;
  raisedAt: string;
  raisedBy: string | null;
  raisedEntry: string | null;
  liftedAt: string | null;
  liftedBy: string | null;
  liftedEntry: string | null;
}

export interface MeetingTable {
  id: string;
  pactId: string;
  body: 'workingGroup' | 'localCommittee' | 'steeringCommittee';
  groupId: string | null;
  territory: string | null;
  ruleCode: string | null;
  state: 'planned' | 'held' | 'cancelled' | 'withdrawn';
  plannedDay: string | null;
  plannedTime: string | null;
  place: string | null;
  heldOn: string | null;
  participants: number | null;
  textId: string | null;
  createdAt: string;
  createdBy: string | null;
}

export interface InboundTable {
  key: string;
  personId: string | null;
  wordsHash: string | null;
  receivedAt: string;
  answer: string;
}

export interface FirstContactTable {
  key: string;
  platform: string;
  inbound: string;
  replyTo: string;
  receivedAt: string;
}

export interface DraftTable {
  id: string;
  personId: string;
  kind: string;
  content: string;
  file: Uint8Array | null;
  createdAt: string;
}

export interface SettingTable {
  name: string;
  value: string;
}

export interface NameRevisionTable {
  id: number;
  revision: number;
}

export interface JournalTable {
  seq: Generated<number>;
  at: string;
  actorId: string | null;
  act: string;
  subjectKind: string;
  subjectId: string;
  payload: string;
  previousHash: string;
  hash: string;
}

export interface AbsenceTable {
  id: string;
  personId: string;
  startsOn: string;
  endsOn: string;
  substituteId: string | null;
  createdAt: string;
  cancelledAt: string | null;
}

export type RequestStanding = 'open' | 'approved' | 'refused' | 'cancelled';

export interface RequestTable {
  id: string;
  code: string;
  pactId: string;
  circuit: string;
  subjectKind: 'action' | 'group';
  subjectId: string;
  requesterId: string;
  effect: string;
  state: RequestStanding;
  events: number;
  askedAt: string;
  endedAt: string | null;
}

export interface RequestEventTable {
  requestId: string;
  seq: number;
  event: string;
}

export type OutboxState = 'pending' | 'sending' | 'sent' | 'superseded' | 'dead';
/** How a message leaves: as a new one, or in place of what one said. */
export type OutboxMethod = 'send' | 'rewrite';

export interface OutboxTable {
  id: string;
  key: string;
  intent: string;
  subjectId: string;
  recipient: string;
  notBefore: string;
  state: OutboxState;
  leaseUntil: string | null;
  attempts: number;
  lastError: string | null;
  createdAt: string;
  settledAt: string | null;
  platform: Generated<string | null>;
  method: Generated<OutboxMethod | null>;
  conversation: Generated<string | null>;
  retryAt: Generated<string | null>;
  triedAt: Generated<string | null>;
}

export interface CopyTable {
  id: string;
  outboxId: string;
  intent: string;
  subjectId: string;
  personId: string | null;
  platform: string;
  tenant: string;
  reference: string;
  sentAt: string;
  conversation: Generated<string | null>;
}

export interface PauseTable {
  id: string;
  personId: string;
  startsOn: string;
  endsOn: string;
  about: string | null;
  createdAt: string;
  cancelledAt: string | null;
}

export interface PreferenceTable {
  personId: string;
  hour: string | null;
  weekly: 0 | 1;
  updatedAt: string;
}

export interface CalendarLinkTable {
  id: string;
  personId: string;
  secret: string;
  createdAt: string;
  revokedAt: string | null;
}

export interface DigestTable {
  id: string;
  personId: string;
  day: string;
  createdAt: string;
  version: number;
}

export interface ReminderTable {
  seq: Generated<number>;
  key: string;
  kind: string;
  pactId: string;
  subject: string;
  period: string;
  stage: string;
  recipientId: string;
  holderId: string;
  plannedOn: string;
  sentAt: string;
  digestId: string | null;
  lists: string;
  standing: string;
  settledAt: string | null;
}

export type ReferenceKind = 'person' | 'channel' | 'team';

export interface ConversationReferenceTable {
  platform: string;
  tenant: string;
  kind: ReferenceKind;
  id: string;
  serviceUrl: string;
  conversation: string | null;
  reference: string;
  since: string;
  blockedAt: string | null;
}

export interface AlertTable {
  id: string;
  code: string;
  pactId: string;
  subjectKind: AlertSubjectKind;
  subjectId: string;
  state: AlertState;
  turns: number;
  raisedBy: string;
  raisedAt: string;
  endedAt: string | null;
}

export interface AlertTurnTable {
  alertId: string;
  seq: number;
  at: string;
  kind: AlertTurnKind;
  by: string;
  textId: string | null;
}

export interface Schema {
  alert: AlertTable;
  alertTurn: AlertTurnTable;
  pact: PactTable;
  freeText: FreeTextTable;
  structure: StructureTable;
  signatory: SignatoryTable;
  person: PersonTable;
  prorogation: ProrogationTable;
  account: AccountTable;
  workingGroup: WorkingGroupTable;
  mandate: MandateTable;
  codeCounter: CodeCounterTable;
  action: ActionTable;
  actionIndicator: ActionIndicatorTable;
  indicatorReading: IndicatorReadingTable;
  campaign: CampaignTable;
  evaluation: EvaluationTable;
  goodPractice: GoodPracticeTable;
  actionEntry: ActionEntryTable;
  blocker: BlockerTable;
  meeting: MeetingTable;
  inbound: InboundTable;
  firstContact: FirstContactTable;
  draft: DraftTable;
  setting: SettingTable;
  nameRevision: NameRevisionTable;
  journal: JournalTable;
  absence: AbsenceTable;
  request: RequestTable;
  requestEvent: RequestEventTable;
  outbox: OutboxTable;
  copy: CopyTable;
  pause: PauseTable;
  preference: PreferenceTable;
  calendarLink: CalendarLinkTable;
  digest: DigestTable;
  reminder: ReminderTable;
  conversationReference: ConversationReferenceTable;
}
