import { expect, it } from 'vitest';
import type { RichText } from '../../../src/conversation/card.ts';
import { richText } from '../../../src/platforms/teams/rich-text.ts';

const shown = (text: RichText) => JSON.stringify(richText(text)).replaceAll('\u00a0', ' ');

it('shows the words of a command alone, as they are typed to the bot', () => {
  expect(shown([{ code: '/pti indicateurs THA-G1 2026' }])).toContain(
    '"text":"indicateurs THA-G1 2026"',
  );
});

it('names the bot before what is to be typed in a channel, where it hears only that', () => {
  expect(shown([{ code: '/pti admin canal', typedIn: 'channel' }])).toContain(
    '"text":"@Relais PTI admin canal"',
  );
});
