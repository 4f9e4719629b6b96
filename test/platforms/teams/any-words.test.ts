/** Things nobody should type, typed in Teams: an answer in French each time, in a card that holds. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createConversation } from '../../../src/conversation/start-conversation.ts';
import { saveAccount } from '../../../src/store/accounts.ts';
import { verifyStore } from '../../../src/use-cases/verify-store.ts';
import { anyWords } from '../../support/any-words.ts';
import { startFakeBotConnector } from '../../support/fake-bot-connector.ts';
import { brokenCard } from '../../support/teams-cards.ts';
import { openWorld } from '../../support/world.ts';
import { activitiesOf, cardOf, serveTeams, TENANT } from './harness.ts';

it('answers whatever is typed, in the chat or in a channel, and nothing private in the latter', {
  timeout: 240_000,
}, async () => {
  await using world = await openWorld();
  await using connector = await startFakeBotConnector();
  let ids = 0;
  const conversation = createConversation({
    db: world.db,
    clock: () => world.now,
    newId: () => `teams-${++ids}`,
    confirmAccounts: false,
  });
  const log: string[] = [];
  await using server = await serveTeams({
    ...{ db: world.db, clock: () => world.now, conversation, log },
    currentCard: async () => undefined,
  });
  const group = await world.group();
  await world.action(group);
  for (const [user, spec] of [
    ['pilote', { role: 'pilot', group }],
    ['membre', {}],
  ] as const) {
    const { id: personId } = await world.person(spec);
    const account = { platform: 'teams', tenant: TENANT, user: `aad-${user}` };
    await world.actAs(null, ({ db, now: since }) =>
      saveAccount(db, { ...account, personId, state: 'tied', since }),
    );
  }
  const { message, mention } = activitiesOf(connector.serviceUrl);
  await fc.assert(
    fc.asyncProperty(anyWords, fc.boolean(), fc.boolean(), async (words, pilot, aside) => {
      world.later({ minutes: 3 });
      connector.messages.length = 0;
      const user = pilot ? 'pilote' : 'membre';
      const { status } = await server.post((aside ? mention : message)(words, user));
      expect(status).toBe(200);
      const own = connector.in(`a:29:${user}`);
      expect(own).toHaveLength(1);
      expect(brokenCard(cardOf(own[0]))).toEqual([]);
      const others = connector.messages.filter((one) => one !== own[0]);
      expect(others.map(({ activity }) => activity.text)).toEqual(
        aside ? ['Je vous ai répondu en conversation privée.'] : [],
      );
    }),
    { numRuns: 600 },
  );
  expect(log.filter((line) => !line.includes('did not fit'))).toEqual([]);
  expect((await verifyStore(world.db)).faults).toEqual([]);
});
