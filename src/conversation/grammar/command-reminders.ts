/** `rappels …`: how the speaker is reminded: a pause, an hour, a rhythm, a platform. */

import { addDays } from '../../domain/days.ts';
import { foldText } from '../../domain/fold.ts';
import { findDate } from '../dates/find-date.ts';
import { findPeriod, type PeriodFound } from '../dates/find-period.ts';
import { foldKeepingLength } from '../dates/fold.ts';
import { timeIn } from '../dates/time.ts';
import { ask, perform, performOrAsk, refuse } from './answers.ts';
import type { Command, ReminderWish, Understanding } from './command.ts';
import { findCode } from './find-code.ts';
import type { Line } from './line.ts';
import { type Phrases, phraseSet, without } from './phrases.ts';
import { core, type Token, wordsOf } from './tokens.ts';

const longest = 600;
const example = 'rappels pause jusqu’au 15 mars';

const resuming = phraseSet(`
  reprendre, reprends, reprenez, reprise, reactiver, reactivez, fin de pause, fin de la pause, fin
  de ma pause, annuler la pause, annuler ma pause, annuler pause, pause annulee, lever la pause,
  lever ma pause, arreter la pause, arreter ma pause, terminer la pause, terminer ma pause, retirer
  la pause, supprimer la pause, enlever la pause, plus de pause
`);
const pausing = phraseSet(`
  pause, pauses, suspendre, suspends, suspendez, suspension, suspendus, suspendu, stop, stopper,
  arreter, arrete, arretez, couper, coupez, desactiver, plus de, plus aucun, plus tard, ne me, ne
  pas me, ne plus me, ne plus etre
`);
/** «rappelez-moi lundi»: silence until the day before. */
const onThatDay = phraseSet(`
  rappelez moi, rappelle moi, relancez moi, relance moi, me rappeler, me relancer, avant
`);
const weekly = phraseSet(`
  hebdo, hebdomadaire, hebdomadaires, par semaine, une fois par semaine, chaque semaine, toutes les
  semaines, le lundi, les lundis, chaque lundi, tous les lundis
`);
const otherWeekday = phraseSet(
  ['mardi', 'mercredi', 'jeudi', 'vendredi']
    .flatMap((day) => [`le ${day}`, `les ${day}s`, `chaque ${day}`, `tous les ${day}s`])
    .join(','),
);
const daily = phraseSet(`
  quotidien, quotidiens, quotidienne, quotidiennes, journalier, journaliers, par jour, chaque jour,
  tous les jours
`);
const anywhere = phraseSet(`partout, peu importe, n importe, les deux, indifferent`);
const choosing = phraseSet(`
  regler, modifier, changer, heure, heures, horaire, frequence, rythme, messagerie
`);
const noise = phraseSet(`
  rappels, rappel, relances, notifications, relance, relancee, relancez, relancer, rappele, rappeler,
  rappelez, rappelle, mes, mon, ma, moi, me, m, ne, plus, pas, etre, suis, je, comment, quand, est, prochain,
  prochains, reglage, reglages, mettre, mets, mettez, faire, ecrivez, ecris, ecrire, prevenir,
  prevenez, previens, joindre, voudrais, souhaite, veux, voir, ai, recevoir, sont, mis, fois, vers,
  par, ce, que, matin
`);

export function reminders(line: Line, from: number): Understanding {
  const code = findCode(line.index, line.tokens, from);
  if (code?.kind === 'known' && code.name.kind === 'action')
    return ask(line, [{ name: 'action', action: code.name.code }, { name: 'reminders' }]);
  const said = line.tokens.slice(line.start);
  const text = line.text.slice(said[0]?.start ?? 0).slice(0, longest);
  if (has(resuming, said)) return resume(line, text);
  if (has(onThatDay, said)) return untilDay(line, text) ?? perform(show);
  if (has(pausing, said)) return pause(line, text);
  return choose(line, said, text) ?? aboutDates(line, text) ?? shown(said);
}

const show: Extract<Command, { name: 'reminders' }> = { name: 'reminders' };

function has(set: Phrases<true>, tokens: readonly Token[]): boolean {
  return tokens.some((_, at) => set.at(tokens, at) !== undefined);
}

/** «reprendre le 16 mars» is a pause until the day before. */
function resume(line: Line, text: string): Understanding {
  return untilDay(line, text) ?? perform({ ...show, act: 'resume' });
}

function untilDay(line: Line, text: string): Understanding | undefined {
  const { today } = line.speaker;
  const date = findDate(text, { today, look: 'forward' });
  if (date.kind === 'impossible') return refuse(date.sentence, example);
  if (date.kind === 'none') return undefined;
  if (date.day <= today) return undefined;
  return perform({ ...show, act: 'pause', from: today, until: addDays(date.day, -1) });
}

function pause(line: Line, text: string): Understanding {
  const period = periodIn(line, text);
  if (period.kind === 'impossible') return refuse(period.sentence, example);
  if (period.kind === 'none') return perform({ ...show, act: 'pause' });
  return performOrAsk(line, pausesOf(line, period), false);
}

/** «2 semaines» alone is a length of time where a pause is meant. */
function periodIn(line: Line, text: string): PeriodFound {
  const period = findPeriod(text, line.speaker);
  if (period.kind !== 'none') return period;
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
    const lasting = findPeriod(`pendant ${text.slice(index)}`, line.speaker);
    if (lasting.kind === 'found' && lasting.before === '') return lasting;
  }
  return period;
}

/** «pause le 15 mars»: until then, or that day alone? */
function pausesOf(
  { speaker: { today } }: Line,
  { from, to, matched }: Extract<PeriodFound, { kind: 'found' }>,
): readonly Command[] {
  const over = (first: string): Command => ({ ...show, act: 'pause', from: first, until: to });
  const ends = /jusqu|d ici|pendant|durant/.test(foldText(matched));
  return from === to && !ends ? [over(today), over(from)] : [over(from)];
}

/** «rappels jusqu’au 15 mars»: a pause, most likely. */
function aboutDates(line: Line, text: string): Understanding | undefined {
  const period = findPeriod(text, line.speaker);
  if (period.kind === 'impossible') return refuse(period.sentence, example);
  return period.kind === 'none' ? undefined : ask(line, [...pausesOf(line, period), show]);
}

function choose(line: Line, said: readonly Token[], text: string): Understanding | undefined {
  const time = hourIn(said, text);
  if (time === 'none')
    return refuse('Indiquez une heure comme « 9 h » ou « 9 h 30 ».', 'rappels heure 9h');
  const platform = platformIn(line, said);
  const wish: ReminderWish = {
    ...(time !== undefined && { hour: time }),
    ...(has(daily, said) ? { weekly: false } : has(weekly, said) ? { weekly: true } : {}),
    ...(platform !== undefined && { platform }),
  };
  if (wish.weekly === undefined && has(otherWeekday, said))
    return ask(
      line,
      [{ ...show, act: 'choose', ...wish, weekly: true }],
      'Une fois par semaine, vos rappels arrivent le premier jour ouvré. Les recevoir ainsi ?',
    );
  if (Object.keys(wish).length > 0) return perform({ ...show, act: 'choose', ...wish });
  return has(choosing, said) ? perform({ ...show, act: 'choose' }) : undefined;
}

/** `none`: something is written as an hour and is none. */
function hourIn(said: readonly Token[], text: string): string | 'none' | undefined {
  const folded = foldKeepingLength(text.normalize('NFC'));
  const time = timeIn(folded)?.time;
  if (time !== undefined) return time;
  if (said.some(({ word }) => word === 'midi')) return '12:00';
  const bare = /heures?\s+(\d{1,2})(?![\p{L}\p{N}:])/u.exec(folded)?.[1];
  if (bare !== undefined && Number(bare) < 24) return `${bare.padStart(2, '0')}:00`;
  return /\d\s?h(?![a-z])|\d:\d/u.test(folded) ? 'none' : undefined;
}

/** Undefined when none is named; `null` when any will do. */
function platformIn({ speaker }: Line, said: readonly Token[]): string | null | undefined {
  const words = ` ${wordsOf(said).join(' ')} `;
  const named = speaker.platforms?.find(({ code, label, aliases }) =>
    [code, label, ...aliases].some((name) => words.includes(` ${foldText(name)} `)),
  );
  return named?.code ?? (has(anywhere, said) ? null : undefined);
}

function shown(said: readonly Token[]): Understanding {
  const [unknown] = core(without(noise, said));
  if (unknown === undefined) return perform(show);
  return refuse(
    `Je ne comprends pas « ${unknown.word.slice(0, 40)} » à propos de vos rappels.`,
    example,
  );
}
