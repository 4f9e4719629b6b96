/** Part of a transaction, undone alone: what was written before it stands. */
import { CompiledQuery } from 'kysely';
import { compiled } from './compiled.ts';

const command = (text: string) => compiled(() => ({ compile: () => CompiledQuery.raw(text) }));

export const beginPart = command('savepoint part');
export const undoPart = command('rollback to part');
export const endPart = command('release part');
