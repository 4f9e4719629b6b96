/** What Teams, and Microsoft's own parser, would say of a card of the bot. */
import { createRequire } from 'node:module';
import type { Card } from '../../src/conversation/card.ts';
import type { Form } from '../../src/conversation/form.ts';
import type { AdaptiveCard as Rendered } from '../../src/platforms/teams/adaptive-card.ts';
import { renderCard } from '../../src/platforms/teams/render-card.ts';
import { renderForm } from '../../src/platforms/teams/render-form.ts';
import { keepShape } from './card-shapes.ts';

/** The parser as a bundle: its modules are made for browsers. */
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof import('adaptivecards');

/** A message of Teams, in bytes of UTF-16. */
const messageBytes = 100 * 1024;
/** The rest of the message: addresses, and the summary that notifications read. */
const envelopeBytes = 7000;
const actionsPerSet = 6;

/** What is wrong with a card that is on its way to Teams; empty: nothing. */
export function brokenCard(card: Rendered): readonly string[] {
  const broken: string[] = [];
  const bytes = Buffer.byteLength(JSON.stringify(card), 'utf16le');
  if (bytes + envelopeBytes > messageBytes) broken.push(`${bytes} bytes`);
  if (card.body.length === 0) broken.push('an empty card');
  if (typesCommand(JSON.stringify(card))) broken.push('a command, where there is none');
  walk(card, (node) => {
    if (node.type === 'ActionSet') broken.push(...brokenRow(node.actions as Node[]));
    if (String(node.type).startsWith('Input.') && isBlank(node.label))
      broken.push('an input without a label');
    if (node.type === 'Image' && isBlank(node.altText)) broken.push('a picture without words');
  });
  return [...broken, ...parserFindings(card)];
}

/** Teams has no slash commands: what is to be typed is said without one. */
function typesCommand(words: string): boolean {
  return /(?<!\w)\/pti\b/.test(words);
}

function brokenRow(actions: readonly Node[]): readonly string[] {
  const count = actions.length;
  return [
    ...(count === 0 || count > actionsPerSet ? [`a row of ${count} buttons`] : []),
    ...actions.filter(({ title }) => isBlank(title)).map(() => 'a button without a label'),
  ];
}

function parserFindings({ lang: _, ...card }: Rendered): readonly string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  // Its expression for languages keeps a place: every other `lang`, it refuses.
  parsed.parse(card, context);
  const found: string[] = [];
  for (let index = 0; index < context.eventCount; index += 1)
    found.push(context.getEventAt(index).message);
  return [...found, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

type Node = Readonly<Record<string, unknown>>;

function isBlank(words: unknown): boolean {
  return typeof words !== 'string' || words.trim() === '';
}

function walk(node: unknown, see: (node: Node) => void): void {
  if (Array.isArray(node)) for (const one of node) walk(one, see);
  else if (node !== null && typeof node === 'object') {
    see(node as Node);
    for (const value of Object.values(node)) walk(value, see);
  }
}

/** A card of the conversation as Teams gets it, whole, or an error. */
export function checkedCard(card: Card): Rendered {
  if (typesCommand(card.summary)) throw new Error(`a command in «${card.summary}»`);
  // With dialogs or without, buttons that open a form differ.
  for (const actions of ['dialogs', 'inDialog'] as const)
    sound(renderCard(card, { strict: true, actions }).card);
  return sound(renderCard(card, { strict: true }).card);
}

export function checkedForm(form: Form): Rendered {
  sound(renderForm(form, { strict: true, dialog: true }));
  return sound(renderForm(form, { strict: true }));
}

function sound(card: Rendered): Rendered {
  const broken = brokenCard(card);
  if (broken.length > 0) throw new Error(`Teams would refuse this card: ${broken.join('; ')}`);
  keepShape(card);
  return card;
}
