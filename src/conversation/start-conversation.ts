/** The conversation: each turn in a transaction, answered once it is on disk. */
import { performance } from 'node:perf_hooks';
import { parisDay } from '../domain/paris-time.ts';
import type { TablesResult } from '../files/table.ts';
import { frenchSpaces } from '../french/typography.ts';
import { makeReportsHere, type ReportMaker } from '../reports/make-report.ts';
import { findAccount, markReachable } from '../store/accounts.ts';
import { type Committer, commitTogether } from '../store/commit-together.ts';
import { type Db, forgetErasedBytes, type Tx } from '../store/database.ts';
import {
  findAnswer,
  findFirstContact,
  pendingFirstContacts,
  removeFirstContact,
  saveAnswer,
  saveFirstContact,
} from '../store/exchanges.ts';
import type { Person } from '../store/people.ts';
import { actingMandates } from '../use-cases/acting-mandates.ts';
import type { PlatformName } from '../use-cases/context.ts';
import { type TieResult, tieAccount } from '../use-cases/tie-account.ts';
import { cleanWords } from './clean-words.ts';
import type { Conversation, FirstContact, HandleResult } from './conversation.ts';
import { answerRequest } from './dispatch.ts';
import type { AccountRef, Answer, DirectoryEntry, Inbound, Quotation } from './exchange.ts';
import { fitted } from './fit-form.ts';
import { quoteActions } from './handlers/quote-action.ts';
import { keptAnswer, readKeptAnswer } from './kept-answer.ts';
import { createNameBook, type NameBook } from './names.ts';
import { readGivenFile, storable } from './received.ts';
import { refusalAnswer } from './refusals.ts';
import { strangerAnswer, waitingAnswer } from './strangers.ts';
import type { LocalTools, Outcome, Turn } from './turn.ts';
import { typeset, typesetCard } from './typeset.ts';

export interface ConversationOptions {
  readonly db: Db;
  /** UTC instant, ISO-8601. */
  readonly clock: () => string;
  readonly newId: () => string;
  /** Local mode: guests and second accounts are tied without waiting for anybody. */
  readonly confirmAccounts: boolean;
  readonly local?: LocalTools;
  /** What a person may prefer, as the composition root names its platforms. */
  readonly platforms?: readonly PlatformName[];
  /** Where people's calendars find the bot, without a final slash. */
  readonly publicUrl?: string;
  /** Absent: in this process, on the same connection. */
  readonly reports?: ReportMaker;
  /** Called once a turn that wrote something is on disk: what it wants said may leave. */
  readonly onSaved?: () => void;
  /** Called after every turn: how long until it was on disk, and whether it wrote something. */
  readonly onTurn?: (seconds: number, saved: boolean) => void;
}

export function createConversation(options: ConversationOptions): Conversation {
  const names = createNameBook();
  const together = commitTogether(options.db);
  const commit = <Value>(work: (session: Session) => Promise<Value>) =>
    commitTurn(options, together, (tx, outcome) => work({ options, names, tx, outcome }));
  return {
    async handle(inbound, replyTo) {
      const file = await readGivenFile(options.db, inbound, options.clock());
      return commit((session) => handle(session, inbound, replyTo, file));
    },
    introduce: (key, entry) => commit((session) => introduce(session, key, entry)),
    meet: (account, entry) =>
      commit(async (session) => (await tie(session, account, entry)).kind === 'tied'),
    pendingContacts: (platform) => readContacts(options.db, platform),
    home: (account) => commit((session) => home(session, account)),
    quote: (account, words) => commit((session) => quote(session, account, words)),
  };
}

/** What one exchange works with, inside its transaction. */
interface Session {
  readonly options: ConversationOptions;
  readonly names: NameBook;
  readonly tx: Tx;
  readonly outcome: Outcome;
}

/** One turn, in a transaction that others may share; what follows comes once it is on disk. */
async function commitTurn<Value>(
  options: ConversationOptions,
  together: Committer,
  work: (tx: Tx, outcome: Outcome) => Promise<Value>,
): Promise<Value> {
  const outcome: Outcome = { saved: false };
  const asked = performance.now();
  const value = await together((tx) => work(tx, outcome));
  options.onTurn?.((performance.now() - asked) / 1000, outcome.saved);
  if (outcome.erased) await forgetErasedBytes(options.db);
  if (outcome.saved) options.onSaved?.();
  return value;
}

async function handle(
  session: Session,
  inbound: Inbound,
  replyTo: string,
  file: TablesResult | undefined,
): Promise<HandleResult> {
  const { options, tx } = session;
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
      answer: typeset(
        account.state === 'waiting'
          ? waitingAnswer()
          : strangerAnswer({ kind: 'refused', why: 'refusedBefore' }),
      ),
    };
  // It was given up as closed, or as having blocked the bot: it is there again.
  if (account.unreachable) await markReachable(tx, inbound.account);
  const kept = await findAnswer(tx, inbound.key, account.person.id);
  if (kept) return { kind: 'answer', answer: readKeptAnswer(kept) };
  const answer = await takeTurn(session, inbound, account.person, file);
  return { kind: 'answer', answer };
}

async function turnOf(
  { options, names, tx, outcome }: Session,
  inbound: Inbound,
  person: Person,
  file?: TablesResult,
): Promise<Turn> {
  const now = options.clock();
  const known = await names.read(tx);
  const today = parisDay(now);
  const mandates = await actingMandates(tx, person.id, today, known.pact.definition.id);
  return {
    db: tx,
    now,
    today,
    actor: { personId: person.id, mandates },
    pact: known.pact,
    newId: options.newId,
    inbound,
    person,
    names: known,
    contactsConfirmed: false,
    local: options.local,
    reports: options.reports ?? makeReportsHere(options.db),
    outcome,
    ...(options.platforms && { platforms: options.platforms }),
    ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
    ...(file && { file }),
  };
}

async function takeTurn(
  session: Session,
  inbound: Inbound,
  person: Person,
  file?: TablesResult,
): Promise<Answer> {
  const { tx, outcome } = session;
  const turn = await turnOf(session, inbound, person, file);
  const { request } = inbound;
  const answer = typeset(
    request.kind === 'words' && request.withheld
      ? await refusalAnswer(turn, { kind: 'personalData', field: '', what: request.withheld })
      : fitted(await answerRequest(turn, request)),
  );
  if (outcome.saved)
    await saveAnswer(tx, {
      key: inbound.key,
      personId: turn.person.id,
      wordsHash: outcome.wordsHash ?? null,
      receivedAt: turn.now,
      answer: keptAnswer(answer),
    });
  return answer;
}

async function introduce(
  session: Session,
  key: string,
  entry: DirectoryEntry | undefined,
): Promise<Answer> {
  const { names, tx } = session;
  const contact = await findFirstContact(tx, key);
  // Answered meanwhile by another delivery.
  if (!contact) return { kind: 'silence' };
  const { inbound } = readContact(contact);
  const result = await tie(session, inbound.account, entry);
  await removeFirstContact(tx, key);
  if (result.kind !== 'tied') {
    const { pact } = await names.read(tx);
    return typeset(
      result.kind === 'waiting' ? waitingAnswer() : strangerAnswer(result, pact.definition),
    );
  }
  const kept = await findAnswer(tx, inbound.key, result.person.id);
  if (kept) return readKeptAnswer(kept);
  return takeTurn(session, inbound, result.person);
}

async function tie(
  { options, names, tx }: Session,
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

async function home(session: Session, account: AccountRef): Promise<Answer> {
  const known = await findAccount(session.tx, account);
  if (!known) return typeset(strangerAnswer({ kind: 'unknown' }));
  if (known.state !== 'tied') return typeset(waitingAnswer());
  return takeTurn(
    session,
    { key: '', account, place: { kind: 'home', id: '' }, request: { kind: 'home' } },
    known.person,
  );
}

async function quote(
  session: Session,
  account: AccountRef,
  words: string,
): Promise<readonly Quotation[] | undefined> {
  const known = await findAccount(session.tx, account);
  if (known?.state !== 'tied') return undefined;
  const place = { kind: 'direct' as const, id: '' };
  const request = { kind: 'words' as const, words };
  const turn = await turnOf(session, { key: '', account, place, request }, known.person);
  return (await quoteActions(turn, cleanWords(words))).map(({ title, text, card }) => ({
    title: frenchSpaces(title),
    text: frenchSpaces(text),
    card: typesetCard(card),
  }));
}

/** What was stored is what `handle` was given: it was checked by the adapter that received it. */
function readContact(contact: { inbound: string; replyTo: string }): FirstContact {
  return { inbound: JSON.parse(contact.inbound) as Inbound, replyTo: contact.replyTo };
}

async function readContacts(db: Db, platform: string): Promise<readonly FirstContact[]> {
  return (await pendingFirstContacts(db, platform)).map(readContact);
}
