import { expect, it } from 'vitest';
import type { ImportChange, ImportNotice } from '../../src/domain/import-plan.ts';
import {
  describeChange,
  describeError,
  describeKept,
  describeNotice,
} from '../../src/files/import-lines.ts';

const named = (code: string, label: string) => ({ code, label, aliases: [] });
const names = {
  structures: [named('mlij', 'Mission locale'), named('plie', 'PLIE')],
  territories: [named('thau', 'Bassin de Thau')],
  roles: [named('oversight', 'supervision')],
  groups: [named('G1', 'Mobilité')],
  platforms: [named('x', 'Messagerie X')],
};
const at = { line: 3 };
const person = { personId: 'p1', email: 'anne@exemple.fr', firstName: 'Anne', lastName: 'Durand' };
const seat = { namedRole: null, structure: 'mlij', territory: null, group: null };
const from = { startsOn: '2027-03-01', endsOn: null };

it.each<[ImportChange, string]>([
  [
    {
      ...{ kind: 'newStructure', at: { line: 3, sheet: 'Structures' }, code: 'a', label: 'CCAS' },
      ...{ category: 'ccas', signatory: true, aliases: [] },
    },
    'Feuille « Structures », ligne 3 : nouvelle structure, CCAS, signataire.',
  ],
  [
    {
      ...{ kind: 'changedStructure', at, code: 'plie', label: 'PLIE' },
      ...{ aliases: ['A', 'B'], becomesSignatory: true },
    },
    'Ligne 3 : PLIE reçoit l’alias A, B et devient signataire.',
  ],
  [
    { kind: 'newPerson', at, person, title: null, structure: 'plie', prefers: null },
    'Ligne 3 : nouvelle personne, Anne Durand (anne@exemple.fr), PLIE.',
  ],
  [
    {
      ...{ kind: 'changedPerson', at, person },
      fields: [
        { field: 'structure', from: 'mlij', to: 'plie' },
        { field: 'title', from: null, to: 'Cheffe' },
        { field: 'prefers', from: 'x', to: null },
      ],
    },
    'Ligne 3 : Anne Durand change : structure, Mission locale → PLIE ; titre, rien → Cheffe ; messagerie, Messagerie X → sans préférence.',
  ],
  [
    { kind: 'newMandate', at, person, mandate: { ...seat, ...from, role: 'referent' } },
    'Ligne 3 : Anne Durand devient référent ou référente PTI, Mission locale, à partir du 01/03/2027.',
  ],
  [
    {
      ...{ kind: 'newMandate', at, person },
      mandate: { ...seat, ...from, role: 'pilot', group: 'G1', endsOn: '2027-12-31' },
    },
    'Ligne 3 : Anne Durand devient pilote, Mobilité, à partir du 01/03/2027 jusqu’au 31/12/2027.',
  ],
  [
    {
      ...{ kind: 'changedMandateEnd', at, person, mandateId: 'm1', from: null, to: '2027-12-31' },
      mandate: { ...seat, role: 'territoryReferent', territory: 'thau' },
    },
    'Ligne 3 : le mandat d’Anne Durand (référent ou référente du Département, Bassin de Thau) prendra fin le 31/12/2027.',
  ],
  [{ kind: 'unchanged', at, label: 'Anne Durand' }, 'Ligne 3 : Anne Durand, rien ne change.'],
])('says the change $kind', (change, sentence) => {
  expect(describeChange(change, names).replace(/[\u00a0\u202f]/g, ' ')).toBe(sentence);
});

it.each<[ImportNotice, RegExp]>([
  [
    { kind: 'homonym', at, person, otherEmail: 'b@exemple.fr' },
    /déjà enregistrée \(b@exemple\.fr\)/,
  ],
  [
    {
      ...{ kind: 'mandateAlreadyEnded', at, person, endedOn: '2026-12-31' },
      mandate: { ...seat, role: 'named', namedRole: 'oversight' },
    },
    /\(supervision\) a pris fin le 31\/12\/2026/,
  ],
  [{ kind: 'stillSignatory', at, label: 'PLIE' }, /PLIE reste signataire/],
])('says the notice $kind', (notice, sentence) => {
  expect(describeNotice(notice, names)).toMatch(sentence);
});

it('says where an error is, and nothing of the place for a whole file', () => {
  const error = { line: 3, column: 'Nom', sentence: 'Indiquez le nom.' };
  expect(describeError(error)).toBe('Ligne 3, colonne «\u00a0Nom\u00a0»\u00a0: Indiquez le nom.');
  expect(describeError({ line: 0, column: '', sentence: 'Vide.' })).toBe('Vide.');
});

it('counts the mandates that stand', () => {
  expect(describeKept(0)).toMatch(/^Aucun/);
  expect(describeKept(1)).toMatch(/^Un mandat .* reste en cours/);
  expect(describeKept(3)).toMatch(/^3 mandats .* restent en cours/);
});
