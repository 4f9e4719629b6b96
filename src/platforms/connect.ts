/** Connects the platforms that are configured; each is only read in when it is needed. */
import type { SlackOptions, SlackPlatform } from './slack/app.ts';

/** A platform refused its credentials or cannot be reached; the sentence is French. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
  readonly sentence: string;

  constructor(sentence: string, cause: unknown) {
    super('a platform could not be connected', { cause });
    this.sentence = sentence;
  }
}

/** @throws {NotConnected} */
export async function connectSlack(options: SlackOptions): Promise<SlackPlatform> {
  const { startSlack } = await import('./slack/app.ts');
  try {
    return await startSlack(options);
  } catch (error) {
    const { slackErrorCode } = await import('./slack/logging.ts');
    const code = slackErrorCode(error);
    throw new NotConnected(
      code === undefined
        ? 'La connexion à Slack a échoué : Slack ne répond pas. Vérifiez que cet ordinateur peut le joindre, puis relancez le bot.'
        : `La connexion à Slack a échoué (${code}) : vérifiez SLACK_BOT_TOKEN, SLACK_APP_TOKEN et les droits de l’application Slack.`,
      error,
    );
  }
}
