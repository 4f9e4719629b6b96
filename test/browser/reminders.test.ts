/**
 * A year of reminders in the local workspace, seen in a browser: the clock is moved from the chat, a
 * territory plans its committee from its reminder, prepares it, says it was held and is left alone;
 * the others reach the chargée de mission.
 */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackPage } from '../support/browser.ts';
import { digestOf, openStory, plain, type Story } from './story.ts';

let story: Story;
let slack: SlackPage;

beforeAll(async () => {
  story = await openStory('2027-03-02T09:00');
  slack = story.slack;
});

afterAll(() => story?.[Symbol.asyncDispose]());

async function buttonsIn(within: Locator): Promise<readonly string[]> {
  return (await within.getByRole('button').allInnerTexts()).map(plain);
}

/** Waits until a message says something else than when it was sent. */
async function untilItSays(day: string, words: string): Promise<void> {
  await slack.messages
    .filter({ hasText: digestOf(day) })
    .filter({ hasText: words })
    .waitFor();
}

describe('a year of committees, in one story', () => {
  it('begins by a reminder nine months before the end of the year', async () => {
    await story.moveTo('31/03/2027', 'mercredi 31 mars 2027');
    await story.inDirect('Nadia Benali');
    const digest = await story.read(digestOf('mercredi 31 mars'));
    expect(digest).toContain('Comités locaux d’animation Étang de Thau');
    expect(digest).toContain('Aucune date en 2027');
    await story.picture('rappel', slack.message(digestOf('mercredi 31 mars')));
  });

  it('is planned from the reminder’s own button, which then says what is planned', async () => {
    const digest = slack.message(digestOf('mercredi 31 mars'));
    const when = { Date: '2027-06-15', Heure: '14 h' };
    await story.answerByForm('Planifier une date', when, digest);
    await untilItSays('mercredi 31 mars', 'Prévu le mardi 15 juin 2027');
    expect(await buttonsIn(digest)).not.toContain('Planifier une date');
    await story.picture('rappel-repondu', digest);
  });

  it('is prepared a month, a week and a day before, with the pilots of the territory', async () => {
    await story.moveTo('15/06/2027', 'mardi 15 juin 2027');
    await story.inDirect('Nadia Benali');
    for (const day of ['vendredi 14 mai', 'mardi 8 juin'])
      expect(await story.read(digestOf(day))).toContain('Prévu le mardi 15 juin 2027 à 14 h');
    expect(await story.read(digestOf('lundi 14 juin'))).toContain('Prévu demain, mardi 15 juin');
    await story.inDirect('Yanis Belkacem');
    expect(await story.read(digestOf('lundi 14 juin'))).toContain('Comités locaux d’animation');
  });

  it('is declared held from the reminder of two days after, with the participants', async () => {
    await story.moveTo('17/06/2027', 'jeudi 17 juin 2027');
    await story.inDirect('Nadia Benali');
    const digest = slack.message(digestOf('jeudi 17 juin'));
    expect(await story.read(digestOf('jeudi 17 juin'))).toContain('a-t-il eu lieu');
    await story.answerByForm('Déclarer tenu', { 'Nombre de participants': '23' }, digest);
    await untilItSays('jeudi 17 juin', 'Tenu le mardi 15 juin 2027, 23 participants');
    expect(await buttonsIn(digest)).not.toContain('Déclarer tenu');
  });

  it('is then silent, and the territories that did nothing reach the chargée de mission', async () => {
    await story.moveTo('01/12/2027', 'mercredi 1er décembre 2027');
    await story.inDirect('Claire Vidal');
    const digest = await story.read(digestOf('mardi 30 novembre'));
    expect(digest).toContain('Montpelliérain');
    expect(digest).toContain('Déjà rappelé à Julien Carrère');
    expect(digest).not.toContain('Étang de Thau');
    await story.picture('rappel-sans-date', slack.message(digestOf('mardi 30 novembre')));
    await story.inDirect('Nadia Benali');
    const after = await slack.messages.filter({ hasText: /Vos rappels/u }).allInnerTexts();
    const days = after.map(plain).filter((words) => words.includes('Comités locaux'));
    expect(days).toHaveLength(5);
    await story.inDirect('Julien Carrère');
    expect(await story.read(digestOf('jeudi 30 septembre'))).toContain('Aucune date en 2027');
  });
});
