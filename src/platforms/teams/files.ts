/** Files handed to the bot in the person's own conversation. */
import { z } from 'zod';
import { type FileResult, isLoopback, readAtMost } from '../downloads.ts';
import type { TeamsActivity } from './activity.ts';
import { LIMITS } from './limits.ts';

const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
const downloadSchema = z.object({ downloadUrl: z.string(), uniqueId: z.string().nullish() });

export interface SharedFile {
  readonly name: string;
  readonly url: string;
}

export type FileReader = (file: SharedFile) => Promise<FileResult>;

/** Files that were attached; pictures pasted in a message and cards are none. */
export function filesOf({ attachments }: TeamsActivity): readonly SharedFile[] {
  return (attachments ?? []).flatMap(({ contentType, contentUrl, content, name }) => {
    if (contentType === DOWNLOAD) {
      const info = downloadSchema.safeParse(content).data;
      return info ? [{ name: name ?? 'fichier', url: info.downloadUrl }] : [];
    }
    const isFile =
      name &&
      contentUrl &&
      !/^(text\/html|image\/|application\/vnd\.microsoft\.card)/.test(contentType ?? '');
    return isFile ? [{ name, url: contentUrl }] : [];
  });
}

const HOPS = 3;

/**
 * Downloads from the address that Teams gave, which carries its own right: no token goes with it.
 * @param nearby a stand-in on this computer serves it
 */
export function fileReader(nearby: boolean): FileReader {
  return async ({ url }) => {
    let at = url;
    for (let hop = 0; hop < HOPS && trustedUrl(at, nearby); hop += 1) {
      const response = await fetch(at, {
        redirect: 'manual',
        signal: AbortSignal.timeout(20_000),
      });
      if (response.ok && response.body !== null) {
        return readAtMost(response.body, LIMITS.fileBytes);
      }
      await response.body?.cancel();
      const next = response.headers.get('location');
      if (next === null || !URL.canParse(next, at)) break;
      at = new URL(next, at).href;
    }
    return { ok: false, reason: 'unreadable' };
  };
}

/** OneDrive and SharePoint, where Teams keeps its files. */
export function trustedUrl(url: string, nearby: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (nearby) return isLoopback(hostname);
  return protocol === 'https:' && /\.(sharepoint\.com|svc\.ms|1drv\.ms)$/.test(hostname);
}
