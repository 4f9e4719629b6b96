import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyMeetings } from '../../../src/store/meetings.ts';
import type { Person } from '../../../src/store/people.ts';
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

let world: World;
let chat: Chat;
let officer: Person;
let referent: Person;
let pilot: Person;

/** Monday 1 March 2027; the pact was signed for 2022-2025 and goes on to the end of 2028. */
beforeEach(async () => {
  world = await openWorld();
  chat = openChat(world);
  const group = await world.group();
  officer = await world.person({
    ...{ firstName: 'Claire', lastName: 'Vidal', structure: 'DEPARTEMENT' },
    role: 'programmeOfficer',
  });
  referent = await world.person({
    ...{ firstName: 'Nadia', lastName: 'Roux', structure: 'DEPARTEMENT' },
    ...{ role: 'territoryReferent', territory: 'THA' },
  });
  pilot = await world.person({ firstName: 'Sarah', lastName: 'Combes', role: 'pilot', group });
});

afterEach(async () => {
  expect((await verifyStore(world.db)).faults).toEqual([]);
  await world[Symbol.asyncDispose]();
});

const all = async () =>
  (await bodyMeetings(world.db, 'herault-2022-2025')).map(
    ({ state, territory, ruleCode, plannedDay, plannedTime, place, heldOn, participants }) =>
      [territory ?? ruleCode, state, plannedDay, plannedTime, place, heldOn, participants].join(
        ' ',
      ),
  );
const acts = async () => (await world.journal()).map(({ act }) => act);

describe('planning a committee', () => {
  it('in one line shows the day, the hour and the place, and who to invite', async () => {
    const answer = await chat.say(referent, 'comité thau 12/03/2027 14h Sète');
    expect(wordsOf(answer)).toContain('vendredi 12 mars 2027 à 14 h, Sète');
    expect(wordsOf(answer)).toContain('À inviter : Nadia Roux, Sarah Combes.');
    expect(wordsOf(answer)).not.toContain('Attention');
    expect(await all()).toEqual(['THA planned 2027-03-12 14:00 Sète  ']);
    expect(await acts()).toContain('meeting.planned');
  });

  it('of one’s own territory needs no name', async () => {
    await chat.say(referent, 'comité 12/03/2027');
    expect(await all()).toEqual(['THA planned 2027-03-12    ']);
  });

  it.each([
    ['14/03/2027', 'c’est un dimanche'],
    ['29/03/2027', 'jour férié (lundi de Pâques)'],
    ['07/05/2027', 'c’est un pont (jeudi de l’Ascension)'],
    ['08/04/2027', 'vacances scolaires de la zone C (Vacances de printemps)'],
    ['05/10/2027', 'ne sont pas encore connues'],
    ['15/02/2028', 'compte pour 2028, non pour 2027'],
    ['15/02/2029', 'en dehors du pacte, qui va du 1er janvier 2022 au 31 décembre 2028'],
  ])('on %s is saved with a warning', async (day, warning) => {
    expect(wordsOf(await chat.say(referent, `comité thau ${day}`))).toContain(warning);
    expect(await all()).toHaveLength(1);
  });

  it.each(['comité thau 31/02/2027', 'comité thau mardi 12 mars 2027'])(
    '«%s» is refused: no such day',
    async (words) => {
      await chat.say(referent, words);
      expect(await all()).toEqual([]);
    },
  );

  it('twice on a day is refused; twice in a year is not', async () => {
    await chat.say(referent, 'comité thau 12/03/2027');
    expect(wordsOf(await chat.say(officer, 'comité thau 12 mars 10h'))).toContain(
      'Une date est déjà enregistrée',
    );
    await chat.say(officer, 'comité thau 12 octobre');
    expect(await all()).toHaveLength(2);
  });

  it('opens the form when incomplete, with what was typed', async () => {
    const form = formOf(await chat.say(officer, 'comité 12/03/2027 14h30'));
    expect(prefilled(form)).toMatchObject({ day: '2027-03-12', time: '14\u00a0h\u00a030' });
    const wrong = await chat.submit(officer, form, {
      ...{ body: 't BIT', day: '2027-03-12', time: 'midi' },
    });
    expect(errorsOf(wrong).time).toContain('14 h 30');
    const past = await chat.submit(officer, form, { body: 't BIT', day: '2027-02-12' });
    expect(errorsOf(past).day).toContain('déjà passé');
    await chat.submit(officer, form, { body: 't BIT', day: '2027-03-12', time: '9h' });
    expect(await all()).toEqual(['BIT planned 2027-03-12 09:00   ']);
  });

  it('is refused to others, who are told whom to ask', async () => {
    const answer = await chat.say(pilot, 'comité thau 12/03/2027');
    expect(wordsOf(answer)).toContain('Adressez-vous à Nadia Roux ou Claire Vidal');
    expect(await all()).toEqual([]);
    expect((await acts()).at(-1)).toBe('refused');
  });

  it('of another territory is refused to a référente', async () => {
    await chat.say(referent, 'comité biterrois 12/03/2027');
    expect(await all()).toEqual([]);
  });

  it('is taken back for a quarter of an hour, then cancelled with a reason', async () => {
    const saved = await chat.say(referent, 'comité thau 12/03/2027');
    expect(wordsOf(await chat.press(referent, pressOf(saved, 'Annuler')))).toContain(
      'Date retirée',
    );
    expect(await all()).toEqual([]);
    const again = await chat.say(referent, 'comité thau 13 avril');
    world.later({ minutes: 16 });
    expect(wordsOf(await chat.press(referent, pressOf(again, 'Annuler')))).toContain('motif');
    expect(await all()).toHaveLength(1);
  });

  it('is corrected by its form, the hour taken away too', async () => {
    const saved = await chat.say(referent, 'comité thau 12/03/2027 14h Sète');
    const form = formOf(await chat.press(referent, pressOf(saved, 'Corriger')));
    expect(prefilled(form)).toMatchObject({ day: '2027-03-12', time: '14\u00a0h', place: 'Sète' });
    await chat.submit(referent, form, { ...prefilled(form), time: undefined, place: 'Mèze' });
    expect(await all()).toEqual(['THA planned 2027-03-12  Mèze  ']);
    expect((await acts()).at(-1)).toBe('meeting.amended');
  });

  it('never keeps a social security number, nor a phone number unasked', async () => {
    await chat.say(referent, 'comité thau 12/03/2027 14h chez 1 85 05 78 006 084 91');
    expect(await all()).toEqual([]);
    await chat.say(referent, 'comité thau 12/03/2027 14h');
    const asked = await chat.say(referent, 'comité thau annulé : appeler le 04 67 67 67 67');
    expect(await all()).toEqual(['THA planned 2027-03-12 14:00   ']);
    await chat.press(referent, pressOf(asked, 'Enregistrer quand même'));
    expect(await all()).toEqual(['THA cancelled 2027-03-12 14:00   ']);
  });
});

describe('closing a committee', () => {
  it('closes the latest past date, and can be corrected and taken back', async () => {
    await chat.say(referent, 'comité thau 12/03/2027');
    world.later({ days: 14 });
    const saved = await chat.say(referent, 'comité thau tenu 12/03/2027 23 participants');
    expect(wordsOf(saved)).toContain('Tenu le vendredi 12 mars 2027, 23 participants.');
    expect(await all()).toEqual(['THA held 2027-03-12   2027-03-12 23']);
    const form = formOf(await chat.press(referent, pressOf(saved, 'Corriger')));
    const fixed = await chat.submit(referent, form, { ...prefilled(form), participants: '25' });
    expect(wordsOf(fixed)).toContain('25 participants');
    await chat.press(referent, pressOf(fixed, 'Annuler'));
    expect(await all()).toEqual(['THA planned 2027-03-12    ']);
  });

  it('asks for the number of participants', async () => {
    await chat.say(referent, 'comité thau 12/03/2027');
    world.later({ days: 14 });
    const form = formOf(await chat.say(referent, 'comité tenu'));
    expect(prefilled(form)).toMatchObject({ heldOn: '2027-03-12' });
    expect(errorsOf(await chat.submit(referent, form, { heldOn: '2027-03-12' }))).toHaveProperty(
      'participants',
    );
    await chat.submit(referent, form, {
      ...{ heldOn: '2027-03-12', participants: '18', comment: 'Feuille de route validée' },
    });
    expect(wordsOf(await chat.say(pilot, 'comité thau'))).toContain('Feuille de route validée');
  });

  it('asks which one when several dates have passed', async () => {
    await chat.say(referent, 'comité thau 3 mars');
    await chat.say(referent, 'comité thau 10 mars');
    world.later({ days: 14 });
    const asked = await chat.say(referent, 'comité thau tenu 12 mars 20 participants');
    expect(buttonsOf(asked)).toHaveLength(3);
    await chat.press(referent, buttonsOf(asked)[0]?.press);
    expect(await all()).toEqual([
      'THA planned 2027-03-03    ',
      'THA held 2027-03-10   2027-03-12 20',
    ]);
  });

  it('takes one that was never planned, and a line without «tenu» only when asked', async () => {
    await chat.say(referent, 'comité thau tenu hier 12 participants');
    const asked = await chat.say(referent, 'comité thau 12/02/2027');
    expect(await all()).toEqual(['THA held    2027-02-28 12']);
    const form = formOf(await chat.press(referent, buttonsOf(asked)[0]?.press));
    await chat.submit(referent, form, { ...prefilled(form), participants: '9' });
    expect(await all()).toHaveLength(2);
  });

  it('is refused for a day to come', async () => {
    await chat.say(referent, 'comité thau tenu 12/03/2027 23 participants');
    expect(await all()).toEqual([]);
  });
});

describe('moving and cancelling', () => {
  it('moves the next one and says from when to when', async () => {
    await chat.say(referent, 'comité thau 12/03/2027 14h Sète');
    const answer = await chat.say(
      referent,
      'comité thau reporté au 19/03/2027 : salle indisponible',
    );
    expect(wordsOf(answer)).toContain(
      'Date déplacée du vendredi 12 mars 2027 au vendredi 19 mars 2027 à 14 h, Sète.',
    );
    expect(wordsOf(answer)).toContain('salle indisponible');
    expect(await all()).toEqual(['THA planned 2027-03-19 14:00 Sète  ']);
  });

  it('asks which one when several are to come', async () => {
    await chat.say(referent, 'comité thau 12/03/2027');
    await chat.say(officer, 'comité biterrois 20/04/2027');
    const asked = await chat.say(officer, 'comité annulé : grève');
    expect(buttonsOf(asked).map(({ label }) => label)).toEqual([
      'Comité local, Étang de Thau, du 12 mars 2027, annulé',
      'Comité local, Biterrois, du 20 avril 2027, annulé',
    ]);
    await chat.press(officer, buttonsOf(asked)[1]?.press);
    expect(await all()).toEqual(['THA planned 2027-03-12    ', 'BIT cancelled 2027-04-20    ']);
  });

  it('cancelling asks for the reason, and can be undone', async () => {
    await chat.say(referent, 'comité thau 12/03/2027');
    const form = formOf(await chat.say(referent, 'comité thau annulé'));
    const saved = await chat.submit(referent, form, { comment: 'Grève' });
    expect(wordsOf(saved)).toContain('Annulé : il était prévu le vendredi 12 mars 2027.');
    await chat.press(referent, pressOf(saved, 'Rétablir'));
    expect(await all()).toEqual(['THA planned 2027-03-12    ']);
    expect((await acts()).at(-1)).toBe('meeting.reopened');
  });

  it('says so when nothing is planned', async () => {
    expect(wordsOf(await chat.say(referent, 'comité thau annulé : grève'))).toContain(
      'Aucun comité local n’est planifié',
    );
  });
});

describe('where things stand', () => {
  it('shows her all territories at a glance, with buttons to plan', async () => {
    await chat.say(referent, 'comité thau 12/03/2027');
    await chat.say(officer, 'comité biterrois tenu hier 23 participants');
    const answer = await chat.say(officer, 'comité');
    expect(wordsOf(answer)).toContain('1 tenu, 1 planifié, 4 encore sans date');
    expect(wordsOf(answer)).toContain('Pas encore de date.');
    const form = formOf(await chat.press(officer, pressOf(answer, 'Planifier')));
    await chat.submit(officer, form, { day: '2027-06-08' });
    expect(await all()).toHaveLength(3);
  });

  it('tells her who is late, first, whom to call, and what the former year still owes', async () => {
    await chat.say(officer, 'comité biterrois 12/03/2027');
    await chat.say(officer, 'comité montpellier 12/06/2027');
    world.later({ days: 30 });
    const home = await chat.say(officer, 'accueil');
    const late = '1 planifié, 5 en retard';
    expect(wordsOf(home)).toContain(late);
    const answer = await chat.press(officer, pressOf(home, 'Comités locaux'));
    const words = wordsOf(answer);
    expect(words).toContain(late);
    expect(words).toContain('Étang de Thau\nEn retard : aucune date cette année.');
    expect(words).toContain('En retard. Prévu le vendredi 12 mars 2027');
    expect(words).toContain('Référent ou référente du Département : Nadia Roux.');
    expect(words).toContain('Personne n’est référent ou référente du Département');
    expect(words.indexOf('Montpelliérain')).toBeGreaterThan(words.lastIndexOf('En retard'));
    expect(wordsOf(await chat.say(pilot, 'comité tous'))).not.toContain('Nadia Roux');
    world.later({ days: 300 });
    expect(wordsOf(await chat.say(officer, 'comité'))).toContain(
      'En 2027, aucun comité n’a été déclaré tenu : ',
    );
    await chat.say(officer, 'comité thau tenu 1er avril 2027 23 participants');
    const owed = wordsOf(await chat.say(officer, 'comité')).split('déclaré tenu : ')[1] ?? '';
    expect(owed).toContain('Biterrois');
    expect(owed).not.toContain('Thau');
  });

  it('shows a référente her own, and the others on demand; others read', async () => {
    const own = await chat.say(referent, 'comité');
    expect(wordsOf(own)).toContain('Étang de Thau. Aucun comité local n’a de date en 2027.');
    expect(wordsOf(await chat.press(referent, pressOf(own, 'Tous les territoires')))).toContain(
      '6 encore sans date',
    );
    const read = await chat.say(pilot, 'comité thau');
    expect(buttonsOf(read).map(({ label }) => label)).not.toContain('Planifier un comité');
  });

  it('stands on the first screen until it is planned, then as the next date', async () => {
    const before = await chat.say(referent, '');
    expect(wordsOf(before)).toContain('Aucun comité local n’est planifié en 2027.');
    const form = formOf(await chat.press(referent, pressOf(before, 'Planifier')));
    await chat.submit(referent, form, { day: '2027-03-12', time: '14h' });
    const after = wordsOf(await chat.say(referent, ''));
    expect(after).not.toContain('Aucun comité local');
    expect(after).toContain('Votre prochaine date');
    expect(after).toContain('Vendredi 12 mars 2027 à 14 h');
    expect(wordsOf(await chat.say(pilot, ''))).toContain('Vendredi 12 mars 2027');
    world.later({ days: 14 });
    expect(wordsOf(await chat.say(referent, ''))).toContain('pas encore déclaré tenu');
  });
});

describe('the COPIL', () => {
  it('are shown with their windows; the final one follows the prorogation', async () => {
    const words = wordsOf(await chat.say(pilot, 'copil'));
    expect(words).toContain('du 1er janvier au 30 juin 2022');
    expect(words).toContain('du 1er juillet 2023 au 1er juillet 2024');
    expect(words).toContain('du 1er juillet au 31 décembre 2028');
  });

  it('are planned by the chargée de mission alone, with a warning outside the window', async () => {
    expect(wordsOf(await chat.say(referent, 'copil intermédiaire 21 juin 2027'))).toContain(
      'réservé à la chargée de mission PTI',
    );
    const answer = await chat.say(officer, 'copil intermédiaire 21 juin 2027 10h');
    expect(wordsOf(answer)).toContain('en dehors de la période prévue par le pacte');
    expect(wordsOf(answer)).not.toContain('compte pour');
    await chat.say(officer, 'copil final 5 décembre 2028');
    expect(await all()).toEqual([
      'intermédiaire planned 2027-06-21 10:00   ',
      'final planned 2028-12-05    ',
    ]);
    await chat.say(officer, 'copil intermédiaire reporté au 5 juillet');
    await chat.say(officer, 'copil final annulé : élections');
    expect(await all()).toEqual([
      'intermédiaire planned 2027-07-05 10:00   ',
      'final cancelled 2028-12-05    ',
    ]);
    world.later({ days: 130 });
    await chat.say(officer, 'copil tenu 5 juillet 40 participants');
    expect((await all())[0]).toBe('intermédiaire held 2027-07-05 10:00  2027-07-05 40');
  });

  it('without its name is asked for by the form', async () => {
    const form = formOf(await chat.say(officer, 'copil 20 juin 2028'));
    await chat.submit(officer, form, { ...prefilled(form), body: 'r final' });
    expect(await all()).toEqual(['final planned 2028-06-20    ']);
  });
});

describe('the agenda', () => {
  it('gives the next dates in order, of a territory when asked, and the end of the pact', async () => {
    await chat.say(referent, 'comité thau 12/03/2027');
    await chat.say(officer, 'comité biterrois 10/03/2027');
    await chat.say(officer, 'copil final 5 décembre 2028');
    const words = wordsOf(await chat.say(pilot, 'agenda'));
    expect(words.match(/Biterrois|Étang de Thau|COPIL final|Fin du pacte/g)?.slice(1)).toEqual([
      ...['Biterrois', 'Étang de Thau', 'COPIL final', 'Fin du pacte'],
    ]);
    expect(wordsOf(await chat.say(pilot, 'agenda thau'))).not.toContain('Biterrois');
  });

  it('shows her every end of mandate, to others only their own', async () => {
    const person = await world.person({
      lastName: 'Petit',
      role: 'referent',
      endsOn: '2027-09-30',
    });
    expect(wordsOf(await chat.say(officer, 'agenda'))).toContain('Fin du mandat de Camille Petit');
    expect(wordsOf(await chat.say(person, 'agenda'))).toContain('Fin de votre mandat');
    expect(wordsOf(await chat.say(pilot, 'agenda'))).not.toContain('mandat');
  });

  it('is paged by buttons and by words', async () => {
    for (let day = 1; day <= 12; day += 1)
      await chat.say(officer, `comité biterrois ${day}/06/2027`);
    const first = await chat.say(pilot, 'agenda');
    expect(wordsOf(first)).toContain('Page 1 sur 2');
    expect(wordsOf(await chat.press(pilot, pressOf(first, 'Page suivante')))).toContain('12 juin');
    await chat.say(pilot, 'agenda');
    expect(wordsOf(await chat.say(pilot, 'suite'))).toContain('12 juin');
  });
});
