/**
 * Loaded by local-slack (a Bun program) before itself, never by the bot. local-slack 0.1.8 has no
 * option for the address it listens on, checks no token and trusts every page of the browser; its
 * users have no guests, and it outlives whoever started it. This mends the four:
 * - it listens on the loopback address only;
 * - a foreign `Host`, a foreign `Origin` or a forwarding header is refused;
 * - the users named in `LOCAL_SLACK_GUESTS` are reported as guests;
 * - it stops, and removes its directory, when the standard input it was given closes: however the
 *   parent ends, the kernel closes that pipe.
 */
import { rmSync } from 'node:fs';

interface ServeOptions {
  readonly fetch: (this: unknown, request: Request, server: unknown) => unknown;
}
interface BunServer {
  readonly port: number;
}
declare const Bun: { serve: (options: ServeOptions) => BunServer };

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];
const guests = new Set((process.env.LOCAL_SLACK_GUESTS ?? '').split(',').filter(Boolean));

function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopback.has(new URL(url).hostname);
}

function isForeign(request: Request): boolean {
  const origin = request.headers.get('origin');
  return (
    !isLoopback(`http://${request.headers.get('host') ?? ''}`) ||
    (origin !== null && !isLoopback(origin)) ||
    // A picture of another page comes without an origin, and may call the whole API.
    request.headers.get('sec-fetch-site') === 'cross-site' ||
    forwarding.some((name) => request.headers.has(name))
  );
}

interface ListedUser {
  readonly id: string;
  is_restricted?: boolean;
}

async function withGuests(response: Response): Promise<Response> {
  const body = (await response.json()) as { user?: ListedUser; members?: ListedUser[] };
  for (const user of [...(body.members ?? []), ...(body.user ? [body.user] : [])]) {
    user.is_restricted = guests.has(user.id);
  }
  return Response.json(body);
}

const serve = Bun.serve;
Bun.serve = (options) => {
  const server = serve.call(Bun, {
    ...options,
    hostname: '127.0.0.1',
    async fetch(this: unknown, request: Request, running: unknown) {
      if (isForeign(request)) return new Response('Forbidden', { status: 403 });
      const response = await options.fetch.call(this, request, running);
      const listsUsers = new URL(request.url).pathname.startsWith('/api/users.');
      return listsUsers && response instanceof Response ? withGuests(response) : response;
    },
  } as ServeOptions);
  process.stdout.write(`listening on 127.0.0.1:${server.port}\n`);
  return server;
};

function leave(): void {
  const directory = process.env.LOCAL_SLACK_DIRECTORY;
  if (directory) rmSync(directory, { recursive: true, force: true });
  process.exit(0);
}
process.stdin.on('end', leave).on('error', leave).resume();
