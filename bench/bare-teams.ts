/** The floor in Teams: teams-ai alone, which only answers, and the same with one commit. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import Sqlite from 'better-sqlite3';
import express from 'express';
import { activitiesOf } from '../test/platforms/teams/harness.ts';
import { type Contender, commandText } from './contender.ts';

/** @param path where one row is committed before each answer; absent: nothing is kept */
export async function bareTeams(serviceUrl: string, path?: string): Promise<Contender> {
  const sqlite = path === undefined ? undefined : new Sqlite(path);
  sqlite?.pragma('journal_mode = WAL');
  sqlite?.pragma('synchronous = FULL');
  sqlite?.exec('CREATE TABLE told (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT');
  const insert = sqlite?.prepare('INSERT INTO told (words) VALUES (?)');
  const adapter = new TeamsAdapter({});
  const app = new Application({ adapter });
  app.activity('message', async (context) => {
    insert?.run(context.activity.text);
    await context.sendActivity('Bien reçu.');
  });
  const http = express();
  http.post('/api/messages', express.json(), async (request, response) => {
    await adapter.process(request, response, async (context) => {
      await app.run(context);
    });
  });
  const server = createServer(http).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { message } = activitiesOf(serviceUrl);
  return {
    name: path === undefined ? '(d) teams-ai, answers' : '(e) teams-ai, commits one row, answers',
    async send(n) {
      const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(message(commandText(n), 'sarah')),
      });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`teams-ai answered ${response.status}`);
    },
    async check(sent) {
      const count = sqlite?.prepare<[], { rows: number }>('SELECT count(*) AS rows FROM told');
      const rows = count?.get()?.rows ?? sent;
      if (rows !== sent) throw new Error(`${sent} messages were answered, ${rows} are kept`);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      sqlite?.close();
    },
  };
}
