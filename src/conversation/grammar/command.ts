/** What a line of words means once understood. Codes and ids are resolved, texts are as typed. */
import type { ActionStatus, BlockerKind } from '../../domain/terms.ts';

export interface ActionFilters {
  readonly territory?: string;
  readonly axis?: string;
  readonly theme?: string;
  readonly audience?: string;
  readonly status?: ActionStatus;
  readonly group?: string;
  readonly structure?: string;
  /** A word to be found in the title or the description, in quotes or not understood otherwise. */
  readonly word?: string;
  /** Only the actions of the speaker. */
  readonly mine?: boolean;
  readonly experimentation?: boolean;
  /** Only those with an open blocker. */
  readonly blocked?: boolean;
  /** Only those without news for as long as the pact's policy allows («sans nouvelles»). */
  readonly silent?: boolean;
  /** Code of a pact other than the current one («2017», «ancien pacte»). */
  readonly pact?: string;
}

export type Command =
  | { readonly name: 'home' }
  | { readonly name: 'help'; readonly topic?: string }
  | { readonly name: 'actions'; readonly filters: ActionFilters; readonly page: number }
  | { readonly name: 'action'; readonly action: string }
  /** `action` missing, or nothing to save: the form opens with what is known. */
  | {
      readonly name: 'update';
      readonly action?: string;
      readonly status?: ActionStatus;
      readonly comment?: string;
      /** «rien de neuf»: counts as news without a change. */
      readonly nothingNew?: true;
      /** «en attente de validation», «bloquée»: orthogonal to the status; `lifted`: «débloquée». */
      readonly blocker?: BlockerKind | 'lifted';
    }
  | { readonly name: 'newAction'; readonly title?: string; readonly group?: string }
  /** `pact`: those of a pact other than the current one. */
  | {
      readonly name: 'groups';
      readonly territory?: string;
      readonly pact?: string;
      readonly page: number;
    }
  | { readonly name: 'group'; readonly group: string }
  /** Incomplete (no group, no day or no count): the form opens with what is known. */
  | {
      readonly name: 'meeting';
      readonly group?: string;
      readonly heldOn?: string;
      readonly participants?: number;
    }
  /**
   * Local committees; without an act, where they stand. Without a territory: the speaker's own,
   * unless `all` are asked for.
   */
  | ({ readonly name: 'committee'; readonly territory?: string; readonly all?: true } & BodyMove)
  /** COPIL; `rule` is its code in the pact file. */
  | ({ readonly name: 'steering'; readonly rule?: string } & BodyMove)
  /** `calendar`: to have them in one's own calendar programme. */
  | {
      readonly name: 'agenda';
      readonly territory?: string;
      readonly page: number;
      readonly calendar?: true;
    }
  | {
      readonly name: 'who';
      readonly structure?: string;
      readonly territory?: string;
      readonly group?: string;
      readonly person?: string;
      /** «vacants»: only what has nobody. */
      readonly vacant?: boolean;
      readonly page: number;
    }
  /** `month` is `YYYY-MM`; absent: since the first of last month. */
  | {
      readonly name: 'relay';
      readonly structure?: string;
      readonly territory?: string;
      readonly month?: string;
    }
  /**
   * The bilan of a year, this one when none is said; `whole`: of the whole pact; `pact`: of a past
   * one. Without a place: what the speaker may read.
   */
  | {
      readonly name: 'review';
      readonly year?: number;
      readonly whole?: true;
      readonly pact?: string;
      readonly territory?: string;
      readonly structure?: string;
      /** The territories side by side. */
      readonly byTerritory?: true;
      /** Its file alone. */
      readonly form?: ReviewForm;
    }
  /** What is asked and said of indicators; without a subject, the speaker's own. */
  | ({ readonly name: 'indicators'; readonly page: number } & IndicatorsAsked)
  /** Sends the evaluation of a group, or of the group of an action. */
  | {
      readonly name: 'submitIndicators';
      readonly action?: string;
      readonly group?: string;
      readonly year?: number;
    }
  | { readonly name: 'inspirations'; readonly theme?: string; readonly page: number }
  /** Codes; what was not said is asked by the form. A change of pilot is about a group. */
  | {
      readonly name: 'ask';
      readonly circuit?: string;
      readonly action?: string;
      readonly group?: string;
      readonly comment?: string;
    }
  /** The requests that wait for the speaker's answer. */
  | { readonly name: 'toAnswer' }
  /** One request («V-12»). Any number is accepted here: whether it exists is looked up elsewhere. */
  | { readonly name: 'request'; readonly request: string }
  /** The requests still open; `mine`: those the speaker made. */
  | { readonly name: 'requests'; readonly mine?: true; readonly page: number }
  | {
      readonly name: 'simulate';
      readonly circuit?: string;
      readonly action?: string;
      readonly group?: string;
    }
  /** A difficulty raised to the chargée de mission; what was not said is asked by the form. */
  | {
      readonly name: 'alert';
      readonly action?: string;
      readonly group?: string;
      readonly territory?: string;
      readonly text?: string;
    }
  /** One alert («AL-3»). Any number is accepted here: whether it exists is looked up elsewhere. */
  | { readonly name: 'alertShown'; readonly alert: string }
  | { readonly name: 'alerts'; readonly mine?: true; readonly page: number }
  | ({ readonly name: 'absence' } & Absence)
  /** How the speaker is reminded; without an act, it is shown. */
  | ({ readonly name: 'reminders' } & ReminderWish)
  /** «ok», «validé», «refusé» typed alone: never a decision (SPEC §6), only a wish to take one. */
  | { readonly name: 'assent' }
  | { readonly name: 'admin'; readonly act: AdminAct | RequestAct }
  /** Local mode only: an ISO-8601 duration («+30j» is `P30D`) or a day. */
  | { readonly name: 'clock'; readonly advance?: string; readonly to?: string };

export type ReviewForm = 'document' | 'workbook' | 'csv' | 'pictures';

/** What is done to a body of the pact; what was not said is asked by a form. */
export interface BodyMove {
  readonly act?: 'plan' | 'hold' | 'postpone' | 'cancel';
  /** The day planned, the new one, or the one it was held on. */
  readonly day?: string;
  /** `HH:MM`. */
  readonly time?: string;
  readonly place?: string;
  readonly participants?: number;
  /** Why it moves or is cancelled; what is to be kept of one held. */
  readonly comment?: string;
  /** The planned day of the one meant, when it was said or chosen; `none`: it was never planned. */
  readonly was?: string;
}

/** Whose indicators, of which year. */
export interface IndicatorsAsked {
  readonly action?: string;
  readonly group?: string;
  readonly territory?: string;
  readonly all?: true;
  readonly year?: number;
  /** What was said of one indicator of the action, as typed: «participants 39». */
  readonly said?: string;
}

/** Without both ends the form opens with what is known. */
export interface Absence {
  /** First and last day, both included. */
  readonly from?: string;
  readonly until?: string;
  /** Id of a person. */
  readonly substitute?: string;
  /** A mention in place of a name: the account's id, as the platform writes it. */
  readonly substituteMention?: string;
  readonly cancel?: true;
}

/** What was not said of a pause, or of a choice, is asked. */
export interface ReminderWish {
  readonly act?: 'pause' | 'resume' | 'choose';
  /** First and last day of a pause, both included. */
  readonly from?: string;
  readonly until?: string;
  /** `HH:MM`. */
  readonly hour?: string;
  readonly weekly?: boolean;
  /** Code of the platform preferred; `null`: as it comes. */
  readonly platform?: string | null;
}

/** What the chargée de mission does to a request of somebody else; without one, it is asked. */
export type RequestAct =
  | { readonly kind: 'reassign'; readonly request?: string }
  | { readonly kind: 'cancelRequest'; readonly request?: string }
  /** In place of somebody absent, with a reason. */
  | { readonly kind: 'decideFor'; readonly request?: string };

export function isRequestAct(act: AdminAct | RequestAct): act is RequestAct {
  return act.kind === 'reassign' || act.kind === 'cancelRequest' || act.kind === 'decideFor';
}

export type AdminAct =
  | { readonly kind: 'menu' }
  | { readonly kind: 'people'; readonly page: number }
  | { readonly kind: 'person'; readonly person: string }
  | { readonly kind: 'newPerson' }
  | { readonly kind: 'newMandate'; readonly person?: string }
  | { readonly kind: 'endMandate'; readonly person?: string }
  | { readonly kind: 'departure'; readonly person?: string }
  | { readonly kind: 'accounts' }
  /** The messages that could not be given. */
  | { readonly kind: 'messages'; readonly page: number }
  | { readonly kind: 'import' }
  | { readonly kind: 'newGroup' }
  | { readonly kind: 'prorogation'; readonly until?: string }
  | { readonly kind: 'closePact' }
  /** Without a move, the campaigns are shown. */
  | { readonly kind: 'campaign'; readonly move?: 'open' | 'close'; readonly year?: number }
  /** The channel where it is typed becomes the chargée de mission's; `none`: direct messages. */
  | { readonly kind: 'channel'; readonly none?: true };

export type Understanding =
  | { readonly kind: 'command'; readonly command: Command }
  /** «Vouliez-vous dire… ?»: never guessed, always chosen. */
  | {
      readonly kind: 'ask';
      readonly question: string;
      readonly choices: readonly { readonly label: string; readonly command: Command }[];
    }
  /** Understood but impossible: a French sentence that says why and what to type instead. */
  | { readonly kind: 'refused'; readonly sentence: string; readonly example?: string }
  /** Not understood at all; `nearest` are words of commands that look alike. */
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };
