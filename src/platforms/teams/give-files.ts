/** Files of an answer, in the person's own conversation: pictures are shown, others are offered. */
import type { OutFile } from '../../conversation/exchange.ts';
import { clip } from '../clip.ts';
import { adaptiveCard, CARD_TYPE } from './adaptive-card.ts';
import { type Address, cardMessage } from './connector.ts';
import type { TeamsDeps } from './deps.ts';
import { LIMITS } from './limits.ts';
import { directAddress } from './outlet.ts';
import { accountOf, type ReplyTo } from './reply-to.ts';
import { TEXTS } from './texts.ts';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';

/** Throws when Teams refuses. */
export async function giveFiles(
  deps: TeamsDeps,
  reply: ReplyTo,
  files: readonly OutFile[],
): Promise<void> {
  const to = await directAddress(deps, reply);
  for (const file of files) {
    if (isShown(file)) await show(deps, to, file);
    else await offer(deps, reply, to, file);
  }
}

/** Small enough for a message, and a picture that every client draws. */
function isShown({ mediaType, content }: OutFile): boolean {
  const encoded = Math.ceil(content.byteLength / 3) * 4;
  return /^image\/(png|jpeg|gif)$/.test(mediaType) && encoded < LIMITS.encodedCard - 1000;
}

async function show({ connector }: TeamsDeps, to: Address, file: OutFile): Promise<void> {
  const { title, alt, mediaType, content } = file;
  const data = Buffer.from(content).toString('base64');
  const words = clip(alt ?? title, LIMITS.altText);
  const url = `data:${mediaType};base64,${data}`;
  const card = adaptiveCard(words, [{ type: 'Image', url, altText: words }]);
  await connector.send(to, {
    summary: title,
    attachments: [{ contentType: CARD_TYPE, content: card }],
  });
}

/** Teams asks the person first: the file waits until they accept it. */
async function offer(deps: TeamsDeps, reply: ReplyTo, to: Address, file: OutFile): Promise<void> {
  const id = await deps.waitingFiles.keep(accountOf(reply), file);
  if (id === undefined) return;
  if (deps.local) {
    const link = { link: file.name, url: `${deps.filesUrl}/${id}` };
    const card = {
      summary: file.title,
      blocks: [{ kind: 'text' as const, text: [TEXTS.localFile, link] }],
    };
    await deps.connector.send(to, cardMessage(deps.render(card)));
    return;
  }
  await deps.connector.send(to, {
    summary: file.title,
    attachments: [
      {
        contentType: CONSENT,
        name: file.name,
        content: {
          description: file.title,
          sizeInBytes: file.content.byteLength,
          acceptContext: { file: id },
          declineContext: { file: id },
        },
      },
    ],
  });
}
