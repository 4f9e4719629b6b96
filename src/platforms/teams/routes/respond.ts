import type { TurnContext } from 'botbuilder';

/** Answers an invoke. Without a body, only that it was received. */
export async function respond(context: TurnContext, body?: unknown): Promise<void> {
  const value = { status: 200, ...(body === undefined ? {} : { body }) };
  await context.sendActivity({ type: 'invokeResponse', value });
}
