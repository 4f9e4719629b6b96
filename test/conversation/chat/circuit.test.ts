/** A request the whole way, as people live it: asked, answered, amended, stood in for, decided. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMessageRenderer } from '../../../src/conversation/messages.ts';
import { renderCard } from '../../../src/platforms/slack/render-card.ts';
import type { Action } from '../../../src/store/actions.ts';
import { openBlockers } from '../../../src/store/blockers.ts';
import { settle } from '../../../src/store/outbox.ts';
import { withoutLane } from '../../../src/store/outbox-turns.ts';
import type { Person } from '../../../src/store/people.ts';
import { advanceRequests } from '../../../src/use-cases/validation/advance-requests.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import {
  type Chat,
  errorsOf,
  formOf,
  openChat,
  prefilled,
  pressOf,
  wordsOf,
} from '../../support/chat.ts';
import { openWorld, type World } from '../../support/world.ts';

let world: World;
let chat: Chat;
let action: Action;
let pilot: Person;
let travail: Person;
let caf: Person;
let territory: Person;
let substitute: Person;
let officer: Person;

beforeEach(async () => {
  world = await openWorld({ circuits: true });
  chat = openChat(world);
  const group = await world.group();
  action = await world.action(group, { structures: ['FT', 'CAF'] });
  const person = (firstName: string, spec: Parameters<World['person']>[0]) =>
    world.person({ firstName, lastName: 'Exemple', ...spec });
  pilot = await person('Sarah', { structure: 'ML', role: 'pilot', group });
  travail = await person('Karim', { structure: 'FT', role: 'referent' });
  caf = await person('Isabelle', { structure: 'CAF', role: 'referent' });
  territory = await person('Nadia', { structure: 'DEPARTEMENT', role: 'territoryReferent' });
  substitute = await person('Julien', { structure: 'DEPARTEMENT' });
  officer = await person('Claire', { structure: 'DEPARTEMENT', role: 'programmeOfficer' });
  await world.actAs(pilot, async ({ db }) => {
    await db.updateTable('action').set({ status: 'inProgress' }).execute();
  });
});

afterEach(() => world[Symbol.asyncDispose]());

interface Sent {
  readonly to: string;
  readonly intent: string;
  readonly words: string;
}

/** Sends what is due, as the delivery would, and tells what left. */
async function sent(): Promise<readonly Sent[]> {
  const render = createMessageRenderer();
  const all: Sent[] = [];
  for (;;) {
    const one = await world.db.transaction().execute(async (tx) => {
      const [row] = await withoutLane(tx, world.now, 1);
      if (!row) return undefined;
      const card = await render(tx, row, world.now);
      await settle(tx, row.id, card ? 'sent' : 'superseded', world.now);
      if (card) renderCard(card, { strict: true });
      const { recipient } = row;
      return {
        to: recipient.kind === 'person' ? recipient.person : recipient.kind,
        intent: card ? row.intent : 'superseded',
        words: card ? wordsOf({ kind: 'card', card }) : '',
      };
    });
    if (!one) return all;
    all.push(one);
  }
}

const askCompleted = () => chat.say(pilot, 'maj THA-1 réalisée : tout est en place');

describe('declaring an action réalisée', () => {
  it('asks first and changes the status only when the last step has approved', async () => {
    const asked = await askCompleted();
    expect(wordsOf(asked)).toContain('Demande V-1 envoyée');
    expect(wordsOf(asked)).toContain('reste « en cours » jusqu’à la fin de la validation');
    expect((await world.reread(action)).status).toBe('inProgress');
    expect(await openBlockers(world.db, [action.id])).toMatchObject([
      { kind: 'awaitingValidation' },
    ]);
    const first = await sent();
    expect(first.map(({ to }) => to).sort()).toEqual([travail.id, caf.id].sort());

    await answerByForm(travail, 'Approuver avec réserves', 'penser au budget');
    await answerByForm(caf, 'Demander des modifications', 'préciser le livrable');
    expect(wordsOf(await chat.say(pilot, 'demande V-1'))).toContain('Modifications demandées');
    expect((await sent()).filter(({ to }) => to === pilot.id).at(-1)?.words).toContain(
      'Des modifications vous sont demandées',
    );

    const amend = formOf(
      await chat.press(pilot, pressOf(await chat.say(pilot, 'V-1'), 'Renvoyer la demande')),
    );
    await chat.submit(pilot, amend, { text: 'le livrable est le guide' });
    expect(
      (await sent())
        .map(({ to }) => to)
        .filter((to) => to !== pilot.id)
        .sort(),
    ).toEqual([travail.id, caf.id].sort());
    await approve(travail);
    await chat.say(territory, 'absence du 1er au 15 mars suppléant Julien Exemple');
    await approve(caf);
    expect((await sent()).map(({ to }) => to)).toContain(substitute.id);
    await approve(substitute);
    expect((await world.reread(action)).status).toBe('inProgress');
    expect((await sent()).map(({ to }) => to)).toContain('officerChannel');
    await approve(officer);
    expect((await world.reread(action)).status).toBe('completed');
    expect(await openBlockers(world.db, [action.id])).toEqual([]);
    const told = (await sent()).filter(({ to }) => to === pilot.id);
    expect(told.map(({ words }) => words.slice(0, 33))).toEqual([
      'Votre demande V-1 est approuvée. ',
    ]);
    const timeline = wordsOf(await chat.say(pilot, 'demande V-1'));
    expect(timeline).toContain('Approuvée avec réserves par Karim Exemple');
    expect(timeline).toContain('à la place de Nadia Exemple');
    expect(timeline).toContain('penser au budget');
    expect((await verifyStore(world.db)).faults).toEqual([]);
  });

  it('ends at a refusal, which needs a motive, and leaves the status', async () => {
    await askCompleted();
    const form = formOf(
      await chat.press(travail, pressOf(await chat.say(travail, 'valider'), 'Refuser')),
    );
    expect(errorsOf(await chat.submit(travail, form, prefilled(form))).text).toBeTruthy();
    await chat.submit(travail, form, { text: 'le financement manque' });
    const again = await chat.submit(travail, form, { text: 'le financement manque' });
    expect(wordsOf(again)).not.toContain('rien n’a changé');
    expect(wordsOf(await chat.submit(travail, form, { text: 'autre motif' }))).toContain(
      'rien n’a changé',
    );
    expect((await world.reread(action)).status).toBe('inProgress');
    expect(await openBlockers(world.db, [action.id])).toEqual([]);
    expect((await sent()).find(({ to }) => to === pilot.id)?.words).toContain('est refusée');
  });

  it('is one request at a time, and cannot be withdrawn alone', async () => {
    await askCompleted();
    world.later({ minutes: 5 });
    expect(wordsOf(await chat.say(pilot, 'maj THA-1 réalisée : encore'))).toContain('V-1 est déjà');
    const [entry] = await world.db
      .selectFrom('actionEntry')
      .select('id')
      .where('kind', '=', 'update')
      .execute();
    const answer = await chat.press(pilot, {
      do: 'act',
      act: 'withdrawUpdate',
      id: entry?.id ?? '',
    });
    expect(wordsOf(answer)).toContain('repose sur cette mise à jour');
  });
});

async function approve(person: Person): Promise<void> {
  const answer = await chat.press(person, pressOf(await chat.say(person, 'valider'), 'Approuver'));
  expect(wordsOf(answer)).toContain('V-1');
}

async function answerByForm(person: Person, label: string, words: string): Promise<void> {
  const card = await chat.say(person, 'valider');
  const form = formOf(await chat.press(person, pressOf(card, label)));
  await chat.submit(person, form, { text: words });
}

describe('a click that comes too late', () => {
  it('is told the truth and changes nothing', async () => {
    await askCompleted();
    const press = pressOf(await chat.say(travail, 'valider'), 'Approuver');
    await chat.press(travail, press);
    const again = await chat.press(travail, press);
    expect(again.kind).toBe('card');
    const late = pressOf(await chat.say(caf, 'valider'), 'Approuver');
    await chat.press(pilot, pressOf(await chat.say(pilot, 'demande V-1'), 'Annuler ma demande'));
    expect(wordsOf(await chat.press(caf, late))).toContain('a été annulée par Sarah Exemple');
  });

  it.each([
    ['an older version', { version: '99' }, 'modifiée depuis'],
    ['another step', { step: 'inconnue' }, 'n’est pas ouverte'],
    ['no request', { request: 'V-99' }, 'Je ne trouve pas la demande'],
  ])('with %s is refused with what to do', async (_name, change, words) => {
    await askCompleted();
    const press = pressOf(await chat.say(travail, 'valider'), 'Approuver');
    if (press.do !== 'act') throw new Error('not an act');
    const id = JSON.stringify({ ...(JSON.parse(press.id) as object), ...change });
    const answer = await chat.press(travail, { ...press, id });
    expect(wordsOf(answer)).toContain(words);
  });

  it('from another structure, or after the mandate ended, is refused', async () => {
    await askCompleted();
    const press = pressOf(await chat.say(travail, 'valider'), 'Approuver');
    expect(wordsOf(await chat.press(substitute, press))).toContain('ne vous est pas demandée');
    await world.actAs(null, async ({ db }) => {
      await db
        .updateTable('mandate')
        .set({ endsOn: '2027-03-01' })
        .where('personId', '=', travail.id)
        .execute();
    });
    world.later({ days: 1 });
    expect(wordsOf(await chat.press(travail, press))).toContain('mandat');
  });

  it('of the requester on their own request is refused', async () => {
    await askCompleted();
    const press = pressOf(await chat.say(travail, 'valider'), 'Approuver');
    expect(wordsOf(await chat.press(pilot, press))).toContain(
      'personne ne valide sa propre demande',
    );
  });
});

describe('what time brings', () => {
  it('reminds, then tells the chargée de mission; it never decides', async () => {
    await askCompleted();
    await sent();
    const intents = new Set<string>();
    for (let day = 0; day < 60; day += 1) {
      world.later({ days: 1 });
      await advanceRequests(world.db, world.now, () => `tick-${day}-${Math.random()}`);
      for (const message of await sent()) intents.add(message.intent);
    }
    // Reminders are lines of the digest.
    expect([...intents]).not.toContain('requestReminder');
    expect((await world.journal()).map(({ act }) => act)).toContain('request.reminded');
    expect([...intents]).toContain('requestEscalated');
    expect(wordsOf(await chat.say(pilot, 'demandes'))).toContain('1 demande en cours');
    const form = formOf(await chat.say(officer, 'admin décider V-1'));
    const seats = form.fields.find((field) => field.kind === 'choice' && field.name === 'seat');
    if (seats?.kind !== 'choice') throw new Error('no seat to decide for');
    for (const { value } of seats.choices)
      await chat.submit(officer, form, { seat: value, decision: 'approve', text: 'sans réponse' });
    expect(wordsOf(await chat.say(pilot, 'demande V-1'))).toContain('décision prise à la place');
  });
});

describe('an absence declared after the ask', () => {
  it('brings the request to the substitute at the next tick', async () => {
    await askCompleted();
    await sent();
    await chat.say(travail, 'absence du 1er au 15 mars suppléant Julien Exemple');
    await advanceRequests(world.db, world.now, () => `tick-${Math.random()}`);
    expect((await sent()).map(({ to }) => to)).toContain(substitute.id);
    await advanceRequests(world.db, world.now, () => `tick-${Math.random()}`);
    expect((await sent()).map(({ to }) => to)).not.toContain(substitute.id);
  });
});

describe('words', () => {
  it('are never a decision: the buttons are offered', async () => {
    await askCompleted();
    const answer = await chat.say(travail, 'ok');
    expect(wordsOf(answer)).toContain('Un mot écrit ne vaut pas décision');
    pressOf(answer, 'Approuver');
    const overheard = await chat.send(travail, { kind: 'words', words: 'validé', overheard: true });
    expect(overheard.kind).toBe('card');
    expect(
      (await chat.send(travail, { kind: 'words', words: 'à demain', overheard: true })).kind,
    ).toBe('silence');
  });

  it('simulate without asking anybody', async () => {
    const answer = await chat.say(pilot, 'simuler réalisation THA-1');
    expect(wordsOf(answer)).toContain('Karim Exemple');
    expect(wordsOf(answer)).toContain('Rien n’a été envoyé');
    expect(await sent()).toEqual([]);
  });
});
