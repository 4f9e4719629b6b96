/**
 * The campaign of indicators as Teams shows it, in Microsoft's Agents Playground: a pilot answers
 * the form and sends the evaluation, the chargée de mission accepts it, and the bilan comes with its
 * pictures. Fetched by npx, like the rest of what is tried in it.
 * `SCREENSHOTS=1` also writes the pictures of the guides.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NoPlayground, type Playground, startPlayground } from '../../src/local/playground.ts';
import { launchBrowser } from '../support/browser.ts';
import { PlaygroundPage } from '../support/playground-page.ts';
import { freePort, type RunningRelais, startRelais } from './relais.ts';
import { plain } from './story.ts';

let relais: RunningRelais;
let browser: Browser;
const playgrounds: (Playground | NoPlayground)[] = [];
let pilot: PlaygroundPage;
let officer: PlaygroundPage;

/** A window of the playground for one person; each has a conversation of their own. */
async function open(as: string): Promise<PlaygroundPage | undefined> {
  const playground = await startPlayground({
    ...{ port: await freePort(), botUrl: relais.botUrl, as },
  });
  playgrounds.push(playground);
  if (!playground.missing) return PlaygroundPage.open(browser, playground.url);
  if (playground.reason !== 'notFetched') throw new Error(playground.sentence);
  return undefined;
}

beforeAll(async () => {
  relais = await startRelais('2027-12-02T09:00');
  browser = await launchBrowser();
  const [first, second] = [
    await open('yanis.belkacem@exemple.fr'),
    await open('claire.vidal@exemple.fr'),
  ];
  if (first && second) [pilot, officer] = [first, second];
}, 180_000);

beforeEach(({ skip }) => {
  const missing = playgrounds.find((one) => one.missing);
  if (missing?.missing) skip(missing.sentence);
});

afterAll(async () => {
  await browser?.close();
  for (const one of playgrounds) if (!one.missing) await one[Symbol.asyncDispose]();
  await relais?.[Symbol.asyncDispose]();
});

async function read(teams: PlaygroundPage, words: string | RegExp): Promise<string> {
  const message = teams.message(words);
  await message.waitFor({ timeout: 60_000 });
  return plain(await message.innerText());
}

async function picture(teams: PlaygroundPage, name: string, subject: Locator): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  const directory = fileURLToPath(new URL('../../docs/images/', import.meta.url));
  mkdirSync(directory, { recursive: true });
  await subject.scrollIntoViewIfNeeded();
  await teams.screenshot(`${directory}${name}.png`);
}

describe('the campaign in Teams', () => {
  it('shows a pilot what is missing, and what is computed', async () => {
    await pilot.type('indicateurs 2027');
    const list = await read(pilot, 'La campagne 2027 est ouverte');
    expect(list).toContain('Calculé par le relais :');
  });

  it('takes the values of the form, and refuses one that is none', async () => {
    await pilot.type('indicateurs THA-G1 2027');
    const form = pilot.message('Laissez vide ce que vous n’avez pas encore');
    await form.waitFor();
    const field = (label: string) => form.getByRole('textbox', { name: label }).first();
    await picture(pilot, 'teams-indicateurs', form);
    await field('Personnes reçues en permanence').fill('beaucoup');
    await pilot.press('Enregistrer', form);
    await read(pilot, 'Écrivez un nombre seul');
    await field('Personnes reçues en permanence').fill('212 personnes');
    await pilot.press('Enregistrer', form);
    await pilot.offering('Enregistrer').waitFor({ state: 'detached' });
    expect(await read(pilot, 'C’est enregistré')).toContain('212');
  });

  it('sends the evaluation, which the chargée de mission accepts by its button', async () => {
    await pilot.press('Transmettre l’évaluation', pilot.offering('Transmettre l’évaluation'));
    expect(await read(pilot, 'Évaluation 2027 transmise')).toContain('V-');
    await officer.type('valider');
    const received = await read(officer, 'accepter l’évaluation 2027');
    expect(received).toContain('Calculé par le relais :');
    expect(received).toContain('Personnes reçues en permanence : 212');
    await officer.press('Approuver', officer.offering('Approuver'));
    await officer.offering('Approuver').waitFor({ state: 'detached' });
    await read(officer, 'Approuvée par Claire Vidal');
    await read(pilot, /est approuvée/u);
  });

  it('gives the bilan, then its pictures', async () => {
    await officer.type('bilan');
    expect(await read(officer, 'Bilan 2027')).toContain('1 acceptée');
    await read(officer, 'Images du bilan 2027');
    const image = officer.messages.locator('img[alt*="axe" i]').first();
    await image.waitFor();
    await picture(officer, 'teams-bilan', image);
  });
});
