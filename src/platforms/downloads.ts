/** Files handed to the bot: read within a limit, whatever size was announced. */

export type FileResult =
  | { readonly ok: true; readonly content: Uint8Array }
  | { readonly ok: false; readonly reason: 'tooLarge' | 'unreadable' };

export async function readAtMost(
  body: ReadableStream<Uint8Array>,
  limit: number,
): Promise<FileResult> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.length;
    if (total > limit) {
      return { ok: false, reason: 'tooLarge' };
    }
    chunks.push(chunk);
  }
  return { ok: true, content: new Uint8Array(Buffer.concat(chunks)) };
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** This computer, as a URL names it. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.has(hostname);
}
