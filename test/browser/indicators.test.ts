/**
 * A campaign of indicators in the local workspace, seen in a browser: the reminder, its form, the
 * evaluation sent, the changes that the chargée de mission asks for, her acceptance, and the bilan.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackPage } from '../support/browser.ts';
import { digestOf, openStory, type Story } from './story.ts';

let story: Story;
let slack: SlackPage;

beforeAll(async () => {
  story = await openStory('2027-11-30T09:00');
  slack = story.slack;
});

afterAll(() => story?.[Symbol.asyncDispose]());

const reminder = digestOf('mercredi 1er décembre');
const backToHer = 'Des modifications vous sont demandées';
const visa = () => slack.message('Visa d’une évaluation annuelle');

async function inChannel(): Promise<void> {
  await slack.actAs('Claire Vidal');
  await slack.openChannel('pti-chargee-de-mission');
}

describe('the evaluation of a group, from the campaign to the bilan, in one story', () => {
  it('begins by a reminder, whose button opens the form filled in', async () => {
    await story.moveTo('01/12/2027', 'mercredi 1er décembre 2027');
    await story.inDirect('Sarah Combes');
    expect(await story.read(reminder)).toContain('il reste à transmettre l’évaluation');
    await story.picture('campagne', slack.message(reminder));
    await slack.press('Revoir les valeurs', slack.message(reminder));
    await slack.modal.waitFor();
    const form = await slack.modal.innerText();
    expect(form).toContain('Objectif 150. 96 en 2026.');
    const values = slack.modal.locator('input');
    expect(await values.last().inputValue()).toBe('25');
    await story.picture('indicateurs', slack.modal);
  });

  it('refuses a value that is none, and keeps what was typed', async () => {
    await slack.fill({ 'Diagnostics réalisés': 'beaucoup' });
    await slack.submit();
    expect((await slack.errors()).join()).toContain('nombre');
    expect(await slack.modal.locator('input').last().inputValue()).toBe('beaucoup');
    await slack.fill({ 'Diagnostics réalisés': '112 diagnostics' });
    await slack.submit();
    await slack.modal.waitFor({ state: 'detached' });
  });

  it('is sent, and reaches the channel of the chargée de mission with its values', async () => {
    await slack.press('Transmettre l’évaluation', slack.message('C’est enregistré'));
    await slack.message('Évaluation 2027 transmise').waitFor();
    // The reminder says so too, and has nothing left to press.
    await slack.message('Les indicateurs 2027 sont saisis').waitFor();
    await inChannel();
    expect(await story.read('Visa d’une évaluation annuelle')).toContain(
      'Diagnostics réalisés : 112 (objectif 150, 96 en 2026)',
    );
    await story.picture('evaluation-recue', visa());
  });

  it('comes back with what is to be changed, and goes again corrected', async () => {
    const changes = { 'Ce qui est à modifier': 'Compter aussi novembre.' };
    await story.answerByForm('Demander des modifications', changes, visa());
    await story.inDirect('Sarah Combes');
    expect(await story.read(backToHer)).toContain('Compter aussi novembre.');
    const corrected = { 'Diagnostics réalisés': '120' };
    await story.answerByForm('Corriger les valeurs', corrected, slack.message(backToHer));
    await slack.press('Renvoyer l’évaluation', slack.message(backToHer));
    await inChannel();
    await slack.messages
      .filter({ hasText: 'Diagnostics réalisés : 120' })
      .filter({ hasText: '112' })
      .first()
      .waitFor();
  });

  it('is accepted, and the bilan shows the value, the target and the evaluation', async () => {
    await slack.press('Approuver', visa());
    await slack.message('Approuvée par Claire Vidal').waitFor();
    await story.inDirect('Sarah Combes');
    await slack.message('approuvée').waitFor();
    await slack.openChannel('pti-general');
    await slack.type('/pti bilan');
    expect(await story.read('Bilan 2027')).toContain('1 transmise sur 3, dont 1 acceptée');
    expect(await story.read('Images du bilan 2027')).toContain(
      'Diagnostics réalisés : 120 pour un objectif de 150',
    );
    await story.picture('bilan-resume', slack.message('Évaluations des groupes'));
    await slack.openDirect('Sarah Combes');
    await slack.page.locator('main img[src*="indicateurs"]').first().waitFor();
  });
});
