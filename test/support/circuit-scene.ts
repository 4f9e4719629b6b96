/** A request for validation and everybody it concerns, reachable in Slack, on a file or in memory. */
import { randomUUID } from 'node:crypto';
import type { Conversation } from '../../src/conversation/conversation.ts';
import type { Answer, Request } from '../../src/conversation/exchange.ts';
import { createConversation } from '../../src/conversation/start-conversation.ts';
import { saveAccount } from '../../src/store/accounts.ts';
import type { Action } from '../../src/store/actions.ts';
import type { Person } from '../../src/store/people.ts';
import { declareUpdate } from '../../src/use-cases/declare-update.ts';
import { pressOf } from './chat.ts';
import { openWorld, value, type World } from './world.ts';

export interface CircuitScene extends AsyncDisposable {
  readonly world: World;
  readonly conversation: Conversation;
  readonly action: Action;
  readonly pilot: Person;
  /** Two for the first structure, so that a seat has more than one holder. */
  readonly work: readonly Person[];
  readonly caf: Person;
  readonly territory: Person;
  readonly officers: readonly Person[];
  send(person: Person, request: Request, key?: string): Promise<Answer>;
  say(person: Person, words: string): Promise<Answer>;
  /** Presses «Approuver» of what waits for that person. */
  approve(person: Person): Promise<Answer>;
}

/** @param options `officers`: how many people share the role of chargée de mission */
export async function circuitScene(
  options: { path?: string; officers?: number; tied?: boolean; onSaved?: () => void } = {},
): Promise<CircuitScene> {
  const world = await openWorld({
    circuits: true,
    ...(options.path !== undefined && { path: options.path }),
  });
  const conversation = createConversation({
    db: world.db,
    clock: () => world.now,
    newId: randomUUID,
    confirmAccounts: false,
    ...(options.onSaved && { onSaved: options.onSaved }),
  });
  const group = await world.group();
  const action = await world.action(group, { structures: ['FT', 'CAF'] });
  const person = async (firstName: string, spec: Parameters<World['person']>[0]) => {
    const one = await world.person({ firstName, ...spec });
    if (options.tied !== false) await tie(world, one);
    return one;
  };
  const pilot = await person('Sarah', { structure: 'ML', role: 'pilot', group });
  const work = [
    await person('Karim', { structure: 'FT', role: 'referent' }),
    await person('Lucie', { structure: 'FT', role: 'referent' }),
  ];
  const caf = await person('Isabelle', { structure: 'CAF', role: 'referent' });
  const territory = await person('Nadia', { structure: 'DEPARTEMENT', role: 'territoryReferent' });
  const officers: Person[] = [];
  for (let count = 0; count < (options.officers ?? 1); count += 1)
    officers.push(
      await person(`Claire${count}`, { structure: 'DEPARTEMENT', role: 'programmeOfficer' }),
    );
  await world.actAs(pilot, async (context) => {
    const actor = { ...context.actor, takingOver: true as const };
    const begun = { action: action.code, status: 'inProgress' as const };
    value(await declareUpdate({ ...context, actor }, begun));
  });
  const scene: CircuitScene = {
    ...{ world, conversation, action, pilot, work, caf, territory, officers },
    async send(who, request, key = randomUUID()) {
      const place = { kind: 'direct' as const, id: 'D1' };
      const inbound = { key, account: slackAccount(who), place, request };
      const result = await conversation.handle(inbound, '{}');
      if (result.kind !== 'answer') throw new Error('nobody is tied to this account');
      return result.answer;
    },
    say: (who, words) => scene.send(who, { kind: 'words', words }),
    async approve(who) {
      const value = pressOf(await scene.say(who, 'valider'), 'Approuver');
      return scene.send(who, { kind: 'press', value });
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
  return scene;
}

/** The account that a person of these scenes has in the workspace. */
export function slackAccount(person: Person) {
  return { platform: 'slack', tenant: 'T1', user: slackUser(person) };
}

export function slackUser(person: Person): string {
  return `U${person.id.replaceAll('-', '').toUpperCase()}`;
}

export async function tie(world: World, person: Person): Promise<void> {
  await world.actAs(null, ({ db, now }) =>
    saveAccount(db, {
      ...slackAccount(person),
      personId: person.id,
      state: 'tied',
      since: now,
    }),
  );
}
