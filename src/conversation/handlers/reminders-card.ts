/** How the person is reminded, what waits, and what is foreseen: what «rappels» shows. */
import { nextWorkingDay } from '../../domain/calendar.ts';
import { addMonths } from '../../domain/days.ts';
import { parisDay, parisTime } from '../../domain/paris-time.ts';
import { dateRange, hour, longDate, longDateAt } from '../../french/format-date.ts';
import { accountsOf } from '../../store/accounts.ts';
import { type Pause, pausesFrom } from '../../store/pauses.ts';
import { findPreference, type Preference } from '../../store/preferences.ts';
import { planReminders } from '../../use-cases/plan-reminders.ts';
import { actOn, button, buttons, item, note, openForm, say, text } from '../answers.ts';
import type { Card, CardBlock } from '../card.ts';
import { subjectOfReminder } from '../reminder-subjects.ts';
import type { Turn } from '../turn.ts';
import { capital } from './action-lines.ts';

/** How far ahead reminders are foreseen, and how many are shown. */
const monthsAhead = 3;
const shown = 5;

/** @param done what was just done, said first */
export async function remindersCard(turn: Turn, done?: string): Promise<Card> {
  const preference = await findPreference(turn.db, turn.person.id);
  const pauses = await pausesFrom(turn.db, turn.person.id, turn.today);
  const how = `${await howWords(turn, preference)}.`;
  const whole = pauses.find((one) => isInForce(turn, one));
  const state = whole ? pauseWords(turn, whole) : `Vos rappels arrivent ${how}`;
  return {
    summary: done === undefined ? state : `${done} ${state}`,
    title: 'Vos rappels',
    blocks: [
      ...(done === undefined ? [] : [text({ bold: done })]),
      text(`Vos rappels arrivent ${how}`),
      ...pauses.map((one) => item([pauseWords(turn, one)], endButton(one))),
      ...(await foreseen(turn)),
      buttons(
        button('Mettre en pause', openForm('pauseReminders')),
        button('Régler l’heure et le rythme', openForm('chooseReminders')),
        preference.weekly
          ? button('Chaque jour ouvré', say('rappels quotidien'))
          : button('Une fois par semaine', say('rappels hebdo')),
        button('Accueil', say('accueil')),
      ),
      note(always),
    ],
  };
}

export const always =
  'Les demandes de validation vous parviennent toujours dès qu’elles vous sont adressées.';

/** «chaque jour ouvré, à 9 h, s’il y a quelque chose à vous dire». */
export async function howWords(turn: Turn, preference: Preference): Promise<string> {
  const { from, until } = turn.pact.definition.calendar.sendingHours;
  const { weekly } = preference;
  const kept = preference.hour ?? from;
  const at = hour(kept >= from && kept < until ? kept : from);
  const rhythm = weekly
    ? `une fois par semaine, le premier jour ouvré, à ${at}`
    : `au plus une fois par jour ouvré, à ${at}`;
  const platform = await platformWords(turn);
  return platform === undefined ? rhythm : `${rhythm}, dans ${platform}`;
}

/** Where, for whoever can be written to in several places. */
async function platformWords(turn: Turn): Promise<string | undefined> {
  const { prefers } = turn.person;
  const places = await platformsOf(turn);
  if (places.length < 2) return undefined;
  return (places.find(({ code }) => code === prefers) ?? places[0])?.label;
}

/** The platforms on which the person has an account, in order of preference. */
export async function platformsOf(turn: Turn) {
  const accounts = await accountsOf(turn.db, turn.person.id);
  return (turn.platforms ?? []).filter(({ code }) =>
    accounts.some(({ platform, state }) => platform === code && state === 'tied'),
  );
}

export function pauseWords(turn: Turn, { startsOn, endsOn, about }: Pause): string {
  const subject = about === null ? undefined : subjectOfReminder(turn.names, about);
  const back = longDate(nextWorkingDay(endsOn, turn.pact.definition.calendar));
  if (subject !== undefined) return `${subject} : ce rappel est reporté au ${back}.`;
  return startsOn <= turn.today
    ? `Vos rappels sont en pause jusqu’au ${longDate(endsOn)} inclus. Ils reprennent le ${back}.`
    : `Vos rappels seront en pause ${dateRange(startsOn, endsOn)}. Ils reprendront le ${back}.`;
}

/** A pause of every reminder, already begun. */
function isInForce({ today }: Turn, { about, startsOn }: Pause): boolean {
  return about === null && startsOn <= today;
}

/** On the first screen, so that nobody forgets that they asked for silence. */
export async function pauseInForce(turn: Turn): Promise<readonly CardBlock[]> {
  const pauses = await pausesFrom(turn.db, turn.person.id, turn.today);
  const whole = pauses.find((one) => isInForce(turn, one));
  return whole ? [item([pauseWords(turn, whole)], endButton(whole))] : [];
}

function endButton({ id, about }: Pause) {
  return button(about === null ? 'Reprendre' : 'Ne plus reporter', actOn('endPause', id));
}

/** What will be said if nobody acts, latest news included. */
async function foreseen(turn: Turn): Promise<readonly CardBlock[]> {
  const until = addMonths(turn.today, monthsAhead);
  const planned = (await planReminders(turn.db, turn.today, until)) ?? [];
  const own = planned.filter(({ recipient, at }) => recipient === turn.person.id && at > turn.now);
  const days = Map.groupBy(own, ({ at }) => at);
  if (days.size === 0) return [text('Aucun rappel n’est prévu d’ici trois mois.')];
  return [
    { kind: 'heading', text: 'Prévus, si rien ne change d’ici là' },
    ...[...days].slice(0, shown).map(([at, reminders]) => {
      const subjects = new Set(
        reminders.map(
          ({ obligation, subject }) =>
            subjectOfReminder(turn.names, `${obligation}:${subject}`) ?? `Demande ${subject}`,
        ),
      );
      const when = longDateAt(parisDay(at), parisTime(at));
      return text({ bold: capital(when) }, `\n${[...subjects].join(' ; ')}`);
    }),
  ];
}
