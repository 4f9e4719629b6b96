/**
 * Teams as a person sees it, in Microsoft's Agents Playground: words, a form, a request that arrives
 * unasked and is approved by its button, a reminder. The request is asked from the Slack workspace.
 * The tool is fetched by npx: without the npm registry there is nothing to drive, and it is said.
 * `SCREENSHOTS=1` also writes the pictures of the guides.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NoPlayground, type Playground, startPlayground } from '../../src/local/playground.ts';
import { launchBrowser, SlackPage } from '../support/browser.ts';
import { PlaygroundPage } from '../support/playground-page.ts';
import { freePort, type RunningRelais, startRelais } from './relais.ts';

let relais: RunningRelais;
let playground: Playground | NoPlayground;
let browser: Browser;
let teams: PlaygroundPage;

beforeAll(async () => {
  relais = await startRelais('2027-03-02T09:00');
  const options = { port: await freePort(), botUrl: relais.botUrl, as: 'karim.haddad@exemple.fr' };
  playground = await startPlayground(options);
  if (playground.missing) {
    if (playground.reason !== 'notFetched') throw new Error(playground.sentence);
    return;
  }
  browser = await launchBrowser();
  teams = await PlaygroundPage.open(browser, playground.url);
}, 180_000);

beforeEach(({ skip }) => {
  if (playground.missing) skip(playground.sentence);
});

afterAll(async () => {
  await browser?.close();
  if (playground && !playground.missing) await playground[Symbol.asyncDispose]();
  await relais?.[Symbol.asyncDispose]();
});

/** What the newest message with these words says, once it is there, as one line. */
async function read(words: string | RegExp): Promise<string> {
  const message = teams.message(words);
  await message.waitFor();
  return plain(await message.innerText());
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

async function picture(name: string, subject: Locator): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  const directory = fileURLToPath(new URL('../../docs/images/', import.meta.url));
  mkdirSync(directory, { recursive: true });
  await subject.scrollIntoViewIfNeeded();
  await teams.screenshot(`${directory}${name}.png`);
}

describe('in Teams, somebody of the pact', () => {
  it('is known by the e-mail address of the directory, and helped by example', async () => {
    await teams.type('aide');
    expect(await read('Ce que vous pouvez taper')).toContain('Déclarer où en est une action');
  });

  it('lists the actions of a territory', async () => {
    await teams.type('actions thau');
    expect(await read('THA-4')).toContain('Diagnostic mobilité');
  });

  it('declares an update in one line', async () => {
    await teams.type('maj THA-4 : vingt-huit diagnostics réalisés');
    const saved = await read('C’est enregistré');
    expect(saved).toContain('vingt-huit diagnostics réalisés');
    await picture('teams-enregistre', teams.message('C’est enregistré'));
  });

  it('declares an update by the form, which gives way to what was saved', async () => {
    await teams.type('maj THA-4');
    const form = teams.message('Mettre à jour');
    await form.waitFor();
    await picture('teams-formulaire', form);
    await form.getByRole('textbox', { name: 'Ce qu’il y a à dire' }).fill('la grille est relue');
    await teams.press('Enregistrer', form);
    // What is typed stands in the form too, until it is replaced.
    await teams.offering('Enregistrer').waitFor({ state: 'detached' });
    expect(await read('la grille est relue')).toContain('C’est enregistré');
  });
});

describe('what is not asked for', () => {
  it('arrives by itself: a request for validation, asked in Slack', async () => {
    const slack = await SlackPage.open(browser, relais.url);
    await slack.actAs('Sarah Combes');
    await slack.openChannel('pti-general');
    await slack.type('/pti maj THA-4 réalisée : le guide est diffusé');
    const request = await read('Votre réponse est attendue');
    expect(request).toContain('THA-4');
    await picture('teams-demande', teams.message('Votre réponse est attendue'));
    await slack.page.close();
  });

  it('arrives by itself: the reminder of a day', async () => {
    const moved = await fetch(`${relais.botUrl}/local/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: 'P8D' }),
    });
    expect(moved.status).toBe(200);
    const digest = await read('Demandes de validation');
    expect(digest).toContain('THA-4');
    await picture('teams-rappel', teams.message('Demandes de validation'));
  });

  it('is answered by its button, and its card says so from then on', async () => {
    const before = await teams.messages.count();
    await teams.press('Approuver', teams.offering('Approuver'));
    await teams.offering('Approuver').waitFor({ state: 'detached' });
    expect(await read('Approuvée par Karim Haddad')).toContain('THA-4');
    expect(await teams.messages.count()).toBe(before);
    await picture('teams-approuvee', teams.message('Approuvée par Karim Haddad'));
  });
});
