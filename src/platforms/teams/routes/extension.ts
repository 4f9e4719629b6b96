/** The message extension: an action quoted in any conversation, an update declared from there. */
import type { Application } from '@microsoft/teams-ai';
import { z } from 'zod';
import type { TeamsActivity } from '../activity.ts';
import { CARD_TYPE } from '../adaptive-card.ts';
import type { TeamsDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import { accountOf, replyTo } from '../reply-to.ts';
import { TEXTS } from '../texts.ts';
import { textOf } from '../words.ts';
import { dialogCollector, onInvoke, resultsCollector } from './invoke.ts';
import { taken, takenFrom } from './taken.ts';

/** What the manifest calls the words that are looked for. */
const WORDS = 'words';
/** What «Déclarer une avancée» stands for, typed. */
const UPDATE_WORDS = 'maj';

const querySchema = z.object({
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish(),
});
const submitSchema = z.object({
  data: z.unknown().optional(),
  /** The message from whose menu the extension was opened. */
  messagePayload: z
    .object({ body: z.object({ content: z.string().nullish() }).nullish() })
    .nullish()
    .catch(undefined),
});

export function register(app: Application, deps: TeamsDeps): void {
  onInvoke(app, deps, 'composeExtension/query', resultsCollector, async (activity, response) => {
    response.results?.(await search(deps, activity));
  });

  onInvoke(app, deps, 'composeExtension/fetchTask', dialogCollector, async (activity, response) => {
    const reply = replyTo(activity, 'extension');
    const message = submitSchema.parse(activity.value).messagePayload?.body?.content;
    const request = message
      ? ({ kind: 'attachMessage', text: textOf(message) } as const)
      : ({ kind: 'words', words: UPDATE_WORDS } as const);
    await carryOut(deps, { ...taken(activity, reply, request), response });
  });

  onInvoke(
    app,
    deps,
    'composeExtension/submitAction',
    dialogCollector,
    async (activity, response) => {
      const { data } = submitSchema.parse(activity.value);
      await carryOut(deps, { ...takenFrom(activity, data, 'extension'), response });
    },
  );
}

async function search(deps: TeamsDeps, activity: TeamsActivity): Promise<object> {
  const { parameters } = querySchema.parse(activity.value);
  const words = parameters?.find(({ name }) => name === WORDS)?.value;
  const account = accountOf(replyTo(activity, 'extension'));
  const found = await deps.conversation.quote(account, typeof words === 'string' ? words : '');
  if (found === undefined) return { type: 'message', text: TEXTS.writeFirst };
  return {
    type: 'result',
    attachmentLayout: 'list',
    attachments: found.map(({ title, text, card }) => ({
      contentType: CARD_TYPE,
      content: deps.render(card).card,
      preview: { contentType: THUMBNAIL, content: { title, text } },
    })),
  };
}

const THUMBNAIL = 'application/vnd.microsoft.card.thumbnail';
