/** The bot is installed or removed, people and channels appear: where to write is kept. */
import type { Application } from '@microsoft/teams-ai';
import { errorFacts } from '../../failure-facts.ts';
import { activitySchema, type TeamsActivity } from '../activity.ts';
import type { TeamsDeps } from '../deps.ts';
import { directoryEntry } from '../directory.ts';
import { sendPrivately } from '../outlet.ts';
import { accountOf, keyOf, type ReplyTo, replyTo } from '../reply-to.ts';

export function register(app: Application, deps: TeamsDeps): void {
  app.activity('installationUpdate', async (context) => {
    const activity = activitySchema.parse(context.activity);
    const reply = replyTo(activity, 'message');
    if (activity.action?.startsWith('remove')) await leave(deps, reply);
    else {
      await deps.references.seen(reply);
      const first = activity.action === 'add' && reply.direct;
      if (first) await deps.deliveries.once(keyOf(activity), () => welcome(deps, reply));
    }
  });

  app.activity('conversationUpdate', async (context) => {
    const activity = activitySchema.parse(context.activity);
    const reply = replyTo(activity, 'message');
    if (isBot(activity.membersRemoved, activity)) await leave(deps, reply);
    else if (activity.membersAdded?.length) await deps.references.seen(reply);
  });
}

function isBot(members: TeamsActivity['membersRemoved'], { recipient }: TeamsActivity): boolean {
  return members?.some(({ id }) => id === recipient.id) ?? false;
}

/** Nothing more can be written there, until they write again. */
async function leave(deps: TeamsDeps, reply: ReplyTo): Promise<void> {
  const { tenant, user, team } = reply;
  if (reply.direct) {
    const known = await deps.references.person(tenant, user);
    if (known !== undefined) await deps.references.block(known);
  } else if (team !== undefined) await deps.references.forget('team', tenant, team);
}

/** Somebody of the pact sees at once what waits for them; nobody else is disturbed. */
async function welcome(deps: TeamsDeps, reply: ReplyTo): Promise<void> {
  try {
    const found = await deps.connector.member(reply.serviceUrl, reply.conversation, reply.member);
    if (found === undefined) return;
    const account = accountOf(reply);
    if (!(await deps.conversation.meet(account, directoryEntry(found, reply.tenant)))) return;
    const answer = await deps.conversation.home(account);
    if (answer.kind === 'card') await sendPrivately(deps, reply, answer.card);
  } catch (error) {
    deps.logger.warn({ error: errorFacts(error) }, 'a newcomer could not be welcomed');
  }
}
