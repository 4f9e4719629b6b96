/**
 * How the Bot Connector is called: each call once, within a time, and a refusal is a fault that says
 * what Teams said. The library's own client would try again by itself, for half a minute and more.
 */
import type { TeamsAdapter } from '@microsoft/teams-ai';

type HttpClient = NonNullable<
  NonNullable<ConstructorParameters<typeof TeamsAdapter>[3]>['httpClient']
>;
type Request = Parameters<HttpClient['sendRequest']>[0];
type Response = Awaited<ReturnType<HttpClient['sendRequest']>>;

const TIMEOUT_MS = 10_000;

/** Teams refused a call, or could not be reached. */
export class ConnectorFault extends Error {
  override readonly name = 'ConnectorFault';
  /** 0 when there was no answer. */
  readonly status: number;
  /** `MessageWritesBlocked`, `ConversationNotFound`… */
  readonly code: string;
  /** Seconds to wait, when Teams says so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, retryAfter?: number, cause?: unknown) {
    super(`The Bot Connector answered ${status} (${code}).`, { cause });
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export const httpClient: HttpClient = {
  async sendRequest(request: Request): Promise<Response> {
    const { url, method, body } = request;
    const answer = await fetch(url, {
      method,
      headers: request.headers.toJson({ preserveCase: true }),
      ...(body === undefined || body === null ? {} : { body: body as string }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw new ConnectorFault(
        0,
        error instanceof Error ? error.name : 'unreachable',
        undefined,
        error,
      );
    });
    const bodyAsText = await answer.text();
    if (!answer.ok) {
      throw new ConnectorFault(answer.status, codeOf(bodyAsText, answer.status), waitOf(answer));
    }
    const headers = request.headers.clone();
    for (const { name } of headers.headersArray()) headers.remove(name);
    for (const [name, value] of answer.headers) headers.set(name, value);
    return { request, status: answer.status, headers, bodyAsText };
  },
};

function codeOf(body: string, status: number): string {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown } };
    return typeof error?.code === 'string' ? error.code : `http_${status}`;
  } catch {
    return `http_${status}`;
  }
}

/** `Retry-After` is a number of seconds, or a date. */
function waitOf(answer: { readonly headers: Headers }): number | undefined {
  const said = answer.headers.get('retry-after');
  if (said === null) return undefined;
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
