/** The conversation: one transaction a turn, answered once it is on disk. */
import { parisDay } from '../domain/paris-time.ts';
import type { Db, Tx } from '../store/database.ts';
import {
  findAnswer,
  findFirstContact,
  pendingFirstContacts,
  removeFirstContact,
  saveAnswer,
  saveFirstContact,
} from '../store/exchanges.ts';
import { findAccount, mandatesOf, type Person } from '../store/people.ts';
import { type TieResult, tieAccount } from '../use-cases/tie-account.ts';
import type { Conversation, FirstContact, HandleResult } from './conversation.ts';
import { answerRequest } from './dispatch.ts';
import type { AccountRef, Answer, DirectoryEntry, Inbound } from './exchange.ts';
import { createNameBook, type NameBook } from './names.ts';
import { strangerAnswer, waitingAnswer } from './strangers.ts';
import type { LocalTools, Turn } from './turn.ts';
import { typeset } from './typeset.ts';

export interface ConversationOptions {
  readonly db: Db;
  /** UTC instant, ISO-8601. */
  readonly clock: () => string;
  readonly newId: () => string;
  /** Local mode: guests and second accounts are tied without waiting for anybody. */
  readonly confirmAccounts: boolean;
  readonly local?: LocalTools;
}

export function createConversation(options: ConversationOptions): Conversation {
  const { db } = options;
  const names = createNameBook();
  return {
    handle: (inbound, replyTo) =>
      db.transaction().execute((tx) => handle(options, names, tx, inbound, replyTo)),
    introduce: (key, entry) =>
      db.transaction().execute((tx) => introduce(options, names, tx, key, entry)),
    pendingContacts: (platform) => readContacts(db, platform),
    home: (account) => db.transaction().execute((tx) => home(options, names, tx, account)),
  };
}

async function handle(
  options: ConversationOptions,
  names: NameBook,
  tx: Tx,
  inbound: Inbound,
  replyTo: string,
): Promise<HandleResult> {
  const kept = await findAnswer(tx, inbound.key);
  if (kept) return { kind: 'answer', answer: JSON.parse(kept) as Answer };
  const account = await findAccount(tx, inbound.account);
  if (!account) {
    // What people say among themselves is no first contact.
    if (inbound.request.kind === 'words' && inbound.request.overheard)
      return { kind: 'answer', answer: { kind: 'silence' } };
    await saveFirstContact(tx, {
      key: inbound.key,
      platform: inbound.account.platform,
      inbound: JSON.stringify(storable(inbound)),
      replyTo,
      receivedAt: options.clock(),
    });
    return { kind: 'firstContact', key: inbound.key };
  }
  if (account.state !== 'tied')
    return {
      kind: 'answer',
      answer:
        account.state === 'waiting'
          ? waitingAnswer()
          : strangerAnswer({ kind: 'refused', why: 'refusedBefore' }),
    };
  const answer = await takeTurn(options, names, tx, inbound, account.person);
  return { kind: 'answer', answer };
}

async function takeTurn(
  options: ConversationOptions,
  names: NameBook,
  tx: Tx,
  inbound: Inbound,
  person: Person,
): Promise<Answer> {
  const now = options.clock();
  const known = await names.read(tx);
  const today = parisDay(now);
  const turn: Turn = {
    db: tx,
    now,
    today,
    actor: { personId: person.id, mandates: await mandatesOf(tx, person.id, today) },
    pact: known.pact,
    newId: options.newId,
    inbound,
    person,
    names: known,
    contactsConfirmed: false,
    local: options.local,
    outcome: { saved: false },
  };
  const answer = typeset(await answerRequest(turn, inbound.request));
  if (turn.outcome.saved)
    await saveAnswer(tx, {
      key: inbound.key,
      personId: turn.person.id,
      wordsHash: turn.outcome.wordsHash ?? null,
      receivedAt: now,
      answer: JSON.stringify(answer),
    });
  return answer;
}

async function introduce(
  options: ConversationOptions,
  names: NameBook,
  tx: Tx,
  key: string,
  entry: DirectoryEntry | undefined,
): Promise<Answer> {
  const contact = await findFirstContact(tx, key);
  // Answered meanwhile by another delivery.
  if (!contact) return { kind: 'silence' };
  const { inbound } = readContact(contact);
  const result = await tie(options, names, tx, inbound.account, entry);
  await removeFirstContact(tx, key);
  if (result.kind !== 'tied') {
    const { pact } = await names.read(tx);
    return typeset(
      result.kind === 'waiting' ? waitingAnswer() : strangerAnswer(result, pact.definition),
    );
  }
  const kept = await findAnswer(tx, inbound.key);
  if (kept) return JSON.parse(kept) as Answer;
  return takeTurn(options, names, tx, inbound, result.person);
}

async function tie(
  options: ConversationOptions,
  names: NameBook,
  tx: Tx,
  account: AccountRef,
  entry: DirectoryEntry | undefined,
): Promise<TieResult> {
  const now = options.clock();
  const { pact } = await names.read(tx);
  const context = {
    db: tx,
    now,
    today: parisDay(now),
    actor: { personId: null, mandates: [] },
    pact,
    newId: options.newId,
  };
  // A directory that knows nothing of the account is an unknown person, not an error.
  return entry
    ? tieAccount(context, account, entry, { confirmAutomatically: options.confirmAccounts })
    : { kind: 'unknown' };
}

async function home(
  options: ConversationOptions,
  names: NameBook,
  tx: Tx,
  account: AccountRef,
): Promise<Answer> {
  const known = await findAccount(tx, account);
  if (!known) return strangerAnswer({ kind: 'unknown' });
  if (known.state !== 'tied') return waitingAnswer();
  return takeTurn(
    options,
    names,
    tx,
    { key: '', account, place: { kind: 'home', id: '' }, request: { kind: 'home' } },
    known.person,
  );
}

/** What was stored is what `handle` was given: it was checked by the adapter that received it. */
function readContact(contact: { inbound: string; replyTo: string }): FirstContact {
  return { inbound: JSON.parse(contact.inbound) as Inbound, replyTo: contact.replyTo };
}

async function readContacts(db: Db, platform: string): Promise<readonly FirstContact[]> {
  return (await pendingFirstContacts(db, platform)).map(readContact);
}

/** A file is not kept for somebody unknown: they are asked to send it again. */
function storable(inbound: Inbound): Inbound {
  return inbound.request.kind === 'file'
    ? { ...inbound, request: { kind: 'words', words: 'admin import' } }
    : inbound;
}
