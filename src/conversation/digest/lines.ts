/** Who writes each kind of line, in the order in which a digest shows them. */
import type { ReminderKind } from '../../domain/obligations/stage.ts';
import type { LineWriter } from './line.ts';
import { campaignLine, silentLine } from './lines-actions.ts';
import { alertLine } from './lines-alerts.ts';
import { committeeLine, steeringLine } from './lines-bodies.ts';
import { mandateEndLine, pactEndLine, vacantLine } from './lines-people.ts';
import { requestLine } from './lines-requests.ts';

export const lineWriters: Readonly<Record<ReminderKind, LineWriter>> = {
  'validation-step': requestLine,
  alert: alertLine,
  'local-committee': committeeLine,
  'steering-committee': steeringLine,
  'indicator-campaign': campaignLine,
  'silent-action': silentLine,
  'vacant-seat': vacantLine,
  'mandate-end': mandateEndLine,
  'pact-end': pactEndLine,
};

export const lineOrder = Object.keys(lineWriters) as readonly ReminderKind[];
