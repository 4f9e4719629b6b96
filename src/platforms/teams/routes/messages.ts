/** What people write to the bot, and what its buttons send where `Action.Execute` is not known. */
import type { Application } from '@microsoft/teams-ai';
import type { Request } from '../../../conversation/exchange.ts';
import { errorFacts } from '../../failure-facts.ts';
import { activitySchema, type TeamsActivity } from '../activity.ts';
import type { TeamsDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import { filesOf, type SharedFile } from '../files.ts';
import { sendPrivately } from '../outlet.ts';
import { keyOf, type ReplyTo, replyTo } from '../reply-to.ts';
import { sentence, TEXTS } from '../texts.ts';
import { mentionsBot, wordsOf } from '../words.ts';
import { taken, takenFrom } from './taken.ts';

export function register(app: Application, deps: TeamsDeps): void {
  app.activity('message', async (context) => {
    const activity = activitySchema.parse(context.activity);
    await deps.deliveries.once(keyOf(activity), () => hear(deps, activity));
  });
}

async function hear(deps: TeamsDeps, activity: TeamsActivity): Promise<void> {
  if (activity.value !== undefined && activity.value !== null && !activity.text?.trim()) {
    // `Action.Submit`: the same as `Action.Execute`, answered by messages.
    await carryOut(deps, { ...takenFrom(activity, activity.value), response: {} });
    return;
  }
  const direct = replyTo(activity, 'message');
  const reply: ReplyTo = direct.direct ? direct : { ...direct, via: 'mention' };
  const words = wordsOf(activity);
  const files = reply.direct ? filesOf(activity) : [];
  if (files.length > 0) {
    await takeFiles(deps, activity, reply, words, files);
    return;
  }
  // Where the bot hears more than what calls it, what people say among themselves is theirs.
  const overheard = !reply.direct && !mentionsBot(activity);
  const request: Request = { kind: 'words', words, ...(overheard && { overheard }) };
  await take(deps, activity, overheard ? { ...reply, via: 'message' } : reply, request, overheard);
}

function take(
  deps: TeamsDeps,
  activity: TeamsActivity,
  reply: ReplyTo,
  request: Request,
  discreet = false,
  key = keyOf(activity),
): Promise<void> {
  return carryOut(deps, { ...taken(activity, reply, request, key), discreet, response: {} });
}

/** One request a file; the words go with the first. */
async function takeFiles(
  deps: TeamsDeps,
  activity: TeamsActivity,
  reply: ReplyTo,
  words: string,
  files: readonly SharedFile[],
): Promise<void> {
  for (const [index, file] of files.entries()) {
    const read = await deps.readFile(file).catch((error: unknown) => {
      deps.logger.warn({ error: errorFacts(error) }, 'a file could not be read');
      return { ok: false, reason: 'unreadable' } as const;
    });
    if (read.ok) {
      const { content } = read;
      const request = {
        kind: 'file',
        words: index === 0 ? words : '',
        fileName: file.name,
        content,
      } as const;
      await take(deps, activity, reply, request, false, `${keyOf(activity)}:${index}`);
    } else {
      const why = read.reason === 'tooLarge' ? TEXTS.fileTooLarge : TEXTS.fileUnreadable;
      await sendPrivately(deps, reply, sentence(why(file.name))).catch((error: unknown) => {
        deps.logger.error({ error: errorFacts(error) }, 'a file that was not read was not told');
      });
    }
  }
}
