/** Concertations, participants and pilots are computed: read where indicators are, never asked. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Card } from '../../../src/conversation/card.ts';
import type { Answer } from '../../../src/conversation/exchange.ts';
import type { Form } from '../../../src/conversation/form.ts';
import { computedSentences } from '../../../src/conversation/indicators/computed-words.ts';
import * as slack from '../../../src/platforms/slack/render-card.ts';
import * as slackForm from '../../../src/platforms/slack/render-form.ts';
import * as teams from '../../../src/platforms/teams/render-card.ts';
import * as teamsForm from '../../../src/platforms/teams/render-form.ts';
import { departPerson } from '../../../src/use-cases/depart-person.ts';
import { type Chat, cardOf, formOf, openChat, pressOf, wordsOf } from '../../support/chat.ts';
import {
  everything,
  type IndicatorScene,
  indicatorScene,
  year,
} from '../../support/indicator-scene.ts';
import { value } from '../../support/world.ts';

let s: IndicatorScene;
let chat: Chat;

beforeEach(async () => {
  s = await indicatorScene();
  chat = openChat(s.world);
  for (const words of ['02/11/2027 12 participants', '03/12/2027 19 participants'])
    await chat.say(s.pilot, `réunion THA-G1 ${words}`);
});

afterEach(() => s[Symbol.asyncDispose]());

const computed =
  'Calculé par le relais : 2 concertations, 31 participants ; pilote et co-pilote présents, pilotage partenaire.';

/** What each platform is given, no-break spaces made plain. */
const rendered = (card: Card) => plain([slack.renderCard(card), teams.renderCard(card)]);
const renderedForm = (form: Form) =>
  plain([slackForm.renderForm(form), teamsForm.renderForm(form)]);
const plain = (given: readonly unknown[]) =>
  given.map((one) => JSON.stringify(one).replaceAll(/[\u00a0\u202f]/g, ' '));

function expectOnBoth(answer: Answer, words: string): void {
  const given = answer.kind === 'form' ? renderedForm(formOf(answer)) : rendered(cardOf(answer));
  for (const one of given) expect(one).toContain(words);
}

it('is read in the list, in the form and on the card of the evaluation', async () => {
  expectOnBoth(await chat.say(s.pilot, 'indicateurs'), computed);
  const form = await chat.say(s.pilot, 'indicateurs THA-G1');
  expectOnBoth(form, computed);
  expectOnBoth(form, 'une concertation oubliée s’ajoute par « réunion THA-G1 »');
  const elected = await s.world.person({ role: 'electedOfficial' });
  expectOnBoth(await chat.say(elected, 'indicateurs THA-G1'), computed);
});

it('stands above the values that the chargée de mission is asked to accept', async () => {
  value(await s.record(s.pilot, everything));
  value(await s.submit(s.pilot));
  const received = await chat.say(s.officer, 'valider');
  expectOnBoth(received, computed);
  expect(wordsOf(received)).toMatch(/Calculé par le relais.*Personnes transportées : 39/s);
  expectOnBoth(await chat.say(s.officer, 'demande V-1'), computed);
});

it('is what is known when it is read: a meeting taken back, a seat left', async () => {
  const logged = await chat.say(s.pilot, 'réunion THA-G1 04/12/2027 5 participants');
  expect(wordsOf(await chat.say(s.pilot, 'indicateurs'))).toContain(
    '3 concertations, 36 participants',
  );
  await chat.press(s.pilot, pressOf(logged, 'Annuler'));
  await s.world.actAs(s.officer, async (context) =>
    value(await departPerson(context, s.coPilot.id)),
  );
  s.world.later({ days: 1 });
  expect(wordsOf(await chat.say(s.pilot, 'indicateurs'))).toContain(
    '2 concertations, 31 participants ; pilote présent, pilotage partenaire, siège de co-pilote vacant.',
  );
});

it('is of the year that is read, and says when that year is not followed', async () => {
  s.world.now = `${year + 1}-02-01T09:00:00.000Z`;
  await chat.say(s.pilot, 'réunion THA-G1 20/01/2028 40 participants');
  expect(wordsOf(await chat.say(s.pilot, `indicateurs ${year}`))).toContain(computed);
  expect(wordsOf(await chat.say(s.pilot, `indicateurs ${year + 1}`))).toContain(
    '1 concertation, 40 participants',
  );
  const pact = { ...(await s.world.pact()), trackedFrom: `${year + 1}-01-01` };
  const of = { year, groups: [s.group.id] };
  const { db, today } = s.world;
  expect([...(await computedSentences({ db, today, pact }, of)).values()]).toEqual([
    'Calculé par le relais : année non suivie.',
  ]);
});
