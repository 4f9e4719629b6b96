/** Invokes: what Teams asks and waits for, five seconds at most. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Application } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import { errorFacts } from '../../failure-facts.ts';
import { activitySchema, type TeamsActivity } from '../activity.ts';
import { type AdaptiveCard, CARD_TYPE } from '../adaptive-card.ts';
import type { TeamsDeps } from '../deps.ts';
import type { Response } from '../give-answer.ts';
import { TEXTS } from '../texts.ts';

/** Teams shows an error after five seconds. */
const PATIENCE_MS = 4500;

/** What an invoke is answered with, collected while it is carried out: the first thing said. */
export interface Collector {
  readonly response: Response;
  /** The body of the HTTP response. */
  body(): unknown;
  /** What is said when the work takes too long; what comes later comes by a message. */
  tooLate(): unknown;
}

/** Answers every invoke of that name. */
export function onInvoke(
  app: Application,
  deps: TeamsDeps,
  name: string,
  collect: () => Collector,
  take: (activity: TeamsActivity, response: Response) => Promise<void>,
): void {
  const selector = async ({ activity }: TurnContext): Promise<boolean> =>
    activity.type === 'invoke' && activity.name === name;
  const handler = async (context: TurnContext): Promise<void> => {
    const activity = activitySchema.safeParse(context.activity);
    if (!activity.success) {
      await respond(context, { status: 400 });
      return;
    }
    const collector = collect();
    let late = false;
    const work = take(activity.data, { ...collector.response, late: () => late });
    const timer = new AbortController();
    const inTime = await Promise.race([
      work.then(() => true),
      wait(PATIENCE_MS, false, { signal: timer.signal }).catch(() => true),
    ]);
    timer.abort();
    if (!inTime) {
      late = true;
      deps.background(work);
    }
    await respond(context, { status: 200, body: inTime ? collector.body() : collector.tooLate() });
  };
  app.addRoute(
    selector,
    async (context) => {
      try {
        await handler(context);
      } catch (error) {
        deps.logger.error({ name, error: errorFacts(error) }, 'an invoke could not be answered');
        await respond(context, { status: 500 });
      }
    },
    true,
  );
}

async function respond(context: TurnContext, value: { status: number; body?: unknown }) {
  const { status, body } = value;
  const answer = body === undefined ? { status } : { status, body };
  await context.sendActivity({ type: 'invokeResponse', value: answer });
}

const MESSAGE_TYPE = 'application/vnd.microsoft.activity.message';

/** In place of the card, or beside it. */
export function cardCollector(): Collector {
  let said: { statusCode: 200; type: string; value: AdaptiveCard | string } | undefined;
  const words = (value: string): void => {
    said ??= { statusCode: 200, type: MESSAGE_TYPE, value };
  };
  return {
    response: {
      card: (value) => {
        said ??= { statusCode: 200, type: CARD_TYPE, value };
      },
      words,
      pointer: words,
    },
    body: () => said ?? { statusCode: 200, type: MESSAGE_TYPE, value: '' },
    tooLate: () => ({ statusCode: 200, type: MESSAGE_TYPE, value: TEXTS.below }),
  };
}

/** In a dialog; nothing said closes it. */
export function dialogCollector(): Collector {
  let task: unknown;
  return {
    response: {
      dialog: (title, card) => {
        task ??= {
          type: 'continue',
          value: { title, ...SIZE, card: { contentType: CARD_TYPE, content: card } },
        };
      },
      words: (value) => {
        task ??= { type: 'message', value };
      },
    },
    body: () => (task === undefined ? undefined : { task }),
    tooLate: () => ({ task: { type: 'message', value: TEXTS.below } }),
  };
}

/** Received, and nothing to show. */
export function silentCollector(): Collector {
  return { response: {}, body: () => undefined, tooLate: () => undefined };
}

/** What a search found. */
export function resultsCollector(): Collector {
  let found: object | undefined;
  return {
    response: {
      results: (results) => {
        found = results;
      },
    },
    body: () => found && { composeExtension: found },
    tooLate: () => undefined,
  };
}

const SIZE = { width: 'medium', height: 'large' } as const;
