import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calendarRoute } from '../../src/http/calendar-route.ts';
import { type HttpServer, startHttp } from '../../src/http/server.ts';
import type { Person } from '../../src/store/people.ts';
import { cancelMeeting } from '../../src/use-cases/cancel-meeting.ts';
import { departPerson } from '../../src/use-cases/depart-person.ts';
import { planMeeting } from '../../src/use-cases/plan-meeting.ts';
import { postponeMeeting } from '../../src/use-cases/postpone-meeting.ts';
import { proroguePact } from '../../src/use-cases/prorogue-pact.ts';
import { readCalendarText } from '../support/calendar.ts';
import { buttonsOf, type Chat, openChat, pressOf, wordsOf } from '../support/chat.ts';
import { openWorld, value, type World } from '../support/world.ts';

let world: World;
let server: HttpServer;
let chat: Chat;
let log: string[];
let officer: Person;
let nadia: Person;

/** Monday 1 March 2027, 10:00 in Paris. */
beforeEach(async () => {
  world = await openWorld();
  log = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  server = await startHttp({
    ...{ host: '127.0.0.1', port: 0, local: false, missing: () => [], logger },
  });
  server.routes.use(calendarRoute(world.db, () => world.now));
  chat = openChat(world, { publicUrl: server.url });
  officer = await world.person({ role: 'programmeOfficer', lastName: 'Vidal' });
  nadia = await world.person({ role: 'territoryReferent', territory: 'THA', lastName: 'Roux' });
});

afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** The link that the bot gives to a person. */
async function linkOf(person: Person): Promise<string> {
  const words = wordsOf(await chat.say(person, 'agenda lien'));
  const link = /http:\S+\.ics/u.exec(words)?.[0];
  if (!link) throw new Error(`no link in: ${words}`);
  return link;
}

async function eventsOf(person: Person) {
  const response = await fetch(await linkOf(person));
  expect(response.status).toBe(200);
  return readCalendarText(await response.text());
}

const plan = (day: string, time?: string, place?: string, territory = 'THA') =>
  world.actAs(officer, async (context) =>
    value(await planMeeting(context, { kind: 'committee', territory }, { day, time, place })),
  );

const meetings = (events: Awaited<ReturnType<typeof eventsOf>>) =>
  events.filter(({ uid }) => uid.startsWith('meeting-'));

describe('the calendar of a person', () => {
  it('says when and where committees are, in the hour of whoever reads', async () => {
    await plan('2027-03-12', '14:00', 'Sète; salle 3, «Étang»');
    await plan('2027-06-15', '09:30');
    await plan('2027-10-04');
    expect(meetings(await eventsOf(nadia))).toMatchObject([
      {
        summary: 'Comité local d’animation - Étang de Thau',
        place: 'Sète; salle 3, «Étang»',
        ...{ from: '2027-03-12T13:00:00Z', until: '2027-03-12T15:00:00Z', status: 'CONFIRMED' },
      },
      { from: '2027-06-15T07:30:00Z', place: null },
      { from: '2027-10-04', until: '2027-10-05' },
    ]);
  });

  it('keeps the name of an event through its changes, which are numbered and dated', async () => {
    const { id } = await plan('2027-03-12', '14:00');
    const [planned] = meetings(await eventsOf(nadia));
    expect(planned).toMatchObject({ sequence: 0, stamp: '2027-03-01T09:00:00Z' });
    world.later({ days: 1 });
    await world.actAs(nadia, async (context) =>
      value(await postponeMeeting(context, id, { day: '2027-03-19', time: '10:00' })),
    );
    const [moved] = meetings(await eventsOf(nadia));
    expect(moved).toMatchObject({
      ...{ uid: planned?.uid, sequence: 1, from: '2027-03-19T09:00:00Z' },
      stamp: '2027-03-02T09:00:00Z',
    });
    world.later({ days: 1 });
    await world.actAs(nadia, async (context) =>
      value(await cancelMeeting(context, id, { reason: 'La salle de Mme Untel est inondée' })),
    );
    const cancelled = meetings(await eventsOf(nadia));
    expect(cancelled).toMatchObject([
      { uid: planned?.uid, sequence: 2, status: 'CANCELLED', from: '2027-03-19T09:00:00Z' },
    ]);
    expect(cancelled[0]?.summary).toMatch(/^Annulé.: Comité local/u);
    expect(JSON.stringify(cancelled)).not.toContain('inondée');
  });

  it('holds what the person is to know, and nothing of others', async () => {
    const group = await world.group();
    await world.action(group);
    const pilot = await world.person({ role: 'pilot', group, lastName: 'Combes' });
    const ending = { structure: 'CAF', endsOn: '2027-09-30' };
    const member = await world.person({ role: 'referent', lastName: 'Haddad', ...ending });
    await plan('2027-03-12', undefined, undefined, 'THA');
    await plan('2027-03-15', undefined, undefined, 'BIT');
    const told = async (person: Person) =>
      (await eventsOf(person)).map(({ from, summary }) =>
        `${from} ${summary}`.replaceAll(/[\u00a0\u202f]/gu, ' '),
      );
    const thau = '2027-03-12 Comité local d’animation - Étang de Thau';
    const biterrois = '2027-03-15 Comité local d’animation - Biterrois';
    const pactEnd = '2028-12-31 Fin du pacte';
    const campaign = [
      '2027-12-01 Indicateurs 2027 : ouverture de la campagne',
      '2028-01-31 Indicateurs 2027 : dernier jour pour répondre',
      '2028-12-01 Indicateurs 2028 : ouverture de la campagne',
      '2029-01-31 Indicateurs 2028 : dernier jour pour répondre',
    ];
    expect(await told(nadia)).toEqual([thau, pactEnd]);
    expect((await told(pilot)).sort()).toEqual([thau, pactEnd, ...campaign].sort());
    expect((await told(member)).sort()).toEqual(
      [
        thau,
        biterrois,
        pactEnd,
        '2027-09-30 Fin de votre mandat (référent ou référente PTI)',
      ].sort(),
    );
    const hers = await told(officer);
    expect(hers).toEqual(
      expect.arrayContaining([
        ...[thau, biterrois, pactEnd, ...campaign],
        "2027-09-30 Fin de mandat (référent ou référente PTI) - Caisse d'allocations familiales (CAF)",
        '2028-07-01 COPIL final : début de la période prévue',
        '2028-12-31 COPIL final : fin de la période prévue',
      ]),
    );
    expect(hers.join()).not.toMatch(/Haddad|Combes|Camille/u);
  });

  it('moves the end of the pact, and the last window, with a prorogation', async () => {
    const ends = async () =>
      (await eventsOf(officer)).filter(({ uid }) => /-end@|final/u.test(uid));
    const before = await ends();
    await world.actAs(officer, async (context) =>
      value(await proroguePact(context, { until: '2029-12-31', reason: 'Bilan à finir' })),
    );
    const after = await ends();
    expect(after.map(({ uid }) => uid).sort()).toEqual(before.map(({ uid }) => uid).sort());
    expect(after.find(({ summary }) => summary === 'Fin du pacte')).toMatchObject({
      ...{ from: '2029-12-31', sequence: 1 },
    });
  });

  it('lets go of dates a year after them', async () => {
    await plan('2027-03-12');
    world.later({ days: 11 + 365 });
    expect(meetings(await eventsOf(nadia))).toHaveLength(1);
    world.later({ days: 1 });
    expect(meetings(await eventsOf(nadia))).toEqual([]);
  });
});

describe('asking again for a calendar', () => {
  it('is answered «not modified» until something changes', async () => {
    const link = await linkOf(nadia);
    const first = await fetch(link);
    const tag = first.headers.get('etag') ?? '';
    const date = first.headers.get('last-modified') ?? '';
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toBeNull();
    const again = (headers: Record<string, string>) => fetch(link, { headers });
    const same = await again({ 'if-none-match': tag });
    expect([same.status, await same.text()]).toEqual([304, '']);
    expect((await again({ 'if-none-match': `W/${tag}, "other"` })).status).toBe(304);
    expect((await again({ 'if-modified-since': date })).status).toBe(304);
    expect((await again({ 'if-none-match': '"other"', 'if-modified-since': date })).status).toBe(
      200,
    );
    expect((await fetch(link, { method: 'HEAD' })).status).toBe(200);

    world.later({ minutes: 5 });
    await plan('2027-03-12');
    const changed = await again({ 'if-none-match': tag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(tag);
    expect((await again({ 'if-modified-since': date })).status).toBe(200);
  });

  it('by its date only, is told of what the days alone have changed', async () => {
    await plan('2027-03-12');
    world.later({ days: 376 });
    const link = await linkOf(nadia);
    const date = (await fetch(link)).headers.get('last-modified') ?? '';
    world.later({ days: 1 });
    const next = await fetch(link, { headers: { 'if-modified-since': date } });
    expect(meetings(readCalendarText(await next.text()))).toEqual([]);
  });
});

describe('a secret', () => {
  /** All that an answer tells, but the moment it was given. */
  async function toldBy(url: string) {
    const response = await fetch(url);
    const headers = Object.fromEntries(response.headers);
    return { status: response.status, ...headers, date: '', body: await response.text() };
  }

  it('that leads nowhere is answered like any unknown address', async () => {
    const link = await linkOf(nadia);
    const unknown = await toldBy(`${server.url}/anything`);
    expect(unknown.status).toBe(404);
    const guess = link.replace(/[\w-]{4}\.ics$/u, 'AAAA.ics');
    for (const url of [guess, `${server.url}/calendar/x.ics`, link.replace('.ics', '')])
      expect(await toldBy(url)).toEqual(unknown);
    const card = await chat.say(nadia, 'agenda lien');
    const renewed = await chat.press(nadia, pressOf(card, 'Renouveler le lien'));
    expect(renewed).toMatchObject({ replaces: true });
    expect(await toldBy(link)).toEqual(unknown);
    const second = await linkOf(nadia);
    expect(second).not.toBe(link);
    expect((await fetch(second)).status).toBe(200);
    await chat.press(nadia, pressOf(renewed, 'Supprimer le lien'));
    expect(await toldBy(second)).toEqual(unknown);
  });

  it('of somebody who left leads nowhere', async () => {
    const link = await linkOf(nadia);
    await world.actAs(officer, async (context) => value(await departPerson(context, nadia.id)));
    expect((await fetch(link)).status).toBe(404);
  });

  it('is not drawn again by a button of a former link', async () => {
    const card = await chat.say(nadia, 'agenda lien');
    const renewed = await chat.press(nadia, pressOf(card, 'Renouveler le lien'));
    const link = await linkOf(nadia);
    await chat.press(nadia, pressOf(card, 'Renouveler le lien'));
    await chat.press(nadia, pressOf(card, 'Supprimer le lien'));
    expect((await fetch(link)).status).toBe(200);
    expect(wordsOf(renewed)).toContain(link);
  });

  it('is never in the log, even when the database fails', async () => {
    const link = await linkOf(nadia);
    const secret = /([\w-]{32})\.ics/u.exec(link)?.[1] ?? '';
    await world.db.schema.dropTable('calendarLink').execute();
    expect((await fetch(link)).status).toBe(500);
    expect(log.length).toBeGreaterThan(0);
    expect(log.join('\n')).not.toContain(secret);
  });
});

describe('«agenda»', () => {
  it('offers the link, then shows it', async () => {
    const card = await chat.say(nadia, 'agenda');
    expect(wordsOf(card)).not.toContain('.ics');
    await chat.press(nadia, pressOf(card, 'Suivre ces dates dans votre agenda'));
    expect(wordsOf(await chat.say(nadia, 'agenda'))).toContain('.ics');
  });

  it('gives the file where there is no public address', async () => {
    await plan('2027-03-12', '14:00');
    const alone = openChat(world);
    const card = await alone.say(nadia, 'agenda');
    const given = await alone.press(nadia, pressOf(card, 'Recevoir le fichier d’agenda'));
    const file = given.kind === 'card' ? given.files?.[0] : undefined;
    expect(file).toMatchObject({ name: 'relais-pti.ics', mediaType: 'text/calendar' });
    const events = readCalendarText(new TextDecoder().decode(file?.content));
    expect(meetings(events)).toHaveLength(1);
    expect(buttonsOf(given).map(({ label }) => label)).toEqual(['Agenda']);
  });

  it('shows campaigns and windows beside the meetings', async () => {
    const words = wordsOf(await chat.say(officer, 'agenda'));
    expect(words).toContain('Indicateurs 2027 : ouverture de la campagne');
    expect(words).toContain('COPIL final : début de la période prévue');
  });
});
