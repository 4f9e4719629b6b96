/** The vocabulary made ready for looking up, once per vocabulary object. */
import { Phrases } from './phrases.ts';
import { coreWords, tokenize, wordsOf } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export type NameKind =
  | 'territory'
  | 'axis'
  | 'theme'
  | 'audience'
  | 'structure'
  | 'group'
  | 'action'
  | 'person'
  | 'circuit';

export interface Name {
  readonly kind: NameKind;
  /** Code, or the id of a person. */
  readonly code: string;
  /** As people read it. */
  readonly label: string;
  /** Each way to write it, as core words. */
  readonly keys: readonly (readonly string[])[];
  /** Every core word of every key. */
  readonly words: ReadonlySet<string>;
  readonly initials: string;
  readonly territories: readonly string[];
}

export interface NameIndex {
  readonly names: ReadonlyMap<NameKind, readonly Name[]>;
  /** Names by their exact keys, all kinds but actions, groups and persons: what a filter can be. */
  readonly filters: Phrases<readonly Name[]>;
  readonly territories: Phrases<readonly Name[]>;
  /** «tha3», «thag1»: codes of actions and groups without hyphen nor leading zeros. */
  readonly codes: ReadonlyMap<string, Name>;
  /** Letters that begin a code: a number after them can be nothing else. */
  readonly prefixes: ReadonlySet<string>;
  /** Territory code → letters of its actions' codes. */
  readonly prefixOf: ReadonlyMap<string, string>;
}

const cache = new WeakMap<Vocabulary, NameIndex>();

export function indexOf(vocabulary: Vocabulary): NameIndex {
  const known = cache.get(vocabulary);
  if (known) return known;
  const built = build(vocabulary);
  cache.set(vocabulary, built);
  return built;
}

/** «THA-03» → «tha3». */
export function compactCode(code: string): string {
  return wordsOf(tokenize(code))
    .map((word) => word.replace(/^0+(?=\d)/, ''))
    .join('');
}

function build(vocabulary: Vocabulary): NameIndex {
  const { pact } = vocabulary;
  const items = (
    kind: NameKind,
    list: readonly { code: string; label: string; aliases: readonly string[] }[],
    more: (item: { code: string }) => readonly string[] = () => [],
  ) =>
    list.map((item) =>
      name(kind, item.code, item.label, [item.code, item.label, ...item.aliases, ...more(item)]),
    );
  const prefixOf = new Map(pact.territories.map((t) => [t.code, t.prefix.toLowerCase()]));
  const axisNumber = new Map(pact.axes.map((axis) => [axis.code, `axe ${axis.number}`]));
  const names = new Map<NameKind, readonly Name[]>([
    ['territory', items('territory', pact.territories, (t) => [prefixOf.get(t.code) ?? t.code])],
    ['axis', items('axis', pact.axes, (axis) => [axisNumber.get(axis.code) ?? axis.code])],
    ['theme', items('theme', pact.themes)],
    ['audience', items('audience', pact.audiences)],
    ['structure', items('structure', pact.structures)],
    ['circuit', items('circuit', pact.circuits)],
    [
      'group',
      vocabulary.groups.map((g) => name('group', g.code, g.title, [g.title], g.territories)),
    ],
    [
      'action',
      vocabulary.actions.map((a) => name('action', a.code, a.title, [a.title], a.territories)),
    ],
    [
      'person',
      vocabulary.persons.map((p) =>
        name('person', p.id, `${p.firstName} ${p.lastName}`, [
          `${p.firstName} ${p.lastName}`,
          `${p.lastName} ${p.firstName}`,
          p.lastName,
          ...(p.email === undefined ? [] : [p.email]),
        ]),
      ),
    ],
  ]);
  const codes = new Map<string, Name>();
  const prefixes = new Set(prefixOf.values());
  for (const kind of ['group', 'action'] as const) {
    for (const entry of names.get(kind) ?? []) {
      const compact = compactCode(entry.code);
      codes.set(compact, entry);
      prefixes.add(compact.replace(/\d+$/, ''));
    }
  }
  prefixes.delete('');
  return {
    names,
    filters: phrasesOf(
      (['territory', 'theme', 'audience', 'structure', 'axis'] as const).flatMap(
        (kind) => names.get(kind) ?? [],
      ),
    ),
    territories: phrasesOf(names.get('territory') ?? []),
    codes,
    prefixes,
    prefixOf,
  };
}

function name(
  kind: NameKind,
  code: string,
  label: string,
  written: readonly string[],
  territories: readonly string[] = [],
): Name {
  const keys: (readonly string[])[] = [];
  const seen = new Set<string>();
  for (const text of written) {
    const words = coreWords(text);
    const joined = words.join(' ');
    if (joined === '' || seen.has(joined)) continue;
    seen.add(joined);
    keys.push(words);
  }
  const initials = coreWords(label)
    .filter((word) => word !== 'par')
    .map((word) => word.charAt(0))
    .join('');
  return { kind, code, label, keys, words: new Set(keys.flat()), initials, territories };
}

function phrasesOf(names: readonly Name[]): Phrases<readonly Name[]> {
  const byKey = new Map<string, Name[]>();
  for (const entry of names) {
    for (const key of entry.keys) {
      const joined = key.join(' ');
      byKey.set(joined, [...(byKey.get(joined) ?? []), entry]);
    }
  }
  const phrases = new Phrases<readonly Name[]>();
  for (const [key, entries] of byKey) phrases.add(key, entries);
  return phrases;
}
