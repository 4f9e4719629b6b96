/** `relais [structure · territoire] [mois]` and `inspirations [thème]`. */
import { findMonth } from '../dates/find-month.ts';
import { performOrAsk, refuse } from './answers.ts';
import type { Command, Understanding } from './command.ts';
import { byCode } from './command-actions.ts';
import { findCode } from './find-code.ts';
import { findName } from './find-name.ts';
import { type Line, offsetBefore } from './line.ts';
import { phraseSet, without } from './phrases.ts';
import { lookUp } from './places.ts';
import { core, tokenize, wordsOf } from './tokens.ts';

const relayNoise = phraseSet(`
  semaine, derniere, semaine derniere, cette semaine,
  relais, relai, structure, territoire, ma, notre, mois, ce qui a change, a transmettre, compte,
  de neuf, quoi, envoyer, transmettre, actualites, nouveautes, cote, qui, est, ce, il, y
`);

export function relay(line: Line, from: number): Understanding {
  const code = findCode(line.index, line.tokens, from);
  if (code?.kind === 'known') return byCode(line, code);
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

const ideaNoise = phraseSet(`
  theme, thematique, autres territoires, autres, territoires, idees, inspirations, concernant,
  actions, experimentations, bonnes pratiques, ailleurs, page
`);

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
