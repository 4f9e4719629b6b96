import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Card, CardBlock, Span } from '../../../src/conversation/card.ts';
import { CardTooLarge, renderCard } from '../../../src/platforms/slack/render-card.ts';
import { brokenLimits, mrkdwnTexts } from './block-limits.ts';

const say = (words: string) => ({ do: 'say', words }) as const;
const card = (...blocks: CardBlock[]): Card => ({ summary: 'Résumé', blocks });
const text = (...spans: Span[]): string =>
  mrkdwnTexts(renderCard(card({ kind: 'text', text: spans })).blocks).join('\n---\n');

describe('spans', () => {
  test.each<[string, Span[], string]>([
    ['bold', ['Action ', { bold: 'THA-3' }, ' en cours'], 'Action *THA-3* en cours'],
    ['italic', [{ italic: 'exemple' }], '_exemple_'],
    ['code', ['Tapez ', { code: '/pti aide' }, '.'], 'Tapez `/pti aide`.'],
    [
      'a link',
      [{ link: 'Agenda', url: 'https://exemple.fr/a?b=1&c=2' }],
      '<https://exemple.fr/a?b=1&amp;c=2|Agenda>',
    ],
    ['a link that is none', [{ link: 'Agenda', url: 'javascript:alert(1)' }], 'Agenda'],
    [
      'a quote of several lines',
      ['Elle écrit\u00a0:', { quote: 'un\ndeux\n\ntrois' }, 'Fin'],
      'Elle écrit\u00a0:\n> un\n> deux\n>\n> trois\nFin',
    ],
    ['bold of several lines', [{ bold: 'un\n deux ' }], '*un*\n *deux* '],
    ['spaces stay outside the markers', [{ bold: ' un ' }, 'deux'], ' *un* deux'],
    ['bold against a letter', ['l', { bold: 'action' }, 's'], 'l\u200b*action*\u200bs'],
    ['empty spans', [{ bold: '' }, { quote: ' ' }, 'reste'], 'reste'],
    ['entities', ['a < b & c > d'], 'a &lt; b &amp; c &gt; d'],
    ['an entity typed as such', ['&lt;!here&gt;'], '&amp;lt;!here&amp;gt;'],
    ['mentions', ['<!channel> <@U1> <#C1>'], '&lt;!channel&gt; &lt;@U1&gt; &lt;#C1&gt;'],
    ['formatting characters', ['*a* _b_ ~c~ `d`'], '∗a∗ ˍbˍ ∼c∼ ˋdˋ'],
    ['an address keeps its underscore', ['jean_paul@exemple.fr'], 'jean_paul@exemple.fr'],
    [
      'a quotation typed',
      ['> cité\n > aussi\n1 > 0'],
      '\u200b&gt; cité\n \u200b&gt; aussi\n1 &gt; 0',
    ],
  ])('%s', (_name, spans, expected) => {
    expect(text(...spans)).toBe(expected);
  });
});

describe('arbitrary text', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          '<!channel>',
          '<@U1>',
          '<#C1|x>',
          '*',
          '_',
          '~',
          '`',
          '```',
          '>',
          '&',
          '&gt;',
          '|',
          '\n',
          '\r\n',
          ' ',
          'é',
          'a',
          '<https://x|y>',
          '\u2028',
          '\u0000',
        ),
        { maxLength: 12 },
      )
      .map((bits) => bits.join('')),
  );
  const spanOf = (words: string): fc.Arbitrary<Span> =>
    fc.constantFrom<Span>(
      words,
      { bold: words },
      { italic: words },
      { code: words },
      { quote: words },
      { link: words, url: 'https://exemple.fr/' },
    );

  /** What is left once the adapter's own markers are taken away, line by line. */
  function bare(rendered: string, span: Span): string {
    const own =
      typeof span === 'string'
        ? /^()(.*)()$/
        : 'quote' in span
          ? /^()> ?(.*)()$/
          : 'link' in span
            ? /^()<https:\/\/exemple\.fr\/(?:\|(.*))?>()$/
            : 'bold' in span
              ? /^(\s*)\*(.*)\*(\s*)$/
              : 'italic' in span
                ? /^(\s*)_(.*)_(\s*)$/
                : /^(\s*)`(.*)`(\s*)$/;
    return rendered
      .split('\n')
      .map((line) =>
        line.replace(own, (_line, before = '', words = '', after = '') => before + words + after),
      )
      .join('\n');
  }

  function expectInert(shown: string): void {
    expect(shown).not.toMatch(/[<>]/);
    expect(shown).not.toMatch(/[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/);
    expect(shown).not.toMatch(/^[^\S\n]*&gt;/m);
    expect(shown.replace(/&(amp|lt|gt);/g, '')).not.toContain('&');
  }

  test('never becomes a mention, a link, formatting or a quotation', () => {
    fc.assert(
      fc.property(
        nasty.chain((words) => fc.tuple(fc.constant(words), spanOf(words))),
        ([words, span]) => {
          const rendered = renderCard(card({ kind: 'text', text: [span] }));
          expectInert(bare(mrkdwnTexts(rendered.blocks).join('\n'), span));
          const elsewhere = renderCard({
            summary: words,
            blocks: [
              { kind: 'note', text: [words] },
              { kind: 'item', text: [words, words] },
            ],
          });
          expectInert(elsewhere.text);
          for (const shown of mrkdwnTexts(elsewhere.blocks)) {
            expectInert(shown);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('any card keeps the limits, strict or shortened', () => {
    const long = fc
      .string({ unit: 'grapheme', maxLength: 400 })
      .chain((words) => fc.integer({ min: 1, max: 30 }).map((times) => words.repeat(times)));
    const button = fc.record({
      label: long.map((words) => words || 'x'),
      press: long.map((words) => say(words)),
      confirm: long,
    });
    const block: fc.Arbitrary<CardBlock> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: fc.array(long, { maxLength: 3 }) }),
      fc.record({
        kind: fc.constant('item' as const),
        text: fc.array(long, { maxLength: 2 }),
        button,
      }),
      fc.record({
        kind: fc.constant('buttons' as const),
        buttons: fc.array(button, { maxLength: 30 }),
      }),
      fc.record({ kind: fc.constant('note' as const), text: fc.array(long, { maxLength: 2 }) }),
      fc.record({
        kind: fc.constant('facts' as const),
        facts: fc.array(fc.record({ label: long, value: long }), { maxLength: 5 }),
      }),
      fc.constant({ kind: 'divider' as const }),
    );
    fc.assert(
      fc.property(
        fc.record({ summary: long, title: long, blocks: fc.array(block, { maxLength: 60 }) }),
        (any) => {
          const rendered = renderCard(any);
          expect(brokenLimits(rendered.blocks)).toEqual([]);
          expect(rendered.text.length).toBeLessThanOrEqual(3000);
          if (rendered.truncated) {
            expect(() => renderCard(any, { strict: true })).toThrow(CardTooLarge);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('blocks', () => {
  test('every kind', () => {
    const rendered = renderCard(
      {
        summary: 'THA-3 est en cours.',
        title: 'Action THA-3',
        blocks: [
          {
            kind: 'facts',
            facts: [
              { label: 'Statut', value: 'en cours' },
              { label: 'Groupe', value: 'Mobilité' },
            ],
          },
          { kind: 'heading', text: 'À faire' },
          {
            kind: 'item',
            text: ['Répondre à ', { bold: 'V-12' }],
            button: { label: 'Répondre', press: say('demande V-12') },
          },
          { kind: 'divider' },
          {
            kind: 'buttons',
            buttons: [
              {
                label: 'Valider',
                press: { do: 'act', act: 'approve', id: 'V-12', version: 2 },
                style: 'primary',
              },
              {
                label: 'Refuser',
                press: say('refuser V-12'),
                style: 'danger',
                confirm: 'Refuser la demande ?',
              },
            ],
          },
          { kind: 'note', text: ['2 sur 9'] },
        ],
      },
      { strict: true },
    );
    expect(rendered).toMatchInlineSnapshot(`
      {
        "blocks": [
          {
            "block_id": "b0",
            "text": {
              "emoji": false,
              "text": "Action THA-3",
              "type": "plain_text",
            },
            "type": "header",
          },
          {
            "block_id": "b1",
            "text": {
              "text": "*Statut :* en cours
      *Groupe :* Mobilité",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
          {
            "block_id": "b2",
            "text": {
              "text": "*À faire*",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
          {
            "accessory": {
              "action_id": "press.3.0",
              "text": {
                "emoji": false,
                "text": "Répondre",
                "type": "plain_text",
              },
              "type": "button",
              "value": "{"do":"say","words":"demande V-12"}",
            },
            "block_id": "b3",
            "text": {
              "text": "Répondre à *V-12*",
              "type": "mrkdwn",
              "verbatim": true,
            },
            "type": "section",
          },
          {
            "block_id": "b4",
            "type": "divider",
          },
          {
            "block_id": "b5",
            "elements": [
              {
                "action_id": "press.5.0",
                "style": "primary",
                "text": {
                  "emoji": false,
                  "text": "Valider",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "{"do":"act","act":"approve","id":"V-12","version":2}",
              },
              {
                "action_id": "press.5.1",
                "confirm": {
                  "confirm": {
                    "emoji": false,
                    "text": "Refuser",
                    "type": "plain_text",
                  },
                  "deny": {
                    "emoji": false,
                    "text": "Annuler",
                    "type": "plain_text",
                  },
                  "style": "danger",
                  "text": {
                    "emoji": false,
                    "text": "Refuser la demande ?",
                    "type": "plain_text",
                  },
                  "title": {
                    "emoji": false,
                    "text": "Confirmer",
                    "type": "plain_text",
                  },
                },
                "style": "danger",
                "text": {
                  "emoji": false,
                  "text": "Refuser",
                  "type": "plain_text",
                },
                "type": "button",
                "value": "{"do":"say","words":"refuser V-12"}",
              },
            ],
            "type": "actions",
          },
          {
            "block_id": "b6",
            "elements": [
              {
                "text": "2 sur 9",
                "type": "mrkdwn",
                "verbatim": true,
              },
            ],
            "type": "context",
          },
        ],
        "text": "THA-3 est en cours.",
        "truncated": false,
      }
    `);
    expect(brokenLimits(rendered.blocks)).toEqual([]);
  });

  test('a card too large keeps its beginning and its buttons, and says so', () => {
    const items: CardBlock[] = Array.from({ length: 70 }, (_, index) => ({
      kind: 'item',
      text: [`Action ${index}`],
    }));
    const large = card(...items, {
      kind: 'buttons',
      buttons: [{ label: 'Suite', press: say('actions page 2') }],
    });
    expect(() => renderCard(large, { strict: true })).toThrow(CardTooLarge);
    const rendered = renderCard(large);
    expect(rendered.truncated).toBe(true);
    expect(rendered.blocks).toHaveLength(50);
    expect(rendered.blocks.at(-2)).toMatchObject({
      type: 'actions',
      elements: [{ text: { text: 'Suite' } }],
    });
    expect(mrkdwnTexts(rendered.blocks).at(-1)).toContain('La suite ne tient pas dans ce message.');
    expect(renderCard(large, { maxBlocks: 100 }).truncated).toBe(false);
  });

  test('a button that carries too much is left out rather than broken', () => {
    const rendered = renderCard(
      card({ kind: 'buttons', buttons: [{ label: 'Trop', press: say('"'.repeat(1400)) }] }),
    );
    expect(JSON.stringify(rendered.blocks)).not.toContain('Trop');
    expect(rendered.truncated).toBe(true);
  });

  test('long text is cut between lines, and nothing is lost', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `Ligne ${index} ${'x'.repeat(20)}`);
    const rendered = renderCard(card({ kind: 'text', text: [lines.join('\n')] }), { strict: true });
    expect(rendered.blocks.length).toBeGreaterThan(1);
    expect(mrkdwnTexts(rendered.blocks).join('\n').split('\n')).toEqual(lines);
  });

  test('a long quotation stays a quotation in each part', () => {
    const rendered = renderCard(card({ kind: 'text', text: [{ quote: 'mot '.repeat(1200) }] }), {
      strict: true,
    });
    expect(mrkdwnTexts(rendered.blocks).every((part) => part.startsWith('> '))).toBe(true);
  });

  test('the local workspace gets characters for entities, which still open nothing', () => {
    const rendered = renderCard(
      card({
        kind: 'text',
        text: ['R&D <!channel> -> ', { link: 'ici', url: 'https://exemple.fr' }],
      }),
      { bareEntities: true },
    );
    expect(mrkdwnTexts(rendered.blocks)).toEqual([
      'R&D <\u200b!channel> -> <https://exemple.fr/|ici>',
    ]);
  });

  test('a summary is cut between entities', () => {
    const rendered = renderCard({ summary: '&'.repeat(4000), blocks: [] });
    expect(rendered.text.length).toBeLessThanOrEqual(3000);
    expect(rendered.text.replaceAll('&amp;', '')).toBe('…');
  });
});
