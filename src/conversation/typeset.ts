/** French typography in the bot's own sentences; what people typed is left as they typed it. */

import { frenchText as dress } from '../french/typography.ts';
import type { Button, Card, CardBlock, RichText, Span } from './card.ts';
import type { Answer, OutFile } from './exchange.ts';
import type { Field, Form, FormNote } from './form.ts';

export function typeset(answer: Answer): Answer {
  switch (answer.kind) {
    case 'card': {
      const { card, files, after } = answer;
      return {
        ...answer,
        card: typesetCard(card),
        ...(files && { files: files.map(typesetFile) }),
        ...(after && { after: () => after().then(typeset) }),
      };
    }
    case 'form':
      return { ...answer, form: typesetForm(answer.form) };
    case 'fieldErrors':
      return {
        ...answer,
        errors: Object.fromEntries(
          Object.entries(answer.errors).map(([name, words]) => [name, dress(words)]),
        ),
        ...(answer.form && { form: typesetForm(answer.form) }),
      };
    case 'silence':
      return answer;
  }
}

function typesetFile(file: OutFile): OutFile {
  return {
    ...file,
    title: dress(file.title),
    ...(file.alt !== undefined && { alt: dress(file.alt) }),
  };
}

export function typesetCard(card: Card): Card {
  return {
    summary: dress(card.summary),
    ...(card.title !== undefined && { title: dress(card.title) }),
    blocks: card.blocks.map(typesetBlock),
    ...(card.concerns && { concerns: card.concerns }),
  };
}

function typesetBlock(block: CardBlock): CardBlock {
  switch (block.kind) {
    case 'text':
    case 'note':
      return { ...block, text: typesetText(block.text) };
    case 'heading':
      return { ...block, text: dress(block.text) };
    case 'facts':
      return {
        ...block,
        facts: block.facts.map(({ label, value }) => ({
          label: dress(label),
          value: dress(value),
        })),
      };
    case 'item':
      return {
        ...block,
        text: typesetText(block.text),
        ...(block.button && { button: typesetButton(block.button) }),
      };
    case 'buttons':
      return { ...block, buttons: block.buttons.map(typesetButton) };
    case 'divider':
      return block;
  }
}

function typesetText(spans: RichText): RichText {
  return spans.map(typesetSpan);
}

function typesetSpan(span: Span): Span {
  if (typeof span === 'string') return dress(span);
  if ('bold' in span) return { bold: dress(span.bold) };
  if ('italic' in span) return { italic: dress(span.italic) };
  return span;
}

function typesetButton(button: Button): Button {
  return {
    ...button,
    label: shorten(dress(button.label)),
    ...(button.confirm !== undefined && { confirm: dress(button.confirm) }),
  };
}

function typesetForm(form: Form): Form {
  return {
    ...form,
    title: dress(form.title),
    submit: dress(form.submit),
    fields: form.fields.map(typesetField),
  };
}

function typesetField<Entry extends Field | FormNote>(field: Entry): Entry {
  if (field.kind === 'note') return { ...field, text: dress(field.text) };
  return {
    ...field,
    label: dress(field.label),
    ...('choices' in field && {
      choices: field.choices.map(({ value, label }) => ({
        value,
        label: shorten(dress(label)),
      })),
    }),
    ...(field.hint !== undefined && { hint: dress(field.hint) }),
  };
}

/** The most a button or a choice of a list shows on any platform. */
const maxLabelLength = 75;

/** Cut between two words, and said to be cut. */
function shorten(label: string): string {
  if (label.length <= maxLabelLength) return label;
  const cut = label.slice(0, maxLabelLength - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), maxLabelLength / 2)).trimEnd()}…`;
}
