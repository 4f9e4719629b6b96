/** A headless Chromium, and the page of local-slack as a person uses it. */
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const options = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium (`CHROMIUM`, or Debian's) on a fresh profile, removed when it closes. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: options,
  });
}

/** A page of any site with French settings, for pictures of 1280 × 800. */
export function newPage(browser: Browser): Promise<Page> {
  return browser.newPage({
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 800 },
  });
}

/**
 * local-slack's page. Unlike Slack it shows the direct messages and the private answers of
 * everybody, whoever acts: that something is private is read in the message, not seen here.
 */
export class SlackPage {
  readonly page: Page;
  /** Messages of the open conversation, oldest first. */
  readonly messages: Locator;
  readonly modal: Locator;
  readonly home: Locator;

  constructor(page: Page) {
    this.page = page;
    this.messages = page.locator('.messages .msg');
    this.modal = page.locator('.modal');
    this.home = page.locator('.home');
  }

  /** Opens the workspace and waits until the bot is connected to it. */
  static async open(browser: Browser, url: string): Promise<SlackPage> {
    const page = await newPage(browser);
    await page.goto(url);
    await page.locator('.app-dot.on').waitFor();
    return new SlackPage(page);
  }

  /** `realName` as the workspace spells it. */
  async actAs(realName: string): Promise<void> {
    await this.page.locator('.actas select').last().selectOption({ label: realName });
  }

  async openChannel(name: string): Promise<void> {
    await this.#sidebar('Channels', name).click();
    await this.page.locator('.channel-title', { hasText: name }).waitFor();
  }

  /** The conversation between the bot and that person, who should be the acting one. */
  async openDirect(realName: string): Promise<void> {
    const direct = this.#sidebar('Direct messages', realName);
    // The conversation exists once either has written, or the person has opened the bot's home.
    if ((await direct.count()) === 0) {
      await this.openHome();
      await direct.waitFor();
    }
    await direct.click();
    await this.page.locator('.channel-title', { hasText: realName }).waitFor();
  }

  async openHome(): Promise<void> {
    await this.#sidebar('Apps').first().click();
    await this.home.locator('.blocks, .empty').first().waitFor();
  }

  /** Types a message or a slash command in the open conversation and sends it. */
  async type(words: string): Promise<void> {
    const composer = this.page.locator('main .composer-input');
    await composer.fill(words);
    await composer.press('Enter');
  }

  /** Gives a file in the open conversation, with words beside it. */
  async giveFile(name: string, content: Uint8Array, words = ''): Promise<void> {
    await this.page
      .locator('main input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });
    await this.type(words);
  }

  /** The newest message that holds these words. */
  message(words: string | RegExp): Locator {
    return this.messages.filter({ hasText: words }).last();
  }

  /** Presses a button by its exact label: the newest one, in the home or the conversation. */
  async press(label: string, within: Locator = this.page.locator('main')): Promise<void> {
    await within.getByRole('button', { name: label, exact: true }).last().click();
  }

  /**
   * Fills fields of the open modal by their label: text, day (`YYYY-MM-DD`), the label of a choice,
   * or several labels to tick.
   */
  async fill(values: Readonly<Record<string, string | readonly string[]>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      const block = this.modal
        .locator('.bk-input')
        .filter({ has: this.page.locator('.bk-label', { hasText: exactly(label) }) });
      if ((await block.locator('.bk-options').count()) > 0) {
        for (const choice of [value].flat()) {
          await block
            .locator('label', { hasText: exactly(choice) })
            .locator('input')
            .check();
        }
      } else if ((await block.locator('select').count()) > 0) {
        await block.locator('select').selectOption({ label: [value].flat().join() });
      } else {
        await block.locator('input, textarea').fill([value].flat().join());
      }
    }
  }

  /** Sends the open modal; it may stay open, with errors. */
  async submit(): Promise<void> {
    await this.modal.locator('.modal-btn.primary').click();
  }

  /** What the open modal reproaches, field by field. */
  async errors(): Promise<readonly string[]> {
    await this.modal.locator('.modal-error').first().waitFor();
    return this.modal.locator('.modal-error').allInnerTexts();
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  #sidebar(section: 'Channels' | 'Direct messages' | 'Apps', name?: string): Locator {
    // A section is its title and the items that follow it, up to the next title.
    const items = this.page.locator(
      `xpath=//aside//*[contains(@class,"sidebar-section")][normalize-space()="${section}"]` +
        '/following-sibling::button[contains(@class,"sidebar-item")]' +
        `[preceding-sibling::*[contains(@class,"sidebar-section")][1][normalize-space()="${section}"]]`,
    );
    return name === undefined ? items : items.filter({ hasText: exactly(name, '#?\\s*') });
  }
}

function exactly(text: string, before = '\\s*'): RegExp {
  return new RegExp(`^${before}${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
