/**
 * Who may do what: one table, relation to the object × act (SPEC §4). Rights are checked when the
 * act is done, inside its transaction, not when a button is drawn.
 */
import type { Role } from './terms.ts';

export const relations = [
  /** Registered in the directory, whatever their mandates. */
  'member',
  'electedOfficial',
  /** A role named by the pact file, e.g. `oversight`. */
  'namedRole',
  /** Pilot or co-pilot of the group concerned. */
  'pilot',
  /** Référent of a structure engaged in the action, or of a pilot's structure of the group. */
  'engagedReferent',
  /** The Département's référent on (one of) the territories concerned. */
  'territoryReferent',
  'programmeOfficer',
] as const;
export type Relation = (typeof relations)[number];

export const acts = [
  'readActions',
  'readDirectory',
  'declareUpdate',
  'createAction',
  'amendAction',
  'logMeeting',
  'fillIndicators',
  'submitEvaluation',
  'readMeetings',
  'readPactReview',
  'readTerritoryReview',
  'readStructureReview',
  'raiseAlert',
  'readAlert',
  'handleAlert',
  'manageCommittee',
  'manageSteering',
  'manageCampaign',
  'correctEvaluation',
  'markGoodPractice',
  'manageGroups',
  'managePeople',
  'managePact',
  'manageChannel',
  'manageMessages',
] as const;
export type Act = (typeof acts)[number];

const everyone: readonly Relation[] = relations;
const field: readonly Relation[] = [
  'pilot',
  'engagedReferent',
  'territoryReferent',
  'programmeOfficer',
];
const officer: readonly Relation[] = ['programmeOfficer'];
/** Whoever leads the pact or watches over it. */
const overall: readonly Relation[] = ['electedOfficial', 'namedRole', 'programmeOfficer'];

const allowed: Readonly<Record<Act, readonly Relation[]>> = {
  readActions: everyone,
  readDirectory: everyone,
  declareUpdate: field,
  createAction: field,
  amendAction: field,
  logMeeting: field,
  fillIndicators: field,
  submitEvaluation: ['pilot', 'territoryReferent', 'programmeOfficer'],
  readMeetings: everyone,
  // The bilan of the whole pact, of a territory, of a structure (PTI 2022-2025, §1.4).
  readPactReview: overall,
  readTerritoryReview: ['pilot', 'territoryReferent', ...overall],
  readStructureReview: ['engagedReferent', ...overall],
  raiseAlert: field,
  // Its author reads it too, whatever they have become.
  readAlert: ['territoryReferent', 'programmeOfficer'],
  handleAlert: officer,
  manageCommittee: ['territoryReferent', 'programmeOfficer'],
  manageSteering: officer,
  manageCampaign: officer,
  // Accepted values are hers to correct; a pilot's correction asks for her visa again.
  correctEvaluation: officer,
  markGoodPractice: officer,
  manageGroups: officer,
  managePeople: officer,
  managePact: officer,
  manageChannel: officer,
  manageMessages: officer,
};

export function may(act: Act, held: readonly Relation[]): boolean {
  return held.some((relation) => allowed[act].includes(relation));
}

/** Which relations would allow an act: named in the refusal, so that people know whom to ask. */
export function whoMay(act: Act): readonly Relation[] {
  return allowed[act];
}

export interface MandateFacts {
  readonly role: Role;
  readonly structure: string | null;
  readonly territory: string | null;
  readonly groupId: string | null;
}

/** What an act is about: a group, an action through its group, or a territory (no group). */
export interface ObjectFacts {
  readonly groupId: string | undefined;
  readonly territories: readonly string[];
  /** Structures engaged in the action, else those of the group's pilots. */
  readonly structures: readonly string[];
}

/** The relations that mandates in force give to an object; without object, those that need none. */
export function relationsOf(
  mandates: readonly MandateFacts[],
  object?: ObjectFacts,
): readonly Relation[] {
  const held = new Set<Relation>(['member']);
  for (const mandate of mandates) {
    const relation = relationOf(mandate, object);
    if (relation) held.add(relation);
  }
  return [...held];
}

function relationOf(mandate: MandateFacts, object?: ObjectFacts): Relation | undefined {
  switch (mandate.role) {
    case 'programmeOfficer':
    case 'electedOfficial':
      return mandate.role;
    case 'named':
      return 'namedRole';
    case 'pilot':
    case 'coPilot':
      return object && mandate.groupId !== null && mandate.groupId === object.groupId
        ? 'pilot'
        : undefined;
    case 'referent':
      return object?.structures.includes(mandate.structure ?? '') ? 'engagedReferent' : undefined;
    case 'territoryReferent':
      return object?.territories.includes(mandate.territory ?? '')
        ? 'territoryReferent'
        : undefined;
  }
}
