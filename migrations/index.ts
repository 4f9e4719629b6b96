/** Every migration, in order. Imported statically so that none can be missed; forward only. */
import type { Migration } from 'kysely/migration';
import * as ground from './001-ground.ts';

export const migrations: Record<string, Migration> = {
  '001-ground': ground,
};
