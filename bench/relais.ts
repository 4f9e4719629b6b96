/** Relais PTI as it runs: its store on disk, its conversation, its Slack adapter. */
import express from 'express';
import { pino } from 'pino';
import type { Conversation } from '../src/conversation/conversation.ts';
import { createConversation } from '../src/conversation/start-conversation.ts';
import { parisDay } from '../src/domain/paris-time.ts';
import { readPactFile } from '../src/files/pact-file.ts';
import { loadSample } from '../src/local/load-sample.ts';
import { readSample } from '../src/local/sample/read-sample.ts';
import { type SlackPlatform, startSlack } from '../src/platforms/slack/app.ts';
import { saveAccount } from '../src/store/accounts.ts';
import { type Db, openDatabase } from '../src/store/database.ts';
import { readJournal } from '../src/store/journal.ts';
import { newId } from '../src/store/new-id.ts';
import { findPersonByEmail } from '../src/store/people.ts';
import { loadPact } from '../src/use-cases/load-pact.ts';
import { activitiesOf, serveTeams, TENANT } from '../test/platforms/teams/harness.ts';
import { type Contender, commandText, slashCommand } from './contender.ts';

/** Pilot of the group of THA-3 in the sample. */
const pilot = 'sarah.combes@exemple.fr';
const now = () => new Date().toISOString();

interface Relais extends AsyncDisposable {
  readonly db: Db;
  readonly platform: SlackPlatform;
}

/** The sample's people, groups and actions, and the conversation about them. */
async function openSample(path: string): Promise<{ db: Db; conversation: Conversation }> {
  const db = await openDatabase(path);
  const file = readPactFile('pacts/herault-2022-2025.yaml');
  if (!file.ok) throw new Error('the pact file is malformed');
  const { pact: definition, hash } = file;
  await db.transaction().execute(async (tx) => {
    const context = { db: tx, now: now(), today: parisDay(now()) };
    await loadPact(context, { definition, hash, current: true });
  });
  await loadSample({ db, now: now(), newId, sample: readSample() });
  const conversation = createConversation({
    db,
    clock: now,
    newId,
    confirmAccounts: true,
  });
  return { db, conversation };
}

/** Everything from the file to the adapter of Slack. */
async function startRelais(path: string, apiUrl: string): Promise<Relais> {
  const { db, conversation } = await openSample(path);
  const platform = await startSlack({
    botToken: 'xoxb-test',
    signingSecret: 'secret-of-the-bench',
    apiUrl,
    httpRouter: express(),
    conversation,
    logger: pino({ level: 'info' }, { write: () => {} }),
  });
  return {
    db,
    platform,
    async [Symbol.asyncDispose]() {
      await platform[Symbol.asyncDispose]();
      await db.destroy();
    },
  };
}

/** The pilot types `/pti maj THA-3 : texte n`, and reads «C’est enregistré». */
export async function relais(path: string, apiUrl: string): Promise<Contender> {
  const { db, platform, ...rest } = await startRelais(path, apiUrl);
  const person = await findPersonByEmail(db, pilot);
  if (!person) throw new Error(`${pilot} is not in the sample`);
  await db.transaction().execute((tx) =>
    saveAccount(tx, {
      platform: 'slack',
      tenant: platform.team,
      user: 'U1',
      personId: person.id,
      state: 'tied',
      since: now(),
    }),
  );
  const before = await countRows(db);
  return {
    ...rest,
    name: 'Relais PTI, `/pti maj`',
    async send(n) {
      let answered: unknown;
      await platform.processEvent({
        body: slashCommand(n),
        ack: async (response?: unknown) => {
          answered = response;
        },
      });
      if (!saysSaved(answered)) throw new Error(`not saved: ${JSON.stringify(answered)}`);
    },
    check: (sent) => checkKept(db, before, sent),
  };
}

/** The same words, in Teams: an activity over HTTP, and the card by a call to the Bot Connector. */
export async function relaisInTeams(path: string, serviceUrl: string): Promise<Contender> {
  const { db, conversation } = await openSample(path);
  const person = await findPersonByEmail(db, pilot);
  if (!person) throw new Error(`${pilot} is not in the sample`);
  const account = { platform: 'teams', tenant: TENANT, user: 'aad-sarah' };
  await db
    .transaction()
    .execute((tx) =>
      saveAccount(tx, { ...account, personId: person.id, state: 'tied', since: now() }),
    );
  const server = await serveTeams({
    ...{ db, clock: now, conversation },
    currentCard: async () => undefined,
  });
  const { message } = activitiesOf(serviceUrl);
  const before = await countRows(db);
  return {
    name: 'Relais PTI in Teams, `maj`',
    async send(n) {
      const { status } = await server.post(message(commandText(n), 'sarah'));
      if (status !== 200) throw new Error(`answered ${status}`);
    },
    check: (sent) => checkKept(db, before, sent),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await db.destroy();
    },
  };
}

async function checkKept(db: Db, before: Record<string, number>, sent: number): Promise<void> {
  for (const [table, rows] of Object.entries(await countRows(db))) {
    const kept = rows - (before[table] ?? 0);
    if (kept !== sent) throw new Error(`${sent} commands were answered, ${table} kept ${kept}`);
  }
  for await (const _ of readJournal(db)) {
    // Reading checks the chain.
  }
}

function saysSaved(response: unknown): boolean {
  return (
    typeof response === 'object' &&
    response !== null &&
    'text' in response &&
    typeof response.text === 'string' &&
    response.text.startsWith('THA-3 mise à jour')
  );
}

async function countRows(db: Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['freeText', 'actionEntry', 'journal', 'inbound'] as const) {
    const { rows } = await db
      .selectFrom(table)
      .select((count) => count.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    counts[table] = rows;
  }
  return counts;
}
