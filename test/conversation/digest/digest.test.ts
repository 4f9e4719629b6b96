import { describe, expect, it } from 'vitest';
import { declareUpdate } from '../../../src/use-cases/declare-update.ts';
import { giveMandate } from '../../../src/use-cases/give-mandate.ts';
import { digestScene, nineMonthsBefore, offered, said } from '../../support/digest-scene.ts';
import { value } from '../../support/world.ts';

describe('a digest', () => {
  it('leaves at its instant and carries its answer; none a minute before, none a minute after', async () => {
    await using s = await digestScene();
    await s.reminding.tick('2027-03-31T06:59:00.000Z');
    expect(s.digestsOf(s.nadia)).toHaveLength(0);
    await s.reminding.tick(nineMonthsBefore);
    await s.reminding.tick('2027-03-31T07:01:00.000Z');
    expect(s.digestsOf(s.nadia)).toHaveLength(1);
    const digest = s.lastOf(s.nadia);
    expect(digest.card.summary).toContain('comité local (Étang de Thau)');
    expect(said(digest)).toContain('Comités locaux d’animation Étang de Thau');
    expect(said(digest)).toContain('Aucune date en 2027');
    expect(offered(digest)).toEqual(['Planifier une date', 'Plus tard']);
  });

  it('is rewritten once its line is answered: what happened stands in place of the button', async () => {
    await using s = await digestScene();
    await s.reminding.tick(nineMonthsBefore);
    const digest = s.lastOf(s.nadia);
    await s.fill(s.nadia, 'Planifier une date', { day: '2027-06-15' });
    expect(digest.rewrites).toBe(1);
    expect(offered(digest)).toEqual([]);
    expect(said(digest)).toContain('Prévu le mardi 15 juin 2027');
    await s.reminding.tick('2027-03-31T09:00:00.000Z');
    expect(digest.rewrites).toBe(1);
  });

  it('follows the committee from its date to the day it is declared held, then is silent', async () => {
    await using s = await digestScene();
    await s.reminding.tick(nineMonthsBefore);
    await s.fill(s.nadia, 'Planifier une date', { day: '2027-06-15' });
    await s.until('2027-06-20');
    expect(s.digestsOf(s.nadia).map(({ at }) => at.slice(0, 10))).toEqual([
      ...['2027-03-31', '2027-05-14', '2027-06-08', '2027-06-14', '2027-06-17'],
    ]);
    const asked = s.lastOf(s.nadia);
    expect(said(asked)).toContain('a-t-il eu lieu');
    s.world.now = '2027-06-18T08:00:00.000Z';
    await s.fill(s.nadia, 'Déclarer tenu', { participants: '23' });
    expect(said(asked)).toContain('Tenu le mardi 15 juin 2027, 23 participants');
    await s.until('2027-12-31');
    expect(s.digestsOf(s.nadia)).toHaveLength(5);
    const late = s.digestsOf(s.claire).filter(({ at }) => at > '2027-06-20');
    expect(late.filter((one) => said(one).includes('Thau'))).toEqual([]);
  });

  it('is written from what is true when it leaves, or does not leave', async () => {
    await using s = await digestScene();
    s.reminding.refuse = { kind: 'later', error: 'down' };
    await s.reminding.tick(nineMonthsBefore);
    await s.chat.say(s.nadia, 'comité thau 15/06/2027');
    s.reminding.refuse = undefined;
    await s.reminding.tick('2027-03-31T09:00:00.000Z');
    expect(s.digestsOf(s.nadia)).toHaveLength(0);
  });

  it('that could not leave is told by the next one, which says so', async () => {
    await using s = await digestScene();
    const { world, reminding } = s;
    const group = await world.group();
    const action = await world.action(group);
    const yanis = await world.person({ firstName: 'Yanis', role: 'pilot', group });
    await s.until('2027-12-01');
    await world.actAs(yanis, async (context) =>
      value(await declareUpdate(context, { action: action.code, nothingNew: true })),
    );
    const before = s.digestsOf(yanis).length;
    reminding.refuse = { kind: 'later', error: 'down' };
    await reminding.tick('2027-12-01T08:00:00.000Z');
    expect(s.digestsOf(yanis)).toHaveLength(before);
    // The next stage: a month before the campaign is due.
    reminding.refuse = { kind: 'later', error: 'down' };
    await s.until('2027-12-31T09:00:00.000Z');
    reminding.refuse = undefined;
    await reminding.tick('2027-12-31T14:00:00.000Z');
    const sent = s.digestsOf(yanis).slice(before);
    expect(sent).toHaveLength(1);
    expect(sent[0] && said(sent[0]).match(/Indicateurs 2027,/gu)).toHaveLength(1);
  });

  it('comes late after a downtime, and says so', async () => {
    await using s = await digestScene();
    await s.reminding.tick('2027-04-12T07:00:00.000Z');
    expect(said(s.lastOf(s.nadia))).toContain('Prévu le 31 mars 2027, envoyé le 12 avril 2027');
  });

  it('is one message for everything that a person is to be told, once a day', async () => {
    await using s = await digestScene();
    const group = await s.world.group();
    await s.world.action(group);
    await s.world.actAs(null, async (context) =>
      value(
        await giveMandate(context, {
          ...{ person: s.nadia.id, role: 'pilot', namedRole: null, territory: null },
          ...{ group: group.code, startsOn: context.today, endsOn: null },
        }),
      ),
    );
    await s.until('2027-12-31T18:00:00.000Z');
    const days = s.digestsOf(s.nadia).map(({ at }) => at.slice(0, 10));
    expect(new Set(days).size).toBe(days.length);
    const [summer] = s.digestsOf(s.nadia).filter(({ at }) => at.startsWith('2027-07-01'));
    expect(summer && said(summer)).toContain('sans nouvelles depuis plus de 4 mois');
  });

  it('fits a phone: of many lines each has one answer, and the rest is a button away', async () => {
    await using s = await digestScene();
    for (let group = 0; group < 12; group += 1) {
      const { world } = s;
      await world.action(await world.group({ title: `Groupe ${group}`, territories: ['MTP'] }));
    }
    await s.until('2028-02-09T00:00:00.000Z');
    const digest = s.lastOf(s.claire);
    expect(said(digest)).toContain('Et 4 autres');
    expect(offered(digest).filter((label) => label === 'Transmettre l’évaluation')).toHaveLength(8);
    expect(offered(digest)).toContain('Voir tout');
  });
});

describe('whoever stands in', () => {
  it('is told on whose behalf and answers in their place; whoever is away is told nothing', async () => {
    await using s = await digestScene();
    const karim = await s.world.person({ firstName: 'Karim', lastName: 'Haddad' });
    await s.chat.say(s.nadia, 'absence du 29 mars au 5 avril 2027 suppléant Karim Haddad');
    await s.reminding.tick(nineMonthsBefore);
    expect(s.digestsOf(s.nadia)).toHaveLength(0);
    const digest = s.lastOf(karim);
    expect(said(digest)).toContain('À la place de Nadia Benali');
    await s.fill(karim, 'Planifier une date', { day: '2027-06-15' });
    expect(said(digest)).toContain('Prévu le mardi 15 juin 2027');
    // The right ends with the absence.
    s.world.now = '2027-04-06T08:00:00.000Z';
    await s.chat.say(karim, 'comité thau reporté au 16/06/2027');
    const [meeting] = await s.world.db.selectFrom('meeting').select('plannedDay').execute();
    expect(meeting?.plannedDay).toBe('2027-06-15');
  });
});

describe('a restart', () => {
  it('repeats nothing and loses nothing', async () => {
    await using s = await digestScene();
    await s.reminding.tick(nineMonthsBefore);
    s.reminding.restart();
    await s.reminding.tick(nineMonthsBefore);
    s.reminding.restart();
    await s.reminding.tick('2027-06-30T07:00:00.000Z');
    expect(s.digestsOf(s.nadia).map(({ at }) => at)).toEqual([
      nineMonthsBefore,
      '2027-06-30T07:00:00.000Z',
    ]);
  });

  it('repeats nothing when the clock was set back, and goes on from there', async () => {
    await using s = await digestScene();
    await s.reminding.tick(nineMonthsBefore);
    await s.reminding.tick('2027-03-30T07:00:00.000Z');
    await s.reminding.tick('2027-03-30T22:00:00.000Z');
    await s.reminding.tick(nineMonthsBefore);
    expect(s.digestsOf(s.nadia)).toHaveLength(1);
    await s.reminding.tick('2027-06-30T07:00:00.000Z');
    expect(s.digestsOf(s.nadia)).toHaveLength(2);
  });

  it('between the act and what follows from it still rewrites the digest', async () => {
    await using s = await digestScene();
    await s.reminding.tick(nineMonthsBefore);
    await s.chat.say(s.nadia, 'comité thau 15/06/2027');
    s.reminding.restart();
    await s.reminding.tick('2027-03-31T19:00:00.000Z');
    expect(offered(s.lastOf(s.nadia))).toEqual([]);
  });
});

describe('an alert that nobody takes', () => {
  it('comes back after five working days, though nothing else is to be told, until it is taken', async () => {
    await using s = await digestScene();
    const group = await s.world.group();
    const action = await s.world.action(group);
    const yanis = await s.world.person({ firstName: 'Yanis', role: 'pilot', group });
    // A Wednesday; 5 May 2027 is the fifth working day after it.
    s.world.now = '2027-04-28T08:00:00.000Z';
    await s.chat.say(yanis, `alerte ${action.code} : le local ferme`);
    const told = () => s.digestsOf(s.claire).filter((one) => said(one).includes('Alerte AL-1'));
    await s.until('2027-05-04T16:00:00.000Z');
    expect(told()).toEqual([]);
    await s.until('2027-05-05T16:00:00.000Z');
    expect(told()).toHaveLength(1);
    const [digest] = told();
    expect(digest && offered(digest)).toEqual([
      ...['Je m’en occupe', 'Répondre', 'Clore', 'Plus tard'],
    ]);
    await s.press(s.claire, 'Je m’en occupe');
    await s.until('2027-05-20T16:00:00.000Z');
    expect(told()).toHaveLength(1);
    expect(digest && said(digest)).toContain('Prise en charge par');
  });
});
