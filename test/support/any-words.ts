/** Things nobody should type: commands and pieces of them, broken, hostile or merely strange. */
import fc from 'fast-check';

const commands = [
  'maj',
  'actions',
  'action',
  'réunion',
  'groupe',
  'qui',
  'relais',
  'inspirations',
  'admin',
  'aide',
  'nouvelle action',
];
const pieces = fc.oneof(
  fc.constantFrom(
    'THA-1',
    'tha 1',
    'THA-999',
    'en cours',
    'en cour',
    'réalisée',
    ':',
    '::',
    '31/02/2027',
    'mardi 17 mars',
    'fin de mandat',
    '14 participants',
    '-3 personnes',
    '<!channel>',
    '<@U123>',
    '@here',
    '"',
    '«',
    '`',
    '\u0000',
    '\u202e\u0627\u0644',
    '👩‍👩‍👧',
    '\ud800',
    "'; DROP TABLE action; --",
    '=HYPERLINK("x")',
    'x'.repeat(10_000),
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
export const anyWords = fc
  .tuple(fc.option(fc.constantFrom(...commands)), fc.array(pieces, { maxLength: 6 }))
  .map(([command, rest]) => [...(command ? [command] : []), ...rest].join(' '))
  .chain((line) => fc.nat(line.length).map((cut) => (cut % 4 === 0 ? line.slice(0, cut) : line)));
