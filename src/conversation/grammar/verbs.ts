/** The words that name a command, with the ways people say them (SPEC §5). */
import { alertWords } from './alert-words.ts';
import { circuitWords } from './circuit-words.ts';
import { committeeWords } from './committee-words.ts';
import { indicatorWords } from './indicator-words.ts';
import type { Line } from './line.ts';
import { listed, type PhraseMatch, Phrases, phraseSet, skip } from './phrases.ts';
import { reminderWords } from './reminder-words.ts';
import { reviewWords } from './review-words.ts';
import type { Token } from './tokens.ts';
import { isTypo } from './typos.ts';

export type Family =
  | 'home'
  | 'help'
  | 'actions'
  | 'myActions'
  | 'experiments'
  | 'action'
  | 'update'
  | 'newAction'
  | 'groups'
  | 'meeting'
  | 'who'
  | 'vacant'
  | 'relay'
  | keyof typeof reviewWords
  | 'inspirations'
  | keyof typeof circuitWords
  | keyof typeof committeeWords
  | keyof typeof reminderWords
  | keyof typeof alertWords
  | keyof typeof indicatorWords
  | 'admin'
  | 'clock'
  | 'page';

const spoken: Readonly<Record<Family, string>> = {
  home: `accueil, menu, tableau de bord`,
  help: `aide, aidez moi, aide moi, help, mode d emploi, comment, a l aide`,
  actions: `actions, combien d actions, nombre d actions, liste actions`,
  myActions: `mes actions, mes actions a moi`,
  experiments: `experimentations, experimentation`,
  action: `
    action, fiche action, fiche, detail, details, historique, ou en est, ou est, ou sont, ou en sont, ou en est
    on, ou on en est, ou en est l action, c est quoi, l action
  `,
  update: `
    maj, m a j, mise a jour, mises a jour, mettre a jour, met a jour, mets a jour, actualiser,
    avancee, avancees, declarer une avancee, declarer avancee, declarer
  `,
  newAction: `
    nouvelle action, nouvelles actions, creer action, creer une action, creer une nouvelle
    action, creer nouvelle action, creation action, creation d une action, ajouter action,
    ajouter une action, ajouter une nouvelle action, ajout action, proposer une action
  `,
  groups: `groupes, groupe, groupe de travail, groupes de travail, gt`,
  meeting: `
    reunion, reunions, concertation, concertations, on s est reunis, on s est reuni, nous nous
    sommes reunis, on s est vus, declarer une reunion, declarer reunion, nouvelle reunion
  `,
  who: `
    qui, qui est, qui sont, annuaire, referent, referente, referents, referentes, contact,
    contacts, numero de, telephone de, mail de, coordonnees, coordonnees de, trombinoscope
  `,
  vacant: `
    vacants, sieges vacants, siege vacant, postes vacants, poste vacant, qui manque, manque qui
  `,
  relay: `relais, relai, quoi de neuf, quoi de nouveau, nouveautes, a relayer`,
  inspirations: `inspirations, inspiration, idees, bonnes pratiques, bonne pratique`,
  ...reviewWords,
  ...circuitWords,
  ...committeeWords,
  ...reminderWords,
  ...alertWords,
  ...indicatorWords,
  admin: `admin, administration, administrer`,
  clock: `horloge`,
  page: `suite, la suite, page, page suivante, suivant, suivante, suivantes`,
};

const verbs = new Phrases<Family>();
for (const [family, phrases] of Object.entries(spoken) as [Family, string][]) {
  for (const phrase of listed(phrases)) verbs.add(phrase, family);
}

/** Words before a verb that only ask for it. */
const requests = phraseSet(`
  je voudrais, je souhaite, je souhaiterais, j aimerais, je veux, je dois, je vais, je viens,
  peux tu, pouvez vous, pourriez vous, pourrais tu, tu peux, vous pouvez, merci de, me dire, me
  donner, me montrer, m afficher, dis moi, dites moi, faire, donne moi, donnez moi, montre moi,
  montrez moi, montre, affiche, afficher, consulter, voir, quelles sont, quels sont, quelle est,
  quel est, liste, liste des, lister, toutes, tous, les, la, le, l, une, un, des, du, de, il y
  a, y a t il, est ce que, saisir, noter, enregistrer, cherche, je cherche, rechercher
`);

export interface Verb {
  readonly family: Family;
  /** Index of its first word, and of the first word after it. */
  readonly from: number;
  readonly to: number;
}

export function verbAt(tokens: readonly Token[], at: number): PhraseMatch<Family> | undefined {
  return verbs.at(tokens, at);
}

/** The verb that opens the line, words that only ask for it skipped. */
export function leadingVerb({ tokens, start }: Line): Verb | undefined {
  let at = start;
  while (at < tokens.length) {
    const verb = verbs.at(tokens, at);
    if (verb) return { family: verb.value, from: at, to: at + verb.length };
    const request = requests.at(tokens, at);
    if (!request) return undefined;
    at += request.length;
  }
  return undefined;
}

/** Index of the first word that does more than ask: «je voudrais voir THA-3». */
export function afterRequests({ tokens, start }: Line): number {
  return skip(requests, tokens, start);
}

/** Commands that may stand after what they are about: «thau groupe mobilité». They write nothing. */
const movable = new Set<Family>([
  'actions',
  'myActions',
  'experiments',
  'groups',
  'meeting',
  'who',
  'vacant',
  'relay',
  'review',
  'pictures',
  'inspirations',
  'indicators',
  'allIndicators',
]);

export function laterVerb(line: Line): Verb | undefined {
  const { tokens, start } = line;
  for (let at = start + 1; at < tokens.length; at += 1) {
    const verb = verbs.at(tokens, at);
    if (verb && mayCome(line, verb.value, at))
      return { family: verb.value, from: at, to: at + verb.length };
  }
  return undefined;
}

/** «ai-je quelque chose à valider ?»; «demain je suis absent», but not «Karim est absent». */
function mayCome(line: Line, family: Family, at: number): boolean {
  const { tokens, question } = line;
  if (family === 'toAnswer') return question;
  if (family === 'committee' || family === 'agenda') return afterPlace(line, at);
  if (family === 'absence') return ['je', 'me'].includes(tokens[at]?.word ?? '');
  return movable.has(family);
}

/** «thau comité 12/03/2027», but not «navette présentée au comité». */
function afterPlace({ tokens, start, index }: Line, at: number): boolean {
  const place = index.territories.at(tokens, start);
  return place !== undefined && start + place.length === at;
}

/** One-word commands that a misspelt first word may stand for, the likeliest first. */
const single = [
  'maj',
  'actions',
  'action',
  'aide',
  'groupe',
  'groupes',
  'réunion',
  'relais',
  'inspirations',
  'admin',
  'annuaire',
  'horloge',
  'nouvelle',
  'référent',
  'demander',
  'valider',
  'demandes',
  'simuler',
  'absence',
  'absent',
  'comité',
  'copil',
  'agenda',
  'bilan',
  'indicateurs',
  'rappels',
] as const;
const plain = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '');

export function nearestVerbs(typed: string): readonly string[] {
  return single.filter((word) => isTypo(typed, plain(word)));
}
