import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Action } from '../../../src/store/actions.ts';
import type { Person } from '../../../src/store/people.ts';
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
let pilot: Person;
let outsider: Person;
let action: Action;

beforeEach(async () => {
  world = await openWorld();
  chat = openChat(world);
  const group = await world.group();
  action = await world.action(group);
  pilot = await world.person({ firstName: 'Sarah', lastName: 'Combes', role: 'pilot', group });
  outsider = await world.person({ firstName: 'Thierry', lastName: 'Castel', structure: 'MSA' });
});

afterEach(() => world[Symbol.asyncDispose]());

async function history(): Promise<number> {
  const rows = await world.db.selectFrom('actionEntry').select('id').execute();
  return rows.length;
}

describe('a one-line update', () => {
  it('is saved and answered with what was understood', async () => {
    const answer = await chat.say(pilot, 'maj THA-1 en cours : première réunion tenue');
    expect(wordsOf(answer)).toContain(
      'THA-1 mise à jour : en cours (auparavant : au stade du projet).',
    );
    expect(wordsOf(answer)).toContain('première réunion tenue');
    expect((await world.reread(action)).status).toBe('inProgress');
  });

  it('delivered twice changes the action once and is answered the same', async () => {
    const first = await chat.say(pilot, 'maj THA-1 en cours : lancée', { key: 'same' });
    const before = await history();
    world.later({ minutes: 5 });
    expect(await chat.say(pilot, 'maj THA-1 en cours : lancée', { key: 'same' })).toEqual(first);
    expect(await history()).toBe(before);
  });

  it('typed again within two minutes is not saved twice', async () => {
    await chat.say(pilot, 'maj THA-1 en cours : lancée');
    const before = await history();
    world.later({ seconds: 90 });
    expect(wordsOf(await chat.say(pilot, 'MAJ tha-1  en cours : Lancée'))).toContain(
      'Déjà enregistré',
    );
    expect(await history()).toBe(before);
    world.later({ minutes: 3 });
    await chat.say(pilot, 'maj THA-1 en cours : lancée');
    expect(await history()).toBe(before + 1);
  });

  it('is saved again once «Annuler» has taken it back', async () => {
    const saved = await chat.say(pilot, 'maj THA-1 en cours : lancée');
    await chat.press(pilot, pressOf(saved, 'Annuler'));
    expect((await world.reread(action)).status).toBe('project');
    const again = await chat.say(pilot, 'maj THA-1 en cours : lancée');
    expect(wordsOf(again)).toContain('THA-1 mise à jour');
    expect((await world.reread(action)).status).toBe('inProgress');
  });

  it('is saved again once another status has taken its place', async () => {
    for (const status of ['en cours : lancée', 'en fonctionnement : ouvert', 'en cours : lancée'])
      await chat.say(pilot, `maj THA-1 ${status}`);
    expect((await world.reread(action)).status).toBe('inProgress');
    expect(await history()).toBe(4);
  });

  it('that differs by a sign only is no repetition', async () => {
    await chat.say(pilot, 'maj THA-1 : 5 places de plus');
    const answer = await chat.say(pilot, 'maj THA-1 : -5 places de plus');
    expect(wordsOf(answer)).not.toContain('Déjà enregistré');
    expect(await history()).toBe(3);
  });

  it('asks before saving a status followed by words, and saves the choice once', async () => {
    const asked = await chat.say(pilot, 'maj THA-1 en cours de finalisation');
    const before = await history();
    const [first] = buttonsOf(asked);
    expect(before).toBe(1);
    await chat.press(pilot, first?.press);
    expect(await history()).toBe(2);
    expect(wordsOf(await chat.press(pilot, first?.press))).toContain('Rien n’a changé');
    expect(await history()).toBe(2);
  });

  it('is refused to an outsider, who is told whom to ask, and only the refusal is journaled', async () => {
    await chat.say(outsider, 'aide');
    const rows = (await world.journal()).length;
    const answer = await chat.say(outsider, 'maj THA-1 en cours : lancée');
    expect(wordsOf(answer)).toContain('Adressez-vous à Sarah Combes');
    expect(wordsOf(answer)).toContain('Rien n’a été enregistré');
    expect((await world.journal()).slice(rows).map((row) => row.act)).toEqual(['refused']);
    expect(await history()).toBe(1);
  });

  it('moving backward without a reason opens the form, which asks for it', async () => {
    await chat.say(pilot, 'maj THA-1 en cours : lancée');
    const form = formOf(await chat.say(pilot, 'maj THA-1 au stade du projet'));
    expect(prefilled(form).status).toBe('project');
    const refused = await chat.submit(pilot, form, { ...prefilled(form), comment: undefined });
    expect(errorsOf(refused).comment).toContain('raison');
    await chat.submit(pilot, form, { ...prefilled(form), comment: 'financement refusé' });
    expect((await world.reread(action)).status).toBe('project');
  });

  it('never keeps a social security number', async () => {
    const answer = await chat.say(pilot, 'maj THA-1 en cours : vu 1 85 05 78 006 084 91');
    expect(wordsOf(answer)).toContain('numéro de sécurité sociale');
    expect(await history()).toBe(1);
    const texts = await world.db.selectFrom('freeText').select('body').execute();
    expect(texts.filter((text) => text.body?.includes('006 084'))).toEqual([]);
  });

  it('asks before keeping a phone number, and keeps it when told that it is professional', async () => {
    const words = 'maj THA-1 en cours : contact au 04 67 67 67 67';
    const asked = await chat.say(pilot, words);
    expect(await history()).toBe(1);
    await chat.press(pilot, pressOf(asked, 'Enregistrer quand même'));
    expect(await history()).toBe(2);
    expect((await world.reread(action)).status).toBe('inProgress');
  });
});

describe('correcting and withdrawing', () => {
  it('puts the action back, and says so on the same card', async () => {
    const saved = await chat.say(pilot, 'maj THA-1 en cours : lancée');
    const undone = await chat.press(pilot, pressOf(saved, 'Annuler'));
    expect(undone).toMatchObject({ kind: 'card', replaces: true });
    expect(wordsOf(undone)).toContain('au stade du projet');
    expect((await world.reread(action)).status).toBe('project');
  });

  it('opens the form with what was said, and replaces it', async () => {
    const saved = await chat.say(pilot, 'maj THA-1 en cours : lancée');
    const form = formOf(await chat.press(pilot, pressOf(saved, 'Corriger')));
    expect(prefilled(form)).toMatchObject({ status: 'inProgress', comment: 'lancée' });
    const answer = await chat.submit(pilot, form, { ...prefilled(form), status: 'operating' });
    expect(wordsOf(answer)).toContain('en fonctionnement');
    expect((await world.reread(action)).status).toBe('operating');
  });

  it('is refused after fifteen minutes, and to anybody else', async () => {
    const saved = await chat.say(pilot, 'maj THA-1 en cours : lancée');
    const press = pressOf(saved, 'Annuler');
    expect(wordsOf(await chat.press(outsider, press))).not.toContain('annulée');
    world.later({ minutes: 16 });
    expect(wordsOf(await chat.press(pilot, press))).toContain('15 minutes');
    expect((await world.reread(action)).status).toBe('inProgress');
  });
});

describe('a button', () => {
  it.each([
    [null],
    ['x'],
    [{ do: 'act', act: 'constructor', id: '1' }],
    [{ do: 'act', act: 'withdrawUpdate', id: 'unknown' }],
    [{ do: 'form', form: '__proto__', params: {} }],
    [{ do: 'form', form: 'update', params: { entry: 'unknown' } }],
    [{ do: 'resume', draft: 'unknown', choice: '0' }],
    [{ do: 'say', words: 'x'.repeat(1600) }],
  ])('tampered with changes nothing: %j', async (value) => {
    const answer = await chat.press(pilot, value);
    expect(['card', 'form']).toContain(answer.kind);
    expect(await history()).toBe(1);
  });

  it('of somebody else’s draft is not found', async () => {
    const asked = await chat.say(pilot, 'maj THA-1 en cours : contact au 04 67 67 67 67');
    const answer = await chat.press(outsider, pressOf(asked, 'Enregistrer quand même'));
    expect(wordsOf(answer)).toContain('Rien n’a changé');
    expect(await history()).toBe(1);
  });
});
