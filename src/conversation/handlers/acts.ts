/** Buttons that act on one record: what each one does. */
import type { Answer } from '../exchange.ts';
import type { Turn } from '../turn.ts';
import { pressCancelAbsence } from './absence.ts';
import { pressClosePact, pressDecideAccount } from './admin.ts';
import { pressTakeAlert, pressWithdrawAlert } from './alert-forms.ts';
import { pressApprove, pressCancelRequest, pressPass } from './answer-request.ts';
import { pressTakeBack } from './body-cards.ts';
import { pressSettleLetter } from './dead-letters.ts';
import { pressSubmitIndicators } from './evaluation.ts';
import { pressMarkPractice, pressUnmarkPractice } from './good-practice.ts';
import { pressApplyImport } from './import.ts';
import { pressWithdrawMeeting } from './meeting.ts';
import { pressNothingNew } from './nothing-new.ts';
import { pressRemoveLink, pressRenewLink } from './own-calendar.ts';
import { pressRestore } from './reminder-choices.ts';
import { pressEndPause, pressSnooze, pressSnoozeFor } from './reminder-pauses.ts';
import { pressTellElected } from './tell-elected.ts';
import { pressWithdrawUpdate } from './update.ts';

const acts: Readonly<Record<string, (turn: Turn, id: string) => Promise<Answer>>> = {
  withdrawUpdate: pressWithdrawUpdate,
  withdrawMeeting: pressWithdrawMeeting,
  retryMessage: (turn, id) => pressSettleLetter(turn, id, 'retry'),
  abandonMessage: (turn, id) => pressSettleLetter(turn, id, 'abandon'),
  confirmAccount: (turn, id) => pressDecideAccount(turn, id, 'tied'),
  refuseAccount: (turn, id) => pressDecideAccount(turn, id, 'refused'),
  closePact: pressClosePact,
  applyImport: pressApplyImport,
  takeBackMeeting: pressTakeBack,
  cancelAbsence: pressCancelAbsence,
  takeAlert: pressTakeAlert,
  markPractice: pressMarkPractice,
  unmarkPractice: pressUnmarkPractice,
  withdrawAlert: pressWithdrawAlert,
  submitIndicators: pressSubmitIndicators,
  approveRequest: pressApprove,
  passRequest: pressPass,
  cancelRequest: pressCancelRequest,
  nothingNew: pressNothingNew,
  tellElected: pressTellElected,
  snoozeReminder: pressSnooze,
  snoozeFor: pressSnoozeFor,
  endPause: pressEndPause,
  renewCalendarLink: pressRenewLink,
  removeCalendarLink: pressRemoveLink,
  restoreReminders: pressRestore,
};

export function runAct(turn: Turn, act: string, id: string): Promise<Answer> | undefined {
  return Object.hasOwn(acts, act) ? acts[act]?.(turn, id) : undefined;
}
