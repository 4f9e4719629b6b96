/** Files of an answer, in the person's own conversation. */
import type { OutFile } from '../../conversation/exchange.ts';
import type { TeamsDeps } from './deps.ts';
import type { ReplyTo } from './reply-to.ts';

export async function giveFiles(
  _deps: TeamsDeps,
  _reply: ReplyTo,
  _files: readonly OutFile[],
): Promise<void> {}
