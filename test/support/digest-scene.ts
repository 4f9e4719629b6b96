/** A chargée de mission, a territory and its référente, written to by the bot and answering it. */
import type { Answer } from '../../src/conversation/exchange.ts';
import type { Press } from '../../src/conversation/press.ts';
import type { Person } from '../../src/store/people.ts';
import { buttonsOf, type Chat, formOf, openChat, prefilled, pressOf, wordsOf } from './chat.ts';
import { openReminding, type Posted, type Reminding } from './reminding.ts';
import { openWorld, type World } from './world.ts';

export interface DigestScene extends AsyncDisposable {
  readonly world: World;
  readonly chat: Chat;
  readonly reminding: Reminding;
  readonly claire: Person;
  readonly nadia: Person;
  digestsOf(person: Person): readonly Posted[];
  lastOf(person: Person): Posted;
  /** Wakes up whenever something may be due, up to an instant excluded. */
  until(end: string): Promise<void>;
  /** Opens the form of a button of the person's last digest, and sends it. */
  fill(person: Person, label: string, values: Readonly<Record<string, string>>): Promise<Answer>;
  /** Presses a button of the person's last digest. */
  press(person: Person, label: string): Promise<Answer>;
}

/** Nine months before 31 December, at nine in Paris. */
export const nineMonthsBefore = '2027-03-31T07:00:00.000Z';

export async function digestScene(options: { circuits?: boolean } = {}): Promise<DigestScene> {
  const world = await openWorld(options);
  const claire = await world.person({ firstName: 'Claire', role: 'programmeOfficer' });
  const nadia = await world.person({
    ...{ firstName: 'Nadia', lastName: 'Benali', structure: 'DEPARTEMENT' },
    role: 'territoryReferent',
  });
  const chat = openChat(world);
  const reminding = openReminding(world);
  const scene: DigestScene = {
    ...{ world, chat, reminding, claire, nadia },
    digestsOf: (person) =>
      reminding.posted.filter(({ to, intent }) => to === person.id && intent === 'digest'),
    lastOf(person) {
      const last = scene.digestsOf(person).at(-1);
      if (!last) throw new Error(`${person.firstName} had no digest`);
      return last;
    },
    async until(end) {
      for (let at = reminding.reminders.next() ?? world.now; at < end; ) {
        await reminding.tick(at);
        at = reminding.reminders.next() ?? end;
      }
    },
    async press(person, label) {
      const answer = await chat.press(person, pressIn(scene.lastOf(person), label));
      await reminding.followUp();
      return answer;
    },
    async fill(person, label, values) {
      const form = formOf(await scene.press(person, label));
      const answer = await chat.submit(person, form, { ...prefilled(form), ...values });
      await reminding.followUp();
      return answer;
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
  return scene;
}

const asAnswer = ({ card }: Posted) => ({ kind: 'card', card }) as const;

export function said(posted: Posted): string {
  return wordsOf(asAnswer(posted));
}

export function offered(posted: Posted): readonly string[] {
  return buttonsOf(asAnswer(posted)).map(({ label }) => label.replaceAll('\u00a0', ' '));
}

export function pressIn(posted: Posted, label: string): Press {
  return pressOf(asAnswer(posted), label);
}
