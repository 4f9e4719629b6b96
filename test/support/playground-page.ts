/** The page of Microsoft's Agents Playground as a person uses it: their conversation with the bot. */
import type { Browser, Locator, Page } from 'playwright-core';
import { newPage } from './browser.ts';

export class PlaygroundPage {
  readonly page: Page;
  /** Messages of the bot in the open conversation, oldest first. */
  readonly messages: Locator;

  constructor(page: Page) {
    this.page = page;
    this.messages = page
      .locator('[aria-label="Message header"]', {
        has: page.locator('[aria-label="Message author"]'),
      })
      .locator('xpath=..');
  }

  /** Opens the person's own conversation, without the panel of technical logs. */
  static async open(browser: Browser, url: string): Promise<PlaygroundPage> {
    const page = await newPage(browser);
    await page.goto(url);
    const opened = new PlaygroundPage(page);
    await page.getByText('Connected.').waitFor();
    await page.getByTitle('Toggle Log Panel').click();
    await opened.openConversation('Personal Chat');
    return opened;
  }

  async openConversation(name: string): Promise<void> {
    await this.page.getByText(name, { exact: true }).first().click();
  }

  /** Types a message in the open conversation and sends it. */
  async type(words: string): Promise<void> {
    const composer = this.page.locator('[role=textbox][data-lexical-editor]');
    await composer.click();
    await this.page.keyboard.insertText(words);
    await this.page.keyboard.press('Enter');
  }

  /** The newest message of the bot that holds these words. */
  message(words: string | RegExp): Locator {
    return this.messages.filter({ hasText: words }).last();
  }

  /** The newest message of the bot that has a button of this label. */
  offering(label: string): Locator {
    const button = this.page.getByRole('button', { name: label, exact: true });
    return this.messages.filter({ has: button }).last();
  }

  /** Presses a button by its exact label. */
  async press(label: string, within: Locator): Promise<void> {
    await within.getByRole('button', { name: label, exact: true }).last().click();
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }
}
