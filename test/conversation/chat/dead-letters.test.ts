import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDeadLetters } from '../../../src/store/dead-letters.ts';
import { enqueue, settle } from '../../../src/store/outbox.ts';
import type { Person } from '../../../src/store/people.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import { buttonsOf, type Chat, openChat, pressOf, wordsOf } from '../../support/chat.ts';
import { openWorld, type World } from '../../support/world.ts';

let world: World;
let chat: Chat;
let officer: Person;
let nadia: Person;

beforeEach(async () => {
  world = await openWorld();
  chat = openChat(world);
  officer = await world.person({ role: 'programmeOfficer', lastName: 'Vidal' });
  nadia = await world.person({ firstName: 'Nadia', lastName: 'Roux', role: 'territoryReferent' });
});
afterEach(async () => {
  expect((await verifyStore(world.db)).faults).toEqual([]);
  await world[Symbol.asyncDispose]();
});

/** A message that was given up. */
async function givenUp(id: string, error: string, intent = 'digest'): Promise<void> {
  await world.actAs(null, async ({ db, now }) => {
    await enqueue(db, {
      ...{ id, key: id, intent, subjectId: 's', notBefore: now, createdAt: now },
      recipient: { kind: 'person', person: nadia.id },
    });
    await settle(db, id, 'dead', now, error);
  });
}
const stateOf = async (id: string) =>
  world.db
    .selectFrom('outbox')
    .select(['state', 'attempts', 'lastError'])
    .where('id', '=', id)
    .executeTakeFirst();

describe('messages that could not be given', () => {
  it('are counted on her first screen, then told: what, for whom, since when and why', async () => {
    expect(wordsOf(await chat.say(officer, 'accueil'))).not.toContain('être remis');
    await givenUp('m1', 'blocked');
    const home = await chat.say(officer, 'accueil');
    expect(wordsOf(home)).toContain('1 message n’a pas pu être remis');
    const words = wordsOf(await chat.say(officer, 'admin envois'));
    expect(words).toContain('Rappels du jour, pour Nadia Roux');
    expect(words).toContain('non remis le 1er mars à 10 h');
    expect(words).toContain('Relais PTI n’y est plus accepté');
    expect(words).not.toContain('blocked');
  });

  it('leave again, or are let go, by one press each', async () => {
    await givenUp('m1', 'no account can be reached');
    await givenUp('m2', 'channel_not_found', 'requestAsked');
    const card = await chat.say(officer, 'admin envois');
    // Where there is no account, trying again is not offered.
    expect(buttonsOf(card).filter(({ label }) => label === 'Réessayer')).toHaveLength(1);
    const again = await chat.press(officer, { do: 'act', act: 'retryMessage', id: 'm1' });
    expect(wordsOf(again)).toContain('Le message repart.');
    const [left] = await listDeadLetters(world.db);
    expect(left?.id).toBe('m2');
    expect(await stateOf('m1')).toEqual({ state: 'pending', attempts: 0, lastError: null });
    const done = await chat.press(officer, pressOf(again, 'Abandonner'));
    expect(wordsOf(done)).toContain('Plus aucun message n’attend.');
    expect(await stateOf('m2')).toMatchObject({ state: 'superseded' });
    const twice = await chat.press(officer, { do: 'act', act: 'retryMessage', id: 'm1' });
    expect(wordsOf(twice)).toContain('rien n’a changé');
    const acts = (await world.journal()).map(({ act }) => act);
    expect(acts.filter((act) => act.startsWith('message.'))).toEqual([
      ...['message.retried', 'message.abandoned'],
    ]);
  });

  it('are her business alone', async () => {
    await givenUp('m1', 'blocked');
    expect(wordsOf(await chat.say(nadia, 'admin envois'))).not.toContain('Rappels du jour');
    await chat.press(nadia, { do: 'act', act: 'retryMessage', id: 'm1' });
    expect(await stateOf('m1')).toMatchObject({ state: 'dead' });
    expect(wordsOf(await chat.say(nadia, 'accueil'))).not.toContain('être remis');
  });
});
