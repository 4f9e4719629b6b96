/** What is answered says what is true: why it was refused, and what should be looked at twice. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Person } from '../../../src/store/people.ts';
import { type Chat, formOf, openChat, prefilled, pressOf, wordsOf } from '../../support/chat.ts';
import { openWorld, type World } from '../../support/world.ts';

let world: World;
let chat: Chat;
let pilot: Person;
let referent: Person;
let action: string;

/** Monday 1 March 2027. */
beforeEach(async () => {
  world = await openWorld();
  chat = openChat(world);
  const group = await world.group();
  action = (await world.action(group)).code;
  pilot = await world.person({ firstName: 'Sarah', lastName: 'Combes', role: 'pilot', group });
  referent = await world.person({
    ...{ structure: 'DEPARTEMENT', role: 'territoryReferent', territory: 'THA' },
  });
});

afterEach(() => world[Symbol.asyncDispose]());

it('nobody stands in for themselves, and is told so', async () => {
  const said = wordsOf(await chat.say(pilot, 'absence du 6 au 10 avril suppléant Sarah Combes'));
  expect(said).toContain('Vous ne pouvez pas être votre propre suppléant ou suppléante');
});

it('a code that no action has is not guessed from its letters', async () => {
  expect(wordsOf(await chat.say(pilot, 'action DEP-1'))).toContain(
    'Aucune action ne porte le code DEP-1.',
  );
});

it('who may not read is not told that nothing was saved', async () => {
  const said = wordsOf(await chat.say(pilot, 'bilan montpellier'));
  expect(said).toContain('réservé');
  expect(said).not.toContain('Rien n’a été enregistré');
});

it('a second date of a committee is saved with a word of the first', async () => {
  await chat.say(referent, 'comité thau 12/03/2027');
  expect(wordsOf(await chat.say(referent, 'comité thau 19/03/2027'))).toContain(
    'Une autre date est déjà prévue : vendredi 12 mars 2027.',
  );
});

it('a meeting of long ago is saved with a word of how long', async () => {
  const said = wordsOf(await chat.say(pilot, 'réunion THA-G1 12 mars 2026 14 participants'));
  expect(said).toContain('cette date remonte à 11 mois');
  const recent = wordsOf(await chat.say(pilot, 'réunion THA-G1 12 février 2027 14 participants'));
  expect(recent).not.toContain('remonte');
});

it('a text with contact data can be corrected where it was typed', async () => {
  const line = `maj ${action} : voir au 04 67 67 67 67`;
  const asked = await chat.say(pilot, line);
  const typed = formOf(await chat.press(pilot, pressOf(asked, 'Corriger le texte')));
  expect(prefilled(typed)).toMatchObject({ comment: 'voir au 04 67 67 67 67' });

  const sent = await chat.submit(pilot, typed, { comment: 'appeler le 04 67 00 00 00' });
  const again = formOf(await chat.press(pilot, pressOf(sent, 'Corriger le texte')));
  expect(prefilled(again)).toMatchObject({ comment: 'appeler le 04 67 00 00 00' });
});

it('a blocker is told as one to the structures', async () => {
  await chat.say(pilot, `maj ${action} bloquée : la salle est fermée`);
  expect(wordsOf(await chat.say(pilot, 'relais'))).toMatch(
    /Blocage signalé :.*la salle est fermée/s,
  );
});

it('what was not understood is said back, with where to look', async () => {
  expect(wordsOf(await chat.say(pilot, 'xyzzy blabla'))).toContain(
    'Je n’ai pas compris « xyzzy blabla ». Tapez aide pour voir des exemples.',
  );
});

it('the help begins with what a role does most, and the rest is a button away', async () => {
  const first = await chat.say(pilot, 'aide');
  expect(wordsOf(first)).toContain('Déclarer où en est une action');
  expect(wordsOf(first)).not.toContain('Voir les COPIL du pacte');
  const all = await chat.press(pilot, pressOf(first, 'Toute l’aide'));
  expect(wordsOf(all)).toContain('Voir les COPIL du pacte');
});

it('the first screen names an action to be completed once, and none that is over', async () => {
  await world.db.updateTable('action').set({ objectives: '' }).execute();
  const home = wordsOf(await chat.say(pilot, 'accueil'));
  expect(home.match(/Fiche à compléter/g) ?? []).toHaveLength(1);
  expect(home).not.toContain('Vos actions');
  await world.db.updateTable('action').set({ status: 'completed' }).execute();
  expect(wordsOf(await chat.say(pilot, 'accueil'))).not.toContain('Dernières nouvelles');
});
