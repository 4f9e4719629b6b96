/** Finds what a cell names (structure, territory, role, group), or says what it may have meant. */
import { distance } from 'fastest-levenshtein';
import { foldText } from '../domain/fold.ts';
import type { StructureCategory } from '../domain/pact.ts';

export interface Named {
  readonly code: string;
  readonly label: string;
  readonly aliases: readonly string[];
}

/** The names a file of people may use. A pact definition is one, without groups or platforms. */
export interface PeopleNames {
  readonly structures: readonly (Named & { readonly category?: StructureCategory })[];
  readonly territories: readonly (Named & { readonly prefix?: string })[];
  readonly roles: readonly Named[];
  readonly groups?: readonly Named[];
  /** Platforms a person may prefer. */
  readonly platforms?: readonly Named[];
}

/** By code, label or alias: exactly, accents and capitals apart. An import never guesses. */
export function findNamed<T extends Named & { readonly prefix?: string }>(
  items: readonly T[],
  text: string,
): T | undefined {
  return indexOf(items).get(foldText(text)) as T | undefined;
}

interface Index {
  readonly byKey: Map<string, Named>;
  /** How many items are in it: lists may have grown since. */
  count: number;
}

/** Thousands of lines look into lists of thousands: each list is gone through once. */
const indexes = new WeakMap<readonly Named[], Index>();

/** By folded key, the first item of the list that has it. Lists only ever grow at their end. */
function indexOf(items: readonly Named[]): ReadonlyMap<string, Named> {
  const index = indexes.get(items) ?? { byKey: new Map<string, Named>(), count: 0 };
  indexes.set(items, index);
  for (const item of items.slice(index.count))
    for (const key of keysOf(item)) if (!index.byKey.has(key)) index.byKey.set(key, item);
  index.count = items.length;
  return index.byKey;
}

/** Whether a text is the code, the label or an alias of an item. */
export function isKeyOf(item: Named, text: string): boolean {
  return keysOf(item).includes(foldText(text));
}

/** Labels that look like the text, nearest first; at most three, perhaps none. */
function nearestLabels(items: readonly Named[], text: string): readonly string[] {
  const key = foldText(text);
  return items
    .map((item) => ({
      label: item.label,
      score: Math.min(...keysOf(item).map((name) => remoteness(key, name))),
    }))
    .filter(({ score }) => score <= 0.4)
    .sort((a, b) => a.score - b.score)
    .slice(0, 3)
    .map(({ label }) => label);
}

/** «Vouliez-vous dire…», or nothing. */
export function suggestion(items: readonly Named[], text: string): string {
  const labels = nearestLabels(items, text).map((label) => `«\u00a0${label}\u00a0»`);
  return labels.length > 0 ? ` Vouliez-vous dire ${labels.join(' ou ')}\u202f?` : '';
}

/** Folding is slow enough to be felt on thousands of lines: once per item. */
const folded = new WeakMap<Named, readonly string[]>();

function keysOf(item: Named & { readonly prefix?: string }): readonly string[] {
  const known = folded.get(item);
  if (known) return known;
  const prefix = item.prefix === undefined ? [] : [item.prefix];
  const keys = [item.code, item.label, ...item.aliases, ...prefix].map(foldText);
  folded.set(item, keys);
  return keys;
}

/** 0 is the same; a beginning, or a word in common, is near; 1 is nothing in common. */
function remoteness(key: string, name: string): number {
  if (key.length >= 3 && (name.startsWith(key) || key.startsWith(name))) return 0.2;
  if (key.length >= 5 && ` ${name} `.includes(` ${key} `)) return 0.3;
  return distance(key, name) / Math.max(key.length, name.length, 1);
}
