/**
 * What the stories lived in a browser share: the bot as a person starts it, one page of the local
 * workspace, and the gestures of somebody who reads, presses and fills in. `SCREENSHOTS=1` also
 * writes the pictures of the guides.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { launchBrowser, SlackPage } from '../support/browser.ts';
import { type RunningRelais, startRelais } from './relais.ts';

export interface Story extends AsyncDisposable {
  readonly relais: RunningRelais;
  readonly slack: SlackPage;
  /** The newest message with these words, once it is there, as one line with plain spaces. */
  read(words: string | RegExp): Promise<string>;
  /** Takes the person's place, in the conversation between them and the bot. */
  inDirect(name: string): Promise<void>;
  /** Moves the clock from the chat, and waits until it has arrived: `31/03/2027`, in full words. */
  moveTo(day: string, arrived: string): Promise<void>;
  /** Presses a button that opens a form, fills it in and sends it. */
  answerByForm(
    button: string,
    values: Readonly<Record<string, string>>,
    within: Locator,
  ): Promise<void>;
  /** A message as a telephone shows it, for the guides. */
  picture(name: string, what: Locator, size?: Size): Promise<void>;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Months may have to be lived before a message is there, day after day. */
const patience = 100_000;
const desk = { width: 1280, height: 800 };
/** What a message has on a telephone: 390 pixels, beside the page's list of conversations. */
const telephone = { width: 390 + 220, height: 1400 };

/** @param clock Paris time at which the story starts, `YYYY-MM-DDTHH:MM` */
export async function openStory(clock: string): Promise<Story> {
  const relais = await startRelais(clock);
  const browser = await launchBrowser();
  const slack = await SlackPage.open(browser, relais.url);
  return {
    relais,
    slack,
    async read(words) {
      const message = slack.message(words);
      await message.waitFor({ timeout: patience });
      return plain(await message.innerText());
    },
    async inDirect(name) {
      await slack.actAs(name);
      await slack.openDirect(name);
    },
    async moveTo(day, arrived) {
      await slack.openChannel('pti-general');
      await slack.actAs('Claire Vidal');
      await slack.type(`/pti horloge ${day}`);
      await slack.message(`Nous sommes maintenant le ${arrived}`).waitFor({ timeout: patience });
    },
    async answerByForm(button, values, within) {
      await slack.press(button, within);
      await slack.modal.waitFor();
      await slack.fill(values);
      await slack.submit();
      await slack.modal.waitFor({ state: 'detached' });
    },
    async picture(name, what, size = telephone) {
      if (!process.env.SCREENSHOTS) return;
      const directory = fileURLToPath(new URL('../../docs/images/', import.meta.url));
      mkdirSync(directory, { recursive: true });
      await slack.page.setViewportSize(size);
      await what.scrollIntoViewIfNeeded();
      await slack.page.mouse.move(0, 0);
      const box = await what.boundingBox();
      await slack.page.screenshot({
        path: `${directory}${name}.png`,
        animations: 'disabled',
        ...(box && { clip: { ...box, width: Math.min(box.width, 740) } }),
      });
      await slack.page.setViewportSize(desk);
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await relais[Symbol.asyncDispose]();
    },
  };
}

export function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** The digest of a day, as people name it: «mercredi 31 mars». */
export function digestOf(day: string): RegExp {
  return new RegExp(`Vos rappels du ${day.replaceAll(' ', '\\s')}`, 'u');
}
