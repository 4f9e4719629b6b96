/**
 * Who may do what: one table, relation to the object × act (SPEC §4). Rights are checked when the
 * act is done, inside its transaction, not when a button is drawn.
 */
import { oversightRole } from './circuit/facts.ts';
import type { Role } from './terms.ts';

export const relations = [
  /** Registered in the directory, whatever their mandates. */
  'member',
  'electedOfficial',
  /** The role of the pact file that watches over it; the others are of a partner's own chain. */
  'oversight',
  /** Pilot or co-pilot of the group concerned. */
  'pilot',
  /** Référent of a structure engaged in the action, or of a pilot's structure of the group. */
  'engagedReferent',
  /** The Département's référent on (one of) the territories concerned. */
  'territoryReferent',
  /** Stands in for an absent chargée de mission: does what cannot wait, for as long as she is away. */
  'officerSubstitute',
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
  'withdrawMeeting',
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
  'officerSubstitute',
  'programmeOfficer',
];
const officer: readonly Relation[] = ['officerSubstitute', 'programmeOfficer'];
/** What outlives an absence: who holds which role, the pact, her channel. */
const officerHerself: readonly Relation[] = ['programmeOfficer'];
/** Whoever leads the pact or watches over it. */
const overall: readonly Relation[] = ['electedOfficial', 'oversight', ...officer];

const allowed: Readonly<Record<Act, readonly Relation[]>> = {
  // With their requests for validation, the answers and the words of these: members see who decided
  // what and why («lisibilité du circuit décisionnel», PTI 2022-2025). Nothing in them is on a person
  // who is helped.
  readActions: everyone,
  readDirectory: everyone,
  declareUpdate: field,
  createAction: field,
  amendAction: field,
  logMeeting: field,
  // One's own, a moment ago, needs no right.
  withdrawMeeting: officer,
  fillIndicators: field,
  submitEvaluation: ['pilot', 'territoryReferent', ...officer],
  readMeetings: everyone,
  // The bilan of the whole pact, of a territory, of a structure (PTI 2022-2025, §1.4).
  readPactReview: overall,
  readTerritoryReview: ['pilot', 'territoryReferent', ...overall],
  readStructureReview: ['engagedReferent', ...overall],
  raiseAlert: field,
  // Its author reads it too, whatever they have become.
  readAlert: ['territoryReferent', ...officer],
  handleAlert: officer,
  manageCommittee: ['territoryReferent', ...officer],
  manageSteering: officer,
  manageCampaign: officer,
  // Accepted values are hers to correct; a pilot's correction asks for her visa again.
  correctEvaluation: officer,
  markGoodPractice: officer,
  manageGroups: officer,
  managePeople: officerHerself,
  managePact: officerHerself,
  manageChannel: officerHerself,
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
  /** Code of a role of the pact file. */
  readonly namedRole?: string | null;
  readonly structure: string | null;
  readonly territory: string | null;
  readonly groupId: string | null;
  /** Held in the place of somebody who is away. */
  readonly lent?: true;
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
      return mandate.lent ? 'officerSubstitute' : 'programmeOfficer';
    case 'electedOfficial':
      return mandate.role;
    case 'named':
      return mandate.namedRole === oversightRole ? 'oversight' : undefined;
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
