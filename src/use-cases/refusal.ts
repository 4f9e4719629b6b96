/** Why an act was refused; the conversation says it in French, with what to do. */

import type { RequiredPart } from '../domain/action-status.ts';
import type { AlertState } from '../domain/alert.ts';
import type { CircuitRefusal } from '../domain/circuit/refusals.ts';
import type { CampaignStanding } from '../domain/indicators/campaign.ts';
import type { Act, ObjectFacts } from '../domain/rights.ts';
import type { ActionStatus } from '../domain/terms.ts';
import type { AlertTurn } from '../store/alerts.ts';

export type Refusal =
  | { readonly kind: 'notAllowed'; readonly act: Act; readonly object?: ObjectFacts }
  | { readonly kind: 'pactClosed'; readonly pact: string; readonly title: string }
  | { readonly kind: 'notFound'; readonly what: Subject; readonly id: string }
  | {
      readonly kind: 'incomplete';
      readonly code: string;
      readonly missing: readonly RequiredPart[];
    }
  | {
      readonly kind: 'reasonNeeded';
      readonly code: string;
      readonly from: ActionStatus;
      readonly to: ActionStatus;
    }
  | { readonly kind: 'nothingToSave'; readonly code: string }
  /** A text that looks like data on a person who receives help: never saved (SPEC §9). */
  | { readonly kind: 'personalData'; readonly field: string; readonly what: 'nir' | 'fileNumber' }
  /** A phone number or an e-mail address: saved only if the person says it is professional. */
  | { readonly kind: 'contactData'; readonly field: string; readonly found: string }
  | { readonly kind: 'notLatest'; readonly code: string }
  | { readonly kind: 'notAuthor' }
  | { readonly kind: 'tooLate'; readonly minutes: number }
  | { readonly kind: 'alreadyWithdrawn' }
  | { readonly kind: 'alreadyExists'; readonly what: Subject; readonly id: string }
  /** One open request per circuit and subject (SPEC §6). */
  | { readonly kind: 'requestOpen'; readonly request: string }
  | { readonly kind: 'circuitOff'; readonly circuit: string }
  /** A request rests on this update: it is no longer corrected or withdrawn alone. */
  | { readonly kind: 'restsOnRequest'; readonly request: string }
  | { readonly kind: 'circuit'; readonly refusal: CircuitRefusal; readonly request: string }
  /** A year that is not written: its campaign is not open. `day`: when it opens, or was closed. */
  | {
      readonly kind: 'campaign';
      readonly year: number;
      readonly standing: CampaignStanding;
      readonly day: string | null;
    }
  | { readonly kind: 'campaignUnchanged'; readonly year: number; readonly open: boolean }
  /** What was submitted is being looked at: it does not change meanwhile. */
  | {
      readonly kind: 'awaitingVisa';
      readonly group: string;
      readonly year: number;
      readonly request: string;
      readonly requester: string | null;
    }
  /** Somebody else said something of it since it was shown. */
  | {
      readonly kind: 'readingChanged';
      readonly field: string;
      readonly by: string | null;
      readonly at: string;
    }
  | {
      readonly kind: 'readingsMissing';
      readonly group: string;
      readonly year: number;
      readonly missing: number;
    }
  | { readonly kind: 'alreadyAccepted'; readonly group: string; readonly year: number }
  /** Of a group, or of one of its actions alone. */
  | {
      readonly kind: 'nothingAsked';
      readonly group: string;
      readonly action?: string;
      readonly year: number;
    }
  /** A meeting is planned for a day to come; what was held is declared so. */
  | { readonly kind: 'past'; readonly day: string }
  /** The meeting is no longer where the act needs it: held, cancelled, or taken back since. */
  | { readonly kind: 'meetingState'; readonly state: MeetingState }
  | { readonly kind: 'future'; readonly day: string }
  | { readonly kind: 'tooEarly'; readonly day: string; readonly limit: string }
  /** `latest`: the last day a pause begun then may reach. */
  | { readonly kind: 'pauseTooLong'; readonly days: number; readonly latest: string }
  | {
      readonly kind: 'outsideHours';
      readonly hour: string;
      readonly from: string;
      readonly until: string;
    }
  /** It was dealt with since: `latest` says by whom and when. */
  | {
      readonly kind: 'alertState';
      readonly code: string;
      readonly state: AlertState;
      readonly latest: AlertTurn | undefined;
    }
  /** Somebody did something else with it since the person read it; theirs may still follow. */
  | { readonly kind: 'alertMoved'; readonly code: string; readonly unseen: AlertTurn }
  | { readonly kind: 'invalid'; readonly field: string; readonly why: InvalidWhy };

export type MeetingState = 'planned' | 'held' | 'cancelled' | 'withdrawn';

export type Subject =
  | 'action'
  | 'group'
  | 'person'
  | 'mandate'
  | 'structure'
  | 'territory'
  | 'entry'
  | 'meeting'
  | 'committee'
  | 'steeringRule'
  | 'account'
  | 'draft'
  | 'absence'
  | 'pause'
  | 'message'
  | 'request'
  | 'circuit'
  | 'indicator'
  | 'alert';

export type InvalidWhy =
  | 'empty'
  | 'tooLong'
  /** What is said in words has no figure to aim at. */
  | 'textTarget'
  | 'badTarget'
  | 'unknown'
  | 'sameStructure'
  | 'samePerson'
  | 'ownSubstitute'
  | 'badEmail'
  | 'endBeforeStart'
  | 'badDay'
  | 'outOfRange'
  | 'tooMany'
  | 'twice'
  /** Values are kept in the former unit. */
  | 'hasReadings'
  | 'badTime';
