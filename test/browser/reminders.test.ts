/**
 * A year of reminders in the local workspace, seen in a browser: the clock is moved from the chat, a
 * territory plans its committee from its reminder, prepares it, says it was held and is left alone;
 * the others reach the chargée de mission. `SCREENSHOTS=1` also writes the pictures of the guide.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, SlackPage } from '../support/browser.ts';
import { type RunningRelais, startRelais } from './relais.ts';

let relais: RunningRelais;
let browser: Browser;
let slack: SlackPage;

beforeAll(async () => {
  relais = await startRelais('2027-03-02T09:00');
  browser = await launchBrowser();
  slack = await SlackPage.open(browser, relais.url);
});

afterAll(async () => {
  await browser?.close();
  await relais?.[Symbol.asyncDispose]();
});

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** The newest message with these words, once it is there, as one line with plain spaces. */
async function read(words: string | RegExp): Promise<string> {
  const message = slack.message(words);
  // Months may have to be lived before, day after day.
  await message.waitFor({ timeout: 100_000 });
  return plain(await message.innerText());
}

/** Moves the clock from the chat, and waits until it has arrived. */
async function moveTo(day: string, arrived: string): Promise<void> {
  await slack.openChannel('pti-general');
  await slack.actAs('Claire Vidal');
  await slack.type(`/pti horloge ${day}`);
  await slack.message(`Nous sommes maintenant le ${arrived}`).waitFor();
}

async function inDirect(name: string): Promise<void> {
  await slack.actAs(name);
  await slack.openDirect(name);
}

/** The digest of a day, as people name it. */
const digestOf = (day: string) => new RegExp(`Vos rappels du ${day.replaceAll(' ', '\\s')}`, 'u');

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

const desk = { width: 1280, height: 800 };
/** What a message has on a telephone: 390 pixels, beside the page's list of conversations. */
const telephone = { width: 390 + 220, height: 1400 };

async function picture(name: string, what: Locator): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  const directory = fileURLToPath(new URL('../../docs/images/', import.meta.url));
  mkdirSync(directory, { recursive: true });
  await slack.page.setViewportSize(telephone);
  await what.scrollIntoViewIfNeeded();
  await slack.page.mouse.move(0, 0);
  const box = await what.boundingBox();
  await slack.page.screenshot({
    path: `${directory}${name}.png`,
    animations: 'disabled',
    ...(box && { clip: { ...box, width: Math.min(box.width, 740) } }),
  });
  await slack.page.setViewportSize(desk);
}

describe('a year of committees, in one story', () => {
  it('begins by a reminder nine months before the end of the year', async () => {
    await moveTo('31/03/2027', 'mercredi 31 mars 2027');
    await inDirect('Nadia Benali');
    const digest = await read(digestOf('mercredi 31 mars'));
    expect(digest).toContain('Comités locaux d’animation Étang de Thau');
    expect(digest).toContain('Aucune date en 2027');
    await picture('rappel', slack.message(digestOf('mercredi 31 mars')));
  });

  it('is planned from the reminder’s own button, which then says what is planned', async () => {
    const digest = slack.message(digestOf('mercredi 31 mars'));
    await slack.press('Planifier une date', digest);
    await slack.modal.waitFor();
    await slack.fill({ Date: '2027-06-15', 'Heure (facultatif)': '14 h' });
    await slack.submit();
    await slack.modal.waitFor({ state: 'detached' });
    await untilItSays('mercredi 31 mars', 'Prévu le mardi 15 juin 2027');
    expect(await buttonsIn(digest)).not.toContain('Planifier une date');
    await picture('rappel-repondu', digest);
  });

  it('is prepared a month, a week and a day before, with the pilots of the territory', async () => {
    await moveTo('15/06/2027', 'mardi 15 juin 2027');
    await inDirect('Nadia Benali');
    for (const day of ['vendredi 14 mai', 'mardi 8 juin', 'lundi 14 juin'])
      expect(await read(digestOf(day))).toContain('Prévu le mardi 15 juin 2027 à 14 h');
    await inDirect('Yanis Belkacem');
    expect(await read(digestOf('lundi 14 juin'))).toContain('Comités locaux d’animation');
  });

  it('is declared held from the reminder of two days after, with the participants', async () => {
    await moveTo('17/06/2027', 'jeudi 17 juin 2027');
    await inDirect('Nadia Benali');
    const digest = slack.message(digestOf('jeudi 17 juin'));
    expect(await read(digestOf('jeudi 17 juin'))).toContain('a-t-il eu lieu');
    await slack.press('Déclarer tenu', digest);
    await slack.modal.waitFor();
    await slack.fill({ 'Nombre de participants': '23' });
    await slack.submit();
    await slack.modal.waitFor({ state: 'detached' });
    await untilItSays('jeudi 17 juin', 'Tenu le mardi 15 juin 2027, 23 participants');
    expect(await buttonsIn(digest)).not.toContain('Déclarer tenu');
  });

  it('is then silent, and the territories that did nothing reach the chargée de mission', async () => {
    await moveTo('01/12/2027', 'mercredi 1er décembre 2027');
    await inDirect('Claire Vidal');
    const digest = await read(digestOf('mardi 30 novembre'));
    expect(digest).toContain('Montpelliérain');
    expect(digest).toContain('Déjà rappelé à Julien Carrère');
    expect(digest).not.toContain('Étang de Thau');
    await picture('rappel-sans-date', slack.message(digestOf('mardi 30 novembre')));
    await inDirect('Nadia Benali');
    const after = await slack.messages.filter({ hasText: /Vos rappels/u }).allInnerTexts();
    const days = after.map(plain).filter((words) => words.includes('Comités locaux'));
    expect(days).toHaveLength(5);
    await inDirect('Julien Carrère');
    expect(await read(digestOf('jeudi 30 septembre'))).toContain('Aucune date en 2027');
  });
});
