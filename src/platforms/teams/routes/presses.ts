/** Buttons and forms in cards (`Action.Execute`), and cards asked for anew. */
import type { Application } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import { activitySchema, type TeamsActivity } from '../activity.ts';
import { type AdaptiveCard, CARD_TYPE } from '../adaptive-card.ts';
import type { TeamsDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import type { Response } from '../give-answer.ts';
import { readForm } from '../read-form.ts';
import { VERBS } from '../render-card.ts';
import { accountOf, keyOf, placeOf, type ReplyTo, replyTo } from '../reply-to.ts';
import { respond } from './respond.ts';

const MESSAGE_TYPE = 'application/vnd.microsoft.activity.message';
const valueSchema = z.object({
  action: z.object({ verb: z.string(), data: z.unknown().optional() }),
});
const pressSchema = z.object({ press: z.unknown().optional() });

/** What a button carried, not yet trusted. */
export function pressOf(data: unknown): unknown {
  return pressSchema.safeParse(data).data?.press;
}

export function register(app: Application, deps: TeamsDeps): void {
  app.adaptiveCards.actionExecute(/^(press|submit)$/, async (context) => {
    const activity = activitySchema.parse(context.activity);
    const { verb, data } = valueSchema.parse(activity.value).action;
    const given = invokeResponse(context);
    await (verb === VERBS.submit
      ? takeForm(deps, activity, data, given.response)
      : takePress(deps, activity, data, given.response));
    await given.done();
    // teams-ai keeps the response that was given.
    return '';
  });
}

async function takePress(
  deps: TeamsDeps,
  activity: TeamsActivity,
  data: unknown,
  response: Response,
): Promise<void> {
  const reply = replyTo(activity, 'press', pressedIn(activity));
  const request = { kind: 'press', value: pressOf(data) } as const;
  await carryOut(deps, { inbound: inbound(activity, reply, request), reply, response });
}

async function takeForm(
  deps: TeamsDeps,
  activity: TeamsActivity,
  data: unknown,
  response: Response,
): Promise<void> {
  const sent = readForm(data);
  if (sent === undefined) return takePress(deps, activity, data, response);
  const { form, state, values, from } = sent;
  const reply = replyTo(activity, 'form', {
    ...pressedIn(activity),
    ...(from === undefined ? {} : { from }),
  });
  const request = { kind: 'submit', form, state, values } as const;
  await carryOut(deps, { inbound: inbound(activity, reply, request), reply, response });
}

function pressedIn({ replyToId }: TeamsActivity): { pressed?: string } {
  return replyToId ? { pressed: replyToId } : {};
}

function inbound(
  activity: TeamsActivity,
  reply: ReplyTo,
  request: Parameters<TeamsDeps['conversation']['handle']>[0]['request'],
) {
  return { key: keyOf(activity), account: accountOf(reply), place: placeOf(reply), request };
}

/** Collects the one response of an invoke; nothing said leaves the card as it is. */
function invokeResponse(context: TurnContext): {
  readonly response: Response;
  done(): Promise<void>;
} {
  let body: { statusCode: 200; type: string; value: AdaptiveCard | string } | undefined;
  return {
    response: {
      card: (value) => {
        body ??= { statusCode: 200, type: CARD_TYPE, value };
      },
      words: (value) => {
        body ??= { statusCode: 200, type: MESSAGE_TYPE, value };
      },
    },
    done: () => respond(context, body ?? { statusCode: 200, type: MESSAGE_TYPE, value: '' }),
  };
}
