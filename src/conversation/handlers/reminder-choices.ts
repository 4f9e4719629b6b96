/** The hour, the rhythm and the platform of one's reminders. */

import { hour } from '../../french/format-date.ts';
import type { Preference } from '../../store/preferences.ts';
import { findPreference } from '../../store/preferences.ts';
import { choosePlatform, choosePreference } from '../../use-cases/choose-preference.ts';
import { actOn, answer, button, buttons, note, openForm, rewrite, say, text } from '../answers.ts';
import type { Answer } from '../exchange.ts';
import type { Choice, Field, FormValues } from '../form.ts';
import type { ReminderWish } from '../grammar/command.ts';
import { refusalAnswer } from '../refusals.ts';
import type { Turn } from '../turn.ts';
import { one } from './form-values.ts';
import { howWords, platformsOf, remindersCard } from './reminders-card.ts';

/** What a person may choose; what is absent stays as it is. */
interface Chosen {
  /** `null`: the opening of sending hours. */
  readonly hour?: string | null;
  readonly weekly?: boolean;
  readonly platform?: string | null;
}

export async function chooseReminders(turn: Turn, wish: ReminderWish): Promise<Answer> {
  const { hour: at, weekly, platform } = wish;
  const chosen: Chosen = {
    ...(at !== undefined && { hour: at }),
    ...(weekly !== undefined && { weekly }),
    ...(platform !== undefined && { platform }),
  };
  return Object.keys(chosen).length === 0 ? choicesForm(turn) : save(turn, chosen);
}

async function save(turn: Turn, chosen: Chosen): Promise<Answer> {
  const before = await findPreference(turn.db, turn.person.id);
  const done = await write(turn, chosen);
  if ('kind' in done) return done;
  const { person, preference } = done;
  const changed =
    before.hour !== preference.hour ||
    before.weekly !== preference.weekly ||
    person.prefers !== turn.person.prefers;
  turn.outcome.saved = changed;
  const words = `Vos rappels arrivent ${await howWords({ ...turn, person }, preference)}.`;
  const waits = await waitingPlatform({ ...turn, person });
  return answer({
    summary: changed ? words : `C’est déjà ainsi. ${words}`,
    title: changed ? 'C’est enregistré' : 'C’est déjà ainsi',
    blocks: [
      text(words),
      ...(waits === undefined ? [] : [note(waits)]),
      buttons(
        button('Corriger', openForm('chooseReminders')),
        changed ? button('Annuler', actOn('restoreReminders', encode(turn, before))) : undefined,
        button('Vos rappels', say('rappels')),
      ),
    ],
  });
}

/** @returns a refusal already in words, or what now stands */
async function write(
  turn: Turn,
  { platform, ...chosen }: Chosen,
): Promise<Answer | { person: Turn['person']; preference: Preference }> {
  const preference = await choosePreference(turn, chosen);
  if (!preference.ok) return refusalAnswer(turn, preference.refusal);
  if (platform === undefined) return { person: turn.person, preference: preference.value };
  const written = await choosePlatform(turn, platform);
  if (!written.ok) return refusalAnswer(turn, written.refusal);
  return { person: { ...turn.person, prefers: platform }, preference: preference.value };
}

/** A platform may be preferred before the person was ever seen there. */
async function waitingPlatform(turn: Turn): Promise<string | undefined> {
  const { prefers } = turn.person;
  const wanted = turn.platforms?.find(({ code }) => code === prefers);
  if (!wanted || (await platformsOf(turn)).some(({ code }) => code === prefers)) return undefined;
  return `Votre compte ${wanted.label} n’est pas encore relié : jusque-là, vos rappels arrivent où vous êtes connu ou connue. Écrivez une fois au bot dans ${wanted.label}.`;
}

/** What stood before, as a button can carry it: `hour rhythm platform`. */
function encode({ person }: Turn, { hour: at, weekly }: Preference): string {
  return [at ?? '-', weekly ? 'weekly' : 'daily', person.prefers ?? '-'].join(' ');
}

export async function pressRestore(turn: Turn, encoded: string): Promise<Answer> {
  const [at = '-', rhythm, platform = '-'] = encoded.split(' ');
  const done = await write(turn, {
    hour: at === '-' ? null : at,
    weekly: rhythm === 'weekly',
    platform: platform === '-' ? null : platform,
  });
  if ('kind' in done) return done;
  turn.outcome.saved = true;
  const { person } = done;
  return rewrite(await remindersCard({ ...turn, person }, 'C’est annulé.'));
}

/** Half-hours offered in the form; any minute of sending hours may be typed. */
function hoursOf({ pact }: Turn, kept: string | null): readonly Choice[] {
  const { from, until } = pact.definition.calendar.sendingHours;
  const all = Array.from({ length: 48 }, (_, half) => {
    const minutes = half % 2 === 0 ? '00' : '30';
    return `${String(Math.floor(half / 2)).padStart(2, '0')}:${minutes}`;
  }).filter((time) => time > from && time < until);
  const times = kept === null || kept === from || all.includes(kept) ? all : [...all, kept].sort();
  return [
    { value: opening, label: `${hour(from)} (à l’ouverture)` },
    ...times.map((time) => ({ value: time, label: hour(time) })),
  ];
}

const opening = 'opening';
const anyPlatform = 'any';

export async function choicesForm(turn: Turn): Promise<Answer> {
  const kept = await findPreference(turn.db, turn.person.id);
  const places = await platformsOf(turn);
  const fields: Field[] = [
    {
      ...{ kind: 'choice', name: 'hour', label: 'Heure', required: true },
      choices: hoursOf(turn, kept.hour),
      value: kept.hour ?? opening,
    },
    {
      ...{ kind: 'choice', name: 'rhythm', label: 'Rythme', required: true },
      choices: [
        { value: 'daily', label: 'Au plus une fois par jour ouvré' },
        { value: 'weekly', label: 'Une fois par semaine, le premier jour ouvré' },
      ],
      value: kept.weekly ? 'weekly' : 'daily',
    },
  ];
  if (places.length > 1)
    fields.push({
      ...{ kind: 'choice', name: 'platform', label: 'Messagerie', required: true },
      choices: [
        ...places.map(({ code, label }) => ({ value: code, label })),
        { value: anyPlatform, label: 'Sans préférence' },
      ],
      value: turn.person.prefers ?? anyPlatform,
    });
  return {
    kind: 'form',
    form: {
      name: 'chooseReminders',
      title: 'Régler vos rappels',
      submit: 'Enregistrer',
      fields,
      state: {},
    },
  };
}

export async function submitChoices(
  turn: Turn,
  _state: Readonly<Record<string, string>>,
  values: FormValues,
): Promise<Answer> {
  const [at, rhythm, platform] = [one(values.hour), one(values.rhythm), one(values.platform)];
  return save(turn, {
    ...(at !== undefined && { hour: at === opening ? null : at }),
    ...(rhythm !== undefined && { weekly: rhythm === 'weekly' }),
    ...(platform !== undefined && { platform: platform === anyPlatform ? null : platform }),
  });
}
