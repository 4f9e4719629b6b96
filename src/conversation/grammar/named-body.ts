/** Which committee or COPIL a line is about. */
import { findName } from './find-name.ts';
import type { Line } from './line.ts';
import { listed, phraseSet, without } from './phrases.ts';
import { core, coreWords, type Token, wordsOf } from './tokens.ts';
import { isTypo } from './typos.ts';

export interface Named {
  /** Codes it may be; none: it was not said. */
  readonly codes: readonly string[];
  readonly unsure: boolean;
  /** Offsets of its words in the text. */
  readonly at?: { readonly start: number; readonly end: number };
}

const nobody: Named = { codes: [], unsure: false };

/** The first territory named in full; else a beginning or a misspelling that comes first. */
export function namedTerritory({ index }: Line, tokens: readonly Token[]): Named {
  for (let at = 0; at < tokens.length; at += 1) {
    const match = index.territories.at(tokens, at);
    if (match)
      return named(
        tokens,
        at,
        match.length,
        match.value.map(({ code }) => code),
        false,
      );
  }
  const first = skipSmall(tokens);
  for (let length = Math.min(4, tokens.length - first); length > 0; length -= 1) {
    const words = tokens.slice(first, first + length);
    if (words.some(({ word }) => /\d/.test(word))) continue;
    const found = findName(index, wordsOf(core(words)), ['territory']);
    if (found.how !== 'none')
      return named(
        tokens,
        first,
        length,
        found.names.map(({ code }) => code),
        found.how === 'misspelt',
      );
  }
  return nobody;
}

const small = new Set(
  'de du des d le la l les sur pour local locaux animation territoire au a en est notre'.split(' '),
);

function skipSmall(tokens: readonly Token[]): number {
  const at = tokens.findIndex(({ word }) => !small.has(word));
  return at === -1 ? tokens.length : at;
}

/** Words that every COPIL of the pact shares tell none apart. */
const shared = phraseSet(
  'copil, comite de pilotage, comite, pilotage, de, du, le, la, l, pti, pacte',
);
/** How people call the three, whatever the label. */
const known: Readonly<Record<string, readonly string[]>> = {
  first: listed('lancement, installation, premier, initial, demarrage'),
  midTerm: listed('intermediaire, mi parcours, mi mandat, intermediaires'),
  last: listed('final, finale, cloture, fin de pacte, dernier'),
};

export function namedCopil({ vocabulary }: Line, tokens: readonly Token[]): Named {
  const rules = vocabulary.pact.bodies.steeringCommittee;
  const ways = rules.flatMap((rule) => {
    const alone = rules.filter(({ window }) => window.kind === rule.window.kind).length === 1;
    const names = [rule.code, rule.label, ...rule.aliases]
      .map((name) =>
        wordsOf(
          without(
            shared,
            coreWords(name).map((word) => ({ word, start: 0, end: 0, after: '' })),
          ),
        ),
      )
      .concat(alone ? (known[rule.window.kind] ?? []).map((name) => name.split(' ')) : [])
      .filter((words) => words.length > 0);
    return names.map((words) => ({ code: rule.code, words }));
  });
  for (const sure of [true, false])
    for (let at = 0; at < tokens.length; at += 1)
      for (const { code, words } of ways) {
        const here = tokens.slice(at, at + words.length);
        const same = words.every((word, offset) =>
          sure
            ? here[offset]?.word === word
            : word.length > 4 && isTypo(here[offset]?.word ?? '', word),
        );
        if (here.length === words.length && same)
          return named(tokens, at, words.length, [code], !sure);
      }
  return nobody;
}

function named(
  tokens: readonly Token[],
  at: number,
  length: number,
  codes: readonly string[],
  unsure: boolean,
): Named {
  const start = tokens[at]?.start ?? 0;
  const end = tokens[at + length - 1]?.end ?? start;
  return { codes: [...new Set(codes)], unsure, at: { start, end } };
}
