/** A difficulty, from the pilote who raises it to the answer of the chargée de mission. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createMessageRenderer } from '../../../src/conversation/messages.ts';
import type { Action } from '../../../src/store/actions.ts';
import type { Recipient } from '../../../src/store/outbox.ts';
import type { Person } from '../../../src/store/people.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import {
  buttonsOf,
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
let officer: Person;
let other: Person;

beforeEach(async () => {
  world = await openWorld();
  const group = await world.group();
  action = await world.action(group);
  pilot = await world.person({ firstName: 'Sarah', role: 'pilot', group });
  officer = await world.person({ firstName: 'Claire', role: 'programmeOfficer', structure: null });
  other = await world.person({ firstName: 'Karim' });
  chat = openChat(world);
  return () => world[Symbol.asyncDispose]();
});

const raise = (words = `alerte ${action.code} : la navette ne passe plus`) =>
  chat.say(pilot, words);

async function outbox(intent: string) {
  const rows = await world.db
    .selectFrom('outbox')
    .selectAll()
    .where('intent', '=', intent)
    .orderBy('createdAt')
    .execute();
  return rows.map((row) => ({ ...row, recipient: JSON.parse(row.recipient) as Recipient }));
}

async function told(intent: string): Promise<string | undefined> {
  const row = (await outbox(intent)).at(-1);
  if (!row) return undefined;
  const card = await world.db
    .transaction()
    .execute((tx) => createMessageRenderer()(tx, row, world.now));
  return card && wordsOf({ kind: 'card', card });
}

describe('an alert', () => {
  it('is saved at once and reaches the channel of the chargée de mission with its text', async () => {
    const said = wordsOf(await raise());
    expect(said).toContain('Alerte AL-1');
    expect(said).toContain('La chargée de mission la reçoit maintenant');
    expect((await outbox('alertRaised'))[0]?.recipient).toEqual({ kind: 'officerChannel' });
    expect(await told('alertRaised')).toContain('la navette ne passe plus');
  });

  it('waits for sending hours, and says until when', async () => {
    world.now = '2027-03-05T20:00:00Z';
    expect(wordsOf(await raise())).toContain('la recevra lundi 8 mars 2027 à 9 h');
    expect((await outbox('alertRaised'))[0]?.notBefore).toBe('2027-03-08T08:00:00.000Z');
  });

  it('opens the form with what was typed when it says of nothing', async () => {
    const form = formOf(await chat.say(pilot, 'alerte : la navette ne passe plus'));
    expect(prefilled(form).text).toBe('la navette ne passe plus');
    const sent = { ...prefilled(form), about: `action:${action.code}` };
    expect(wordsOf(await chat.submit(pilot, form, sent))).toContain('Alerte AL-1');
  });

  it('refuses somebody without a part in the action, and says who can', async () => {
    const said = wordsOf(await chat.say(other, `alerte ${action.code} : la navette`));
    expect(said).toContain('Rien n’a été enregistré');
    expect(await outbox('alertRaised')).toEqual([]);
  });

  it('never keeps the number of a person helped, and asks about contact data', async () => {
    const refused = await raise(`alerte ${action.code} : dossier allocataire 1234567`);
    expect(wordsOf(refused)).toContain('personne accompagnée');
    const asked = await raise(`alerte ${action.code} : appeler le 06 12 34 56 78`);
    expect(wordsOf(asked)).toContain('coordonnées');
    const kept = await chat.press(pilot, pressOf(asked, 'Enregistrer quand même'));
    expect(wordsOf(kept)).toContain('Alerte AL-1');
  });

  it('is raised once when the same words come twice', async () => {
    await raise();
    expect(wordsOf(await raise())).toContain('Déjà enregistré');
    expect(await outbox('alertRaised')).toHaveLength(1);
  });

  it('is taken by one chargée de mission; the other is told by whom and when', async () => {
    const second = await world.person({ firstName: 'Marion', role: 'programmeOfficer' });
    await raise();
    const seen = await chat.say(officer, 'alerte AL-1');
    const press = pressOf(seen, 'Je m’en occupe');
    expect(wordsOf(await chat.press(officer, press))).toContain('Prise en charge par Claire');
    expect(wordsOf(await chat.press(officer, press))).toContain('Prise en charge par Claire');
    expect(wordsOf(await chat.press(second, press))).toContain('prise en charge par Claire');
    expect(wordsOf(await chat.press(second, press))).toContain('Rien n’a changé');
    expect(await outbox('alertTold')).toHaveLength(1);
  });

  it('is answered and closed in words that its author is told', async () => {
    await raise();
    const seen = await chat.say(officer, 'alerte AL-1');
    const form = formOf(await chat.press(officer, pressOf(seen, 'Répondre')));
    expect(errorsOf(await chat.submit(officer, form, {}))).toHaveProperty('text');
    await chat.submit(officer, form, { text: 'La Région rappelle le transporteur lundi.' });
    expect(await told('alertTold')).toContain('La Région rappelle le transporteur lundi.');
    expect(wordsOf(await chat.say(pilot, 'accueil'))).toContain('Alerte AL-1');
    world.later({ minutes: 1 });
    const closing = formOf(
      await chat.press(officer, pressOf(await chat.say(officer, 'al-1'), 'Clore')),
    );
    await chat.submit(officer, closing, {});
    expect(await told('alertTold')).toContain('Votre alerte AL-1 est close');
    expect(wordsOf(await chat.say(officer, 'alertes'))).toContain('Aucune alerte');
  });

  it('is not answered past a colleague: the form says what they did, and keeps what was typed', async () => {
    const second = await world.person({ firstName: 'Marion', role: 'programmeOfficer' });
    await raise();
    const seen = await chat.say(officer, 'alerte AL-1');
    const form = formOf(await chat.press(officer, pressOf(seen, 'Répondre')));
    const hers = formOf(await chat.press(second, pressOf(seen, 'Répondre')));
    await chat.submit(second, hers, { text: 'Le transporteur est prévenu.' });
    const again = formOf(await chat.submit(officer, form, { text: 'J’appelle la Région.' }));
    const notes = again.fields.flatMap((field) => (field.kind === 'note' ? [field.text] : []));
    expect(notes.join(' ')).toContain('Réponse donnée par Marion');
    expect(notes.join(' ')).toContain('Le transporteur est prévenu.');
    expect(prefilled(again).text).toBe('J’appelle la Région.');
    expect(await outbox('alertTold')).toHaveLength(1);
    await chat.submit(officer, again, prefilled(again));
    expect(await told('alertTold')).toContain('J’appelle la Région.');
  });

  it('is not closed past an answer that whoever closes has not seen', async () => {
    const second = await world.person({ firstName: 'Marion', role: 'programmeOfficer' });
    await raise();
    const seen = await chat.say(officer, 'alerte AL-1');
    const form = formOf(await chat.press(officer, pressOf(seen, 'Clore')));
    await chat.press(second, pressOf(seen, 'Je m’en occupe'));
    const again = formOf(await chat.submit(officer, form, { text: 'Sans objet.' }));
    expect(again.state).not.toEqual(form.state);
    expect(wordsOf(await chat.say(pilot, 'alerte AL-1'))).not.toContain('Sans objet.');
  });

  it('is told once when it is taken and answered before anything could leave', async () => {
    await raise();
    world.now = '2027-03-01T20:00:00Z';
    const seen = await chat.say(officer, 'alerte AL-1');
    await chat.press(officer, pressOf(seen, 'Je m’en occupe'));
    const form = formOf(await chat.press(officer, pressOf(seen, 'Répondre')));
    await chat.submit(officer, form, { text: 'Je rappelle demain.' });
    const [taken, answered] = await outbox('alertTold');
    const said = (row: typeof taken) =>
      row && world.db.transaction().execute((tx) => createMessageRenderer()(tx, row, world.now));
    expect(await said(taken)).toBeUndefined();
    expect(JSON.stringify(await said(answered))).toContain('Je rappelle demain.');
  });

  it('leaves nothing to do for anybody but the chargée de mission', async () => {
    await raise();
    const seen = await chat.say(officer, 'alerte AL-1');
    const stolen = await chat.press(pilot, pressOf(seen, 'Je m’en occupe'));
    expect(wordsOf(stolen)).toContain('réservé à la chargée de mission');
    expect(buttonsOf(await chat.say(pilot, 'alerte AL-1')).map(({ label }) => label)).toEqual([
      'Retirer',
      'Voir l’action',
    ]);
    expect(wordsOf(await chat.say(other, 'alerte AL-1'))).not.toContain('navette');
  });

  it('is withdrawn by its author before it leaves: the channel hears nothing of it', async () => {
    const raised = await raise();
    await chat.press(pilot, pressOf(raised, 'Retirer'));
    expect(await told('alertRaised')).toBeUndefined();
    expect(wordsOf(await chat.say(pilot, 'mes alertes'))).toContain('retirée');
  });

  it('shows on its action that it is open, without its text', async () => {
    await raise();
    const said = wordsOf(await chat.say(other, `action ${action.code}`));
    expect(said).toContain('1 alerte en cours : AL-1');
    expect(said).not.toContain('navette ne passe plus');
  });

  it('leaves a journal that replays to the same tables, and holds no text', async () => {
    await raise();
    const seen = await chat.say(officer, 'alerte AL-1');
    await chat.press(officer, pressOf(seen, 'Je m’en occupe'));
    expect((await verifyStore(world.db)).faults).toEqual([]);
    expect(JSON.stringify(await world.journal())).not.toContain('navette');
    await world.db.updateTable('alert').set({ state: 'open' }).execute();
    expect((await verifyStore(world.db)).faults).toMatchObject([{ table: 'alert' }]);
  });
});
