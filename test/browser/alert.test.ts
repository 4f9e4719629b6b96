/**
 * A difficulty in the local workspace, seen in a browser: raised by a pilot, taken and answered by
 * the chargée de mission in her channel, told to the pilot, closed; then every copy is read again.
 * `SCREENSHOTS=1` also writes the pictures of the guide.
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

/** The newest message with these words, once it is there, as one line with plain spaces. */
async function read(words: string | RegExp): Promise<string> {
  const message = slack.message(words);
  await message.waitFor();
  return (await message.innerText()).replaceAll(/\s+/g, ' ');
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

/** In her channel: what stands there, not what one person alone is answered. */
const posted = () => slack.messages.filter({ hasNotText: 'only visible' });

describe('a difficulty, from the pilot who raises it to its end, in one story', () => {
  it('is refused to somebody without a part in the action, who is told who may', async () => {
    await slack.openChannel('pti-general');
    await slack.actAs('Philippe Arnaud');
    await slack.type('/pti alerte THA-3 : la navette ne passe plus');
    expect(await read('Rien n’a été enregistré')).toContain('pilote');
  });

  it('is raised by the pilot in one line', async () => {
    await slack.actAs('Sarah Combes');
    await slack.type('/pti alerte THA-3 : la navette ne passe plus depuis lundi');
    const raised = await read('Alerte AL-1');
    expect(raised).toContain('La chargée de mission la reçoit maintenant');
    await picture('alerte-signalee', slack.message('Alerte AL-1'));
  });

  it('reaches the channel of the chargée de mission; only she acts on it', async () => {
    await slack.openChannel('pti-chargee-de-mission');
    await slack.actAs('Philippe Arnaud');
    expect(await read('ne passe plus depuis lundi')).toContain('AL-1');
    await picture('alerte', posted().first());
    await slack.press('Je m’en occupe', posted().first());
    await slack.message('réservé à la chargée de mission').waitFor();
    await slack.actAs('Claire Vidal');
    await slack.press('Je m’en occupe', posted().first());
    await posted().first().getByText('Prise en charge par Claire Vidal').waitFor();
  });

  it('is answered by a form, and the pilot reads who took it and what she says', async () => {
    await slack.press('Répondre', posted().first());
    await slack.modal.waitFor();
    await slack.fill({ 'Votre réponse': 'La Région rappelle le transporteur jeudi.' });
    await slack.submit();
    await slack.modal.waitFor({ state: 'detached' });
    await slack.actAs('Sarah Combes');
    await slack.openDirect('Sarah Combes');
    expect(await read('La Région rappelle le transporteur jeudi')).toContain('AL-1');
    await picture('alerte-repondue', slack.message('La Région rappelle le transporteur jeudi'));
  });

  it('is closed, and nothing of it can be pressed any more, wherever it was sent', async () => {
    await slack.openChannel('pti-chargee-de-mission');
    await slack.actAs('Claire Vidal');
    await slack.press('Clore', posted().first());
    await slack.modal.waitFor();
    await slack.submit();
    await slack.modal.waitFor({ state: 'detached' });
    await posted().first().getByText('Close par Claire Vidal').waitFor();
    for (const label of ['Je m’en occupe', 'Répondre', 'Clore'])
      expect(await posted().getByRole('button', { name: label, exact: true }).count()).toBe(0);
    await slack.actAs('Sarah Combes');
    await slack.openDirect('Sarah Combes');
    await slack.message('Votre alerte AL-1 est close').waitFor();
    await expect
      .poll(() => slack.messages.getByRole('button', { name: 'Retirer', exact: true }).count())
      .toBe(0);
  });
});
