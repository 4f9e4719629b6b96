/** A digest as a card that fits a phone: lines by kind, each with its answers as buttons. */

import { plainDate, weekdayAndDate } from '../../french/format-date.ts';
import { count } from '../../french/plural.ts';
import { actOn, button, buttons, item, note, say, text } from '../answers.ts';
import type { Button, Card, CardBlock, Span } from '../card.ts';
import { personName } from '../labels.ts';
import type { LineScene, LineWriter, WrittenLine } from './line.ts';

export interface DigestLine {
  readonly scene: LineScene;
  readonly writer: LineWriter;
  /** The day the digest leaves, or left. */
  readonly sentOn: string;
  /** What waits for an answer; else `outcome` tells what became of it. */
  readonly written?: WrittenLine;
  readonly outcome?: string;
}

/** Lines of a kind shown with all their answers; of more, each has the likeliest one. */
const withEveryAnswer = 3;
const shown = 8;
/** What the summary names; the rest is counted. */
const named = 3;

export function digestCard(sentOn: string, lines: readonly DigestLine[]): Card {
  const open = lines.flatMap(({ written }) => written ?? []);
  const blocks: CardBlock[] = [];
  for (const [writer, group] of Map.groupBy(lines, (line) => line.writer))
    blocks.push({ kind: 'heading', text: writer.heading }, ...groupBlocks(writer, group));
  if (open.length > 0)
    blocks.push(note('Pour changer le rythme ou l’heure : ', { code: 'rappels' }));
  return { summary: summaryOf(open), title: `Vos rappels du ${weekdayAndDate(sentOn)}`, blocks };
}

function summaryOf(open: readonly WrittenLine[]): string {
  if (open.length === 0) return 'Vos rappels : tout a reçu une réponse.';
  const others = open.length - named;
  const more = others > 0 ? ` et ${count(others, 'autre', 'autres')}` : '';
  const what = open.slice(0, named).map(({ about }) => about);
  return `${count(open.length, 'rappel', 'rappels')} : ${what.join(' ; ')}${more}.`;
}

function groupBlocks(writer: LineWriter, lines: readonly DigestLine[]): readonly CardBlock[] {
  const compact = lines.length > withEveryAnswer;
  const blocks = lines.slice(0, shown).flatMap((line) => lineBlocks(line, compact));
  const others = lines.length - shown;
  if (others <= 0) return blocks;
  const all = writer.seeAll === undefined ? undefined : button('Voir tout', say(writer.seeAll));
  return [...blocks, item([`Et ${count(others, 'autre', 'autres')}.`], all)];
}

function lineBlocks(line: DigestLine, compact: boolean): readonly CardBlock[] {
  const { written, outcome = '' } = line;
  // What was answered keeps its name, not its buttons.
  if (!written) return [text({ bold: line.writer.subject(line.scene) }, `\n${outcome}`)];
  const spans = [...written.text, ...around(line)];
  const answers = [...written.buttons, ...later(line)];
  if (compact && !written.details) return [item(spans, answers[0])];
  return [
    text(...spans),
    ...(written.details ?? []),
    ...(answers.length > 0 ? [buttons(...answers)] : []),
  ];
}

/** Whom the reader stands in for; that it comes late; that it was put off. */
function around({ scene, sentOn }: DigestLine): readonly Span[] {
  const { line, names, standing } = scene;
  const spans: Span[] = [];
  if (line.holder !== line.recipient)
    spans.push({ italic: `\nÀ la place de ${personName(names, line.holder)}.` });
  if (line.plannedOn < sentOn)
    spans.push({
      italic: `\nPrévu le ${plainDate(line.plannedOn)}, envoyé le ${plainDate(sentOn)}.`,
    });
  if (standing.snoozedUntil !== null)
    spans.push({ italic: `\nRemis à plus tard, jusqu’au ${plainDate(standing.snoozedUntil)}.` });
  return spans;
}

/** A request is never put off. */
function later({ scene }: DigestLine): readonly Button[] {
  const { line, standing } = scene;
  if (line.kind === 'validation-step' || standing.snoozedUntil !== null) return [];
  return [button('Plus tard', actOn('snoozeReminder', `${line.kind}:${line.subject}`))];
}
