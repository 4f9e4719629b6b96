/**
 * Product defaults, in this one place: what the pacts leave open (PTI 2022-2025, §1.4: «les
 * circuits de validation/décisions […] doivent encore être clarifiées»). A pact file may change
 * every one of them. Delays are in jours ouvrés.
 */
import type {
  CalendarOptions,
  Circuit,
  CircuitStep,
  NamedRole,
  RetentionPolicy,
} from '../domain/pact.ts';
import type {
  ReminderPolicy,
  ReminderRecipient,
  ReminderStage,
} from '../domain/reminder-policy.ts';

export const defaultRoles: readonly NamedRole[] = [
  { code: 'oversight', label: 'Supervision du pacte', aliases: ['supervision'] },
];

const engagedStructures: CircuitStep = {
  code: 'structures',
  label: 'Référents des structures engagées',
  seats: [{ kind: 'referentOfEngagedStructures' }],
  rule: { kind: 'all' },
  delay: 10,
  remindAfter: [5, 8],
  escalateTo: ['substitute', 'programmeOfficer'],
};

const territoryReferent: CircuitStep = {
  code: 'territoire',
  label: 'Référent ou référente du territoire',
  seats: [{ kind: 'referentOfTerritory' }],
  rule: { kind: 'all' },
  delay: 5,
  remindAfter: [3],
  escalateTo: ['substitute', 'programmeOfficer'],
};

const visa: CircuitStep = {
  code: 'visa',
  label: 'Visa de la chargée de mission',
  seats: [{ kind: 'programmeOfficer' }],
  rule: { kind: 'any' },
  delay: 5,
  remindAfter: [3],
  escalateTo: ['substitute', 'oversight'],
};

function defaultCircuit(
  code: string,
  label: string,
  subject: Circuit['subject'],
  steps: readonly CircuitStep[],
): Circuit {
  return { code, label, aliases: [], enabled: true, productDefault: true, subject, steps };
}

export const defaultCircuits: readonly Circuit[] = [
  defaultCircuit('réalisation', 'Validation d’une action réalisée', 'actionCompleted', [
    engagedStructures,
    territoryReferent,
    visa,
  ]),
  defaultCircuit('création', 'Lancement d’une action', 'actionStarted', [
    engagedStructures,
    territoryReferent,
    visa,
  ]),
  defaultCircuit('pilotage', 'Changement de pilote ou de co-pilote', 'pilotChange', [
    territoryReferent,
    visa,
  ]),
  defaultCircuit('indicateurs', 'Visa d’une évaluation annuelle', 'indicators', [visa]),
];

function days(offset: number, ...to: ReminderRecipient[]): ReminderStage {
  return { unit: 'day', offset, to };
}

function months(offset: number, ...to: ReminderRecipient[]): ReminderStage {
  return { unit: 'month', offset, to };
}

/** The table of reminders; stages of the COPIL, of mandates and of the pact are product choices. */
export const defaultReminders: ReminderPolicy = {
  localCommittee: {
    undated: [
      months(-9, 'territoryReferent'),
      months(-6, 'territoryReferent'),
      months(-3, 'territoryReferent'),
      months(-1, 'territoryReferent', 'programmeOfficer'),
    ],
    dated: [
      days(-30, 'territoryReferent'),
      days(-7, 'territoryReferent', 'territoryPilots'),
      days(-1, 'territoryReferent', 'territoryPilots'),
    ],
    unconfirmed: [
      days(2, 'territoryReferent'),
      days(15, 'territoryReferent'),
      days(30, 'programmeOfficer'),
    ],
  },
  steeringCommittee: {
    windowOpening: [days(0, 'programmeOfficer')],
    windowClosing: [days(-90, 'programmeOfficer'), days(-30, 'programmeOfficer')],
    dated: [days(-30, 'programmeOfficer'), days(-7, 'programmeOfficer')],
    unconfirmed: [days(2, 'programmeOfficer'), days(15, 'programmeOfficer')],
  },
  indicatorCampaign: {
    opensOn: '12-01',
    dueOn: '01-31',
    opening: [days(0, 'groupPilots')],
    due: [
      days(-30, 'groupPilots'),
      days(-14, 'groupPilots'),
      days(-3, 'groupPilots'),
      days(1, 'groupPilots'),
      days(8, 'programmeOfficer'),
    ],
  },
  silentAction: { afterMonths: 4, everyMonths: 3, to: ['groupPilots'] },
  vacantSeat: { everyMonths: 1, unchangedEveryMonths: 3, to: ['programmeOfficer'] },
  alert: { afterWorkingDays: 5, to: ['programmeOfficer'] },
  mandateEnd: [days(-90, 'programmeOfficer'), days(-30, 'programmeOfficer')],
  pactEnd: [days(-90, 'programmeOfficer'), days(-30, 'programmeOfficer')],
  pauseMaxDays: 30,
};

export const defaultCalendar: CalendarOptions = {
  alsaceMoselle: false,
  schoolYears: [],
  sendingHours: { from: '09:00', until: '18:00' },
};

export const defaultRetention: RetentionPolicy = {
  inboundDays: 90,
  draftDays: 30,
  refusalDays: 365,
  textDaysAfterClosing: 1825,
};
