/** Stands for Slack's Web API, response URLs and files, on 127.0.0.1. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ApiCall {
  readonly method: string;
  readonly args: Record<string, unknown>;
  readonly authorization: string | undefined;
}

interface Responded {
  readonly path: string;
  readonly body: Record<string, unknown>;
}

/** With `retryAfter` (seconds), Slack refuses the call as one too many. */
export type ApiAnswer = Record<string, unknown> & {
  ok: boolean;
  retryAfter?: number;
  /** A gateway's own answer. */
  status?: number;
  /** The answer is lost on its way, at once or (`silence`) until the caller gives up. */
  lost?: 'hangUp' | 'silence';
};
type Answering = (args: Record<string, unknown>) => ApiAnswer;

export interface FakeSlackApi extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Base of the Web API, for `apiUrl`. */
  readonly apiUrl: string;
  readonly calls: ApiCall[];
  /** What was sent to `<origin>/respond/…`. */
  readonly responded: Responded[];
  /** Served at `<origin>/files/<name>` to who shows the token. */
  readonly files: Map<string, { type: string; content: Uint8Array }>;
  /** What was sent to the address given for an upload, by the id given with it. */
  readonly uploads: Map<string, { type: string; content: Uint8Array }>;
  /** From now on, this method answers so; a function sees the arguments. */
  answer(method: string, answer: ApiAnswer | Answering): void;
  /** How this method answers now. */
  answering(method: string): Answering;
  /** From now on, what this method answers goes through `change`, after it has been done. */
  alter(method: string, change: (answer: ApiAnswer) => ApiAnswer): void;
  /** From now on, this response URL or upload address answers with this status. */
  refuse(path: string, status: number): void;
  /** The calls of one method, oldest first. */
  of(method: string): ApiCall[];
}

const JSON_ARGS = new Set(['blocks', 'view', 'metadata', 'files']);

/** The workspace is `T1`, the bot `UBOT`, its token `token`. */
export async function startFakeSlackApi(token = 'xoxb-test'): Promise<FakeSlackApi> {
  const calls: ApiCall[] = [];
  const responded: Responded[] = [];
  const files: FakeSlackApi['files'] = new Map();
  const uploads: FakeSlackApi['uploads'] = new Map();
  const refused = new Map<string, number>();
  const answers = new Map<string, ApiAnswer | Answering>();
  const answering = (method: string): Answering => {
    const given = answers.get(method) ?? { ok: true };
    return typeof given === 'function' ? given : () => given;
  };
  answers.set('auth.test', { ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'BBOT' });
  answers.set('chat.postMessage', ({ channel }) => ({
    ok: true,
    channel,
    ts: `${calls.length}.1`,
  }));

  let tickets = 0;
  answers.set('files.getUploadURLExternal', () => {
    tickets += 1;
    return { ok: true, upload_url: `${origin}/upload/F${tickets}`, file_id: `F${tickets}` };
  });
  answers.set('files.completeUploadExternal', ({ files: given }) => {
    const ids = (given as { id: string }[]).map(({ id }) => id);
    const missing = ids.some((id) => !uploads.has(id));
    return missing ? { ok: false, error: 'file_not_found' } : { ok: true, files: given };
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const bytes = await read(request);
    const body = bytes.toString();
    if (pathname.startsWith('/api/')) {
      const method = pathname.slice('/api/'.length);
      const args = decoded(body);
      calls.push({ method, args, authorization: request.headers.authorization });
      const { retryAfter, status, lost, ...answer } = answering(method)(args);
      if (lost === 'hangUp') request.socket.destroy();
      if (lost !== undefined) return;
      if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
      json(response, status ?? (retryAfter === undefined ? 200 : 429), answer);
    } else if (pathname.startsWith('/respond/')) {
      responded.push({ path: pathname, body: JSON.parse(body) as Record<string, unknown> });
      response.writeHead(refused.get(pathname) ?? 200).end('ok');
    } else if (pathname.startsWith('/upload/')) {
      const type = request.headers['content-type'] ?? '';
      const status = refused.get(pathname) ?? 200;
      if (status === 200) uploads.set(pathname.slice('/upload/'.length), { type, content: bytes });
      response.writeHead(status).end('OK');
    } else {
      const file = files.get(pathname.slice('/files/'.length));
      const allowed = request.headers.authorization === `Bearer ${token}`;
      if (file === undefined || !allowed) {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Sign in</html>');
      } else {
        response.writeHead(200, { 'Content-Type': file.type }).end(file.content);
      }
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    apiUrl: `${origin}/api/`,
    calls,
    responded,
    files,
    uploads,
    answer: (method, answer) => {
      answers.set(method, answer);
    },
    answering,
    alter: (method, change) => {
      const before = answering(method);
      answers.set(method, (args) => change(before(args)));
    },
    refuse: (path, status) => {
      refused.set(path, status);
    },
    of: (method) => calls.filter((call) => call.method === method),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function decoded(body: string): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(body)) {
    args[key] = JSON_ARGS.has(key) ? (JSON.parse(value) as unknown) : value;
  }
  return args;
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
