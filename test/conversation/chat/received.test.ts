/** What reaches the bot: whose it is, what is kept of it, and when it is read. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../../../src/conversation/exchange.ts';
import type { Person } from '../../../src/store/people.ts';
import { type Chat, cardOf, openChat, pressOf, wordsOf } from '../../support/chat.ts';
import { openWorld, type World } from '../../support/world.ts';

/** Runs before a file is read; empty unless a test says otherwise. */
const beforeReading = vi.hoisted(() => ({ run: async () => {}, times: 0 }));
vi.mock('../../../src/files/people-file.ts', async (original) => {
  const actual = await original<typeof import('../../../src/files/people-file.ts')>();
  return {
    ...actual,
    readTables: async (...given: Parameters<typeof actual.readTables>) => {
      beforeReading.times += 1;
      await beforeReading.run();
      return actual.readTables(...given);
    },
  };
});

let world: World;
let chat: Chat;
let officer: Person;
let pilot: Person;
let code: string;

beforeEach(async () => {
  beforeReading.run = async () => {};
  beforeReading.times = 0;
  world = await openWorld();
  chat = openChat(world);
  const group = await world.group();
  code = (await world.action(group)).code;
  officer = await world.person({ role: 'programmeOfficer', structure: 'DEPARTEMENT' });
  pilot = await world.person({ role: 'pilot', group });
});

afterEach(() => world[Symbol.asyncDispose]());

describe('an interaction that was answered', () => {
  it('is answered the same to the same person only', async () => {
    const words = `maj ${code} en cours : la navette démarre`;
    const first = await chat.say(pilot, words, { key: 'k' });
    expect(await chat.say(pilot, words, { key: 'k' })).toEqual(first);
    await chat.say(officer, 'accueil');
    const before = (await world.journal()).length;
    await expect(chat.say(officer, 'accueil', { key: 'k' })).rejects.toThrow('somebody else');
    expect(await world.journal()).toHaveLength(before);
  });

  it('is not given to an account that nobody is tied to', async () => {
    await chat.say(pilot, `maj ${code} en cours : la navette démarre`, { key: 'k' });
    const account = { platform: 'test', tenant: 'T1', user: 'stranger' };
    const place = { kind: 'direct' as const, id: 'D2' };
    const request = { kind: 'words' as const, words: 'accueil' };
    const result = await chat.conversation.handle({ key: 'k', account, place, request }, '{}');
    expect(result).toEqual({ kind: 'firstContact', key: 'k' });
  });
});

describe('what somebody unknown says', () => {
  const nir = '1 85 05 78 006 084 36';
  const contact = async (request: Request) => {
    const account = { platform: 'test', tenant: 'T1', user: 'stranger' };
    const place = { kind: 'direct' as const, id: 'D2' };
    await chat.conversation.handle({ key: 'k', account, place, request }, '{}');
    return (await world.db.selectFrom('firstContact').select('inbound').executeTakeFirstOrThrow())
      .inbound;
  };

  it.each<[string, Request]>([
    ['words', { kind: 'words', words: `maj THA-1 : suivi de ${nir}` }],
    ['a message', { kind: 'attachMessage', text: `Vu ${nir} ce matin` }],
    ['a form', { kind: 'submit', form: 'update', state: {}, values: { comment: nir } }],
    ['a field’s name', { kind: 'submit', form: 'update', state: {}, values: { [nir]: 'x' } }],
    ['a state', { kind: 'submit', form: 'update', state: { [nir]: nir }, values: {} }],
    ['a button', { kind: 'press', value: { do: 'say', words: `maj THA-1 : ${nir}` } }],
    ['a file number', { kind: 'words', words: 'maj THA-1 : allocataire 1234567' }],
  ])('is not kept when it holds the number of a person helped: %s', async (_name, request) => {
    const kept = await contact(request);
    expect(kept).not.toContain('006');
    expect(kept).not.toContain('1234567');
    expect(JSON.parse(kept)).toMatchObject({
      request: { kind: 'words', words: '', withheld: expect.any(String) },
    });
  });

  it('is kept otherwise, to be answered once they are known', async () => {
    expect(await contact({ kind: 'words', words: 'actions thau' })).toContain('actions thau');
  });
});

describe('a file', () => {
  const file = (): Request => ({
    kind: 'file',
    words: '',
    fileName: 'personnes.csv',
    content: new TextEncoder().encode(
      'Nom;Prénom;Adresse e-mail;Structure\nHaddad;Karim;karim@exemple.fr;France Travail\n',
    ),
  });

  it('is read while others may write, and applied without being read again', async () => {
    // Within a transaction of the bot, another one could not even begin.
    beforeReading.run = async () => {
      await chat.say(pilot, `maj ${code} en cours : pendant la lecture`);
    };
    await chat.say(officer, 'accueil');
    await chat.say(pilot, 'accueil');
    const planned = await chat.send(officer, file());
    expect(cardOf(planned).title).toContain('1 changement');
    expect(wordsOf(await chat.say(pilot, `action ${code}`))).toContain('pendant la lecture');
    const applied = await chat.press(officer, pressOf(planned, 'Appliquer'));
    expect(wordsOf(applied)).toContain('Import terminé');
    expect(beforeReading.times).toBe(1);
    const names = await world.db.selectFrom('person').select('lastName').execute();
    expect(names.map(({ lastName }) => lastName)).toContain('Haddad');
  });

  it('of anybody else is refused unread', async () => {
    await chat.say(pilot, 'accueil');
    expect(wordsOf(await chat.send(pilot, file()))).toContain('chargée de mission');
    expect(beforeReading.times).toBe(0);
  });
});
