import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDate } from '../../../src/conversation/dates/find-date.ts';
import { isDay } from '../../../src/domain/days.ts';

/** A Monday. */
const today = '2027-03-01';
const plan = (text: string, on = today) => findDate(text, { today: on, look: 'forward' });
const report = (text: string, on = today) => findDate(text, { today: on, look: 'back' });

describe('a plan looks forward', () => {
  it.each([
    ['12/03/2027', '2027-03-12'],
    ['12.03.2027', '2027-03-12'],
    ['12-03-27', '2027-03-12'],
    ['12/03/27', '2027-03-12'],
    ['12/03', '2027-03-12'],
    ['12.03', '2027-03-12'],
    ['5/4', '2027-04-05'],
    ['12/02', '2028-02-12'],
    ['12-03', '2027-03-12'],
    ['12 03 2027', '2027-03-12'],
    ['premier lundi de juin', '2027-06-07'],
    ['1er lundi de février', '2028-02-07'],
    ['dernier vendredi du mois', '2027-03-26'],
    ['deuxième mardi du mois prochain', '2027-04-13'],
    ['semaine du 15 mars', '2027-03-15'],
    ['2027-03-12', '2027-03-12'],
    ['12 mars', '2027-03-12'],
    ['12 MARS 2027', '2027-03-12'],
    ['12 sept. 2027', '2027-09-12'],
    ['1er mars', '2027-03-01'],
    ['1er mai', '2027-05-01'],
    ['premier avril', '2027-04-01'],
    ['28 fevrier', '2028-02-28'],
    ['29 février', '2028-02-29'],
    ['mardi 16 mars 2027', '2027-03-16'],
    ['mar. 16/03', '2027-03-16'],
    ['mardi 16', '2027-03-16'],
    ['mardi', '2027-03-02'],
    ['lundi', '2027-03-08'],
    ['mardi prochain', '2027-03-02'],
    ['lundi prochain', '2027-03-08'],
    ['mardi en huit', '2027-03-09'],
    ['mardi en quinze', '2027-03-16'],
    ['mardi de la semaine prochaine', '2027-03-09'],
    ['aujourd’hui', '2027-03-01'],
    ["aujourd'hui", '2027-03-01'],
    ['demain', '2027-03-02'],
    ['demain matin', '2027-03-02'],
    ['après-demain', '2027-03-03'],
    ['apres demain', '2027-03-03'],
    ['dans 3 jours', '2027-03-04'],
    ['dans 3 semaines', '2027-03-22'],
    ['dans trois semaines', '2027-03-22'],
    ['dans huit jours', '2027-03-08'],
    ['dans quinze jours', '2027-03-15'],
    ['dans 15 jours', '2027-03-16'],
    ['dans un mois', '2027-04-01'],
    ['d’ici 3 semaines', '2027-03-22'],
    ["d'ici fin mars", '2027-03-31'],
    ['sous quinzaine', '2027-03-15'],
    ['sous huitaine', '2027-03-08'],
    ['sous 48h', '2027-03-03'],
    ['sous 5 jours ouvrés', '2027-03-08'],
    ['fin mars', '2027-03-31'],
    ['fin juin', '2027-06-30'],
    ['fin février', '2028-02-29'],
    ['mi-septembre', '2027-09-15'],
    ['début avril', '2027-04-01'],
    ['juin 2027', '2027-06-01'],
    ['fin 2027', '2027-12-31'],
    ['fin du mois', '2027-03-31'],
    ['fin d’année', '2027-12-31'],
    ['la semaine prochaine', '2027-03-08'],
    ['le mois prochain', '2027-04-01'],
    ['le 15 du mois prochain', '2027-04-15'],
    ['reporté au 15', '2027-03-15'],
    ['S12', '2027-03-22'],
    ['semaine 12', '2027-03-22'],
    ['S8', '2028-02-21'],
    ['S53 2026', '2026-12-28'],
    ['lundi de Pâques', '2027-03-29'],
    ['Pâques', '2027-03-28'],
    ['jeudi de l’Ascension', '2027-05-06'],
    ['lundi de Pentecôte', '2027-05-17'],
    ['Noël', '2027-12-25'],
    ['Toussaint 2028', '2028-11-01'],
    ['12/03/2026', '2026-03-12'],
  ])('%s is %s', (text, day) => {
    expect(plan(text)).toMatchObject({ kind: 'found', day, before: expect.any(String) });
  });
});

describe('an achievement looks back', () => {
  it.each([
    ['hier', '2027-02-28'],
    ['avant-hier', '2027-02-27'],
    ['avant hier', '2027-02-27'],
    ['mardi', '2027-02-23'],
    ['lundi', '2027-02-22'],
    ['mardi dernier', '2027-02-23'],
    ['12 mars', '2026-03-12'],
    ['12/02', '2027-02-12'],
    ['12 mars dernier', '2026-03-12'],
    ['il y a 3 jours', '2027-02-26'],
    ['il y a deux semaines', '2027-02-15'],
    ['il y a un mois', '2027-02-01'],
    ['la semaine dernière', '2027-02-22'],
    ['le mois dernier', '2027-02-01'],
    ['fin janvier', '2027-01-31'],
    ['S12', '2026-03-16'],
    ['Noël', '2026-12-25'],
    ['1er mars', '2027-03-01'],
    ['12/03/2028', '2028-03-12'],
  ])('%s is %s', (text, day) => {
    expect(report(text)).toMatchObject({ kind: 'found', day });
  });
});

describe('hours and counts', () => {
  it.each([
    ['comité thau 12/03/2027 14h Sète', '14:00', 'comité thau', 'Sète'],
    ['comité thau 12/03/2027 à 9 h 30, Sète', '09:30', 'comité thau', 'Sète'],
    ['thau 12 mars (14h), salle B', '14:00', 'thau', 'salle B'],
    ['thau 12 mars 14:00 salle B', '14:00', 'thau', 'salle B'],
    ['thau 14h le 12 mars, Sète', '14:00', 'thau', 'Sète'],
    ['thau 12 mars à Sète, 14h', '14:00', 'thau', 'à Sète'],
    ['thau 12 mars de 14h à 16h30 Sète', '14:00', 'thau', 'Sète'],
    ['thau 12 mars 14h 12 rue de la Paix', '14:00', 'thau', '12 rue de la Paix'],
    ['thau 12 mars 14 h 23 participants', '14:00', 'thau', '23 participants'],
    ['thau 12 mars 14 participants', undefined, 'thau', '14 participants'],
    ['thau 12 mars 14', undefined, 'thau', '14'],
    ['thau 12/03 23 personnes', undefined, 'thau', '23 personnes'],
    ['thau du 12 mars, reporté au 19 mars 14h', undefined, 'thau', 'reporté au 19 mars 14h'],
  ])('%s', (text, time, before, after) => {
    const found = plan(text);
    expect(found).toMatchObject({ kind: 'found', day: '2027-03-12', before, after });
    expect('time' in found ? found.time : undefined).toBe(time);
  });

  it('keeps the count beside a weekday', () => {
    expect(report('mobilité thau mardi dernier 14 participants')).toEqual({
      kind: 'found',
      day: '2027-02-23',
      matched: 'mardi dernier',
      before: 'mobilité thau',
      after: '14 participants',
    });
    expect(report('mardi 14 participants')).toMatchObject({
      day: '2027-02-23',
      after: '14 participants',
    });
    expect(report('le 12 mars 2026 participants')).toMatchObject({ after: '2026 participants' });
  });

  it('leaves an address alone', () => {
    expect(plan('rue du 8 mai 1945 à Sète, le 12/03')).toMatchObject({ day: '2027-03-12' });
    expect(plan('thau 12 mars au 15 rue Sadi-Carnot')).toMatchObject({ day: '2027-03-12' });
  });
});

describe('what is no date', () => {
  it.each([
    '',
    'rien de neuf',
    'THA-3 mars',
    '14/20',
    '14 participants',
    '14h',
    'mars',
    'vacances de Noël',
    'version 1.2.3.4',
    'budget 1 250,12',
    '½/03',
    'tous les mardis',
    '2027',
    'premier lundi',
    'dans deux mois et demi',
    'de 10-12 ans',
    'à ce jour, tout va bien',
  ])('«%s»', (text) => {
    expect(plan(text)).toEqual({ kind: 'none' });
  });
});

describe('impossible dates say why', () => {
  const sentenceOf = (text: string, look: 'forward' | 'back' = 'forward') => {
    const found = findDate(text, { today, look });
    return found.kind === 'impossible' ? found.sentence.replaceAll(/[\u00A0\u202F]/g, ' ') : found;
  };

  it.each([
    [
      'mardi 17 mars 2027',
      'Le 17 mars 2027 est un mercredi, non un mardi. ' +
        'Indiquez « mercredi 17 mars 2027 » ou « mardi 16 mars 2027 ».',
    ],
    [
      'mardi 17 mars',
      'Le 17 mars 2027 est un mercredi, non un mardi. ' +
        'Indiquez « mercredi 17 mars » ou « mardi 16 mars ».',
    ],
    [
      'dimanche 1er mars',
      'Le 1er mars 2027 est un lundi, non un dimanche. ' +
        'Indiquez « lundi 1er mars » ou « dimanche 7 mars ».',
    ],
    [
      'mardi 17',
      'Le 17 mars 2027 est un mercredi, non un mardi. ' +
        'Indiquez « mercredi 17 mars » ou « mardi 16 mars ».',
    ],
    [
      '31/04',
      'Le 31 avril n’existe pas : avril compte 30 jours. Indiquez « 30 avril » ou « 1er mai ».',
    ],
    [
      '29/02/2027',
      'Le 29 février 2027 n’existe pas : février 2027 compte 28 jours. ' +
        'Indiquez « 28 février » ou « 1er mars ».',
    ],
    ['hier', 'Le dimanche 28 février 2027 est déjà passé. Indiquez une date à venir.'],
    ['S53 2027', 'L’année 2027 compte 52 semaines : il n’y a pas de semaine 53.'],
    [
      '12 mars 14h75',
      '« 14h75 » n’est pas une heure. Indiquez par exemple « 14 h » ou « 14 h 30 ».',
    ],
    [
      '12/13/2027',
      'Il n’y a pas de mois 13. Indiquez le jour, le mois puis l’année, par exemple « 12/03/2027 ».',
    ],
    ['mardi de l’Ascension', 'En 2027, l’Ascension tombe le jeudi 6 mai. Indiquez le jour exact.'],
  ])('%s', (text, sentence) => {
    expect(sentenceOf(text)).toBe(sentence);
  });

  it.each(['31/02', '30 février 2028', '32 mars', '00/03/2027'])('%s', (text) => {
    expect(plan(text).kind).toBe('impossible');
    expect(report(text).kind).toBe('impossible');
  });

  it('refuses what is on the wrong side', () => {
    expect(sentenceOf('demain', 'back')).toBe(
      'Le mardi 2 mars 2027 est à venir. Indiquez une date passée.',
    );
    expect(sentenceOf('fin mars', 'back')).toMatch(/31 mars 2027 est à venir/);
    expect(plan('début mars', '2027-03-10').kind).toBe('impossible');
  });
});

describe('properties', () => {
  const days = fc
    .record({
      year: fc.integer({ min: 2020, max: 2040 }),
      month: fc.integer({ min: 1, max: 12 }),
      date: fc.integer({ min: 1, max: 31 }),
    })
    .map(({ year, month, date }) =>
      [year, String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-'),
    )
    .filter(isDay);
  const word = fc.constantFrom(
    ...(
      'lundi mardi mercredi dimanche prochain dernier en huit quinze le au du 12 31 29 1er 2027 ' +
      'mars février juin avril fin mi début S12 S53 semaine mois prochaine dernière dans il y a 3 ' +
      'jours hier demain Pâques Noël 12/03 31/02 29/02/2028 14h 25h 14:75 participants ce cette ' +
      'sous d’ici Ascension de passé 0 99 24/12 40/13/2027 l’ - : , .'
    ).split(' '),
  );
  const phrases = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
  const looks = fc.constantFrom('forward' as const, 'back' as const);

  it('never throws, whatever is typed, and finds real days and hours only', () => {
    const texts = fc.oneof(phrases, fc.string({ unit: 'binary' }), fc.string());
    fc.assert(
      fc.property(texts, days, looks, (text, on, look) => {
        const found = findDate(text, { today: on, look });
        if (found.kind !== 'found') return;
        expect(isDay(found.day)).toBe(true);
        if (found.time !== undefined) expect(found.time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
        expect(found.matched).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });

  it('never looks the wrong way unless a year was written', () => {
    fc.assert(
      fc.property(phrases, days, looks, (text, on, look) => {
        const found = findDate(text, { today: on, look });
        if (found.kind !== 'found' || /\d{4}/.test(found.matched)) return;
        if (look === 'forward') expect(found.day >= on).toBe(true);
        else expect(found.day <= on).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads a full date the same whatever today is', () => {
    fc.assert(
      fc.property(days, days, looks, (day, on, look) => {
        const [year, month, date] = day.split('-');
        const text = `comité thau ${date}/${month}/${year} 14h30 Sète`;
        expect(findDate(text, { today: on, look })).toMatchObject({
          day,
          time: '14:30',
          before: 'comité thau',
          after: 'Sète',
        });
      }),
    );
  });

  it('finds the same date in capitals, without accents and with no-break spaces', () => {
    fc.assert(
      fc.property(phrases, days, looks, (text, on, look) => {
        const dayOf = (typed: string) => {
          const found = findDate(typed, { today: on, look });
          return found.kind === 'found' ? found.day : found.kind;
        };
        const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '');
        expect(dayOf(bare.toUpperCase())).toBe(dayOf(text));
        expect(dayOf(text.replaceAll(' ', '\u00A0'))).toBe(dayOf(text));
      }),
    );
  });
});
