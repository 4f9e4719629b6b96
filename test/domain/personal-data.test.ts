import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../src/domain/personal-data.ts';

/** The examples of public documentation, none of a real person. */
describe('a social security number is refused', () => {
  it.each([
    '185057800608491',
    '1 85 05 78 006 084 91',
    '1 85 05 78 006 084 36',
    '1 85 05 78 006 084',
    '1850578006084',
    '1 85 05 78 006 084 (36)',
    '1 85 05 78 006 084 clé 36',
    '1-85-05-78-006-084-36',
    '1.85.05.78.006.084',
    '1\u00A085\u202F05 78 006 084 36',
    'NIR:185057800608491.',
    'vu avec Mme X (2 55 08 14 168 025 38) ce matin',
    '255081416802538',
    '185 0578 006 084 91',
    'lot 23 1 85 05 78 006 084',
    '1 85 05 2A 006 084',
    '185052a006084',
    '1 85 05 78 006 084 99 personnes',
    '１８５０５７８００６０８４９１',
    '1/85/05/78/006/084/91',
    '1 / 85 / 05 / 78 / 006 / 084',
    '1|85|05|78|006|084|91',
    '1, 85, 05, 78, 006, 084',
    '1    85    05    78    006    084    91',
    '1850578\u2063006084',
    '1850578\u034F00608491',
    '1 8 5 0 5 7 8 0 0 6 0 8 4',
    '1-8-5-0-5-7-8-0-0-6-0-8-4',
    '1-85/05-78/006-084',
    '1 85/05 78.006.084',
    '1:85:05:78:006:084',
    '7850578006084',
    '8 85 05 78 006 084',
    '\u0661\u0668\u0665\u0660\u0665\u0667\u0668\u0660\u0660\u0666\u0660\u0668\u0664',
    '\u0967 \u096E\u096B \u0966\u096B \u096D\u096E \u0966\u0966\u096C \u0966\u096E\u096A',
  ])('%s', (text) => {
    expect(findPersonalData(text)).toEqual({ kind: 'refuse', what: 'nir' });
  });

  it('checks the key, Corsica included', () => {
    const key = (figures: string) => String(97 - Number(BigInt(figures) % 97n)).padStart(2, '0');
    for (const [letters, digits] of [
      ['2A', '19'],
      ['2B', '18'],
    ] as const) {
      const right = `18505${letters}006084${key(`18505${digits}006084`)}`;
      expect(findPersonalData(right).kind).toBe('refuse');
    }
    expect(findPersonalData('185057800608435').kind).toBe('none');
  });

  it('finds any well-formed number in any sentence', () => {
    const padded = (width: number) => (n: number) => String(n).padStart(width, '0');
    const number = fc
      .tuple(
        fc.constantFrom('1', '2'),
        fc.integer({ min: 0, max: 99 }).map(padded(2)),
        fc.integer({ min: 1, max: 12 }).map(padded(2)),
        fc.integer({ min: 1, max: 95 }).map(padded(2)),
        fc.integer({ min: 1, max: 989 }).map(padded(3)),
        fc.integer({ min: 1, max: 999 }).map(padded(3)),
      )
      .map((groups) => [...groups, padded(2)(97 - Number(BigInt(groups.join('')) % 97n))]);
    fc.assert(
      fc.property(
        number,
        fc.constantFrom('', ' ', '.', '-', '\u00A0'),
        fc.boolean(),
        (n, by, key) => {
          const text = `Suivi de la personne ${(key ? n : n.slice(0, 6)).join(by)}, vue hier`;
          expect(findPersonalData(text)).toEqual({ kind: 'refuse', what: 'nir' });
        },
      ),
    );
  });
});

describe('a file number is refused', () => {
  it.each([
    'allocataire 1234567',
    'Allocataire n° 1234567',
    "n° d'allocataire CAF : 1 234 567",
    'allocataires : 1234567 et 2345678',
    'matricule 1234567 A',
    'MATRICULE CAF 123 4567',
    'dossier 1234567 (allocataire)',
    '1234567, matricule CAF',
    '1234567 est le numéro de l’allocataire',
    'Le 1234567 (dossier de l’allocataire)',
    'allocataire ! 1234567',
    'n° d’allocataire ? 1234567',
    'l’allocataire Madame Fatima Exemple-Dupont (1234567)',
  ])('%s', (text) => {
    expect(findPersonalData(text)).toEqual({ kind: 'refuse', what: 'fileNumber' });
  });
});

describe('contact data is asked about', () => {
  it.each([
    ['Appeler le 04 67 12 34 56 demain', '04 67 12 34 56'],
    ['0467123456', '0467123456'],
    ['04.67.12.34.56', '04.67.12.34.56'],
    ['04-67-12-34-56', '04-67-12-34-56'],
    ['04\u00A067\u00A012\u00A034\u00A056', '04 67 12 34 56'],
    ['0467 12 34 56', '0467 12 34 56'],
    ['06 12.34.56.78', '06 12.34.56.78'],
    ['06 12 34 5678', '06 12 34 5678'],
    ['0612 345 678', '0612 345 678'],
    ['+33 4 67 12 34 56', '+33 4 67 12 34 56'],
    ['+33(0)467123456', '+33(0)467123456'],
    ['0033612345678', '0033612345678'],
    ['+262 692 12 34 56', undefined],
    ['tel:0612345678.', '0612345678'],
    ['écrire à lea.martin@exemple.fr.', 'lea.martin@exemple.fr'],
    ['<mailto:lea@exemple.fr|lea@exemple.fr>', 'lea@exemple.fr'],
  ])('%s', (text, found) => {
    const finding = findPersonalData(text);
    expect(finding).toEqual({ kind: 'confirm', found: found ?? expect.any(String) });
  });
});

describe('what is nobody’s', () => {
  it.each([
    '',
    'Réunion le 12/03/2027 à 14:00, 23 participants',
    'Réunion le 01.02.2027 14h00',
    '01/02/2027 12/03/2027 14/04/2027',
    '2027-03-12 2027-04-12 2027-05-12',
    'Budget de 1 250 000 €, dont 1 234 567,89 € de l’État',
    'SIRET 123 456 789 00012',
    'SIRET 12345678900012',
    'Convention 2027-0034567 signée',
    'THA-3, V-12 et DEP-104',
    '1 250 000 allocataires du RSA',
    'allocataires : 1 250 000',
    'allocataire : aide de 1 234 567 €',
    'budget allocataires 1250000 €',
    'près de 12 500 allocataires en 2027',
    'allocataire le 12.03.2027',
    'une aide de 1250000 € pour chaque allocataire',
    'réunions des 01 02 03 2027',
    '1/02/2027 12/03/2027 1/04/2027',
    'indicateurs 2019 2020 2021 2022 2023',
    'notes : 3 4 5 2 1 4 3 5 2 1 4 3 5',
    '01 12.03.2027 14:00',
    'horodatage 1772353212345',
    'code 3760123456789',
    '12 500, 13 400, 14 300 et 15 200 personnes',
    '<@U0123456789> a validé',
    'suppléant @lucie',
    'numéro court 3949',
    '10 30 20 40 50 60 70 80',
    'de 9h à 12h30 et de 14h à 17h00',
  ])('%s', (text) => {
    expect(findPersonalData(text)).toEqual({ kind: 'none' });
  });

  it('is never a date, an amount or a count', () => {
    const day = fc
      .tuple(
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2017, max: 2035 }),
        fc.constantFrom('/', '.', '-'),
      )
      .map(([d, m, y, by]) => [String(d).padStart(2, '0'), String(m).padStart(2, '0'), y].join(by));
    const amount = fc
      .integer({ min: 0, max: 99_999_999 })
      .map((n) => `${new Intl.NumberFormat('fr-FR').format(n)} €`);
    const texts = fc
      .array(fc.oneof(day, amount, fc.constantFrom('14h30', '23 participants', 'le', 'Thau,')))
      .map((all) => all.join(', '));
    fc.assert(
      fc.property(texts, (text) => {
        expect(findPersonalData(text)).toEqual({ kind: 'none' });
      }),
    );
  });

  it('is looked for without throwing or stalling', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void findPersonalData(text)));
    for (const bit of [
      '1',
      '1 ',
      'a',
      'a.',
      'a@',
      '0 ',
      '04 ',
      'allocataire ',
      '+33 ',
      '2a',
      '1/',
      '1-8/',
      '1:',
      '06 12.',
    ]) {
      expect(findPersonalData(bit.repeat(3000 / bit.length))).toHaveProperty('kind');
    }
  });
});
