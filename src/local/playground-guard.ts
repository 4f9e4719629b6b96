/**
 * Loaded by Microsoft's Agents Playground before itself, never by the bot. Version 0.2.28 has no
 * option for the address it listens on, trusts every page of the browser and outlives whoever
 * started it. As for local-slack:
 * - it listens on the loopback address only;
 * - a foreign `Host`, a foreign `Origin` or a forwarding header is refused;
 * - it stops when the standard input it was given closes, however the parent ends.
 */
import { Server as HttpServer, type IncomingMessage, ServerResponse } from 'node:http';
import { Server } from 'node:net';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);
const forwarding = /^(?:forwarded|x-forwarded-.*|x-real-ip|via)$/;

function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopback.has(new URL(url).hostname);
}

function isForeign({ headers }: IncomingMessage): boolean {
  return (
    !isLoopback(`http://${headers.host ?? ''}`) ||
    (headers.origin !== undefined && !isLoopback(headers.origin)) ||
    headers['sec-fetch-site'] === 'cross-site' ||
    Object.keys(headers).some((name) => forwarding.test(name))
  );
}

const listen = Server.prototype.listen as (...all: unknown[]) => Server;
Server.prototype.listen = function listenHere(this: Server, ...all: unknown[]): Server {
  const [port, ...rest] = all;
  const inside = typeof port === 'number' ? [port, '127.0.0.1', ...rest] : all;
  return listen.apply(this, inside);
};

const emit = HttpServer.prototype.emit as (event: string, ...all: unknown[]) => boolean;
HttpServer.prototype.emit = function emitOwn(
  this: HttpServer,
  event: string,
  ...all: unknown[]
): boolean {
  const [request, other] = all as [IncomingMessage, unknown];
  if ((event === 'request' || event === 'upgrade') && isForeign(request)) {
    if (other instanceof ServerResponse) other.writeHead(403).end('Forbidden');
    else request.destroy();
    return true;
  }
  return emit.call(this, event, ...all);
};

const leave = (): never => process.exit(0);
process.stdin.on('end', leave).on('error', leave).resume();
