/** The one HTTP server: health, readiness, and the routes that platforms and local mode mount. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import express, {
  type Express,
  type NextFunction,
  type Request,
  type Response,
  Router,
} from 'express';
import type { Logger } from 'pino';
import { localGuard } from './local-guard.ts';

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Refuses whatever does not come straight from this computer. */
  readonly local: boolean;
  /** What is not there yet (`migrations`, a platform's name); empty: ready. */
  readonly missing: () => readonly string[];
  readonly logger: Logger;
}

export interface HttpServer extends AsyncDisposable {
  /** Where routes are mounted; each brings its own body parser. */
  readonly routes: Router;
  readonly url: string;
}

/** How long requests in flight are waited for when the server stops. */
const stopPatienceMs = 10_000;

/** Listens, and resolves once it does. Rejects with Node's own error, e.g. `EADDRINUSE`. */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  const routes = Router();
  // Without this, Node looks for slow clients twice a minute only, whatever the times below.
  const checking = { connectionsCheckingInterval: 1000 };
  const server = createServer(checking, application(options, routes));
  server.headersTimeout = 5000;
  server.requestTimeout = 10_000;
  server.keepAliveTimeout = 5000;
  const inFlight = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    inFlight.add(response);
    response.on('close', () => inFlight.delete(response));
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    routes,
    url: addressOf(server, options.host),
    [Symbol.asyncDispose]: () => stop(server, inFlight),
  };
}

function application(options: HttpOptions, routes: Router): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    next();
  });
  if (options.local) app.use(localGuard());
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  app.get('/readyz', (_request, response) => {
    const missing = options.missing();
    if (missing.length === 0) response.json({ status: 'ready' });
    else response.status(503).json({ status: 'not ready', missing });
  });
  app.use(routes);
  app.use((_request, response) => {
    response.status(404).json({ error: 'Cette adresse n’existe pas.' });
  });
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else answerError(options.logger, error, response);
  });
  return app;
}

/** The client's fault keeps its status; ours gets a reference that is also in the log. */
function answerError(logger: Logger, error: unknown, response: Response): void {
  const status = statusOf(error);
  if (status < 500) {
    response.status(status).json({ error: 'Cette demande ne se lit pas.' });
    return;
  }
  const reference = randomBytes(4).toString('hex');
  const name = error instanceof Error ? error.name : typeof error;
  logger.error({ reference, error: name }, 'an HTTP request failed');
  const sentence = `Une erreur est survenue. Référence à transmettre\u00a0: ${reference}.`;
  response.status(500).json({ error: sentence });
}

function statusOf(error: unknown): number {
  const known = error instanceof Error && 'status' in error && typeof error.status === 'number';
  return known && Number(error.status) >= 400 ? Number(error.status) : 500;
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Takes nothing new, lets the requests in flight be answered, then drops every connection. */
async function stop(server: Server, inFlight: ReadonlySet<ServerResponse>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const answered = Promise.all([...inFlight].map((response) => once(response, 'close')));
  const { promise: patience, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, stopPatienceMs);
  await Promise.race([answered, patience]);
  clearTimeout(timer);
  server.closeAllConnections();
  await closed;
}
