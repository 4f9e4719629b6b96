/** Stands for the Bot Connector of Teams, on 127.0.0.1: conversations, messages, rosters. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TeamsMessage {
  readonly conversation: string;
  readonly id: string;
  activity: Record<string, unknown>;
  /** How often it was rewritten. */
  rewrites: number;
}

interface ConnectorCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

interface Refusal {
  readonly status: number;
  readonly code?: string;
  readonly retryAfter?: number;
}

export interface FakeBotConnector extends AsyncDisposable {
  readonly serviceUrl: string;
  readonly calls: ConnectorCall[];
  readonly messages: TeamsMessage[];
  /** Everybody's roster: id as the Bot Connector names them → what it says of them. */
  readonly members: Map<string, Record<string, unknown>>;
  /** Files served at `<serviceUrl>/files/<name>`, and uploaded there. */
  readonly files: Map<string, Buffer>;
  /** The next calls whose path matches are refused so; empty: no longer. */
  refuse(path: RegExp, refusals: readonly Refusal[]): void;
  in(conversation: string): readonly TeamsMessage[];
  /** Called once a message is there. */
  onPosted: (message: TeamsMessage) => void;
}

export async function startFakeBotConnector(): Promise<FakeBotConnector> {
  const calls: ConnectorCall[] = [];
  const messages: TeamsMessage[] = [];
  const members: FakeBotConnector['members'] = new Map();
  const files: FakeBotConnector['files'] = new Map();
  const refused = new Map<string, { path: RegExp; left: Refusal[] }>();
  let ids = 0;
  const fake = { onPosted: (_message: TeamsMessage) => {} };

  function answer(method: string, path: string, body: Record<string, unknown>) {
    const [, , , conversation = '', what, id] = path.split('/').map(decodeURIComponent);
    if (method === 'POST' && what === undefined) {
      const [member] = (body.members ?? []) as { id: string }[];
      return { id: `a:${member?.id}` };
    }
    if (what === 'activities' && method === 'POST') {
      ids += 1;
      // «… est en train d’écrire»: shown, and gone.
      if (body.type === 'typing') return { id: `m${ids}` };
      const message = { conversation, id: `m${ids}`, activity: body, rewrites: 0 };
      messages.push(message);
      fake.onPosted(message);
      return { id: message.id };
    }
    if (what === 'activities' && method === 'PUT') {
      const message = messages.find((one) => one.conversation === conversation && one.id === id);
      if (!message) return undefined;
      message.activity = body;
      message.rewrites += 1;
      return { id };
    }
    if (what === 'members' && id !== undefined) return members.get(id);
    if (what === 'pagedmembers') return { members: [...members.values()] };
    return undefined;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? 'GET';
    const content = await contentOf(request);
    if (pathname.startsWith('/files/')) {
      const name = decodeURIComponent(pathname.slice('/files/'.length));
      if (method === 'PUT') files.set(name, content);
      const file = files.get(name);
      response.writeHead(file ? 200 : 404).end(method === 'PUT' ? '' : file);
      return;
    }
    const body = content.length > 0 ? (JSON.parse(content.toString()) as object) : {};
    calls.push({ method, path: pathname, body, authorization: request.headers.authorization });
    for (const { path, left } of refused.values()) {
      const next = path.test(`${method} ${pathname}`) ? left.shift() : undefined;
      if (next === undefined) continue;
      if (next.retryAfter !== undefined) response.setHeader('Retry-After', String(next.retryAfter));
      json(response, next.status, { error: { code: next.code ?? 'Refused', message: '' } });
      return;
    }
    const given = answer(method, pathname, body as Record<string, unknown>);
    if (given === undefined) json(response, 404, { error: { code: 'NotFound', message: '' } });
    else json(response, method === 'POST' ? 201 : 200, given);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(fake, {
    ...{ serviceUrl, calls, messages, members, files },
    refuse(path: RegExp, refusals: readonly Refusal[]) {
      refused.set(String(path), { path, left: [...refusals] });
    },
    in: (conversation: string) => messages.filter((one) => one.conversation === conversation),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function contentOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
