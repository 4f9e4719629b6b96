/**
 * One request the whole way in the local workspace, seen in a browser: asked by a pilot, answered by
 * the référents and a substitute, decided by the chargée de mission in her channel; then every copy
 * of every message is read again.
 */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SlackPage } from '../support/browser.ts';
import { openStory, plain, type Story } from './story.ts';

let story: Story;
let slack: SlackPage;

beforeAll(async () => {
  story = await openStory('2027-03-02T09:00');
  slack = story.slack;
});

afterAll(() => story?.[Symbol.asyncDispose]());

const asked = /Votre réponse est (?:de nouveau )?attendue/u;

function answerByForm(
  button: string,
  values: Readonly<Record<string, string>>,
  within = slack.message(asked),
): Promise<void> {
  return story.answerByForm(button, values, within);
}

/** Conversations in which the bot wrote unasked in this story. */
const direct = ['Karim Haddad', 'Marion Delmas', 'Julien Carrère', 'Sarah Combes'] as const;

describe('a request, from the declaration to the visa, in one story', () => {
  it('is tried dry: nobody is written to', async () => {
    await slack.openChannel('pti-general');
    await slack.actAs('Sarah Combes');
    await slack.type('/pti simuler réalisation THA-4');
    const simulation = await story.read('Rien n’a été envoyé');
    expect(simulation).toMatch(/Karim Haddad\..*Marion Delmas\..*Nadia Benali\..*Claire Vidal\./);
    await story.picture('simulation', slack.message('Rien n’a été envoyé'));
    expect(await slack.page.locator('aside', { hasText: 'Karim Haddad' }).count()).toBe(0);
  });

  it('starts when the pilot declares the action réalisée, and the status waits', async () => {
    await slack.type('/pti maj THA-4 réalisée : la grille est adoptée et le guide diffusé');
    const sent = await story.read('Demande V-1 envoyée');
    expect(sent).toContain('THA-4 reste « en cours » jusqu’à la fin de la validation');
    expect(sent).toContain('Karim Haddad, Marion Delmas');
  });

  it('reaches a référent who never wrote to the bot, and takes reservations', async () => {
    await story.inDirect('Karim Haddad');
    expect(await story.read(asked)).toContain('la grille est adoptée et le guide diffusé');
    await story.picture('demande-recue', slack.message(asked));
    await answerByForm('Approuver avec réserves', {
      'Vos réserves': 'Prévoir une mise à jour annuelle.',
    });
    await slack.message('Approuvée avec réserves par Karim Haddad le 2 mars').waitFor();
    // The message that asked is the one that now says so: nothing is left to press.
    expect(await slack.messages.count()).toBe(1);
    expect(await buttonsIn(slack.messages)).toEqual(['Suivi de la demande', 'Voir l’action']);
  });

  it('answers «ok» with the buttons, which decide; the word does not', async () => {
    await story.inDirect('Marion Delmas');
    await slack.message(asked).waitFor();
    await slack.type('ok');
    const offered = slack.message('Un mot écrit ne vaut pas décision');
    await offered.waitFor();
    expect(await buttonsIn(offered)).toContain('Approuver');
    expect(await slack.messages.filter({ hasText: 'Approuvée par Marion' }).count()).toBe(0);
    await answerByForm(
      'Demander des modifications',
      { 'Ce qui est à modifier': 'Joindre le guide d’utilisation.' },
      slack.messages.filter({ hasText: asked }).first(),
    );
    await slack.messages.first().getByText('Modifications demandées par Marion Delmas').waitFor();
  });

  it('comes back to the pilot, who amends it', async () => {
    await story.inDirect('Sarah Combes');
    const back = await story.read('Des modifications vous sont demandées');
    expect(back).toContain('Joindre le guide d’utilisation.');
    await story.picture('modifications', slack.message('Des modifications vous sont demandées'));
    await answerByForm(
      'Renvoyer la demande',
      { 'Ce que vous avez modifié': 'Le guide est joint à la fiche.' },
      slack.message('Des modifications vous sont demandées'),
    );
    expect(await story.read('Modifiée par Sarah Combes')).toContain(
      'Le guide est joint à la fiche.',
    );
  });

  it('is asked again of both, with what was said before', async () => {
    await story.inDirect('Marion Delmas');
    const again = slack.message(asked);
    await again.waitFor();
    expect(plain(await again.innerText())).toMatch(
      /Approuvée avec réserves par Karim .* Modifications demandées par Marion .* Modifiée par Sarah/,
    );
    await slack.press('Approuver', again);
    await slack.message('Approuvée par Marion Delmas').waitFor();
  });

  it('lets the référente of the territory name who answers while she is away', async () => {
    await slack.openChannel('pti-etang-de-thau');
    await slack.actAs('Nadia Benali');
    await slack.type('/pti absence du 1er au 15 mars suppléant Julien Carrère');
    expect(await story.read('C’est enregistré')).toContain('Julien Carrère répond à votre place');
    await story.picture('absence', slack.message('C’est enregistré'));
  });

  it('goes on once both have answered, to the substitute', async () => {
    await story.inDirect('Karim Haddad');
    await slack.press('Approuver', slack.message(asked));
    await slack.message('Approuvée par Karim Haddad').waitFor();
    await story.inDirect('Julien Carrère');
    expect(await story.read(asked)).toContain('Vous répondez à la place de Nadia Benali');
    await slack.press('Approuver', slack.message(asked));
    await slack.message('Approuvée par Julien Carrère (à la place de Nadia Benali)').waitFor();
  });

  it('shows where it is, and since when', async () => {
    await slack.openChannel('pti-general');
    await slack.actAs('Sarah Combes');
    await slack.type('/pti demande V-1');
    const timeline = await story.read('en cours depuis');
    expect(timeline).toMatch(
      /1\. Référents des structures engagées\W+approuvée en moins d’un jour/,
    );
    expect(timeline).toMatch(/3\. Visa de la chargée de mission\W+en cours depuis le 2 mars 2027/);
    expect(timeline).toContain('En attente de Claire Vidal');
    await story.picture('suivi', slack.message('en cours depuis'));
  });

  it('is decided by the chargée de mission, in her channel', async () => {
    await slack.openChannel('pti-chargee-de-mission');
    // Everybody there reads it; only a seat decides.
    await slack.actAs('Philippe Arnaud');
    const ask = slack.message('Réponse de la chargée de mission attendue');
    await story.picture('visa', ask);
    await slack.press('Approuver', ask);
    expect(await story.read('Cette étape ne vous est pas demandée')).toContain('Claire Vidal');
    await slack.actAs('Claire Vidal');
    await slack.press('Approuver', slack.messages.filter({ hasNotText: 'only visible' }).first());
    await slack.message('Demande approuvée par Claire Vidal le 2 mars').waitFor();
    await story.picture(
      'visa-donne',
      slack.message('Demande approuvée par Claire Vidal le 2 mars'),
    );
  });

  it('changes the status, and tells the pilot', async () => {
    await story.inDirect('Sarah Combes');
    expect(await story.read('Votre demande V-1 est approuvée')).toContain('Claire Vidal');
    await slack.type('action THA-4');
    const action = await story.read('Historique');
    expect(action).toMatch(/\(exemple\) Réalisée/);
    expect(action).toContain('de « en cours » à « réalisée »');
  });

  it('tells the truth to a late click on a card that nothing had closed', async () => {
    await story.inDirect('Marion Delmas');
    const offered = slack.message('Un mot écrit ne vaut pas décision');
    await slack.press('Approuver', offered);
    const truth = await story.read('a déjà été approuvée par Claire Vidal le 2 mars');
    expect(truth).toContain('rien n’a changé');
    await offered.waitFor({ state: 'detached' });
  });

  it('leaves every copy of every message closed, saying who decided and when', async () => {
    for (const name of direct) {
      await story.inDirect(name);
      await slack.message('Demande approuvée par Claire Vidal').waitFor();
      const standing = slack.messages.filter({ hasText: 'Demande V-1' });
      await expect.poll(() => standing.filter({ hasNotText: decided }).count()).toBe(0);
      expect(await buttonsIn(slack.messages)).not.toContain('Approuver');
      const kept = (await keptIn(name)).filter(({ text }) => text.includes('V-1'));
      expect(kept.length).toBeGreaterThan(0);
      for (const message of kept) expectClosed(message);
    }
    const channel = await messagesOf('CMISSION');
    expect(channel).toHaveLength(1);
    for (const message of channel) expectClosed(message);
  });
});

const decided = /Demande (?:V-1 )?approuvée par Claire Vidal le 2 mars à 9\sh/;

function expectClosed(message: Kept): void {
  expect(JSON.stringify(message.blocks)).toMatch(decided);
  expect(message.text).toMatch(/approuvée/);
  expect(JSON.stringify(message.blocks)).not.toContain('approveRequest');
}

const keptSchema = z.object({
  bot_id: z.string().optional(),
  ephemeral_to: z.string().optional(),
  text: z.string(),
  blocks: z.array(z.unknown()).optional(),
});
type Kept = z.infer<typeof keptSchema>;

/** What the bot wrote for good in a conversation, as the workspace keeps it. */
async function messagesOf(channel: string): Promise<readonly Kept[]> {
  const response = await fetch(`${story.relais.url}/_control/messages/${channel}`);
  const { messages } = z.object({ messages: z.array(keptSchema) }).parse(await response.json());
  return messages.filter(
    ({ bot_id: bot, ephemeral_to: onlyFor }) => bot !== undefined && onlyFor === undefined,
  );
}

async function keptIn(name: string): Promise<readonly Kept[]> {
  const user = `U${name
    .normalize('NFD')
    .replaceAll(/[^a-z]/gi, '')
    .toUpperCase()}`;
  const response = await fetch(`${story.relais.url}/api/conversations.open`, {
    method: 'POST',
    body: new URLSearchParams({ users: user }),
  });
  const opened = z.object({ channel: z.object({ id: z.string() }) }).parse(await response.json());
  return messagesOf(opened.channel.id);
}

async function buttonsIn(messages: Locator): Promise<readonly string[]> {
  return messages.getByRole('button').allInnerTexts();
}
