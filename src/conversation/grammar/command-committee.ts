/**
 * `comité thau 12/03/2027 14h Sète`, `… tenu …`, `… reporté au …`, `… annulé : motif`, `copil …`
 * and `agenda`: a plan looks forward, an achievement back (SPEC §5). A question changes nothing.
 */
import { findDate } from '../dates/find-date.ts';
import { findPeriod } from '../dates/find-period.ts';
import { ask, perform, performOrAsk, refuse } from './answers.ts';
import { type BodyTold, deedOf, readComment, withoutDeeds } from './body-deeds.ts';
import type { BodyMove, Command, Understanding } from './command.ts';
import { findCount } from './count.ts';
import { findName } from './find-name.ts';
import { type Line, offsetBefore } from './line.ts';
import { type Named, namedCopil, namedTerritory } from './named-body.ts';
import { phraseSet, without } from './phrases.ts';
import { core, type Token, tokenize, wordsOf } from './tokens.ts';

/** Enough for a body, a date, a place and a reason. */
const longest = 3600;
const longestWords = 600;

const everywhere = new Set(['tous', 'toutes', 'departement', 'partout']);

type Make = (code: string | undefined, move: BodyMove) => Command;

export function committee(line: Line, from: number): Understanding {
  const make: Make = (territory, move) => ({
    name: 'committee',
    ...(territory !== undefined && { territory }),
    ...move,
  });
  if (
    line.tokens.slice(from).some(({ word }) => everywhere.has(word)) &&
    line.tokens.length < from + 8
  )
    return perform({ name: 'committee', all: true });
  return body(line, from, make, namedTerritory, 'comité thau 12/03/2027 14h Sète');
}

export function steering(line: Line, from: number): Understanding {
  const make: Make = (rule, move) => ({
    name: 'steering',
    ...(rule !== undefined && { rule }),
    ...move,
  });
  return body(line, from, make, namedCopil, 'copil intermédiaire 20 juin 2027');
}

function body(
  line: Line,
  from: number,
  make: Make,
  named: (line: Line, tokens: readonly Token[]) => Named,
  example: string,
): Understanding {
  const begin = offsetBefore(line.tokens, from);
  const typed = line.text.slice(begin, begin + longest);
  const spoken = deedOf(line, from, typed);
  const { words: said, comment } = readComment(typed, spoken);
  const words = said.slice(0, longestWords);
  const count = findCount(tokenize(words), 0);
  const told: BodyTold = spoken ?? (count ? 'hold' : undefined);
  const counted = count ? blank(words, count.start, count.end) : words;
  const which = named(line, tokenize(counted));
  const rest = which.at ? blank(counted, which.at.start, which.at.end) : counted;
  const choices: readonly (string | undefined)[] =
    which.codes.length > 0 ? which.codes : [undefined];
  const all = (move: BodyMove) => choices.map((code) => make(code, move));
  if (line.question) return performOrAsk(line, all({}), which.unsure);
  const when = readDays(line, rest, told);
  if (when.kind === 'impossible') return refuse(when.sentence, example);
  const act = told ?? (when.day === undefined ? undefined : 'plan');
  const left = placeOf(when.left);
  if (act === undefined) return withoutAct(line, all, which, left);
  const unknown = placeOf(act === 'plan' ? (when.before ?? '') : when.left);
  // Words that name no body are not passed over, nor is «tenu» guessed from a count alone.
  const unsure =
    which.unsure || (which.codes.length === 0 && unknown !== '') || (act === 'hold' && !spoken);
  const move: BodyMove = {
    act,
    ...when.days,
    ...(when.time !== undefined && act !== 'hold' && act !== 'cancel' && { time: when.time }),
    ...(count && act === 'hold' && { participants: count.count }),
    ...((act === 'plan' || act === 'postpone') && left !== '' && { place: left }),
    ...(comment !== '' && act !== 'plan' && { comment }),
  };
  if (act === 'plan' && when.day !== undefined && when.day < line.speaker.today)
    return ask(
      line,
      all({ act: 'hold', day: when.day, ...(count && { participants: count.count }) }),
      'Cette date est passée. Voulez-vous déclarer que l’instance a été tenue ?',
    );
  if (which.at && afterDate(counted, which.at.start, line)) {
    const named = counted.slice(which.at.start, which.at.end);
    return ask(line, [
      ...all(move),
      ...(act === 'plan' ? [make(undefined, { ...move, place: named })] : []),
    ]);
  }
  return performOrAsk(line, all(move), unsure);
}

/** «comité 12/03/2027 14h Sète»: the name may be the territory's or the town where it meets. */
function afterDate(text: string, at: number, { speaker }: Line): boolean {
  return findDate(text.slice(0, at), { today: speaker.today, look: 'forward' }).kind === 'found';
}

/** Only a name: where it stands. Other words may be a territory nobody knows. */
function withoutAct(
  line: Line,
  all: (move: BodyMove) => readonly Command[],
  which: Named,
  left: string,
): Understanding {
  const unknown = wordsOf(core(without(noise, tokenize(left))));
  if (which.codes.length === 0 && unknown.length > 0)
    return refuse(
      `Je ne sais pas à quoi « ${left.slice(0, 60)} » correspond. Indiquez un territoire ou une date.`,
      'comité thau 12/03/2027 14h Sète',
    );
  return performOrAsk(line, all({}), which.unsure);
}

type Days =
  | { readonly kind: 'impossible'; readonly sentence: string }
  | {
      readonly kind: 'read';
      readonly day?: string;
      readonly days: Pick<BodyMove, 'day' | 'was'>;
      readonly time?: string;
      /** What is left: the place, and small words. */
      readonly left: string;
      /** What of it stands before the date: more likely a territory than a place. */
      readonly before?: string;
    };

/** «reporté du 12 au 20 mars» says both days; «annulé» says which one is meant. */
function readDays(line: Line, text: string, told: BodyTold): Days {
  const { today } = line.speaker;
  if (told === 'postpone') {
    const period = findPeriod(text, line.speaker);
    if (period.kind === 'found' && period.from !== period.to)
      return {
        kind: 'read',
        day: period.to,
        days: { day: period.to, was: period.from },
        ...hourIn(`${period.before} ${period.after}`, today),
      };
  }
  const past = told === 'hold' || (told === undefined && lately.test(text));
  const date = findDate(text, { today, look: past ? 'back' : 'forward' });
  if (date.kind === 'impossible') return date;
  if (date.kind === 'none') return { kind: 'read', days: {}, ...hourIn(text, today) };
  const days = told === 'cancel' ? { was: date.day } : { day: date.day };
  return {
    kind: 'read',
    day: date.day,
    days,
    ...(date.time !== undefined && { time: date.time }),
    left: `${date.before} , ${date.after}`,
    before: date.before,
  };
}

const lately = /(?<!\p{L})(?:hier|avant-hier|derni[eè]re?|pass[ée]e?)(?!\p{L})/iu;

/** An hour without a date is read by lending it today's. */
function hourIn(text: string, today: string): { readonly time?: string; readonly left: string } {
  const [year = '', month = '', date = ''] = today.split('-');
  const lent = findDate(`${date}/${month}/${year} , ${text}`, { today, look: 'forward' });
  return lent.kind === 'found' && lent.time !== undefined
    ? { time: lent.time, left: lent.after }
    : { left: text };
}

const noise = phraseSet(`
  le, la, les, l, un, une, du, de, des, d, a, au, aux, en, et, pour, sur, dans, est, sera, aura,
  lieu, se, tiendra, tient, prevu, prevue, fixe, fixee, planifie, planifier, date, heure, h,
  matin, apres midi, comite, comites, local, locaux, animation, copil, pacte, territoire, annee,
  cette, notre, nos, mon, mes, ce, qui, s, avec, bonjour, merci, svp, ou, en est, nouveau, jour,
  personnes, participants, lieu, salle a definir, finalement, bien, vers, ete, tenus, planifies, planifie, retard, reste, restants, manquants
`);

/** What remains once body, day, hour and count are read is where it takes place. */
function placeOf(left: string): string {
  const cleaned = withoutDeeds(left)
    .split(/[,;\n:：()]+/u)
    .map((part) => trimNoise(part))
    .filter((part) => part !== '');
  return cleaned.join(', ').slice(0, 200);
}

/** Small words at both ends go; those inside a place stay («Maison du Département»). */
function trimNoise(part: string): string {
  const tokens = tokenize(part);
  const kept = without(noise, tokens);
  const [first, last] = [kept[0], kept.at(-1)];
  return first && last
    ? part.slice(first.start, Math.max(last.end, closing(part, last.end))).trim()
    : '';
}

/** A closing bracket or quote stuck to the last word. */
function closing(part: string, end: number): number {
  return /^[»”"'’]/u.test(part.slice(end)) ? end + 1 : end;
}

/** Commas, so that what stood on both sides is not read as one. */
function blank(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}${','.repeat(Math.max(0, end - start))}${text.slice(end)}`;
}

/** Words that ask to have the dates in one's own calendar programme. */
const elsewhere = new Set(
  `lien liens fichier ics ical icalendar outlook google thunderbird abonnement abonner abonne
  synchroniser synchro synchronisation exporter export telecharger flux ajouter dans`.split(/\s+/),
);

export function agenda(line: Line, from: number): Understanding {
  if (line.tokens.slice(line.start).some(({ word }) => elsewhere.has(word)))
    return perform({ name: 'agenda', page: 1, calendar: true });
  const rest = line.tokens.slice(from);
  const at = rest.findIndex(
    ({ word }, index) => word === 'page' && Number(rest[index + 1]?.word) > 0,
  );
  const page = at === -1 ? 1 : Math.min(Number(rest[at + 1]?.word), 9999);
  const others = at === -1 ? rest : [...rest.slice(0, at), ...rest.slice(at + 2)];
  const phrase = wordsOf(core(without(noise, others)));
  if (phrase.length === 0) return perform({ name: 'agenda', page });
  const found = findName(line.index, phrase, ['territory']);
  if (found.how !== 'none')
    return performOrAsk(
      line,
      found.names.map(({ code }): Command => ({ name: 'agenda', territory: code, page })),
      found.how === 'misspelt',
    );
  const titles = findName(line.index, ['agenda', ...phrase], ['action']).names;
  return ask(line, [
    ...titles.map(({ code }): Command => ({ name: 'action', action: code })),
    { name: 'agenda', page: 1 },
  ]);
}
