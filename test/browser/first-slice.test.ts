/**
 * A morning in the local workspace, seen in a browser: what a pilot, the chargée de mission and
 * people who may not write are shown. `SCREENSHOTS=1` also writes the pictures of the guides.
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
  relais = await startRelais('2027-03-01T09:00');
  browser = await launchBrowser();
  slack = await SlackPage.open(browser, relais.url);
});

afterAll(async () => {
  await browser?.close();
  await relais?.[Symbol.asyncDispose]();
});

/** The newest message with these words, once it is there, as one line with plain spaces. */
async function read(words: string): Promise<string> {
  const message = slack.message(words);
  await message.waitFor();
  return plain(await message.innerText());
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** Nothing of a message stands further to the right. */
const widest = 740;

async function picture(name: string, what?: Locator): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  const directory = fileURLToPath(new URL('../../docs/images/', import.meta.url));
  mkdirSync(directory, { recursive: true });
  await what?.scrollIntoViewIfNeeded();
  // Out of the way of what it would highlight.
  await slack.page.mouse.move(0, 0);
  const box = await what?.boundingBox();
  await slack.page.screenshot({
    path: `${directory}${name}.png`,
    animations: 'disabled',
    ...(box && { clip: { ...box, width: Math.min(box.width, widest) } }),
  });
}

describe('as the pilot of THA-G2', () => {
  beforeAll(async () => {
    await slack.openChannel('pti-general');
    await slack.actAs('Sarah Combes');
  });

  it('shows what waits for her and her own actions', async () => {
    await slack.type('/pti');
    const screen = await read('Bonjour Sarah Combes');
    expect(screen).toMatch(/Ce qui vous attend THA-5 .* Fiche à compléter/);
    expect(screen).toContain('Vos actions');
    for (const code of ['THA-3', 'THA-4', 'THA-5']) expect(screen).toContain(code);
    expect(screen).not.toContain('THA-1');
    await picture('accueil');
  });

  it('lists the actions of a territory by a part of its name', async () => {
    await slack.openChannel('pti-etang-de-thau');
    await slack.type('/pti actions thau');
    const list = await read('actions sur le territoire Étang de Thau');
    expect(list).toMatch(/7 actions/);
    for (let number = 1; number <= 7; number++) expect(list).toContain(`THA-${number} `);
    expect(list).not.toMatch(/MTP-|BIT-/);
    await picture('actions-thau', slack.message('actions sur le territoire Étang de Thau'));
    // The action opens from its own line.
    await slack.press('Voir', entry('THA-4'));
    expect(await read('Historique')).toContain('Vingt-cinq diagnostics réalisés');
    await picture('action', slack.message('Historique'));
  });

  it('declares an update through the form', async () => {
    await slack.type('/pti action THA-4');
    await slack.press('Mettre à jour', slack.message(/THA-4 - Diagnostic.*Historique/s).last());
    await slack.modal.waitFor();
    expect(plain(await slack.modal.innerText())).toContain('Aujourd’hui : en cours');
    await slack.fill({
      'Ce qu’il y a à dire': 'Vingt-huit diagnostics sont réalisés.',
    });
    await picture('formulaire', slack.modal);
    await slack.submit();
    const saved = await read('C’est enregistré');
    expect(saved).toContain('THA-4 - Diagnostic mobilité dès le premier rendez-vous (exemple)');
    expect(saved).toContain('Statut inchangé : en cours');
    expect(saved).toContain('Vingt-huit diagnostics sont réalisés.');
    expect(saved).toContain('Enregistré le 1er mars à 9 h');
    expect(await slack.modal.count()).toBe(0);
    // What is read as one line above is set with French no-break spaces.
    expect(await slack.message('C’est enregistré').innerText()).toContain(
      'Statut inchangé\u00a0: en cours',
    );
  });

  it('declares an update in one line, and takes it back', async () => {
    await slack.openChannel('pti-petite-camargue');
    await slack.type('/pti maj THA-4 en fonctionnement : la grille sert dans quatre agences');
    const saved = await read('la grille sert dans quatre agences');
    expect(saved).toContain('C’est enregistré');
    expect(saved).toContain('Statut : en fonctionnement (auparavant : en cours)');
    await picture('enregistre', slack.message('la grille sert dans quatre agences'));
    await slack.press('Annuler');
    expect(await read('Mise à jour annulée')).toContain('en cours');
    // The card that offered it is rewritten: nothing is left to press twice.
    expect(await slack.messages.getByRole('button', { name: 'Annuler', exact: true }).count()).toBe(
      0,
    );
    await slack.type('/pti action THA-4');
    expect(await read('Historique')).toMatch(/\(exemple\) En cours/);
  });

  it('asks about a misspelt word instead of guessing', async () => {
    await slack.openChannel('pti-montpellierain');
    await slack.type('/pti action navete');
    expect(await read('Vouliez-vous dire… ?')).toContain('THA-3');
    await picture('vouliez-vous-dire', slack.message('Vouliez-vous dire… ?'));
    await slack.message('Vouliez-vous dire… ?').getByRole('button').first().click();
    expect(await read('Historique')).toContain('Navette vers la zone d’activité de Balaruc');
  });

  it('refuses a day that does not exist, and says why', async () => {
    await slack.type('/pti réunion THA-G2 31/02 14 participants');
    expect(await read('n’existe pas')).toContain('février 2027 compte 28 jours');
  });

  it('logs a meeting of her group', async () => {
    await slack.type('/pti réunion THA-G2 12 février 14 participants');
    expect(await read('C’est enregistré')).toContain(
      'Réunion du vendredi 12 février 2027, 14 participants',
    );
    await picture('reunion', slack.message('C’est enregistré'));
  });

  it('shows the same in the home tab, up to date', async () => {
    await slack.openHome();
    await slack.home.getByText('Bonjour Sarah Combes').waitFor();
    const home = plain(await slack.home.innerText());
    expect(home).toMatch(/THA-3 .* En cours\. Dernières nouvelles le /);
    expect(home).toContain('Fiche à compléter');
  });
});

describe('as somebody outside the action', () => {
  it('refuses, names who can, and leaves the action as it was', async () => {
    await slack.openChannel('pti-biterrois');
    await slack.actAs('Leïla Amrani');
    await slack.type('/pti maj THA-3 réalisée : terminé');
    const refusal = await read('Rien n’a été enregistré');
    expect(refusal).toContain('réservé aux pilotes du groupe');
    expect(refusal).toContain('Adressez-vous à Sarah Combes, Fatima Zerrouki');
    await picture('refus', slack.message('Rien n’a été enregistré'));
    await slack.type('/pti action THA-3');
    expect(await read('Historique')).not.toContain('terminé');
  });

  it('tells a person who is not registered how to be, and nothing else', async () => {
    await slack.actAs('Camille Dupuis (hors annuaire)');
    await slack.type('/pti actions thau');
    const answer = await read('camille.dupuis@exemple.fr');
    expect(answer).toContain('Demandez à la chargée de mission PTI de vous y inscrire');
    expect(await slack.message('camille.dupuis@exemple.fr').getByRole('button').count()).toBe(0);
    expect(answer).not.toContain('THA-');
  });
});

describe('as the chargée de mission', () => {
  beforeAll(async () => {
    await slack.openChannel('pti-chargee-de-mission');
    await slack.actAs('Claire Vidal');
  });

  it('opens the administration of the pact', async () => {
    await slack.type('/pti admin');
    const screen = await read('Administration');
    expect(screen).toContain('Du 1er janvier 2022 au 31 décembre 2028');
    for (const label of ['Personnes', 'Importer un fichier', 'Proroger le pacte'])
      expect(screen).toContain(label);
    await picture('administration', slack.message('Administration'));
  });

  it('makes the channel hers', async () => {
    await slack.type('/pti admin canal');
    await slack.message('Ce canal est maintenant celui de la chargée de mission').waitFor();
  });

  it('shows the vacant seats', async () => {
    await slack.type('/pti qui vacant');
    const seats = await read('pilotes d’une même structure');
    expect(seats).toContain('Région : référent ou référente PTI à désigner');
    expect(seats).toContain('CPS-G3');
    await picture('sieges-vacants', slack.message('pilotes d’une même structure'));
  });
});

/** The line of a list with that code and its own button. */
function entry(code: string): Locator {
  return slack
    .message('actions sur le territoire Étang de Thau')
    .locator('xpath=.//*[contains(@class,"bk-section")]')
    .filter({ hasText: `${code} ` });
}
