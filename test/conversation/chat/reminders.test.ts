import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveAccount } from '../../../src/store/accounts.ts';
import { pausesFrom } from '../../../src/store/pauses.ts';
import { findPerson, type Person } from '../../../src/store/people.ts';
import { findPreference } from '../../../src/store/preferences.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import {
  buttonsOf,
  type Chat,
  errorsOf,
  formOf,
  openChat,
  prefilled,
  pressOf,
  wordsOf,
} from '../../support/chat.ts';
import { openWorld, type World } from '../../support/world.ts';

const platforms = [
  { code: 'test', label: 'Essai', aliases: [] },
  { code: 'other', label: 'Autre', aliases: ['Autre messagerie'] },
];

let world: World;
let chat: Chat;
let nadia: Person;

/** Monday 1 March 2027, 10:00 in Paris; no committee is planned in Thau. */
beforeEach(async () => {
  world = await openWorld();
  chat = openChat(world, { platforms });
  nadia = await world.person({
    ...{ firstName: 'Nadia', lastName: 'Roux', structure: 'DEPARTEMENT' },
    ...{ role: 'territoryReferent', territory: 'THA' },
  });
});

afterEach(async () => {
  expect((await verifyStore(world.db)).faults).toEqual([]);
  await world[Symbol.asyncDispose]();
});

const pauses = async () =>
  (await pausesFrom(world.db, nadia.id, world.today)).map(
    ({ startsOn, endsOn, about }) => `${startsOn} ${endsOn} ${about ?? 'all'}`,
  );
const chosen = () => findPreference(world.db, nadia.id);

async function onBothPlatforms() {
  await chat.say(nadia, 'accueil');
  await world.actAs(null, ({ db, now }) =>
    saveAccount(db, {
      ...{ platform: 'other', tenant: 'T2', user: 'nadia', personId: nadia.id },
      ...{ state: 'tied', since: now },
    }),
  );
}

describe('«rappels»', () => {
  it('shows how I am reminded, and what is foreseen', async () => {
    const words = wordsOf(await chat.say(nadia, 'rappels'));
    expect(words).toContain('Vos rappels arrivent au plus une fois par jour ouvré, à 9 h.');
    expect(words).toContain('Mercredi 31 mars 2027 à 9 h');
    expect(words).toContain('Comité local - Étang de Thau');
    expect(words).toContain('Les demandes de validation vous parviennent toujours');
  });

  it('says so when nothing is foreseen', async () => {
    const other = await world.person();
    expect(wordsOf(await chat.say(other, 'rappels'))).toContain(
      'Aucun rappel n’est prévu d’ici trois mois.',
    );
  });

  it('follows my hour, my rhythm and my pauses', async () => {
    await chat.say(nadia, 'rappels hebdo 14h30');
    expect(wordsOf(await chat.say(nadia, 'rappels'))).toContain('Mardi 30 mars 2027 à 14 h 30');
    await chat.say(nadia, 'rappels pause du 25 mars au 6 avril');
    const words = wordsOf(await chat.say(nadia, 'rappels'));
    expect(words).toContain('Vos rappels seront en pause du 25 mars au 6 avril 2027');
    expect(words).toContain('Lundi 12 avril 2027 à 14 h 30');
  });
});

describe('a pause', () => {
  it('in one line says the last day in full, and the day reminders come back', async () => {
    const answer = await chat.say(nadia, 'rappels pause jusqu’au 15 mars');
    expect(wordsOf(answer)).toContain(
      'Vos rappels sont en pause jusqu’au lundi 15 mars 2027 inclus. Ils reprennent le mardi 16 mars 2027.',
    );
    expect(await pauses()).toEqual(['2027-03-01 2027-03-15 all']);
  });

  it('is corrected in its form, and taken back by a button', async () => {
    const saved = await chat.say(nadia, 'rappels pause 2 semaines');
    const form = formOf(await chat.press(nadia, pressOf(saved, 'Corriger')));
    expect(prefilled(form)).toEqual({ from: '2027-03-01', until: '2027-03-14' });
    const corrected = await chat.submit(nadia, form, { from: '2027-03-01', until: '2027-03-10' });
    expect(await pauses()).toEqual(['2027-03-01 2027-03-10 all']);
    const undone = await chat.press(nadia, pressOf(corrected, 'Annuler'));
    expect(wordsOf(undone)).toContain('La pause est levée.');
    expect(undone).toMatchObject({ replaces: true });
    expect(await pauses()).toEqual([]);
    const twice = await chat.press(nadia, pressOf(corrected, 'Annuler'));
    expect(wordsOf(twice)).toContain('Cette pause était déjà levée.');
  });

  it('of more than thirty days is refused, and the longest is offered', async () => {
    const answer = await chat.say(nadia, 'rappels pause jusqu’au 30 avril');
    expect(wordsOf(answer)).toContain('Une pause dure 30 jours au plus');
    expect(await pauses()).toEqual([]);
    await chat.press(nadia, pressOf(answer, 'Jusqu’au mardi 30 mars 2027'));
    expect(await pauses()).toEqual(['2027-03-01 2027-03-30 all']);
  });

  it('without its end opens the form, which checks the days', async () => {
    const form = formOf(await chat.say(nadia, 'rappels pause'));
    const long = await chat.submit(nadia, form, { from: '2027-03-01', until: '2027-04-15' });
    expect(errorsOf(long).until).toContain('30 jours au plus');
    const past = await chat.submit(nadia, form, { from: '2027-02-01', until: '2027-02-15' });
    expect(errorsOf(past).until).toContain('déjà passé');
    const none = await chat.submit(nadia, form, { from: '2027-03-01' });
    expect(errorsOf(none).until).toBeDefined();
    await chat.submit(nadia, form, { from: '2027-03-05', until: '2027-03-12' });
    expect(await pauses()).toEqual(['2027-03-05 2027-03-12 all']);
  });

  it('ends with «rappels reprendre», and with the button of the list', async () => {
    await chat.say(nadia, 'rappels pause 2 semaines');
    expect(wordsOf(await chat.say(nadia, 'rappels reprendre'))).toContain(
      'Vos rappels reprennent.',
    );
    expect(await pauses()).toEqual([]);
    expect(wordsOf(await chat.say(nadia, 'rappels reprendre'))).toContain('Aucune pause');
    await chat.say(nadia, 'rappels pause 3 jours');
    await chat.press(nadia, pressOf(await chat.say(nadia, 'rappels'), 'Reprendre'));
    expect(await pauses()).toEqual([]);
  });

  it('is recalled on the first screen while it lasts', async () => {
    await chat.say(nadia, 'rappels pause jusqu’au 15 mars');
    const home = await chat.say(nadia, 'accueil');
    expect(wordsOf(home)).toContain('Vos rappels sont en pause jusqu’au lundi 15 mars 2027');
    await chat.press(nadia, pressOf(home, 'Reprendre'));
    expect(wordsOf(await chat.say(nadia, 'accueil'))).not.toContain('en pause');
  });
});

describe('«Plus tard» under a reminder', () => {
  const snooze = (about: string) => ({ do: 'act', act: 'snoozeReminder', id: about });

  it('puts it off by a week, says so, and lets it be changed', async () => {
    const answer = await chat.press(nadia, snooze('local-committee:THA'));
    expect(wordsOf(answer)).toContain(
      'Comité local - Étang de Thau : ce rappel est reporté au lundi 8 mars 2027, si la question se pose encore.',
    );
    expect(answer).not.toMatchObject({ replaces: true });
    expect(await pauses()).toEqual(['2027-03-01 2027-03-07 local-committee:THA']);
    const changed = await chat.press(nadia, pressOf(answer, 'Dans 3 jours'));
    expect(changed).toMatchObject({ replaces: true });
    expect(await pauses()).toEqual(['2027-03-01 2027-03-03 local-committee:THA']);
    expect(wordsOf(await chat.say(nadia, 'rappels'))).toContain(
      'Comité local - Étang de Thau : ce rappel est reporté au jeudi 4 mars 2027.',
    );
    await chat.press(nadia, pressOf(changed, 'Annuler'));
    expect(await pauses()).toEqual([]);
  });

  it('offers no more than the pact allows', async () => {
    const answer = await chat.press(nadia, snooze('silent-action:herault-2022-2025'));
    expect(buttonsOf(answer).map(({ label }) => label)).toEqual([
      ...['Demain', 'Dans 3 jours', 'Dans deux semaines', 'Dans un mois', 'Annuler'],
    ]);
    await chat.press(nadia, pressOf(answer, 'Dans un mois'));
    expect(await pauses()).toEqual(['2027-03-01 2027-03-30 silent-action:herault-2022-2025']);
  });

  it.each(['validation-step:V-1', 'constructor:x', 'local-committee:', 'anything'])(
    'does not put off «%s»',
    async (about) => {
      expect(wordsOf(await chat.press(nadia, snooze(about)))).toContain('ne se reporte pas');
      expect(await pauses()).toEqual([]);
    },
  );
});

describe('choosing an hour and a rhythm', () => {
  it('saves what was said, keeps the rest, and may be taken back', async () => {
    const answer = await chat.say(nadia, 'rappels heure 10h15');
    expect(wordsOf(answer)).toContain('au plus une fois par jour ouvré, à 10 h 15');
    const weekly = await chat.say(nadia, 'rappels hebdo');
    expect(await chosen()).toEqual({ hour: '10:15', weekly: true });
    const undone = await chat.press(nadia, pressOf(weekly, 'Annuler'));
    expect(wordsOf(undone)).toContain('C’est annulé.');
    expect(await chosen()).toEqual({ hour: '10:15', weekly: false });
    expect(wordsOf(await chat.say(nadia, 'rappels quotidien'))).toContain('C’est déjà ainsi.');
  });

  it('is refused outside sending hours', async () => {
    expect(wordsOf(await chat.say(nadia, 'rappels heure 20h'))).toContain('entre 9 h et 18 h');
    expect(await chosen()).toEqual({ hour: null, weekly: false });
  });

  it('may be done in the form', async () => {
    await chat.say(nadia, 'rappels heure 10h15');
    const form = formOf(await chat.say(nadia, 'régler mes rappels'));
    expect(prefilled(form)).toEqual({ hour: '10:15', rhythm: 'daily' });
    await chat.submit(nadia, form, { hour: 'opening', rhythm: 'weekly' });
    expect(await chosen()).toEqual({ hour: null, weekly: true });
  });

  it('takes nothing from a button that was tampered with', async () => {
    await chat.press(nadia, { do: 'act', act: 'restoreReminders', id: '23:00 daily -' });
    await chat.press(nadia, { do: 'act', act: 'restoreReminders', id: '- daily pigeon' });
    expect(await chosen()).toEqual({ hour: null, weekly: false });
    expect((await findPerson(world.db, nadia.id))?.prefers).toBeNull();
  });
});

describe('choosing a platform', () => {
  const prefers = async () => (await findPerson(world.db, nadia.id))?.prefers;

  it('is said to whoever has an account on several', async () => {
    expect(wordsOf(await chat.say(nadia, 'rappels'))).not.toContain('dans Essai');
    await onBothPlatforms();
    expect(wordsOf(await chat.say(nadia, 'rappels'))).toContain('à 9 h, dans Essai.');
    const answer = await chat.say(nadia, 'rappels dans Autre messagerie');
    expect(wordsOf(answer)).toContain('à 9 h, dans Autre.');
    expect(await prefers()).toBe('other');
    const form = formOf(await chat.press(nadia, pressOf(answer, 'Corriger')));
    expect(prefilled(form)).toMatchObject({ platform: 'other' });
    await chat.press(nadia, pressOf(answer, 'Annuler'));
    expect(await prefers()).toBeNull();
  });

  it('is kept for an account that is not tied yet, and says so', async () => {
    expect(wordsOf(await chat.say(nadia, 'écrivez-moi sur Autre'))).toContain(
      'Votre compte Autre n’est pas encore relié',
    );
    expect(await prefers()).toBe('other');
  });
});
