/** A person accepts a file that was offered, or does not. */
import type { Application } from '@microsoft/teams-ai';
import { z } from 'zod';
import type { OutFile } from '../../../conversation/exchange.ts';
import { errorFacts, newReference } from '../../failure-facts.ts';
import type { TeamsActivity } from '../activity.ts';
import type { TeamsDeps } from '../deps.ts';
import { trustedUrl } from '../files.ts';
import { sendPrivately } from '../outlet.ts';
import { accountOf, replyTo } from '../reply-to.ts';
import { sentence, TEXTS } from '../texts.ts';
import { onInvoke, silentCollector } from './invoke.ts';

const INFO = 'application/vnd.microsoft.teams.card.file.info';
const UPLOAD_PATIENCE_MS = 60_000;

const valueSchema = z.object({
  action: z.string(),
  context: z.object({ file: z.string() }),
  uploadInfo: z
    .object({
      contentUrl: z.string(),
      name: z.string(),
      uploadUrl: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    })
    .nullish(),
});
type Value = z.infer<typeof valueSchema>;

export function register(app: Application, deps: TeamsDeps): void {
  onInvoke(app, deps, 'fileConsent/invoke', silentCollector, async (activity) => {
    const value = valueSchema.parse(activity.value);
    // Uploading may last longer than Teams waits.
    deps.background(decide(deps, activity, value));
  });
}

async function decide(deps: TeamsDeps, activity: TeamsActivity, value: Value): Promise<void> {
  const reply = replyTo(activity, 'press');
  const account = accountOf(reply);
  const { file: id } = value.context;
  if (value.action !== 'accept' || !value.uploadInfo) {
    await deps.waitingFiles.remove(account, id);
    return;
  }
  const file = await deps.waitingFiles.find(account, id);
  if (file === undefined) {
    await sendPrivately(deps, reply, sentence(TEXTS.fileGone));
    return;
  }
  const { uploadInfo } = value;
  try {
    await upload(uploadInfo.uploadUrl, file, deps.nearby);
  } catch (error) {
    const reference = newReference();
    deps.logger.error({ reference, error: errorFacts(error) }, 'a file could not be uploaded');
    await sendPrivately(deps, reply, sentence(TEXTS.fileNotUploaded(file.name, reference)));
    return;
  }
  await deps.waitingFiles.remove(account, id);
  const { contentUrl, name, uniqueId, fileType } = uploadInfo;
  const info = { contentType: INFO, contentUrl, name, content: { uniqueId, fileType } };
  const message = { summary: file.title, attachments: [info] };
  // In place of the question, which is answered.
  const asked = activity.replyToId;
  const rewritten =
    asked &&
    (await deps.connector.update(reply, asked, message).then(
      () => true,
      () => false,
    ));
  if (!rewritten) await deps.connector.send(reply, message);
}

async function upload(url: string, { content }: OutFile, nearby: boolean): Promise<void> {
  if (!trustedUrl(url, nearby)) throw new UploadError('untrusted address');
  const size = content.byteLength;
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'Content-Range': `bytes 0-${size - 1}/${size}` },
    body: new Uint8Array(content),
    redirect: 'error',
    signal: AbortSignal.timeout(UPLOAD_PATIENCE_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new UploadError(`answered ${response.status}`);
}

class UploadError extends Error {
  override readonly name = 'UploadError';
}
