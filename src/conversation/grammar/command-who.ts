/** `qui [structure · territoire]`: the directory, and what is vacant. */
import { performOrAsk, refuse } from './answers.ts';
import type { Command, Understanding } from './command.ts';
import { noSuchCode } from './command-actions.ts';
import { findCode } from './find-code.ts';
import { findGroup, groupOfAction } from './find-group.ts';
import { findName } from './find-name.ts';
import type { Line } from './line.ts';
import { phraseSet, without } from './phrases.ts';
import { lookUp, placeOf } from './places.ts';
import { core, wordsOf } from './tokens.ts';

type Who = Omit<Extract<Command, { name: 'who' }>, 'name' | 'page'>;

const noise = phraseSet(`
  contacter, appeler, joindre, prevenir,
  charge de mission, chargee de mission, charge mission, chargee mission, vice presidente, elus,
  referent, referente, referents, referentes, referent e, referents e s, referent es,
  referentes, pti, pilote, pilotes, co pilote, copilote, co pilotes, copilotes, contact,
  contacts, fait, quoi, fait quoi, m, mr, mme, monsieur, madame, mlle, s occupe, est, sont, qui,
  est ce, numero, mail, telephone, coordonnees, annuaire, territoire, structure, ici, page,
  quel, quelle, quels, notre, nos, mon, ma, groupe, groupes, groupe de travail, personne,
  personnes, cherche, c, il, y
`);
const vacancy = phraseSet(`
  vacant, vacants, vacante, vacantes, siege vacant, sieges vacants, postes vacants, poste
  vacant, manque, manquent, manquants, sans referent, sans copilote, sans co pilote, personne n
  est, sieges, postes
`);
const piloting = new Set('groupe groupes pilote pilotes copilote copilotes'.split(' '));

export function who(line: Line, from: number, seed: Who = {}): Understanding {
  const { tokens, index } = line;
  const rest = tokens.slice(from);
  const filled = without(vacancy, rest);
  const base: Who = filled.length < rest.length ? { ...seed, vacant: true } : seed;
  const code = findCode(index, tokens, from);
  if (code?.kind === 'unknown') return noSuchCode(line, code.typed);
  if (code?.name.kind === 'action') {
    const group = groupOfAction(line, code.name.code);
    if (group) return performOrAsk(line, [ask({ ...base, group: group.code })], false);
  }
  if (code || tokens.some((token, at) => at >= from - 1 && piloting.has(token.word))) {
    const found = findGroup(line, [wordsOf(core(without(noise, filled))).join(' ')]);
    if (found.groups.length > 0) {
      const commands = found.groups.map((g): Command => ask({ ...base, group: g.code }));
      return performOrAsk(line, commands, code ? false : found.unsure);
    }
  }
  const whole = findName(index, wordsOf(core(filled)), ['structure', 'territory', 'person']);
  const [only, ...others] = whole.how === 'exact' ? whole.names : [];
  if (only && others.length === 0) {
    return performOrAsk(line, [ask({ ...base, ...placeOf(only) })], false);
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
    const groups = groupsOfTitle(line, phrase);
    if (groups.length > 0) {
      const commands = groups.map((group): Command => ask({ ...base, group }));
      return performOrAsk(line, commands, false);
    }
    return refuse(
      `Je ne trouve ni structure, ni territoire, ni personne « ${phrase.join(' ').slice(0, 60)} ».`,
      'qui CAF',
    );
  }
  const commands = found.places.map((place): Command => ask({ ...base, ...place }));
  return performOrAsk(line, commands, found.unsure);
}

/** «le pilote de la navette»: those of the action's group. */
function groupsOfTitle(line: Line, phrase: readonly string[]): readonly string[] {
  const found = findName(line.index, phrase, ['action', 'group']);
  if (found.how !== 'exact' && found.how !== 'likely') return [];
  const codes = found.names.map((name) =>
    name.kind === 'group' ? name.code : groupOfAction(line, name.code)?.code,
  );
  return [...new Set(codes.filter((code) => code !== undefined))];
}
