import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/store/people.ts';
import { declareUpdate } from '../../../src/use-cases/declare-update.ts';
import { giveMandate } from '../../../src/use-cases/give-mandate.ts';
import {
  buttonsOf,
  type Chat,
  formOf,
  openChat,
  prefilled,
  pressOf,
  wordsOf,
} from '../../support/chat.ts';
import { openReminding, type Posted, type Reminding } from '../../support/reminding.ts';
import { openWorld, value, type World } from '../../support/world.ts';

let world: World;
let chat: Chat;
let reminding: Reminding;
let claire: Person;
let nadia: Person;

beforeEach(async () => {
  world = await openWorld();
  claire = await world.person({ firstName: 'Claire', role: 'programmeOfficer' });
  nadia = await world.person({
    ...{ firstName: 'Nadia', lastName: 'Benali', structure: 'DEPARTEMENT' },
    role: 'territoryReferent',
  });
  chat = openChat(world);
  reminding = openReminding(world, chat);
});
afterEach(() => world[Symbol.asyncDispose]());

/** Nine months before 31 December. */
const m9 = '2027-03-31T07:00:00.000Z';

function digestsOf(person: Person): readonly Posted[] {
  return reminding.posted.filter(({ to, intent }) => to === person.id && intent === 'digest');
}

function lastOf(person: Person): Posted {
  const last = digestsOf(person).at(-1);
  if (!last) throw new Error(`${person.firstName} had no digest`);
  return last;
}

const asAnswer = ({ card }: Posted) => ({ kind: 'card', card }) as const;
const said = (posted: Posted) => wordsOf(asAnswer(posted));
const offered = (posted: Posted) => buttonsOf(asAnswer(posted)).map(({ label }) => label);
const pressIn = (posted: Posted, label: string) => pressOf(asAnswer(posted), label);

async function plan(person: Person, day: string): Promise<void> {
  const form = formOf(await chat.press(person, pressIn(lastOf(person), 'Planifier une date')));
  await chat.submit(person, form, { ...prefilled(form), day });
  await reminding.followUp();
}

describe('a digest', () => {
  it('leaves at its instant and carries its answer; none the minute before, nor the minute after', async () => {
    await reminding.tick('2027-03-31T06:59:00.000Z');
    expect(digestsOf(nadia)).toHaveLength(0);
    await reminding.tick(m9);
    await reminding.tick('2027-03-31T07:01:00.000Z');
    expect(digestsOf(nadia)).toHaveLength(1);
    const digest = lastOf(nadia);
    expect(digest.card.summary).toContain('comité local (Étang de Thau)');
    expect(said(digest)).toContain('Aucune date en 2027');
    expect(offered(digest)).toEqual(['Planifier une date', 'Plus tard']);
  });

  it('is rewritten once its line is answered: what happened stands in the place of the button', async () => {
    await reminding.tick(m9);
    const digest = lastOf(nadia);
    await plan(nadia, '2027-06-15');
    expect(digest.rewrites).toBe(1);
    expect(offered(digest)).toEqual([]);
    expect(said(digest)).toContain('Prévu le mardi 15 juin 2027');
    await reminding.tick('2027-03-31T09:00:00.000Z');
    expect(digest.rewrites).toBe(1);
  });

  it('follows the committee from its date to the day it is declared held, then is silent', async () => {
    await reminding.tick(m9);
    await plan(nadia, '2027-06-15');
    const days: string[] = [];
    const until = async (end: string) => {
      for (
        let at = reminding.reminders.next() ?? end;
        at < end;
        at = reminding.reminders.next() ?? end
      )
        await reminding.tick(at);
      days.push(
        ...digestsOf(nadia)
          .slice(1 + days.length)
          .map(({ at }) => at.slice(0, 10)),
      );
    };
    await until('2027-06-20');
    expect(days).toEqual(['2027-05-14', '2027-06-08', '2027-06-14', '2027-06-17']);
    const asked = lastOf(nadia);
    expect(said(asked)).toContain('a-t-il eu lieu');
    world.now = '2027-06-18T08:00:00.000Z';
    const form = formOf(await chat.press(nadia, pressIn(asked, 'Déclarer tenu')));
    await chat.submit(nadia, form, { ...prefilled(form), participants: '23' });
    await reminding.followUp();
    expect(said(asked)).toContain('Tenu le mardi 15 juin 2027, 23 participants');
    await until('2027-12-31');
    expect(days).toHaveLength(4);
    expect(lastOf(claire).at < '2027-06-20' || !said(lastOf(claire)).includes('Thau')).toBe(true);
  });

  it('is written from what is true when it leaves, or does not leave', async () => {
    reminding.refuse = { kind: 'later', error: 'down' };
    await reminding.tick(m9);
    await chat.say(nadia, 'comité thau 15/06/2027');
    reminding.refuse = undefined;
    await reminding.tick('2027-03-31T09:00:00.000Z');
    expect(digestsOf(nadia)).toHaveLength(0);
  });

  it('that could not leave is told by the next one, which says so', async () => {
    await reminding.tick('2027-03-02T08:00:00.000Z');
    const group = await world.group();
    const action = await world.action(group);
    const yanis = await world.person({ firstName: 'Yanis', role: 'pilot', group });
    reminding.refuse = { kind: 'later', error: 'down' };
    await reminding.tick('2027-12-01T08:00:00.000Z');
    reminding.refuse = undefined;
    // His actions became silent too, after the campaign had opened.
    await world.actAs(yanis, async (context) =>
      value(await declareUpdate(context, { action: action.code, nothingNew: true })),
    );
    await reminding.tick('2028-01-03T08:00:00.000Z');
    expect(digestsOf(yanis)).toHaveLength(1);
    expect(said(lastOf(yanis))).toContain('Prévu le');
  });

  it('comes late after a downtime, and says so', async () => {
    await reminding.tick('2027-04-12T07:00:00.000Z');
    expect(said(lastOf(nadia))).toContain('Prévu le 31 mars 2027, envoyé le 12 avril 2027');
  });

  it('tells a substitute on whose behalf, and whoever is away nothing', async () => {
    const karim = await world.person({ firstName: 'Karim', lastName: 'Haddad' });
    await chat.say(nadia, 'absence du 29 mars au 5 avril 2027 suppléant Karim Haddad');
    await reminding.tick(m9);
    expect(digestsOf(nadia)).toHaveLength(0);
    expect(said(lastOf(karim))).toContain('À la place de Nadia Benali');
  });

  it('is one message for everything, in the order of what matters', async () => {
    const group = await world.group();
    await world.action(group);
    await world.actAs(null, async (context) =>
      value(
        await giveMandate(context, {
          ...{ person: nadia.id, role: 'pilot', namedRole: null, territory: null },
          ...{ group: group.code, startsOn: context.today, endsOn: null },
        }),
      ),
    );
    // The first working day of a quarter after the last one of the month before.
    for (let at = world.now; at < '2027-07-02'; at = reminding.reminders.next() ?? '9999')
      await reminding.tick(at);
    const days = digestsOf(nadia).map(({ at }) => at.slice(0, 10));
    expect(new Set(days).size).toBe(days.length);
    expect(days).toContain('2027-07-01');
    expect(said(lastOf(nadia))).toContain('sans nouvelles depuis plus de 4 mois');
  });
});

describe('a restart', () => {
  it('repeats nothing and loses nothing', async () => {
    await reminding.tick(m9);
    reminding.restart();
    await reminding.tick(m9);
    reminding.restart();
    await reminding.tick('2027-06-30T07:00:00.000Z');
    expect(digestsOf(nadia).map(({ at }) => at)).toEqual([m9, '2027-06-30T07:00:00.000Z']);
  });

  it('in between the act and what follows from it still rewrites the digest', async () => {
    await reminding.tick(m9);
    const form = formOf(await chat.press(nadia, pressIn(lastOf(nadia), 'Planifier une date')));
    await chat.submit(nadia, form, { ...prefilled(form), day: '2027-06-15' });
    reminding.restart();
    await reminding.tick('2027-03-31T19:00:00.000Z');
    expect(offered(lastOf(nadia))).toEqual([]);
  });
});
