/** `qui`, `relais`, `inspirations`: what is asked about a structure, a territory, a theme. */
import { findMonth } from '../dates/find-month.ts';
import { performOrAsk, refuse } from './answers.ts';
import type { Command, Understanding } from './command.ts';
import { noSuchCode } from './command-actions.ts';
import { findCode } from './find-code.ts';
import { findGroup } from './find-group.ts';
import { findName } from './find-name.ts';
import { type Line, offsetBefore } from './line.ts';
import type { Name, NameKind } from './name-index.ts';
import { phraseSet, without } from './phrases.ts';
import { core, tokenize, wordsOf } from './tokens.ts';

type Who = Omit<Extract<Command, { name: 'who' }>, 'name' | 'page'>;

const noise = phraseSet(
  'referent',
  'referente',
  'referents',
  'referentes',
  'referent e',
  'referents e s',
  'referent es',
  'referentes',
  'pti',
  'pilote',
  'pilotes',
  'co pilote',
  'copilote',
  'co pilotes',
  'copilotes',
  'contact',
  'contacts',
  'fait',
  'quoi',
  'fait quoi',
  'm',
  'mr',
  'mme',
  'monsieur',
  'madame',
  'mlle',
  's occupe',
  'est',
  'sont',
  'qui',
  'est ce',
  'numero',
  'mail',
  'telephone',
  'coordonnees',
  'annuaire',
  'territoire',
  'structure',
  'ici',
  'page',
  'quel',
  'quelle',
  'quels',
  'notre',
  'nos',
  'mon',
  'ma',
  'groupe',
  'groupes',
  'groupe de travail',
  'personne',
  'personnes',
  'cherche',
  'c',
  'il',
  'y',
);
const vacancy = phraseSet(
  'vacant',
  'vacants',
  'vacante',
  'vacantes',
  'siege vacant',
  'sieges vacants',
  'postes vacants',
  'poste vacant',
  'manque',
  'manquent',
  'manquants',
  'sans referent',
  'sans copilote',
  'sans co pilote',
  'personne n est',
  'sieges',
  'postes',
);
const piloting = new Set('groupe groupes pilote pilotes copilote copilotes'.split(' '));

export function who(line: Line, from: number, seed: Who = {}): Understanding {
  const { tokens, index } = line;
  const rest = tokens.slice(from);
  const filled = without(vacancy, rest);
  const base: Who = filled.length < rest.length ? { ...seed, vacant: true } : seed;
  const code = findCode(index, tokens, from);
  if (code?.kind === 'unknown') return noSuchCode(line, code.typed);
  if (code || tokens.some((token, at) => at >= from - 1 && piloting.has(token.word))) {
    const found = findGroup(line, [wordsOf(core(without(noise, filled))).join(' ')]);
    if (found.groups.length > 0) {
      const commands = found.groups.map((g): Command => ask({ ...base, group: g.code }));
      return performOrAsk(line, commands, code ? false : found.unsure);
    }
  }
  const phrase = wordsOf(core(without(noise, filled)));
  if (phrase.length === 0) return performOrAsk(line, [ask(base)], false);
  return about(line, phrase, base);
}

function ask(rest: Who): Command {
  return { name: 'who', ...rest, page: 1 };
}

function about(line: Line, phrase: readonly string[], base: Who): Understanding {
  const found = lookUp(line, phrase, ['structure', 'territory', 'person']);
  if (found.places.length === 0) {
    return refuse(
      `Je ne trouve ni structure, ni territoire, ni personne « ${phrase.join(' ').slice(0, 60)} ».`,
      'qui CAF',
    );
  }
  const commands = found.places.map((place): Command => ask({ ...base, ...place }));
  return performOrAsk(line, commands, found.unsure);
}

interface Place {
  readonly structure?: string;
  readonly territory?: string;
  readonly person?: string;
}

/** The whole phrase names one thing, or a structure and a territory side by side. */
function lookUp(
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
  return { places: whole.names.map(placeOf), unsure: true };
}

function placeOf(name: Name): Place {
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

function sureOf(line: Line, phrase: readonly string[], kind: NameKind): readonly Name[] {
  const found = findName(line.index, phrase, [kind]);
  return found.how === 'exact' ? found.names : [];
}

const relayNoise = phraseSet(
  'relais',
  'relai',
  'structure',
  'territoire',
  'ma',
  'notre',
  'mois',
  'ce qui a change',
  'a transmettre',
  'compte',
  'de neuf',
  'quoi',
  'envoyer',
  'transmettre',
  'actualites',
  'nouveautes',
  'cote',
  'qui',
  'est',
  'ce',
  'il',
  'y',
);

export function relay(line: Line, from: number): Understanding {
  const text = line.text.slice(offsetBefore(line.tokens, from)).slice(0, 600);
  const month = findMonth(text, { today: line.speaker.today });
  const rest = month ? `${month.before} , ${month.after}` : text;
  const phrase = wordsOf(core(without(relayNoise, tokenize(rest))));
  const when = month ? { month: month.month } : {};
  if (phrase.length === 0) return performOrAsk(line, [{ name: 'relay', ...when }], false);
  const found = lookUp(line, phrase, ['structure', 'territory']);
  if (found.places.length === 0) {
    return refuse(
      `Je ne trouve ni structure ni territoire « ${phrase.join(' ').slice(0, 60)} ».`,
      'relais CAF mars',
    );
  }
  const commands = found.places.map(
    ({ structure, territory }): Command => ({
      name: 'relay',
      ...(structure === undefined ? {} : { structure }),
      ...(territory === undefined ? {} : { territory }),
      ...when,
    }),
  );
  return performOrAsk(line, commands, found.unsure);
}

const ideaNoise = phraseSet(
  'theme',
  'thematique',
  'autres territoires',
  'autres',
  'territoires',
  'idees',
  'inspirations',
  'concernant',
  'actions',
  'experimentations',
  'bonnes pratiques',
  'ailleurs',
  'page',
);

export function inspirations(line: Line, from: number): Understanding {
  const phrase = wordsOf(core(without(ideaNoise, line.tokens.slice(from))));
  const number = phrase.length === 1 ? phrase[0] : undefined;
  const page = number !== undefined && /^\d{1,4}$/.test(number) ? Math.max(1, Number(number)) : 1;
  if (phrase.length === 0 || number === String(page)) {
    return performOrAsk(line, [{ name: 'inspirations', page }], false);
  }
  const found = findName(line.index, phrase, ['theme']);
  if (found.how === 'none') {
    return refuse(
      `Le pacte n’a pas de thème « ${phrase.join(' ').slice(0, 60)} ».`,
      'inspirations mobilité',
    );
  }
  const commands = found.names.map(
    (theme): Command => ({ name: 'inspirations', theme: theme.code, page: 1 }),
  );
  return performOrAsk(line, commands, found.how === 'misspelt');
}
