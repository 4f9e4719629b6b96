import { expect, test } from 'vitest';
import { decodeText, mentions, withoutMention } from '../../../src/platforms/slack/words.ts';

test.each([
  ['R&amp;D &lt;26 ans&gt;', 'R&D <26 ans>'],
  ['&amp;lt;', '&lt;'],
  ['absence suppléant <@U12|camille>', 'absence suppléant @U12'],
  ['voir <#C1|pti>', 'voir #pti'],
  ['<!here> <!subteam^S1|@pti>', '@here @pti'],
  ['<mailto:a@exemple.fr|a@exemple.fr>', 'a@exemple.fr'],
  ['<tel:0102030405|01 02 03 04 05>', '01 02 03 04 05 (0102030405)'],
  ['<http://exemple.fr|exemple.fr>', 'exemple.fr'],
  ['<https://exemple.fr/x>', 'https://exemple.fr/x'],
  ['  maj THA-3  ', 'maj THA-3'],
])('%s reads %s', (sent, read) => {
  expect(decodeText(sent)).toBe(read);
});

test('the mention of the bot goes, others stay', () => {
  expect(withoutMention('<@UBOT> action THA-3 <@U2>', 'UBOT')).toBe('action THA-3 <@U2>');
  expect(withoutMention('bonjour <@UBOT|relais>, aide', 'UBOT')).toBe('bonjour aide');
  expect(mentions('ok <@UBOT>', 'UBOT')).toBe(true);
  expect(mentions('ok <@UBOT2>', 'UBOT')).toBe(false);
});
