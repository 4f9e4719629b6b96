/** `bilan [année] [territoire · structure] [docx · xlsx · csv · images]`, and of whole pacts. */
import { lastDay } from '../../domain/pact.ts';
import { performOrAsk, refuse } from './answers.ts';
import type { Command, ReviewForm, Understanding } from './command.ts';
import type { Line } from './line.ts';
import { listed, Phrases, phraseSet, without } from './phrases.ts';
import { lookUp } from './places.ts';
import { asTyped, core, type Token, wordsOf } from './tokens.ts';

type Asked = Omit<Extract<Command, { name: 'review' }>, 'name'>;

/** Words that say which bilan, found wherever they stand; years are read apart. */
const marks = new Phrases<Asked | 'lastYear' | 'thisYear' | 'pastPact'>();
const spoken: readonly (readonly [Asked | 'lastYear' | 'thisYear' | 'pastPact', string])[] = [
  [
    'lastYear',
    `an dernier, l an dernier, annee derniere, l annee derniere, annee passee, l annee passee,
     annee precedente, l annee precedente, passee, derniere, precedente, dernier`,
  ],
  ['thisYear', 'cette annee, annee en cours, l annee en cours'],
  [
    'pastPact',
    `ancien pacte, ancien pti, pacte precedent, pti precedent, precedent pacte, precedent pti,
     pacte passe, dernier pacte, pactes, comparaison, comparer`,
  ],
  [{ whole: true }, 'pacte, tout le pacte, pti, complet, global, final, entier, en entier'],
  [
    { byTerritory: true },
    `par territoire, territoire par territoire, par territoires, territoires, les territoires, tous
     les territoires, des territoires`,
  ],
  ...formWords(),
];
for (const [meaning, phrases] of spoken)
  for (const phrase of listed(phrases)) marks.add(phrase, meaning);

function formWords(): readonly (readonly [Asked, string])[] {
  const words: Readonly<Record<ReviewForm, string>> = {
    document: 'docx, doc, word, document, au format word, document word, texte',
    workbook: 'xlsx, xls, excel, tableur, classeur, fichier excel, tableau, au format excel',
    csv: 'csv, donnees, export, exporter, donnees csv',
    pictures: 'images, image, graphiques, graphique, schemas, diagrammes',
  };
  return Object.entries(words).map(([form, phrases]) => [{ form: form as ReviewForm }, phrases]);
}

const noise = phraseSet(`
  bilan, bilans, annuel, annee, ma structure, mon territoire, notre, structure, territoire, ma, mon,
  mes, nos, pour, format, pdf, fichier, version, telecharger, avoir, obtenir, recevoir, envoyer, envoie,
  envoyez, svp, faire, fais, faites, secteur, cote, par, le, la, les, l, du, de, des, d, en, au, et
  de, quel, est, on, indicateur, indicateurs, evaluation, evaluations, campagne, peut, rapport, chiffres, cles, intermediaire, provisoire
`);

const asDocument =
  'Le bilan se donne en document à modifier (DOCX), que votre traitement de texte enregistre en PDF.';

export function review(line: Line, from: number, before: Asked = {}): Understanding {
  const read = readMarks(line, line.tokens.slice(from));
  if ('refused' in read) return read.refused;
  // A PDF is what one makes of the document: it is proposed.
  const pdf = read.rest.some(({ word }) => word === 'pdf');
  const asked = { ...before, ...read.asked, ...(pdf && { form: 'document' as const }) };
  const words = core(without(noise, read.rest));
  const phrase = wordsOf(words);
  const question = pdf ? asDocument : undefined;
  if (phrase.length === 0) return performOrAsk(line, [{ name: 'review', ...asked }], pdf, question);
  const found = lookUp(line, phrase, ['structure', 'territory']);
  if (found.places.length === 0)
    return refuse(
      `Je ne trouve ni territoire ni structure « ${asTyped(line, words).slice(0, 60)} ».`,
      'bilan 2026 thau',
    );
  const commands = found.places.map(({ structure, territory }): Command => {
    // A bilan is of one or the other: of the territory when both are said.
    const place = territory === undefined ? { structure } : { territory };
    return { name: 'review', ...asked, ...defined(place) };
  });
  return performOrAsk(line, commands, found.unsure || pdf, question);
}

function defined(place: { structure?: string | undefined; territory?: string }): Asked {
  const { structure, territory } = place;
  return {
    ...(structure !== undefined && { structure }),
    ...(territory !== undefined && { territory }),
  };
}

interface Marked {
  readonly asked: Asked;
  /** The words that are no mark. */
  readonly rest: readonly Token[];
}

function readMarks(
  line: Line,
  tokens: readonly Token[],
): Marked | { readonly refused: Understanding } {
  const thisYear = Number(line.speaker.today.slice(0, 4));
  let asked: Asked = {};
  const rest: Token[] = [];
  const years: number[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    const mark = marks.at(tokens, at);
    if (mark) {
      if (mark.value === 'lastYear') years.push(thisYear - 1);
      else if (mark.value === 'thisYear') years.push(thisYear);
      else if (mark.value === 'pastPact') asked = { ...asked, ...pastPact(line) };
      else asked = { ...asked, ...mark.value };
      at += mark.length;
    } else {
      const year = /^20\d\d$/.test(token?.word ?? '') ? Number(token?.word) : undefined;
      if (year !== undefined) years.push(year);
      else if (token) rest.push(token);
      at += 1;
    }
  }
  const [first, last, ...more] = years;
  if (more.length > 0)
    return { refused: refuse('Demandez une année, ou un pacte entier.', 'bilan 2026') };
  if (first !== undefined && last !== undefined && first !== last) {
    const pact = pactBetween(line, first, last);
    if (!pact)
      return {
        refused: refuse(
          `Aucun pacte ne va de ${first} à ${last} : demandez une année, ou « bilan pacte ».`,
          'bilan 2026',
        ),
      };
    const { whole: _, pact: __, ...others } = asked;
    return { asked: { ...others, ...pact }, rest };
  }
  return { asked: first === undefined ? asked : ofYear(asked, first), rest };
}

/** «bilan du pacte 2026»: a year is more precise than the pact it is of. */
function ofYear({ whole: _, ...asked }: Asked, year: number): Asked {
  return { ...asked, year };
}

/** The last one that is over; without any, the whole of the one there is. */
function pastPact({ vocabulary }: Line): Asked {
  const [latest] = [...(vocabulary.pastPacts ?? [])].sort((a, b) => (a.endsOn < b.endsOn ? 1 : -1));
  return latest ? { pact: latest.id } : { whole: true };
}

/** The pact that begins in a year and ends, prorogations or not, by another. */
function pactBetween(line: Line, from: number, until: number): Asked | undefined {
  const { pact, pastPacts = [] } = line.vocabulary;
  const yearOf = (day: string) => Number(day.slice(0, 4));
  const past = pastPacts.find(
    ({ startsOn, endsOn }) =>
      yearOf(startsOn) === from && until - yearOf(endsOn) <= 1 && until >= yearOf(endsOn) - 1,
  );
  if (past) return { pact: past.id };
  const ends = [pact.endsOn, lastDay(pact)].map(yearOf);
  return yearOf(pact.startsOn) === from && ends.includes(until) ? { whole: true } : undefined;
}
