/** What people read: every command answers, for every kind of person, in cards that can be shown. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPactFile } from '../../../src/files/pact-file.ts';
import type { Person } from '../../../src/store/people.ts';
import { loadPact } from '../../../src/use-cases/load-pact.ts';
import {
  buttonsOf,
  type Chat,
  cardOf,
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
let officer: Person;
let referent: Person;
let pilot: Person;
let elected: Person;

beforeAll(async () => {
  world = await openWorld();
  const past = readPactFile('pacts/herault-2017-2021.yaml');
  if (!past.ok) throw new Error('the past pact is malformed');
  await world.db
    .transaction()
    .execute((db) =>
      loadPact(
        { db, now: world.now, today: world.today },
        { definition: past.pact, hash: past.hash, current: false },
      ),
    );
  chat = openChat(world);
  const group = await world.group({ title: 'Mobilité vers l’emploi' });
  for (let index = 1; index <= 12; index += 1)
    await world.action(group, { title: `Action ${index}`, experimentation: index === 3 });
  officer = await world.person({
    firstName: 'Claire',
    lastName: 'Vidal',
    structure: 'DEPARTEMENT',
    role: 'programmeOfficer',
  });
  referent = await world.person({ firstName: 'Karim', lastName: 'Haddad', role: 'referent' });
  pilot = await world.person({ firstName: 'Sarah', lastName: 'Combes', role: 'pilot', group });
  elected = await world.person({ firstName: 'Hélène', role: 'electedOfficial' });
});

afterAll(() => world[Symbol.asyncDispose]());

const everyone = () => [officer, referent, pilot, elected];

describe('every command', () => {
  it.each([
    ['', 'Bonjour'],
    ['aide', 'Ce que vous pouvez taper'],
    ['aide maj', 'deux-points'],
    ['actions', '12 actions'],
    ['actions thau', '12 actions'],
    ['actions au stade du projet axe 1', '12 actions'],
    ['actions abandonnées', 'Aucune action'],
    ['action THA-3', 'Objectifs'],
    ['groupe', '1 groupe de travail'],
    ['groupe THA-G1', 'Mobilité vers l’emploi'],
    ['qui', 'Annuaire'],
    ['qui thau', 'référent ou référente du Département'],
    ['qui france travail', 'Karim Haddad'],
    ['qui vacants', 'à désigner'],
    ['relais', 'Point du pacte'],
    ['actions 2017', '38 actions préconisées'],
    ['groupe 2017', '17 groupes de travail'],
    ['charabia inconnu zzz', ''],
  ])('«%s» answers everybody', async (words, expected) => {
    for (const person of everyone())
      expect(wordsOf(await chat.say(person, words))).toContain(expected);
  });

  it('gives the seeds’ figures for the past pact', async () => {
    const words = wordsOf(await chat.say(referent, 'actions 2017'));
    expect(words).toContain(
      '9 réalisées, 10 en fonctionnement, 15 en cours et 4 au stade du projet',
    );
    expect(words).toContain('ne se modifie plus');
  });

  it('finds inspiration elsewhere, not in one’s own actions', async () => {
    expect(wordsOf(await chat.say(elected, 'inspirations'))).toContain('Expérimentation');
    expect(wordsOf(await chat.say(pilot, 'inspirations'))).toContain('Aucune expérimentation');
  });

  it('pages a list by buttons and by words', async () => {
    const first = await chat.say(referent, 'actions');
    expect(wordsOf(first)).toContain('Page 1 sur 2');
    const second = await chat.press(referent, pressOf(first, 'Page suivante'));
    expect(wordsOf(second)).toContain('THA-12');
    expect(wordsOf(await chat.say(pilot, 'actions'))).toContain('THA-1');
    expect(wordsOf(await chat.say(pilot, 'suite'))).toContain('THA-12');
  });

  it('every button leads somewhere', async () => {
    const seen = new Set<string>();
    const visit = async (words: string, depth: number): Promise<void> => {
      const answer = await chat.say(officer, words);
      if (answer.kind !== 'card' || depth === 0) return;
      for (const button of buttonsOf(answer)) {
        const key = JSON.stringify(button.press);
        if (seen.has(key)) continue;
        seen.add(key);
        const next = await chat.press(officer, button.press);
        if (next.kind === 'card')
          expect(wordsOf(next), key).not.toMatch(/plus valable|pas compris/);
      }
    };
    for (const words of ['', 'aide', 'actions', 'action THA-1', 'groupe', 'qui', 'admin'])
      await visit(words, 1);
    expect(seen.size).toBeGreaterThan(30);
  });
});

describe('«nouvelle action»', () => {
  it('accepts an incomplete one as a project and says what is missing', async () => {
    const form = formOf(await chat.say(pilot, 'nouvelle action'));
    const answer = await chat.submit(pilot, form, {
      ...prefilled(form),
      group: 'THA-G1',
      title: 'Garage solidaire',
      axes: ['A1'],
    });
    expect(wordsOf(answer)).toContain('THA-13');
    expect(wordsOf(answer)).toContain('Il manque les objectifs');
    const refused = await chat.say(pilot, 'maj THA-13 en cours : on commence');
    expect(wordsOf(refused)).toContain('ne peut pas encore sortir du stade du projet');
    const sheet = formOf(await chat.press(pilot, pressOf(refused, 'Compléter la fiche')));
    const completed = await chat.submit(pilot, sheet, {
      ...prefilled(sheet),
      audiences: ['jeunes'],
      objectives: 'Réparer à moindre coût',
      means: 'Un atelier par mois',
      deliverables: 'Un garage ouvert',
      indicators: 'Véhicules réparés\nRetour à l’emploi (%)',
    });
    expect(wordsOf(completed)).toContain('La fiche est complète');
    expect(wordsOf(await chat.say(pilot, 'maj THA-13 en cours : on commence'))).toContain(
      'en cours',
    );
  });

  it('says on the field itself what is wrong', async () => {
    const form = formOf(await chat.say(pilot, 'nouvelle action'));
    const answer = await chat.submit(pilot, form, { ...prefilled(form), group: 'THA-G1' });
    expect(Object.keys(errorsOf(answer))).toEqual(['title']);
  });
});

describe('«réunion»', () => {
  it('is logged in one line, counted, and can be taken back', async () => {
    const answer = await chat.say(pilot, 'réunion THA-G1 24 février 14 participants');
    expect(wordsOf(answer)).toContain('mercredi 24 février 2027, 14 participants');
    expect(wordsOf(await chat.say(pilot, 'groupe THA-G1'))).toContain('14 participants au total');
    await chat.press(pilot, pressOf(answer, 'Annuler'));
    expect(wordsOf(await chat.say(pilot, 'groupe THA-G1'))).toContain('aucune enregistrée');
  });

  it('opens the form when something is missing, and refuses a day to come on its field', async () => {
    const form = formOf(await chat.say(pilot, 'réunion THA-G1'));
    const answer = await chat.submit(pilot, form, { heldOn: '2027-03-20', participants: '8' });
    expect(errorsOf(answer).heldOn).toContain('pas encore passé');
  });
});

describe('«admin»', () => {
  it('is the chargée de mission’s alone', async () => {
    for (const words of ['admin', 'admin personnes', 'admin canal', 'admin prorogation'])
      expect(wordsOf(await chat.say(referent, words))).toContain('réservé');
  });

  it('registers a person and gives a mandate', async () => {
    const form = formOf(await chat.say(officer, 'admin nouvelle personne'));
    const bad = await chat.submit(officer, form, {
      firstName: 'Ana',
      lastName: 'Ruiz',
      email: 'ana',
      structure: 'CAF',
    });
    expect(errorsOf(bad).email).toContain('adresse e-mail');
    const added = await chat.submit(officer, form, {
      firstName: 'Ana',
      lastName: 'Ruiz',
      email: 'Ana.Ruiz@exemple.fr',
      structure: 'CAF',
    });
    expect(wordsOf(added)).toContain('Ana Ruiz est dans l’annuaire');
    const mandate = formOf(await chat.press(officer, pressOf(added, 'Donner un mandat')));
    const given = await chat.submit(officer, mandate, { ...prefilled(mandate), role: 'referent' });
    expect(wordsOf(given)).toContain('CAF');
    expect(wordsOf(await chat.say(referent, 'qui caf'))).toContain('Ana Ruiz');
  });

  it('makes the channel where it is typed hers', async () => {
    const place = { kind: 'channel' as const, id: 'C42' };
    expect(wordsOf(await chat.say(officer, 'admin canal', { place }))).toContain('Ce canal');
    expect(wordsOf(await chat.say(officer, 'admin canal'))).toContain('dans le canal');
  });

  it('prorogues the pact, refusing a day that shortens it', async () => {
    const form = formOf(await chat.say(officer, 'admin prorogation'));
    const wrong = await chat.submit(officer, form, { until: '2026-01-01' });
    expect(errorsOf(wrong).until).toContain('après le');
    const done = await chat.submit(officer, form, { until: '2029-12-31', reason: 'COPIL' });
    expect(wordsOf(done)).toContain('31 décembre 2029');
  });
});

describe('somebody unknown', () => {
  const stranger = { id: 'ghost', firstName: 'X', lastName: 'Y', email: 'x@ailleurs.fr' } as Person;

  it('is told how to be registered, and nothing else', async () => {
    const answer = await chat.say(stranger, 'actions');
    expect(wordsOf(answer)).toContain('x@ailleurs.fr n’est pas dans l’annuaire');
    expect(wordsOf(answer)).not.toContain('THA-');
    expect(cardOf(answer).blocks).toHaveLength(1);
  });

  it('is not tied when a guest, an external account or a bot', async () => {
    const guest = { ...pilot, id: 'second-account' };
    const waiting = await chat.say(guest, 'actions', { entry: { isGuest: true } });
    expect(wordsOf(waiting)).toContain('attend d’être confirmé');
    const list = await chat.say(officer, 'admin comptes');
    await chat.press(officer, pressOf(list, 'Confirmer'));
    expect(wordsOf(await chat.say(guest, 'actions'))).toContain('actions');
    const outside = { ...pilot, id: 'third' };
    expect(wordsOf(await chat.say(outside, 'x', { entry: { isExternal: true } }))).toContain(
      'autre organisation',
    );
  });
});
