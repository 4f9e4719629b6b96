/** Structures, territories and persons that a phrase names, alone or side by side. */
import { findName } from './find-name.ts';
import type { Line } from './line.ts';
import type { Name, NameKind } from './name-index.ts';

export interface Place {
  readonly structure?: string;
  readonly territory?: string;
  readonly person?: string;
}

/** The whole phrase names one thing, or a structure and a territory side by side. */
export function lookUp(
  line: Line,
  phrase: readonly string[],
  kinds: readonly NameKind[],
): { readonly places: readonly Place[]; readonly unsure: boolean } {
  const whole = findName(line.index, phrase, kinds);
  if (whole.how === 'exact' || whole.how === 'likely') {
    return { places: whole.names.map(placeOf), unsure: false };
  }
  const side = sideBySide(line, phrase);
  if (side) return { places: [side], unsure: false };
  const several = oneAfterTheOther(line, phrase);
  if (several.length > 0) return { places: several, unsure: true };
  return { places: whole.names.map(placeOf), unsure: true };
}

export function placeOf(name: Name): Place {
  if (name.kind === 'structure') return { structure: name.code };
  return name.kind === 'territory' ? { territory: name.code } : { person: name.code };
}

/** «le référent du Département sur Thau» is the territory's own (PTI 2022-2025, §1.4). */
function sideBySide(line: Line, phrase: readonly string[]): Place | undefined {
  for (let cut = 1; cut < phrase.length; cut += 1) {
    const halves = [phrase.slice(0, cut), phrase.slice(cut)];
    for (const [one = [], other = []] of [halves, [...halves].reverse()]) {
      const [structure, ...more] = sureOf(line, one, 'structure');
      const [territory, ...others] = sureOf(line, other, 'territory');
      if (!structure || !territory || more.length > 0 || others.length > 0) continue;
      const category = line.vocabulary.pact.structures.find((s) => s.code === structure.code);
      return category?.category === 'department'
        ? { territory: territory.code }
        : { structure: structure.code, territory: territory.code };
    }
  }
  return undefined;
}

/** «caf et msa», «qui serait à la région»: each known name is offered, other words ignored. */
function oneAfterTheOther(line: Line, phrase: readonly string[]): readonly Place[] {
  const tokens = phrase.map((word) => ({ word, start: 0, end: 0, after: '' }));
  const places: Place[] = [];
  for (let at = 0; at < tokens.length; ) {
    const match = line.index.filters.at(tokens, at);
    if (!match) {
      at += 1;
      continue;
    }
    for (const name of match.value) {
      if (name.kind === 'structure' || name.kind === 'territory') places.push(placeOf(name));
    }
    at += match.length;
  }
  return places;
}

function sureOf(line: Line, phrase: readonly string[], kind: NameKind): readonly Name[] {
  const found = findName(line.index, phrase, [kind]);
  return found.how === 'exact' ? found.names : [];
}
