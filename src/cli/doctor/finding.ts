/** What `doctor` finds: each line says how things are and, where something is wrong, what to do. */
import type { Config } from '../../config.ts';
import type { Db } from '../../store/database.ts';

export interface Finding {
  /** `toDo` makes the command end with 1. */
  readonly level: 'well' | 'toKnow' | 'toDo';
  readonly sentence: string;
}

export const well = (sentence: string): Finding => ({ level: 'well', sentence });
export const toKnow = (sentence: string): Finding => ({ level: 'toKnow', sentence });
export const toDo = (sentence: string): Finding => ({ level: 'toDo', sentence });

/** What a look at the database needs. */
export interface Look {
  readonly db: Db;
  readonly config: Config;
  /** UTC instant; in local mode, never before what the database tells. */
  readonly now: string;
  readonly today: string;
}
