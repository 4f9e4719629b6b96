/** A conversation that answers what a test decides, for tests of the adapters. */
import type { Card } from '../../src/conversation/card.ts';
import type {
  Answer,
  Conversation,
  DirectoryEntry,
  FirstContact,
  HandleResult,
  Inbound,
} from '../../src/conversation/conversation.ts';
import type { Quotation } from '../../src/conversation/exchange.ts';

const card = (words: string): Card => ({
  summary: words,
  blocks: [{ kind: 'text', text: [words] }],
});

export const cardAnswer = (words: string, replaces?: boolean): Answer => ({
  kind: 'card',
  card: card(words),
  ...(replaces === undefined ? {} : { replaces }),
});

export interface FakeConversation extends Conversation {
  readonly inbounds: Inbound[];
  readonly replies: string[];
  readonly introduced: { key: string; entry: DirectoryEntry | undefined }[];
  /** Decides each exchange; a card «Bien reçu.» by default. */
  decide: (inbound: Inbound) => HandleResult | Promise<HandleResult>;
  onIntroduce: () => Answer;
  onHome: () => Answer;
  onQuote: (words: string) => readonly Quotation[] | undefined;
  pending: FirstContact[];
}

export function fakeConversation(): FakeConversation {
  return {
    inbounds: [],
    replies: [],
    introduced: [],
    pending: [],
    decide: () => ({ kind: 'answer', answer: cardAnswer('Bien reçu.') }),
    onIntroduce: () => cardAnswer('Bonjour Camille.'),
    onHome: () => cardAnswer('Accueil'),
    onQuote: () => [],
    async handle(inbound, replyTo) {
      this.inbounds.push(inbound);
      this.replies.push(replyTo);
      return this.decide(inbound);
    },
    async introduce(key, entry) {
      this.introduced.push({ key, entry });
      return this.onIntroduce();
    },
    async meet() {
      return true;
    },
    async pendingContacts() {
      return this.pending;
    },
    async home() {
      return this.onHome();
    },
    async quote(_account, words) {
      return this.onQuote(words);
    },
  };
}
