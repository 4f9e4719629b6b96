/**
 * A pact as the département wrote it: a dated record loaded from a file, never constants in code.
 * Days are `YYYY-MM-DD` text; codes are short, stable and unique within their kind and pact.
 */
import type { ReminderPolicy } from './reminder-policy.ts';

/** One thing the pact names. `retiredOn` is set when it left the file while still in use. */
export interface PactItem {
  readonly code: string;
  readonly label: string;
  readonly aliases: readonly string[];
  /** Where the name comes from, e.g. «B:406-550»; empty for product defaults. */
  readonly source?: string;
  readonly retiredOn?: string;
}

export interface Axis extends PactItem {
  /** 1-based number the pact gives it («axe 1»). */
  readonly number: number;
  readonly objective?: string;
}

export interface Theme extends PactItem {
  readonly axis: string;
  /** The examples of work the pact lists under the theme. */
  readonly examples: readonly string[];
}

export type Audience = PactItem;

export interface Territory extends PactItem {
  /** Three capital letters that begin the codes of its actions. */
  readonly prefix: string;
}

export interface Structure extends PactItem {
  readonly category: StructureCategory;
  readonly signatory: boolean;
}

export const structureCategories = [
  'state',
  'region',
  'department',
  'publicEmploymentService',
  'socialSecurity',
  'intermunicipality',
  'localMission',
  'plie',
  'ccas',
  'association',
  'other',
] as const;
export type StructureCategory = (typeof structureCategories)[number];

/** A rule of the COPIL: when each of its meetings is due, relative to the pact's own term. */
export interface SteeringMeetingRule extends PactItem {
  readonly window:
    | { readonly kind: 'first'; readonly months: number }
    | { readonly kind: 'midTerm'; readonly months: number }
    | { readonly kind: 'last'; readonly months: number };
}

export interface BodyRules {
  readonly steeringCommittee: readonly SteeringMeetingRule[];
  /** How many local committees each territory owes per calendar year (PTI 2022-2025, §1.4: one). */
  readonly localCommitteesPerYear: number;
  /** Pilot and co-pilot from two different structures: asked for by the 2022-2025 pact only. */
  readonly pilotsFromTwoStructures: boolean;
}

export type IndicatorUnit = 'count' | 'percentage' | 'text';

/** How often a value is asked for (PTI 2022-2025, §1.4: an evaluation each year). */
export type IndicatorPeriod = 'year' | 'halfYear' | 'quarter';

/** What an indicator tells of (B:305-307); presence, concertations, participants are computed. */
export type IndicatorFamily = 'effects' | 'coherence' | 'partnership';

export interface IndicatorTemplate {
  readonly code: string;
  readonly label: string;
  readonly family: IndicatorFamily;
  readonly unit: IndicatorUnit;
  readonly period: IndicatorPeriod;
  /** Codes of the themes it fits; empty: all of them. */
  readonly themes: readonly string[];
  readonly source?: string;
}

/** Who answers a step of a circuit. */
export type SeatRule =
  | { readonly kind: 'referentOfEngagedStructures' }
  | { readonly kind: 'referentOfTerritory' }
  | { readonly kind: 'pilots' }
  | { readonly kind: 'programmeOfficer' }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'structure'; readonly structure: string };

export type StepRule =
  | { readonly kind: 'all' }
  | { readonly kind: 'any' }
  | { readonly kind: 'quorum'; readonly count: number };

export interface CircuitStep {
  readonly code: string;
  readonly label: string;
  readonly seats: readonly SeatRule[];
  readonly rule: StepRule;
  /** Working days given to answer. */
  readonly delay: number;
  /** Working days after the ask at which a reminder goes out. */
  readonly remindAfter: readonly number[];
  readonly escalateTo: readonly ('substitute' | 'programmeOfficer' | 'oversight')[];
  /** Working days between two escalations of a seat; absent: the product's own. */
  readonly escalateEvery?: number;
  /** The longest «en validation interne jusqu'au», in days from today; absent: the product's own. */
  readonly internalMaxDays?: number;
}

export interface Circuit extends PactItem {
  readonly enabled: boolean;
  readonly productDefault: boolean;
  readonly subject: 'actionCompleted' | 'actionStarted' | 'pilotChange' | 'indicators' | 'free';
  readonly steps: readonly CircuitStep[];
}

/** A structure's own internal chain of decision, in order (PTI 2022-2025, §1.4). */
export interface StructureChain {
  readonly structure: string;
  readonly roles: readonly string[];
}

export interface NamedRole extends PactItem {}

/** Days a kind of record is kept; `null` keeps it for good. */
export interface RetentionPolicy {
  readonly inboundDays: number;
  readonly draftDays: number;
  readonly refusalDays: number;
  /** Free texts are erased this many days after the pact is closed. */
  readonly textDaysAfterClosing: number | null;
}

/** Overseas, a day that commemorates the abolition of slavery joins the public holidays. */
export const overseasTerritories = [
  'guadeloupe',
  'martinique',
  'guyane',
  'reunion',
  'mayotte',
  'saintMartin',
  'saintBarthelemy',
] as const;
export type OverseasTerritory = (typeof overseasTerritories)[number];

export interface SchoolHoliday {
  readonly label: string;
  /** First and last day without school, both included. */
  readonly from: string;
  readonly until: string;
}

/** A school year whose dates are known. A day outside every known year is «inconnu», not free. */
export interface SchoolYear {
  readonly label: string;
  readonly from: string;
  readonly until: string;
  readonly holidays: readonly SchoolHoliday[];
  readonly source?: string;
}

export interface CalendarOptions {
  /** Good Friday and 26 December are public holidays there too. */
  readonly alsaceMoselle: boolean;
  readonly overseas?: OverseasTerritory;
  readonly schoolZone?: 'A' | 'B' | 'C';
  readonly schoolYears: readonly SchoolYear[];
  /** `HH:MM`, in Paris: nothing leaves before `from`, nor at or after `until`. */
  readonly sendingHours: { readonly from: string; readonly until: string };
}

/** A working group as a historic pact records it: structures as pilots, no persons. */
export interface HistoricGroup {
  readonly code: string;
  readonly label: string;
  readonly territories: readonly string[];
  /** Codes of the structures written before the «•» of the annex. */
  readonly pilots: readonly string[];
  /** Codes of the structures written after the «•»; empty on the rows that name one alone. */
  readonly coPilots: readonly string[];
  readonly source: string;
}

/** An action a historic pact describes without giving its status or its group. */
export interface HistoricAction {
  readonly title: string;
  readonly territories: readonly string[];
  readonly description: string;
  readonly source: string;
}

export interface Census {
  readonly on: string;
  readonly completed: number;
  readonly operating: number;
  readonly inProgress: number;
  readonly project: number;
  readonly source: string;
}

export interface PactDefinition {
  readonly id: string;
  readonly title: string;
  readonly department: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Prorogations written in the file; those decided in chat are kept by the store. */
  readonly prorogations: readonly Prorogation[];
  /** Since when the bot follows the pact; absent: the day of first load. */
  readonly trackedFrom?: string;
  /** A pact that is history from the start: loaded closed, readable, never written to. */
  readonly closedOn?: string;
  readonly axes: readonly Axis[];
  readonly themes: readonly Theme[];
  readonly audiences: readonly Audience[];
  readonly territories: readonly Territory[];
  readonly structures: readonly Structure[];
  readonly bodies: BodyRules;
  readonly indicators: readonly IndicatorTemplate[];
  readonly roles: readonly NamedRole[];
  readonly circuits: readonly Circuit[];
  readonly chains: readonly StructureChain[];
  readonly reminders: ReminderPolicy;
  readonly calendar: CalendarOptions;
  readonly retention: RetentionPolicy;
  readonly history?: {
    readonly groups: readonly HistoricGroup[];
    readonly actions: readonly HistoricAction[];
    readonly census: Census;
  };
}

export interface Prorogation {
  readonly until: string;
  readonly decidedOn?: string;
  readonly reason?: string;
  /** Marks a prorogation made up to show how it is written. */
  readonly example?: boolean;
  readonly source?: string;
}

/** The last day of the pact, prorogations included. */
export function lastDay(pact: Pick<PactDefinition, 'endsOn' | 'prorogations'>): string {
  return pact.prorogations.reduce((end, p) => (p.until > end ? p.until : end), pact.endsOn);
}
