/**
 * The dates of a campaign are said in many places: the agenda, the calendar that people follow, the
 * reminders planned and sent, the first screen and the campaign's own card. Whatever the chargée de
 * mission decided against the calendar of the pact, they say the same.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/conversation/calendar/feed.ts';
import { createNameBook } from '../../../src/conversation/names.ts';
import { parisDay } from '../../../src/domain/paris-time.ts';
import { longDate } from '../../../src/french/format-date.ts';
import { mandatesOf } from '../../../src/store/mandates.ts';
import type { Person } from '../../../src/store/people.ts';
import { planReminders } from '../../../src/use-cases/plan-reminders.ts';
import { readCalendarText } from '../../support/calendar.ts';
import { type Chat, openChat, wordsOf } from '../../support/chat.ts';
import { type IndicatorScene, indicatorScene } from '../../support/indicator-scene.ts';
import { openReminding, type Reminding } from '../../support/reminding.ts';

let s: IndicatorScene;
let chat: Chat;
let reminding: Reminding;

beforeEach(async () => {
  s = await indicatorScene();
  chat = openChat(s.world);
  reminding = openReminding(s.world);
});

afterEach(() => s[Symbol.asyncDispose]());

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

/** What the chargée de mission decides, day after day at ten. */
async function decide(moves: readonly (readonly [day: string, move: string])[]): Promise<void> {
  for (const [day, move] of moves) {
    s.world.now = `${day}T09:00:00.000Z`;
    await chat.say(s.officer, `admin campagne ${move} 2027`);
  }
}

async function calendarFor(person: Person) {
  const book = createNameBook();
  return s.world.db.transaction().execute(async (tx) => {
    const names = await book.read(tx);
    const today = s.world.today;
    const mandates = await mandatesOf(tx, person.id, today);
    const actor = { personId: person.id, mandates };
    const { text } = await calendarOf({ db: tx, today, pact: names.pact, names, actor, person });
    return readCalendarText(text).filter(({ uid }) => uid.startsWith('campaign-'));
  });
}

const ofYear = (lines: readonly string[]) => lines.filter((line) => line.includes('2027 :'));

/** «ouverture de la campagne 2027-12-01», of the followed calendar. */
async function followed(person: Person): Promise<readonly string[]> {
  const events = await calendarFor(person);
  return ofYear(events.map(({ from, summary }) => `${plain(summary)} ${from}`)).map((line) =>
    line.replace('Indicateurs 2027 : ', ''),
  );
}

/** First and last days on which reminders of the campaign leave. */
async function reminded(): Promise<readonly (string | undefined)[]> {
  const days = ((await planReminders(s.world.db, '2027-06-01', '2029-12-31')) ?? [])
    .filter(({ obligation, period }) => obligation === 'indicator-campaign' && period === '2027')
    .map(({ at }) => parisDay(at));
  return [days[0], days.at(-1)];
}

const opening = 'ouverture de la campagne';
const reopening = 'réouverture de la campagne';
const last = 'dernier jour pour répondre';

const cases = [
  {
    what: 'nothing: the calendar of the pact',
    moves: [],
    dates: [`${opening} 2027-12-01`, `${last} 2028-01-31`],
    reminders: ['2027-12-01', '2028-02-08'],
    open: [
      ['2027-11-30', false],
      ['2027-12-02', true],
      ['2028-04-01', false],
    ],
  },
  {
    what: 'opened early',
    moves: [['2027-11-15', 'ouvrir']],
    dates: [`${opening} 2027-11-15`, `${last} 2028-01-31`],
    reminders: ['2027-11-15', '2028-02-08'],
    open: [
      ['2027-11-16', true],
      ['2028-04-01', false],
    ],
  },
  {
    what: 'closed early',
    moves: [['2028-01-18', 'clore']],
    dates: [`${opening} 2027-12-01`, `${last} 2028-01-18`],
    reminders: ['2027-12-01', '2028-01-17'],
    open: [
      ['2028-01-19', false],
      ['2028-02-01', false],
    ],
  },
  {
    what: 'closed early, then opened again',
    moves: [
      ['2028-01-10', 'clore'],
      ['2028-01-20', 'ouvrir'],
    ],
    dates: [`${opening} 2027-12-01`, `${reopening} 2028-01-20`, `${last} 2028-01-31`],
    reminders: ['2028-01-20', '2028-02-08'],
    open: [
      ['2028-01-21', true],
      ['2028-04-01', false],
    ],
  },
  {
    what: 'opened again long after its term',
    moves: [['2028-05-15', 'ouvrir']],
    dates: [`${opening} 2027-12-01`, `${last} 2028-01-31`, `${reopening} 2028-05-15`],
    reminders: ['2028-05-15', '2028-05-15'],
    open: [['2028-09-01', true]],
  },
] as const;

describe.each(cases)('a campaign, when $what', ({ moves, dates, reminders, open }) => {
  it('has the same days in the agenda, the calendar, the reminders and the cards', async () => {
    s.world.now = '2027-11-02T09:00:00.000Z';
    await decide(moves);
    for (const person of [s.pilot, s.officer]) expect(await followed(person)).toEqual(dates);
    expect(await reminded()).toEqual(reminders);
    // The agenda says those that are still to come.
    const agenda = wordsOf(await chat.say(s.pilot, 'agenda'));
    for (const line of dates) {
      const [, label = '', day = ''] = /^(.+) (\d{4}-\d\d-\d\d)$/u.exec(line) ?? [];
      const isAhead = day >= s.world.today;
      expect(agenda.includes(`Indicateurs 2027 : ${label}`), line).toBe(isAhead);
      if (isAhead) expect(plain(agenda.toLowerCase())).toContain(plain(longDate(day)));
    }
    for (const [day, isOpen] of open) {
      s.world.now = `${day}T09:00:00.000Z`;
      const card = wordsOf(await chat.say(s.pilot, 'indicateurs 2027'));
      expect(card.includes('campagne 2027 est ouverte'), `card on ${day}`).toBe(isOpen);
      const home = wordsOf(await chat.say(s.pilot, 'accueil'));
      expect(home.includes('Il manque :'), `first screen on ${day}`).toBe(isOpen);
    }
  });
});

describe('the reminder that was sent', () => {
  const lastDigest = () => {
    const card = reminding.posted.filter(({ to }) => to === s.pilot.id).at(-1)?.card;
    if (!card) throw new Error('no digest was sent');
    return wordsOf({ kind: 'card', card });
  };

  it('says the last day, then that the campaign is closed, and asks again once it is reopened', async () => {
    await reminding.tick('2027-12-06T09:00:00.000Z');
    expect(lastDigest()).toContain('À saisir pour le 31 janvier 2028');
    await decide([['2027-12-14', 'clore']]);
    await reminding.followUp();
    expect(lastDigest()).toContain('La campagne 2027 est close');
    expect(lastDigest()).not.toContain('sont saisis');
    for (const day of ['2027-12-16', '2028-01-04']) {
      await decide([[day, 'ouvrir']]);
      await reminding.tick();
      expect(lastDigest(), day).toMatch(
        /La campagne est rouverte. À saisir pour le 31 janvier 2028/u,
      );
      await decide([[day.replace(/\d\d$/u, '22'), 'clore']]);
      await reminding.followUp();
    }
  });
});

it('tells calendars that the dates moved', async () => {
  const version = async () => (await calendarFor(s.pilot)).map(({ sequence }) => sequence);
  const before = await version();
  await decide([['2028-01-18', 'clore']]);
  const after = await version();
  expect(after.length).toBe(before.length);
  for (const [index, one] of after.entries()) expect(one).toBeGreaterThan(before[index] ?? 0);
});
