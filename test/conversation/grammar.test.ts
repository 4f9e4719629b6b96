import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, Understanding } from '../../src/conversation/grammar/command.ts';
import { understand } from '../../src/conversation/grammar/understand.ts';
import { foldText } from '../../src/domain/fold.ts';
import { speaker, vocabulary } from './fixture-vocabulary.ts';
import { phrasings } from './phrasings.ts';
import type { Meaning } from './phrasings-kit.ts';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
const same = (a: Command, b: Command) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const offers = (got: Understanding, wanted: Command) =>
  got.kind === 'ask' && got.choices.some(({ command }) => same(command, wanted));

/** Done or proposed as meant; a thing that must be asked is asked with all its choices. */
function fits(got: Understanding, means: Meaning): boolean {
  if (means === 'refused' || means === 'unknown') return got.kind === means;
  if ('asks' in means) return means.asks.every((command) => offers(got, command));
  return got.kind === 'command' ? same(got.command, means) : offers(got, means);
}

describe('phrasings', () => {
  for (const { words, means, note } of phrasings) {
    it(`${JSON.stringify(words)}${note === undefined ? '' : ` (${note})`}`, () => {
      const got = understand(words, vocabulary, speaker);
      if (!fits(got, means)) expect(got).toEqual(means);
    });
  }
});

/** A command that saves something as soon as it is understood. */
function writes(command: Command): boolean {
  switch (command.name) {
    case 'update':
      return command.action !== undefined && Object.keys(command).length > 2;
    case 'meeting':
      return command.group !== undefined && command.heldOn !== undefined;
    case 'ask':
      return (
        command.circuit !== undefined &&
        (command.action !== undefined || command.group !== undefined)
      );
    case 'committee':
    case 'steering':
      return command.act !== undefined;
    case 'absence':
      return command.cancel === true || command.until !== undefined;
    case 'reminders':
      return command.act !== undefined && Object.keys(command).length > 2;
    case 'indicators':
      return command.said !== undefined;
    case 'submitIndicators':
      return true;
    case 'admin':
      return (
        command.act.kind === 'channel' ||
        (command.act.kind === 'campaign' && command.act.move !== undefined)
      );
    case 'clock':
      return command.advance !== undefined || command.to !== undefined;
    default:
      return false;
  }
}

/** What must stand among the folded words, without spaces, for a write of this kind. */
function named(command: Command, typed: string): boolean {
  const words = foldText(typed);
  const compact = words.replaceAll(' ', '');
  switch (command.name) {
    case 'update': {
      const action = vocabulary.actions.find((a) => a.code === command.action);
      const number = /\d+$/.exec(action?.code ?? '')?.[0] ?? 'none';
      const title = foldText(action?.title ?? '').split(' ');
      const says = /maj|miseajour|mettreajour|avancee|declarer|actualiser|mets?ajour/.test(compact);
      const tells =
        /[:：]|ras|rien|nouv|neuf|idem|inchang|signaler|chang|cours|lanc|demarr|comm|engag|route|fonction|service|place|operation|projet|etude|fait|fini|realis|termin|achev|clotur|boucl|abandon|annul|arret|stopp|bloq|blocage|attente|validation/;
      const about = compact.includes(number) || title.some((word) => words.includes(word));
      return (
        about && (says || tells.test(typed.includes('：') ? ':' : compact) || typed.includes(':'))
      );
    }
    case 'meeting':
      return /reunion|concertation|reuni|vus/.test(compact);
    case 'ask':
      return /demand|valid|soumettre|visa|circuit/.test(compact);
    case 'committee':
      return /comite|cla/.test(compact);
    case 'steering':
      return /copil|comitedepilotage|comitesdepilotage/.test(compact);
    case 'absence':
      return /absen|conge|vacances|arret|pasla|supple|meremplace/.test(compact);
    case 'reminders':
      return /rappel|relanc|notif|pause|messagerie|ecri|previen|preven|joindre/.test(compact);
    case 'indicators':
      return /indicateur|evaluation|campagne/.test(compact);
    case 'submitIndicators':
      return /(?:env|trans|sou|ren).*(?:indicateur|evaluation)/.test(compact);
    case 'clock':
      return compact.includes('horloge');
    default:
      return compact.includes('admin');
  }
}

const oddities = fc.constantFrom(
  '\u0000',
  '<!channel>',
  '\u202E',
  '\u200B',
  '\uD83D',
  '\uDE00',
  '😀',
  '«',
  '»',
  '"',
  '“',
  '’',
  "'",
  '&amp;',
  '@',
  '#',
  '/pti',
  '\n',
  '\u00A0',
  '\u202F',
  'é',
  'e\u0301',
  'ﬁ',
  '①',
  '½',
  '٣',
  '：',
  ':',
  '?',
  'référent·e',
  'شكرا',
);
const knownWords = fc.constantFrom(
  ...[...new Set(phrasings.flatMap(({ words }) => words.split(/\s+/)))],
);
const line = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 10_000 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 10_000 }) },
  {
    weight: 4,
    arbitrary: fc.array(fc.oneof(knownWords, oddities), { maxLength: 40 }).map((w) => w.join(' ')),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.oneof(knownWords, oddities), { maxLength: 40 }).map((w) => w.join('')),
  },
);

describe('any line', () => {
  it('never throws, and writes only what its words name', () => {
    fc.assert(
      fc.property(line, (words) => {
        const got = understand(words, vocabulary, speaker);
        if (got.kind === 'command' && writes(got.command)) {
          expect(named(got.command, words), JSON.stringify(got.command)).toBe(true);
        }
        if (got.kind === 'ask') {
          expect(got.choices.length).toBeGreaterThan(0);
          expect(got.choices.length).toBeLessThanOrEqual(10);
          for (const { label } of got.choices) {
            expect(label).not.toBe('');
            expect([...label].length).toBeLessThanOrEqual(75);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('stays quick on ten thousand characters of the worst kinds', () => {
    for (const unit of [
      'a',
      'maj ',
      ':',
      '«',
      'THA-3 ',
      'en cours ',
      '\u0301',
      'thau ',
      '12 ',
      '" ',
      ' ',
      '1/',
      'mardi ',
    ]) {
      for (const verb of [
        '',
        'maj ',
        'réunion ',
        'actions ',
        'qui ',
        'relais ',
        'horloge ',
        'admin ',
        'groupe ',
        'nouvelle action ',
        'demander ',
        'simuler ',
        'valider ',
        'demandes ',
        'absence ',
        'comité ',
        'comité thau reporté ',
        'copil ',
        'agenda ',
        'rappels ',
        'rappels pause jusqu’au ',
        'ok ',
        'V-12 ',
      ]) {
        const words = (verb + unit.repeat(10_000)).slice(0, 10_000);
        expect(understand(words, vocabulary, speaker), `${verb}${unit}`).toHaveProperty('kind');
      }
    }
  });

  it('says what it asks in French typography', () => {
    const asked = understand('qui martin', vocabulary, speaker);
    expect(asked).toMatchObject({ kind: 'ask', question: 'Vouliez-vous dire…\u202F?' });
  });
});
