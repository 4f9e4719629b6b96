/** The pact's own terms, as code names them (French term beside each). */

/** Statut d'une action (PTI 2022-2025, annexe 1: the four states of the census). */
export const actionStatuses = [
  'project', // au stade du projet
  'inProgress', // en cours
  'operating', // en fonctionnement
  'completed', // réalisée
  'abandoned', // abandonnée
] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** Blocage: orthogonal to the status, so that the counts by status always add up. */
export const blockerKinds = ['awaitingValidation', 'other'] as const;
export type BlockerKind = (typeof blockerKinds)[number];

/** Rôle: what a mandate gives a person, for a structure, a territory or a group. */
export const roles = [
  'referent', // référent ou référente PTI d'une structure
  'territoryReferent', // référent ou référente du Département sur un territoire
  'pilot',
  'coPilot',
  'programmeOfficer', // chargée de mission PTI
  'electedOfficial', // Vice-Présidente, élus
  'named', // a role named by the pact file, e.g. `oversight`
] as const;
export type Role = (typeof roles)[number];
