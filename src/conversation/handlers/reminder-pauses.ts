/** Pausing one's reminders, putting one of them off («Plus tard»), and taking them up again. */
import { nextWorkingDay } from '../../domain/calendar.ts';
import { addDays } from '../../domain/days.ts';
import { longDate, shortDate } from '../../french/format-date.ts';
import type { Pause } from '../../store/pauses.ts';
import {
  endPause,
  longestPause,
  pauseReminders,
  resumeReminders,
} from '../../use-cases/pause-reminders.ts';
import {
  actOn,
  answer,
  button,
  buttons,
  note,
  openForm,
  rewrite,
  say,
  sentence,
  text,
} from '../answers.ts';
import type { Card } from '../card.ts';
import type { Answer } from '../exchange.ts';
import type { FormValues } from '../form.ts';
import type { ReminderWish } from '../grammar/command.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import { refusalAnswer } from '../refusals.ts';
import { isReminderSubject, subjectOfReminder } from '../reminder-subjects.ts';
import type { Turn } from '../turn.ts';
import { one } from './form-values.ts';
import { always, pauseWords, remindersCard } from './reminders-card.ts';

export async function pause(turn: Turn, { from, until }: ReminderWish): Promise<Answer> {
  if (from === undefined || until === undefined)
    return pauseForm(turn, { ...(until && { until }) });
  const result = await pauseReminders(turn, { startsOn: from, endsOn: until, about: null });
  if (result.ok) return answer(pausedCard(turn, result.value));
  if (result.refusal.kind !== 'pauseTooLong') return refusalAnswer(turn, result.refusal);
  const { latest } = result.refusal;
  const words = `rappels pause du ${shortDate(from)} au ${shortDate(latest)}`;
  return sentence(
    `${refusalSentence(result.refusal)} Rien n’a été enregistré.`,
    button(`Jusqu’au ${longDate(latest)}`, say(words), 'primary'),
    button('Choisir les dates', openForm('pauseReminders', { from })),
  );
}

function pausedCard(turn: Turn, paused: Pause): Card {
  turn.outcome.saved = true;
  const words = pauseWords(turn, paused);
  return {
    summary: words,
    title: 'C’est enregistré',
    blocks: [
      text(words),
      buttons(
        button(
          'Corriger',
          openForm('pauseReminders', { from: paused.startsOn, until: paused.endsOn }),
        ),
        button('Annuler', actOn('endPause', paused.id)),
      ),
      note(always),
    ],
  };
}

export async function resume(turn: Turn): Promise<Answer> {
  const ended = await resumeReminders(turn);
  if (ended.length === 0)
    return sentence(
      'Aucune pause n’est en cours : vos rappels arrivent comme vous l’avez choisi.',
      button('Vos rappels', say('rappels')),
    );
  turn.outcome.saved = true;
  return answer(await remindersCard(turn, 'Vos rappels reprennent.'));
}

export async function pressEndPause(turn: Turn, id: string): Promise<Answer> {
  const result = await endPause(turn, id);
  if (!result.ok) return rewrite(await remindersCard(turn, 'Cette pause était déjà levée.'));
  turn.outcome.saved = true;
  const done =
    result.value.about === null ? 'La pause est levée.' : 'Ce rappel n’est plus reporté.';
  return rewrite(await remindersCard(turn, done));
}

/** The lengths offered, in days, after which something put off comes back. */
const lengths: readonly (readonly [number, string])[] = [
  [1, 'Demain'],
  [3, 'Dans 3 jours'],
  [7, 'Dans une semaine'],
  [14, 'Dans deux semaines'],
  [30, 'Dans un mois'],
];
const usual = 7;

/** «Plus tard» under a reminder: put off by a week, which is said and may be changed. */
export async function pressSnooze(turn: Turn, about: string): Promise<Answer> {
  return snooze(turn, about, usual);
}

/** @param choice `days obligation:subject` */
export async function pressSnoozeFor(turn: Turn, choice: string): Promise<Answer> {
  const [days = '', about = ''] = choice.split(/ (.*)/su);
  const offered = lengths.some(([length]) => String(length) === days);
  const given = await snooze(turn, about, offered ? Number(days) : usual);
  return given.kind === 'card' ? { ...given, replaces: true } : given;
}

async function snooze(turn: Turn, about: string, days: number): Promise<Answer> {
  const subject = subjectOfReminder(turn.names, about);
  if (subject === undefined || !(await isReminderSubject(turn.db, turn.names, about)))
    return sentence(
      'Ce rappel ne se reporte pas. Pour une demande de validation, répondez « en validation interne » : rien ne vous est rappelé jusqu’à la date choisie.',
      button('Ce que vous avez à valider', say('valider')),
    );
  const asked = addDays(turn.today, days - 1);
  const latest = longestPause(turn, turn.today);
  const endsOn = asked < latest ? asked : latest;
  const result = await pauseReminders(turn, { startsOn: turn.today, endsOn, about });
  if (!result.ok) return refusalAnswer(turn, result.refusal);
  turn.outcome.saved = true;
  const back = longDate(nextWorkingDay(endsOn, turn.pact.definition.calendar));
  const words = `${subject} : ce rappel est reporté au ${back}, si la question se pose encore.`;
  return answer({
    summary: words,
    title: 'C’est enregistré',
    blocks: [
      text(words),
      text('Reporter plutôt :'),
      buttons(
        ...lengths
          .filter(([length]) => length !== days && addDays(turn.today, length - 1) <= latest)
          .map(([length, label]) => button(label, actOn('snoozeFor', `${length} ${about}`))),
        button('Annuler', actOn('endPause', result.value.id)),
      ),
    ],
  });
}

export function pauseForm(
  turn: Turn,
  known: { readonly from?: string; readonly until?: string },
): Answer {
  const { pauseMaxDays } = turn.pact.definition.reminders;
  return {
    kind: 'form',
    form: {
      name: 'pauseReminders',
      title: 'Pause des rappels',
      submit: 'Mettre en pause',
      fields: [
        {
          ...{ kind: 'date', name: 'from', label: 'Premier jour', required: true },
          value: known.from ?? turn.today,
        },
        {
          ...{ kind: 'date', name: 'until', label: 'Dernier jour', required: true },
          ...(known.until && { value: known.until }),
          hint: `${pauseMaxDays} jours au plus. ${always}`,
        },
      ],
      state: {},
    },
  };
}

export async function submitPause(
  turn: Turn,
  _state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const startsOn = one(values.from) ?? turn.today;
  const endsOn = one(values.until);
  if (!endsOn) return { kind: 'fieldErrors', errors: { until: 'Indiquez le dernier jour.' } };
  const result = await pauseReminders(turn, { startsOn, endsOn, about: null });
  if (result.ok) return answer(pausedCard(turn, result.value));
  const { refusal } = result;
  const field = refusal.kind === 'invalid' && refusal.field === 'startsOn' ? 'from' : 'until';
  const words =
    refusal.kind === 'tooEarly'
      ? 'Ce jour est déjà passé : vérifiez les dates.'
      : refusalSentence(refusal);
  return { kind: 'fieldErrors', errors: { [field]: words } };
}
