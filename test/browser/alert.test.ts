/**
 * A difficulty in the local workspace, seen in a browser: raised by a pilot, taken and answered by
 * the chargée de mission in her channel, told to the pilot, closed; then every copy is read again.
 *
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackPage } from '../support/browser.ts';
import { openStory, type Story } from './story.ts';

let story: Story;
let slack: SlackPage;

beforeAll(async () => {
  story = await openStory('2027-03-02T09:00');
  slack = story.slack;
});

afterAll(() => story?.[Symbol.asyncDispose]());

/** In her channel: what stands there, not what one person alone is answered. */
const posted = () => slack.messages.filter({ hasNotText: 'only visible' });

describe('a difficulty, from the pilot who raises it to its end, in one story', () => {
  it('is refused to somebody without a part in the action, who is told who may', async () => {
    await slack.openChannel('pti-general');
    await slack.actAs('Philippe Arnaud');
    await slack.type('/pti alerte THA-3 : la navette ne passe plus');
    expect(await story.read('Rien n’a été enregistré')).toContain('pilote');
  });

  it('is raised by the pilot in one line', async () => {
    await slack.actAs('Sarah Combes');
    await slack.type('/pti alerte THA-3 : la navette ne passe plus depuis lundi');
    const raised = await story.read('Alerte AL-1');
    expect(raised).toContain('La chargée de mission la reçoit maintenant');
    await story.picture('alerte-signalee', slack.message('Alerte AL-1'));
  });

  it('reaches the channel of the chargée de mission; only she acts on it', async () => {
    await slack.openChannel('pti-chargee-de-mission');
    await slack.actAs('Philippe Arnaud');
    expect(await story.read('ne passe plus depuis lundi')).toContain('AL-1');
    await story.picture('alerte', posted().first());
    await slack.press('Je m’en occupe', posted().first());
    await slack.message('réservé à la chargée de mission').waitFor();
    await slack.actAs('Claire Vidal');
    await slack.press('Je m’en occupe', posted().first());
    await posted().first().getByText('Prise en charge par Claire Vidal').waitFor();
  });

  it('is answered by a form, and the pilot reads who took it and what she says', async () => {
    const said = { 'Votre réponse': 'La Région rappelle le transporteur jeudi.' };
    await story.answerByForm('Répondre', said, posted().first());
    await story.inDirect('Sarah Combes');
    expect(await story.read('La Région rappelle le transporteur jeudi')).toContain('AL-1');
    await story.picture(
      'alerte-repondue',
      slack.message('La Région rappelle le transporteur jeudi'),
    );
  });

  it('is closed, and nothing of it can be pressed any more, wherever it was sent', async () => {
    await slack.openChannel('pti-chargee-de-mission');
    await slack.actAs('Claire Vidal');
    await story.answerByForm('Clore', {}, posted().first());
    await posted().first().getByText('Close par Claire Vidal').waitFor();
    for (const label of ['Je m’en occupe', 'Répondre', 'Clore'])
      expect(await posted().getByRole('button', { name: label, exact: true }).count()).toBe(0);
    await story.inDirect('Sarah Combes');
    await slack.message('Votre alerte AL-1 est close').waitFor();
    await expect
      .poll(() => slack.messages.getByRole('button', { name: 'Retirer', exact: true }).count())
      .toBe(0);
  });
});
