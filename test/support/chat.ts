/**
 * People talking to the bot through its one conversation, on a real database. Every answer is also
 * rendered for each platform under its limits, so that a card nobody could see fails the test.
 */
import type { Button, Card } from '../../src/conversation/card.ts';
import type { Answer, DirectoryEntry, Place, Request } from '../../src/conversation/exchange.ts';
import type { Form, FormValues } from '../../src/conversation/form.ts';
import type { Press } from '../../src/conversation/press.ts';
import {
  type ConversationOptions,
  createConversation,
} from '../../src/conversation/start-conversation.ts';
import { renderCard } from '../../src/platforms/slack/render-card.ts';
import { renderForm } from '../../src/platforms/slack/render-form.ts';
import type { Person } from '../../src/store/people.ts';
import { checkedCard, checkedForm } from './teams-cards.ts';
import type { World } from './world.ts';

export interface Chat {
  say(person: Person, words: string, options?: Said): Promise<Answer>;
  press(person: Person, press: Press | unknown, options?: Said): Promise<Answer>;
  submit(person: Person, form: Form, values: FormValues, options?: Said): Promise<Answer>;
  send(person: Person, request: Request, options?: Said): Promise<Answer>;
  readonly conversation: ReturnType<typeof createConversation>;
}

interface Said {
  readonly place?: Place;
  /** The same key twice is the same delivery twice. */
  readonly key?: string;
  readonly entry?: Partial<DirectoryEntry>;
}

export function openChat(world: World, options: Partial<ConversationOptions> = {}): Chat {
  let deliveries = 0;
  let ids = 0;
  const conversation = createConversation({
    db: world.db,
    clock: () => world.now,
    newId: () => `chat-${++ids}`,
    confirmAccounts: false,
    ...options,
  });
  const chat: Chat = {
    conversation,
    say: (person, words, said) => chat.send(person, { kind: 'words', words }, said),
    press: (person, value, said) => chat.send(person, { kind: 'press', value }, said),
    submit: (person, form, values, said) =>
      chat.send(person, { kind: 'submit', form: form.name, state: form.state, values }, said),
    async send(person, request, said = {}) {
      const inbound = {
        key: said.key ?? `delivery-${++deliveries}`,
        account: { platform: 'test', tenant: 'T1', user: person.id },
        place: said.place ?? { kind: 'direct' as const, id: 'D1' },
        request,
      };
      const result = await conversation.handle(inbound, '{}');
      const answer =
        result.kind === 'answer'
          ? result.answer
          : await conversation.introduce(result.key, {
              email: person.email ?? 'inconnue@exemple.fr',
              displayName: `${person.firstName} ${person.lastName}`,
              isBot: false,
              isDeleted: false,
              isExternal: false,
              isGuest: false,
              ...said.entry,
            });
      render(answer);
      if (answer.kind === 'fieldErrors') expectMendable(answer);
      return answer;
    },
  };
  return chat;
}

function render(answer: Answer): void {
  if (answer.kind === 'card') {
    renderCard(answer.card, { strict: true });
    checkedCard(answer.card);
  } else if (answer.kind !== 'silence' && answer.form) {
    renderForm(answer.form, undefined, { strict: true });
    checkedForm(answer.form);
  }
}

/** A form with errors is shown again: each of them under a field that it has. */
function expectMendable({ errors, form }: Extract<Answer, { kind: 'fieldErrors' }>): void {
  const fields = form?.fields.flatMap((field) => (field.kind === 'note' ? [] : [field.name]));
  const lost = Object.keys(errors).filter((name) => !fields?.includes(name));
  if (lost.length > 0) throw new Error(`no field of the form shown again is named ${lost}`);
}

/** The card of an answer that must be one. */
export function cardOf(answer: Answer): Card {
  if (answer.kind !== 'card') throw new Error(`not a card: ${JSON.stringify(answer)}`);
  return answer.card;
}

export function formOf(answer: Answer): Form {
  if (answer.kind !== 'form') throw new Error(`not a form: ${JSON.stringify(answer)}`);
  return answer.form;
}

export function errorsOf(answer: Answer): Readonly<Record<string, string>> {
  if (answer.kind !== 'fieldErrors') throw new Error(`no field errors: ${JSON.stringify(answer)}`);
  return answer.errors;
}

/** All that a card says, in one line, no-break spaces made plain. */
export function wordsOf(answer: Answer): string {
  const card = cardOf(answer);
  const parts = [card.summary, card.title ?? ''];
  for (const block of card.blocks) {
    if (block.kind === 'text' || block.kind === 'note' || block.kind === 'item')
      parts.push(
        block.text
          .map((span) => {
            if (typeof span === 'string') return span;
            return 'code' in span ? span.code : Object.values(span).join('');
          })
          .join(''),
      );
    if (block.kind === 'heading') parts.push(block.text);
    if (block.kind === 'facts')
      parts.push(block.facts.map((fact) => `${fact.label} ${fact.value}`).join(' '));
  }
  return parts.join(' ').replaceAll(/[\u00a0\u202f]/g, ' ');
}

export function buttonsOf(answer: Answer): readonly Button[] {
  return cardOf(answer).blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons;
    return block.kind === 'item' && block.button ? [block.button] : [];
  });
}

/** The press of the button with that label. */
export function pressOf(answer: Answer, label: string): Press {
  const found = buttonsOf(answer).find(
    (button) => button.label.replaceAll(/[\u00a0\u202f]/g, ' ') === label,
  );
  if (!found)
    throw new Error(
      `no button «${label}» among ${buttonsOf(answer)
        .map((one) => one.label)
        .join(', ')}`,
    );
  return found.press;
}

/** What a person sees in a form when it opens: sent back as it is unless they change it. */
export function prefilled(form: Form): FormValues {
  const values: Record<string, string | readonly string[]> = {};
  for (const field of form.fields) {
    if (field.kind === 'note') continue;
    if (field.kind === 'choices') {
      if (field.values) values[field.name] = field.values;
    } else if (field.value !== undefined) values[field.name] = field.value;
  }
  return values;
}
