/** Every form by name: how it opens, and who receives what was sent. */
import type { Answer } from '../exchange.ts';
import type { FormValues } from '../form.ts';
import type { Turn } from '../turn.ts';
import { absenceForm, submitAbsence } from './absence.ts';
import {
  amendActionForm,
  newActionForm,
  submitAmendAction,
  submitNewAction,
} from './action-form.ts';
import {
  aboutParams,
  alertForm,
  answerAlertForm,
  closeAlertForm,
  submitAlert,
  submitAnswerAlert,
  submitCloseAlert,
} from './alert-forms.ts';
import {
  amendForm,
  answerForm,
  holdForm,
  submitAmend,
  submitAnswer,
  submitHold,
} from './answer-request.ts';
import { askForm, submitAsk } from './ask.ts';
import {
  cancelBodyForm,
  holdBodyForm,
  planBodyForm,
  postponeBodyForm,
  submitCancelBody,
  submitHoldBody,
  submitPlanBody,
  submitPostponeBody,
} from './body-forms.ts';
import { openIndicators, submitIndicators } from './indicator-form.ts';
import { meetingForm, submitMeeting } from './meeting.ts';
import {
  openOfficerForm,
  submitDecideFor,
  submitOfficerCancel,
  submitReassign,
} from './officer-requests.ts';
import { newGroupForm, prorogationForm, submitNewGroup, submitProrogation } from './pact-forms.ts';
import {
  departureForm,
  endMandateForm,
  newMandateForm,
  newPersonForm,
  submitDeparture,
  submitEndMandate,
  submitNewMandate,
  submitNewPerson,
} from './people-forms.ts';
import { choicesForm, submitChoices } from './reminder-choices.ts';
import { pauseForm, submitPause } from './reminder-pauses.ts';
import { simulateForm, submitSimulate } from './simulate.ts';
import { openUpdateForm, submitUpdate } from './update.ts';

type Params = Readonly<Record<string, string>>;
type Open = (turn: Turn, params: Params) => Answer | Promise<Answer>;
type Submit = (turn: Turn, state: Params, values: FormValues) => Promise<Answer>;

const openings = {
  update: openUpdateForm,
  newAction: (turn, params) => newActionForm(turn, params),
  amendAction: (turn, params) => amendActionForm(turn, params.action ?? ''),
  indicators: openIndicators,
  meeting: (turn, params) => meetingForm(turn, params.group ? { group: params.group } : {}),
  newPerson: newPersonForm,
  newMandate: newMandateForm,
  endMandate: endMandateForm,
  departure: departureForm,
  newGroup: newGroupForm,
  prorogation: prorogationForm,
  absence: absenceForm,
  alert: (turn, params) => alertForm(turn, aboutParams(params)),
  answerAlert: answerAlertForm,
  closeAlert: closeAlertForm,
  askValidation: (turn, params) => askForm(turn, params),
  simulate: (turn, params) => simulateForm(turn, params),
  answerRequest: answerForm,
  holdRequest: holdForm,
  amendRequest: amendForm,
  cancelRequest: (turn, params) => openOfficerForm(turn, 'cancelRequest', params),
  reassignRequest: (turn, params) => openOfficerForm(turn, 'reassignRequest', params),
  planBody: planBodyForm,
  holdBody: holdBodyForm,
  postponeBody: postponeBodyForm,
  cancelBody: cancelBodyForm,
  decideFor: (turn, params) => openOfficerForm(turn, 'decideFor', params),
  pauseReminders: pauseForm,
  chooseReminders: choicesForm,
} satisfies Record<string, Open>;

export const openForms: Readonly<Record<keyof typeof openings, Open>> = openings;

export function findOpening(name: string): Open | undefined {
  return Object.hasOwn(openForms, name) ? openForms[name as keyof typeof openings] : undefined;
}

const submissions: Readonly<Record<string, Submit>> = {
  update: submitUpdate,
  newAction: submitNewAction,
  amendAction: submitAmendAction,
  indicators: submitIndicators,
  meeting: submitMeeting,
  newPerson: submitNewPerson,
  newMandate: submitNewMandate,
  endMandate: submitEndMandate,
  departure: submitDeparture,
  newGroup: submitNewGroup,
  prorogation: submitProrogation,
  absence: submitAbsence,
  alert: submitAlert,
  answerAlert: submitAnswerAlert,
  closeAlert: submitCloseAlert,
  askValidation: submitAsk,
  simulate: submitSimulate,
  answerRequest: submitAnswer,
  holdRequest: submitHold,
  amendRequest: submitAmend,
  cancelRequest: submitOfficerCancel,
  reassignRequest: submitReassign,
  planBody: submitPlanBody,
  holdBody: submitHoldBody,
  postponeBody: submitPostponeBody,
  cancelBody: submitCancelBody,
  decideFor: submitDecideFor,
  pauseReminders: submitPause,
  chooseReminders: submitChoices,
};

export function findSubmission(name: string): Submit | undefined {
  return Object.hasOwn(submissions, name) ? submissions[name] : undefined;
}
