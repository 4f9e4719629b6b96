/** Buttons and forms in cards (`Action.Execute`), and cards asked for anew. */
import type { Application } from '@microsoft/teams-ai';
import { z } from 'zod';
import type { TeamsActivity } from '../activity.ts';
import type { TeamsDeps } from '../deps.ts';
import { carryOut } from '../exchange.ts';
import type { Response } from '../give-answer.ts';
import { messageReference } from '../messenger.ts';
import { refreshOf } from '../references.ts';
import { VERBS } from '../render-card.ts';
import { accountOf, placeOf, replyTo } from '../reply-to.ts';
import { cardCollector, onInvoke } from './invoke.ts';
import { takenFrom } from './taken.ts';

const valueSchema = z.object({
  action: z.object({ verb: z.string(), data: z.unknown().optional() }),
});

export function register(app: Application, deps: TeamsDeps): void {
  onInvoke(app, deps, 'adaptiveCard/action', cardCollector, async (activity, response) => {
    const { verb, data } = valueSchema.parse(activity.value).action;
    if (verb === VERBS.refresh) await refresh(deps, activity, response);
    else await carryOut(deps, { ...takenFrom(activity, data), response });
  });
}

/** What the message says now, whatever it said when it was drawn. */
async function refresh(
  deps: TeamsDeps,
  activity: TeamsActivity,
  response: Response,
): Promise<void> {
  if (!activity.replyToId) return;
  const reply = replyTo(activity, 'press');
  const reference = messageReference(placeOf(reply).id, activity.replyToId);
  const card = await deps.currentCard({ reference, account: accountOf(reply) });
  if (card === undefined) return;
  response.card?.(deps.render(card, await refreshOf(deps.references, card)).card);
}
