/** Ids in the order of time: what is written together lies together in the indexes, on few pages. */
export { randomUUIDv7 as newId } from 'node:crypto';
