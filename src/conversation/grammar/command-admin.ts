/** `admin …`: people, mandates, imports, prorogation, canal, requests. Who may do it is not said here. */
import { findDate } from '../dates/find-date.ts';
import { ask, perform, performOrAsk, refuse } from './answers.ts';
import type { AdminAct, Command, RequestAct, Understanding } from './command.ts';
import { findName } from './find-name.ts';
import { findPerson } from './find-person.ts';
import { findRequest } from './find-request.ts';
import { type Line, offsetBefore } from './line.ts';
import { listed, Phrases, phraseSet, without } from './phrases.ts';
import { core, type Token, wordsOf } from './tokens.ts';
import { isTypo } from './typos.ts';

type Kind = (AdminAct | RequestAct)['kind'];

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
    mandat, terminer le mandat, mettre fin au mandat, clore un mandat,
    annuler un mandat, annuler le mandat, annuler mandat, annuler le mandat de
  `,
  departure: `depart, departs, retirer, supprimer, quitte`,
  accounts: `
    comptes, compte, comptes a confirmer, compte a confirmer, confirmer, confirmations
  `,
  messages: `
    envois, envoi, messages, message, messages non remis, messages non envoyes, envois en echec,
    echecs, messages abandonnes, messages en echec
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
  campaign: `
    campagne, campagnes, campagne indicateurs, campagne des indicateurs, la campagne,
    ouvrir la campagne, ouvrir une campagne, ouvrir campagne, rouvrir la campagne, rouvrir
    campagne, reouvrir la campagne, reouvrir campagne, reouverture de la campagne, ouverture de la campagne, clore la campagne, clore campagne, fermer la campagne,
    fermer campagne, cloturer la campagne, cloturer campagne, cloture de la campagne
  `,
  channel: `canal, ce canal, chaine, salon`,
  reassign: `reattribuer, reattribution, reaffecter, reassigner, transferer, confier`,
  cancelRequest: `annuler, annulation, annuler une demande, annuler la demande`,
  decideFor: `
    decider, decider a la place, decider a la place de, decider pour, decision, decision a la
    place, decision a la place de, trancher, repondre a la place, repondre a la place de, valider
    a la place, valider a la place de
  `,
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
  if (!act || act.value === 'menu' || isRequestKind(act.value)) return undefined;
  const meant = performAct(line, act.value, line.start + act.length);
  // A form writes nothing by itself: there is nothing to confirm.
  if (act.value === 'newGroup' && line.speaker.programmeOfficer) return meant;
  return meant.kind === 'command' ? ask(line, [meant.command]) : meant;
}

/** «réattribuer V-12»: only a request makes these words an act of administration. */
export function forgottenRequestAct(line: Line): Command | undefined {
  const act = acts.at(line.tokens, line.start);
  if (!act || !isRequestKind(act.value)) return undefined;
  const meant = onRequest(line, act.value, line.start + act.length);
  return meant.kind === 'command' ? meant.command : undefined;
}

function isRequestKind(kind: Kind): kind is RequestAct['kind'] {
  return kind === 'reassign' || kind === 'cancelRequest' || kind === 'decideFor';
}

const requestNoise = phraseSet(`demande, demandes, validation, une, la, en, a la place, pour, v`);

/** Other words than a request («annuler le groupe») may mean something else: asked. */
function onRequest(line: Line, kind: RequestAct['kind'], from: number): Understanding {
  const found = findRequest(line.text, line.tokens, from);
  if (found) {
    const commands = found.codes.map(
      (request): Command => ({ name: 'admin', act: { kind, request } }),
    );
    return performOrAsk(line, commands, false);
  }
  const other = core(without(requestNoise, line.tokens.slice(from)));
  return performOrAsk(line, [{ name: 'admin', act: { kind } }], other.length > 0);
}

function performAct(line: Line, kind: Kind, from: number): Understanding {
  switch (kind) {
    case 'people':
      return perform({ name: 'admin', act: { kind, page: pageIn(line.tokens, from) } });
    case 'messages':
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
    case 'campaign':
      return campaign(line);
    case 'reassign':
    case 'cancelRequest':
    case 'decideFor':
      return onRequest(line, kind, from);
    default:
      return perform({ name: 'admin', act: { kind } });
  }
}

/** «campagne ouvrir 2026», «clore la campagne»: what is done to it may stand on either side. */
function campaign({ tokens, start }: Line): Understanding {
  const words = wordsOf(tokens.slice(start));
  const year = words.find((word) => /^20\d\d$/.test(word));
  const move = words.some((word) => /^(?:re?)?ouv/.test(word))
    ? ('open' as const)
    : words.some((word) => /^(?:clo|ferm)/.test(word))
      ? ('close' as const)
      : undefined;
  return perform({
    name: 'admin',
    act: {
      kind: 'campaign',
      ...(move && { move }),
      ...(year !== undefined && { year: Number(year) }),
    },
  });
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
  const found = findPerson(line, phrase);
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
