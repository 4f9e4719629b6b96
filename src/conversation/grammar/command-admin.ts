/** `admin …`: people, mandates, imports, prorogation, canal. Who may do it is not said here. */
import { findDate } from '../dates/find-date.ts';
import { ask, perform, performOrAsk, refuse } from './answers.ts';
import type { AdminAct, Command, Understanding } from './command.ts';
import { type Found, findName } from './find-name.ts';
import { type Line, offsetBefore } from './line.ts';
import { listed, Phrases, phraseSet, without } from './phrases.ts';
import { core, type Token, wordsOf } from './tokens.ts';
import { isTypo } from './typos.ts';

type Kind = AdminAct['kind'];

const spoken: Readonly<Record<Kind, string>> = {
  menu: `menu, aide`,
  people: `personnes, les personnes, liste des personnes, membres, gens`,
  person: `personne, fiche`,
  newPerson: `
    nouvelle personne, ajouter une personne, ajouter personne, ajouter quelqu un, creer une
    personne, nouveau referent, nouvelle referente, nouveau membre, inscrire
  `,
  newMandate: `
    nouveau mandat, mandat, ajouter un mandat, ajouter mandat, creer un mandat, mandats, nommer,
    designer
  `,
  endMandate: `
    fin de mandat, fin mandat, fin du mandat, fin de mandat de, terminer un mandat, terminer
    mandat, terminer le mandat, mettre fin au mandat, clore un mandat
  `,
  departure: `depart, departs, retirer, supprimer, quitte`,
  accounts: `
    comptes, compte, comptes a confirmer, compte a confirmer, confirmer, confirmations
  `,
  import: `import, imports, importer, importation`,
  newGroup: `
    nouveau groupe, creer un groupe, creer groupe, ajouter un groupe, ajouter groupe, nouveau
    groupe de travail
  `,
  prorogation: `
    prorogation, proroger, proroger le pacte, prolonger, prolonger le pacte, prolongation
  `,
  closePact: `
    clore le pacte, cloture, cloturer, cloturer le pacte, fermer le pacte, clore, cloture du
    pacte
  `,
  channel: `canal, ce canal, chaine, salon`,
};

const acts = new Phrases<Kind>();
for (const [kind, phrases] of Object.entries(spoken) as [Kind, string][]) {
  for (const phrase of listed(phrases)) acts.add(phrase, kind);
}
const noise = phraseSet(`
  m, mr, mme, monsieur, madame, mandat, personne, fiche, le, la, les, un, une, voir, faire
`);

export function admin(line: Line, from: number): Understanding {
  const rest = without(phraseSet(`le, la, les, un, l, d`), line.tokens.slice(from, from + 1));
  const first = rest.length === 0 && line.tokens.length > from ? from + 1 : from;
  if (first >= line.tokens.length) return perform({ name: 'admin', act: { kind: 'menu' } });
  const act = acts.at(line.tokens, first);
  if (!act) return withoutAct(line, first);
  return performAct(line, act.value, first + act.length);
}

/** Acts that may be proposed when «admin» was forgotten; the rest is too near to other words. */
export function forgottenAdmin(line: Line): Understanding | undefined {
  const act = acts.at(line.tokens, line.start);
  if (!act || act.value === 'menu') return undefined;
  const meant = performAct(line, act.value, line.start + act.length);
  return meant.kind === 'command' ? ask(line, [meant.command]) : meant;
}

function performAct(line: Line, kind: Kind, from: number): Understanding {
  switch (kind) {
    case 'people':
      return perform({ name: 'admin', act: { kind, page: pageIn(line.tokens, from) } });
    case 'person':
    case 'newMandate':
    case 'endMandate':
    case 'departure':
      return withPerson(line, kind, from);
    case 'prorogation':
      return prorogation(line, from);
    case 'channel': {
      const none = line.tokens
        .slice(from)
        .some(({ word }) =>
          ['aucun', 'non', 'retirer', 'plus', 'sans', 'supprimer'].includes(word),
        );
      return perform({ name: 'admin', act: none ? { kind, none } : { kind } });
    }
    default:
      return perform({ name: 'admin', act: { kind } });
  }
}

function pageIn(tokens: readonly Token[], from: number): number {
  const number = tokens.slice(from).find((token) => /^\d{1,4}$/.test(token.word));
  return number ? Math.max(1, Number(number.word)) : 1;
}

type Personal = 'person' | 'newMandate' | 'endMandate' | 'departure';

function withPerson(line: Line, kind: Personal, from: number): Understanding {
  const phrase = wordsOf(core(without(noise, line.tokens.slice(from))));
  if (phrase.length === 0) {
    return perform({
      name: 'admin',
      act: kind === 'person' ? { kind: 'people', page: 1 } : { kind },
    });
  }
  const found = personIn(line, phrase);
  if (found.how === 'none') {
    return refuse(
      `Je ne connais personne du nom de « ${phrase.join(' ').slice(0, 60)} ».`,
      'admin personnes',
    );
  }
  const commands = found.names.map(
    (name): Command => ({ name: 'admin', act: { kind, person: name.code } }),
  );
  return performOrAsk(line, commands, found.how === 'misspelt');
}

/** «départ Sophie Delmas le 31 mars»: the longest words that are a name, the others ignored. */
function personIn(line: Line, phrase: readonly string[]): Found {
  const whole = findName(line.index, phrase, ['person']);
  if (whole.how !== 'none') return whole;
  for (let length = Math.min(phrase.length - 1, 5); length > 0; length -= 1) {
    for (let at = 0; at + length <= phrase.length; at += 1) {
      const found = findName(line.index, phrase.slice(at, at + length), ['person']);
      if (found.how === 'exact') return found;
    }
  }
  return whole;
}

function prorogation(line: Line, from: number): Understanding {
  const text = line.text.slice(offsetBefore(line.tokens, from)).slice(0, 600);
  const date = findDate(text, { today: line.speaker.today, look: 'forward' });
  if (date.kind === 'impossible') return refuse(date.sentence, 'admin prorogation 31/12/2028');
  return perform({
    name: 'admin',
    act: date.kind === 'found' ? { kind: 'prorogation', until: date.day } : { kind: 'prorogation' },
  });
}

function withoutAct(line: Line, from: number): Understanding {
  const phrase = wordsOf(core(without(noise, line.tokens.slice(from))));
  const found = findName(line.index, phrase, ['person']);
  if (found.how === 'exact' || found.how === 'likely') return withPerson(line, 'person', from);
  const typed = line.tokens[from]?.word ?? '';
  const near = (Object.keys(spoken) as Kind[]).filter((kind) =>
    listed(spoken[kind]).some((phrase) => isTypo(typed, phrase)),
  );
  const commands = near
    .map((kind) => performAct(line, kind, from + 1))
    .flatMap((meant) => (meant.kind === 'command' ? [meant.command] : []));
  if (commands.length > 0) return ask(line, commands);
  if (found.how === 'misspelt') return withPerson(line, 'person', from);
  return refuse(
    `Je ne connais pas « admin ${typed.slice(0, 40)} ». La liste : « admin ».`,
    'admin',
  );
}
