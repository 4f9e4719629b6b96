import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frenchSpaces } from '../../src/french/typography.ts';

/** «_» stands for the no-break space, «~» for the narrow one. */
const shown = (text: string) => text.replaceAll('\u00A0', '_').replaceAll('\u202F', '~');

describe('frenchSpaces', () => {
  it.each([
    ['Vouliez-vous dire ceci ?', 'Vouliez-vous dire ceci~?'],
    ['Vouliez-vous dire ceci?', 'Vouliez-vous dire ceci~?'],
    ['Attention: deux cas ; le premier !', 'Attention_: deux cas~; le premier~!'],
    ['Fin :', 'Fin_:'],
    ['Fin:', 'Fin_:'],
    [' : la suite', '_: la suite'],
    ['Dites «maj» ou « rien »', 'Dites «_maj_» ou «_rien_»'],
    ['« ', '«_'],
    [' »', '_»'],
    ['«maj» ?', '«_maj_»~?'],
    ['39,5 % et 12%', '39,5~% et 12~%'],
    ['à 14:00 ?', 'à 14:00~?'],
    ['de 14:00:', 'de 14:00_:'],
    ['voir https://exemple.fr/a?b=c;d:e ?', 'voir https://exemple.fr/a?b=c;d:e~?'],
    ['voir https://exemple.fr?', 'voir https://exemple.fr~?'],
    ['Écrire à lea@exemple.fr: merci', 'Écrire à lea@exemple.fr_: merci'],
    ['tapez `maj THA-3 : texte?`', 'tapez `maj THA-3 : texte?`'],
    ['un signe :tada: ici', 'un signe :tada: ici'],
    ['Vraiment ?!', 'Vraiment~?!'],
    ['(?)', '(?)'],
    ['code action:THA-3', 'code action:THA-3'],
    ['Ligne une :\nligne deux', 'Ligne une_:\nligne deux'],
    ['l’action THA-3, au 12/03/2027.', 'l’action THA-3, au 12/03/2027.'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(shown(frenchSpaces(text))).toBe(expected);
  });

  const pieces = fc.constantFrom(
    ...['mot', ' ', '  ', ':', ';', '?', '!', '«', '»', '%', '12', '14:00', '\u00A0', '\u202F'],
    ...['https://a.fr/?', 'a@b.fr', '`x ?`', ':tada:', '\n', '(', '.', '…', '/'],
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 15 }).map((all) => all.join('')),
    fc.string({ unit: 'binary' }),
  );

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = frenchSpaces(text);
        expect(frenchSpaces(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('only ever touches spaces', () => {
    const bare = (text: string) => text.replaceAll(/[ \u00A0\u202F]/g, '');
    fc.assert(
      fc.property(texts, (text) => {
        expect(bare(frenchSpaces(text))).toBe(bare(text));
      }),
    );
  });

  // A reading in quadratic time would not end within the test's own limit.
  it.each(['œ', 'a', '  ', '`', '« ', '1 ', 'a@'])('ends on two million «%s»', (bit) => {
    const text = bit.repeat(2_000_000 / bit.length);
    expect(frenchSpaces(`${text}x`)).toMatch(/x$/);
  });
});
