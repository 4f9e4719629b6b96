/**
 * What an import of people would change, line by line, before anything is written. An import adds
 * and corrects; it never ends a mandate or removes a person because a file does not mention them.
 * Planning again after the plan was applied changes nothing.
 */

import type { StructureCategory } from './pact.ts';
import type { Role } from './terms.ts';

/** Where in the file something is said; `line` is 1-based, as spreadsheets number them. */
export interface ImportLine {
  readonly line: number;
  readonly sheet?: string;
}

export interface ImportError extends ImportLine {
  /** As the file's heading says it; empty when the whole line or file is at fault. */
  readonly column: string;
  /** French: what is wrong and how to mend it. */
  readonly sentence: string;
}

export interface ImportedStructure {
  readonly kind: 'structure';
  readonly at: ImportLine;
  readonly code: string;
  readonly label: string;
  /** Absent for a known structure of which the file says nothing. */
  readonly category?: StructureCategory;
  readonly signatory?: boolean;
  readonly aliases: readonly string[];
}

/** The role a line gives; `structure` is the code of the line's own structure. */
export interface ImportedMandate {
  readonly role: Role;
  readonly namedRole: string | null;
  readonly structure: string;
  readonly territory: string | null;
  /** Code of the working group. */
  readonly group: string | null;
  readonly startsOn?: string;
  readonly endsOn?: string;
}

export interface ImportedPerson {
  readonly kind: 'person';
  readonly at: ImportLine;
  readonly lastName: string;
  readonly firstName: string;
  /** Lower case. */
  readonly email: string;
  readonly title?: string;
  readonly structure: string;
  /** Platform the person prefers; `null`: several, as it comes; absent: the file does not say. */
  readonly prefers?: string | null;
  readonly mandate?: ImportedMandate;
}

export type ImportEntry = ImportedStructure | ImportedPerson;

/** What is known before the import: small on purpose, a store adapts itself to it. */
export interface KnownPeople {
  /** Paris day of the import, `YYYY-MM-DD`: when a mandate without a date begins. */
  readonly today: string;
  readonly structures: readonly {
    readonly code: string;
    readonly signatory: boolean;
    readonly aliases: readonly string[];
  }[];
  /** Without those who have left. */
  readonly persons: readonly KnownPerson[];
  /** Of the current pact, ended ones included. */
  readonly mandates: readonly KnownMandate[];
}

export interface KnownPerson {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly title: string | null;
  readonly structure: string | null;
  readonly prefers: string | null;
}

export interface KnownMandate {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly namedRole: string | null;
  readonly structure: string | null;
  readonly territory: string | null;
  readonly group: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export type PersonField = 'firstName' | 'lastName' | 'title' | 'structure' | 'prefers';

export interface PersonFieldChange {
  readonly field: PersonField;
  readonly from: string | null;
  readonly to: string | null;
}

/** A person of the plan: known by its id, or to be created and then found by e-mail. */
interface PlannedPerson {
  readonly personId?: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export type ImportChange = { readonly at: ImportLine } & (
  | {
      readonly kind: 'newStructure';
      readonly code: string;
      readonly label: string;
      readonly category: StructureCategory;
      readonly signatory: boolean;
      readonly aliases: readonly string[];
    }
  | {
      readonly kind: 'changedStructure';
      readonly code: string;
      readonly label: string;
      /** To be added to those it has. */
      readonly aliases: readonly string[];
      readonly becomesSignatory: boolean;
    }
  | {
      readonly kind: 'newPerson';
      readonly person: PlannedPerson;
      readonly title: string | null;
      readonly structure: string;
      readonly prefers: string | null;
    }
  | {
      readonly kind: 'changedPerson';
      readonly person: PlannedPerson & { readonly personId: string };
      readonly fields: readonly PersonFieldChange[];
    }
  | {
      readonly kind: 'newMandate';
      readonly person: PlannedPerson;
      readonly mandate: Required<Omit<ImportedMandate, 'endsOn'>> & {
        readonly endsOn: string | null;
      };
    }
  | {
      readonly kind: 'changedMandateEnd';
      readonly person: PlannedPerson;
      readonly mandateId: string;
      readonly mandate: ImportedMandate;
      readonly from: string | null;
      readonly to: string;
    }
  | { readonly kind: 'unchanged'; readonly label: string }
);

/** Nothing to do, but something to know before applying. */
export type ImportNotice = { readonly at: ImportLine } & (
  | { readonly kind: 'homonym'; readonly person: PlannedPerson; readonly otherEmail: string | null }
  | {
      readonly kind: 'mandateAlreadyEnded';
      readonly person: PlannedPerson;
      readonly mandate: ImportedMandate;
      readonly endedOn: string;
    }
  | { readonly kind: 'stillSignatory'; readonly label: string }
);

export type ImportPlan =
  | {
      readonly ok: true;
      /** In an order that can be applied: structures, then the lines of people as they come. */
      readonly changes: readonly ImportChange[];
      readonly notices: readonly ImportNotice[];
      /** Mandates not ended that the file does not mention: they stand. */
      readonly keptMandates: readonly string[];
    }
  | { readonly ok: false; readonly errors: readonly ImportError[] };
