import { expect, it } from 'vitest';
import { dueWords } from '../../src/conversation/requests/due-words.ts';

const asked = {
  ...{ id: 's1', label: 'Pilote', names: ['Sarah Combes'], escalated: false },
  standing: 'asked' as const,
};
const dueOn = '2027-03-09';
const say = (today: string, seats: Parameters<typeof dueWords>[0]['seats'] = [asked]) =>
  dueWords({ dueOn, seats }, today).trim();

it('an answer is awaited for its day, until that day', () => {
  expect(say('2027-03-08')).toBe('Réponse attendue pour le mardi 9 mars 2027.');
  expect(say('2027-03-09')).toBe('Réponse attendue aujourd’hui, dernier jour.');
});

it('a late one says so, and that the chargée de mission knows only once she does', () => {
  expect(say('2027-03-10')).toBe(
    'Réponse attendue depuis le mardi 9 mars 2027 : le délai est passé.',
  );
  expect(say('2027-03-10', [{ ...asked, escalated: true }])).toContain(
    'le délai est passé, la chargée de mission est prévenue.',
  );
});

it('an internal validation gives one day, with the term that it goes beyond', () => {
  const internal = { ...asked, standing: 'internal' as const, internalUntil: '2027-03-16' };
  expect(say('2027-03-01', [internal])).toBe(
    'En validation interne jusqu’au mardi 16 mars 2027 (délai prévu : mardi 9 mars 2027).',
  );
  expect(say('2027-03-01', [internal, asked])).toContain('Réponse attendue pour le');
});
