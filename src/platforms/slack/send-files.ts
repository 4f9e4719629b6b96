/** Files given with an answer: always in the person's own direct conversation with the bot. */
import { z } from 'zod';
import type { Card } from '../../conversation/card.ts';
import type { OutFile } from '../../conversation/exchange.ts';
import { clip } from '../clip.ts';
import type { SlackDeps } from './deps.ts';
import { LIMITS } from './limits.ts';
import { ownDirect } from './outlet.ts';
import type { ReplyTo } from './reply-to.ts';
import { TEXTS } from './texts.ts';

const UPLOAD_PATIENCE_MS = 60_000;

type Outlet = Pick<SlackDeps, 'client' | 'direct'>;

/** One message with all of them. Throws when Slack refuses: then none has been given. */
export async function sendFiles(
  deps: Outlet,
  reply: ReplyTo,
  files: readonly OutFile[],
): Promise<void> {
  const own = ownDirect(reply);
  const channel = own ?? (await deps.direct.of(reply.user));
  const uploaded: { id: string; title: string }[] = [];
  for (const file of files) uploaded.push({ id: await upload(deps, file), title: file.title });
  const [first, ...others] = uploaded;
  if (first === undefined) return;
  const thread = own === undefined ? undefined : reply.thread;
  await deps.client.files.completeUploadExternal({
    files: [first, ...others],
    channel_id: channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
}

/** Says where the files arrive, unless that is where the card is read. */
export function withWhereabouts(
  { direct }: Outlet,
  reply: ReplyTo,
  card: Card,
  files: readonly OutFile[],
): Card {
  const beside = ownDirect(reply) !== undefined || direct.is(reply.channel, reply.user);
  if (files.length === 0 || beside) return card;
  const note = { kind: 'note', text: [TEXTS.filesElsewhere(files.length)] } as const;
  return { ...card, blocks: [...card.blocks, note] };
}

const ticketSchema = z.object({ upload_url: z.url(), file_id: z.string() });

async function upload({ client }: Outlet, file: OutFile): Promise<string> {
  // Slack shows no file that is not a picture and has a description (python-slack-sdk #1818); and
  // the client's own `uploadV2` names the description otherwise than Slack's reference does.
  const alt = file.mediaType.startsWith('image/') ? file.alt : undefined;
  const ticket = ticketSchema.parse(
    await client.apiCall('files.getUploadURLExternal', {
      filename: file.name,
      length: file.content.byteLength,
      ...(alt === undefined ? {} : { alt_txt: clip(alt, LIMITS.altText) }),
    }),
  );
  const response = await fetch(ticket.upload_url, {
    method: 'POST',
    headers: { 'Content-Type': file.mediaType },
    body: new Uint8Array(file.content),
    redirect: 'error',
    signal: AbortSignal.timeout(UPLOAD_PATIENCE_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new UploadError(response.status);
  return ticket.file_id;
}

class UploadError extends Error {
  override readonly name = 'UploadError';
  readonly code: string;
  constructor(status: number) {
    super(`The upload was answered ${status}.`);
    this.code = `http_${status}`;
  }
}
