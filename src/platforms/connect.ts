/** Connects the platforms that are configured; each is only read in when it is needed. */
import { slackRefused } from '../start-failure.ts';
import type { SlackOptions, SlackPlatform } from './slack/app.ts';

/** @throws {StartFailure} when Slack refuses the tokens or cannot be reached */
export async function connectSlack(options: SlackOptions): Promise<SlackPlatform> {
  const { startSlack } = await import('./slack/app.ts');
  try {
    return await startSlack(options);
  } catch (error) {
    const { slackErrorCode } = await import('./slack/logging.ts');
    throw slackRefused(slackErrorCode(error), error);
  }
}
