/** Files handed to the bot in a direct conversation. */
import { z } from 'zod';
import { type FileResult, isLoopback, readAtMost } from '../downloads.ts';
import { LIMITS } from './limits.ts';

export const sharedFileSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  size: z.number().nullish(),
  mimetype: z.string().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});
export type SharedFile = z.infer<typeof sharedFileSchema>;

export type FileReader = (file: SharedFile) => Promise<FileResult>;

/**
 * Downloads with the bot token, which goes to Slack's hosts only (or to the workspace that stands
 * for Slack, named by `apiUrl`). At most 5 MB, whatever the announced size.
 */
export function fileReader(botToken: string, apiUrl: string | undefined): FileReader {
  return async (file) => {
    if ((file.size ?? 0) > LIMITS.fileBytes) {
      return { ok: false, reason: 'tooLarge' };
    }
    const url = file.url_private_download ?? file.url_private;
    if (url === undefined || url === null || !trusted(url, apiUrl)) {
      return { ok: false, reason: 'unreadable' };
    }
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${botToken}` },
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    });
    // Without the scope, Slack serves its sign-in page instead of the file.
    const page = response.headers.get('content-type')?.startsWith('text/html') ?? false;
    if (!response.ok || response.body === null || (page && file.mimetype !== 'text/html')) {
      await response.body?.cancel();
      return { ok: false, reason: 'unreadable' };
    }
    return readAtMost(response.body, LIMITS.fileBytes);
  };
}

function trusted(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) {
    return false;
  }
  const { protocol, hostname, port } = new URL(url);
  if (apiUrl === undefined) {
    return protocol === 'https:' && /(^|\.)slack(-files)?\.com$/.test(hostname);
  }
  const api = new URL(apiUrl);
  const sameHost = hostname === api.hostname || (isLoopback(hostname) && isLoopback(api.hostname));
  return sameHost && port === api.port;
}
