/** French words of the exported tables beside the names that the code gives. */
import type { AlertState, AlertTurnKind } from '../domain/alert.ts';
import type { IndicatorFamily, IndicatorPeriod, IndicatorUnit } from '../domain/pact.ts';
import type { ActionStatus, BlockerKind, Role } from '../domain/terms.ts';

export const statusWords: Readonly<Record<ActionStatus, string>> = {
  project: 'au stade du projet',
  inProgress: 'en cours',
  operating: 'en fonctionnement',
  completed: 'réalisée',
  abandoned: 'abandonnée',
};

export const blockerWords: Readonly<Record<BlockerKind, string>> = {
  awaitingValidation: 'en attente de validation',
  other: 'autre blocage',
};

export const roleWords: Readonly<Record<Role, string>> = {
  referent: 'référent ou référente PTI',
  territoryReferent: 'référent ou référente du Département',
  pilot: 'pilote',
  coPilot: 'co-pilote',
  programmeOfficer: 'chargée de mission PTI',
  electedOfficial: 'élu ou élue',
  named: 'rôle du pacte',
};

export const entryWords: Readonly<Record<string, string>> = {
  created: 'création',
  update: 'mise à jour',
  amended: 'fiche modifiée',
  blockerRaised: 'blocage signalé',
  blockerLifted: 'blocage levé',
  correction: 'correction',
  withdrawal: 'annulation',
};

export const bodyWords: Readonly<Record<string, string>> = {
  workingGroup: 'groupe de travail',
  localCommittee: 'comité local d’animation',
  steeringCommittee: 'COPIL',
};

export const meetingStateWords: Readonly<Record<string, string>> = {
  planned: 'prévue',
  held: 'tenue',
  cancelled: 'annulée',
  withdrawn: 'retirée',
};

export const requestStateWords: Readonly<Record<string, string>> = {
  open: 'en cours',
  approved: 'approuvée',
  refused: 'refusée',
  cancelled: 'annulée',
};

export const requestEventWords: Readonly<Record<string, string>> = {
  asked: 'demande faite',
  stepOpened: 'étape ouverte',
  stepSkipped: 'étape sans objet',
  seatAsked: 'réponse demandée',
  answered: 'réponse',
  heldInternally: 'en validation interne',
  passedToSubstitute: 'passée à la suppléance',
  amended: 'demande modifiée',
  reassigned: 'réponse réattribuée',
  decidedFor: 'décision prise à la place',
  cancelled: 'demande annulée',
  escalated: 'remontée',
  reminded: 'rappel',
  holdersChanged: 'répondants changés',
  stepClosed: 'étape close',
  ended: 'demande close',
};

export const decisionWords: Readonly<Record<string, string>> = {
  approve: 'approbation',
  approveWithReservations: 'approbation avec réserves',
  askForChanges: 'demande de modifications',
  refuse: 'refus',
};

export const stepOutcomeWords: Readonly<Record<string, string>> = {
  ...requestStateWords,
  changesAsked: 'modifications demandées',
  amended: 'modifiée',
};

export const accountWords: Readonly<Record<string, string>> = {
  tied: 'rattaché',
  waiting: 'en attente de confirmation',
  refused: 'refusé',
};

export const originWords: Readonly<Record<string, string>> = {
  pactFile: 'fichier du pacte',
  import: 'import',
  chat: 'messagerie',
};

export const unitWords: Readonly<Record<IndicatorUnit, string>> = {
  count: 'nombre',
  percentage: 'pourcentage',
  text: 'texte',
};

export const periodWords: Readonly<Record<IndicatorPeriod, string>> = {
  year: 'année',
  halfYear: 'semestre',
  quarter: 'trimestre',
};

export const familyWords: Readonly<Record<IndicatorFamily, string>> = {
  effects: 'effets',
  coherence: 'cohérence',
  partnership: 'partenariat',
};

export const evaluationStateWords: Readonly<Record<string, string>> = {
  draft: 'en cours de saisie',
  submitted: 'transmise',
  accepted: 'acceptée',
  toAmend: 'à modifier',
};

export const reminderWords: Readonly<Record<string, string>> = {
  'local-committee': 'comité local',
  'steering-committee': 'COPIL',
  'indicator-campaign': 'indicateurs',
  'validation-step': 'demande de validation',
  'silent-action': 'actions sans nouvelles',
  'vacant-seat': 'sièges vacants',
  'mandate-end': 'fin de mandat',
  'pact-end': 'fin du pacte',
  alert: 'alerte',
};

export const alertStateWords: Readonly<Record<AlertState, string>> = {
  open: 'à prendre en charge',
  taken: 'prise en charge',
  answered: 'répondue',
  closed: 'close',
  withdrawn: 'retirée',
};

export const alertTurnWords: Readonly<Record<AlertTurnKind, string>> = {
  raised: 'signalement',
  taken: 'prise en charge',
  answered: 'réponse',
  closed: 'clôture',
  withdrawn: 'retrait',
};
