import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TeamsActivity } from '../../../src/platforms/teams/activity.ts';
import { textOf, wordsOf } from '../../../src/platforms/teams/words.ts';

function activity(text: string): TeamsActivity {
  return { text, recipient: { id: 'bot' } } as TeamsActivity;
}

describe('somebody’s message, handed over as HTML', () => {
  it.each([
    ['<p>Bonjour</p><p>à tous</p>', 'Bonjour\nà tous'],
    ['<div>a &lt; b<br>c</div>', 'a < b\nc'],
    ['Voir <at id="0">Karim Haddad</at> &amp; <b>Sarah</b>', 'Voir @Karim Haddad & Sarah'],
    ['avant<attachment id="1"></attachment> <style>p { color: red }</style>après', 'avant après'],
    ['<script>un</script><p>deux</p>', 'deux'],
    ['un <style>ce qui n’est jamais fermé', 'un'],
    ['2 < 3', '2 < 3'],
  ])('%s', (html, words) => {
    expect(textOf(html)).toBe(words);
  });

  it('keeps no tag but those of people mentioned, whatever is opened and closed', () => {
    const tags = fc.constantFrom(
      '<p>',
      '</p>',
      '<at>',
      '</at>',
      '<style>',
      '</style>',
      '<',
      '>',
      'a',
    );
    fc.assert(
      fc.property(fc.array(tags), (pieces) => {
        expect(textOf(pieces.join(''))).not.toMatch(/<\/?(?:p|style)>/u);
      }),
    );
  });
});

describe('words of any length', () => {
  /** Each would take minutes if what it begins were looked for to the end at every place. */
  it.each(['<', '<at ', '<script>', '<script ', '<at>a', '</', '&lt;<'])(
    'that repeat %s are read in one pass',
    (piece) => {
      const long = piece.repeat(200_000);
      expect(textOf(long).length).toBeLessThanOrEqual(20_000);
      expect(wordsOf(activity(long)).length).toBeLessThanOrEqual(20_000);
    },
  );
});
