/** Connects the platforms that are configured; each is only read in when it is needed. */
import { type RequestHandler, Router } from 'express';
import { listReferences } from '../store/conversation-references.ts';
import type { SlackOptions, SlackPlatform } from './slack/app.ts';
import type { TeamsOptions, TeamsPlatform } from './teams/app.ts';

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

/** @throws {NotConnected} */
export async function connectTeams(options: TeamsOptions): Promise<TeamsPlatform> {
  const { startTeams } = await import('./teams/app.ts');
  const { SignInRefused } = await import('./teams/sign-in.ts');
  try {
    return await startTeams(options);
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    throw new NotConnected(
      `La connexion à Teams a échoué (${error.code}) : vérifiez TEAMS_APP_ID, TEAMS_TENANT_ID et TEAMS_APP_PASSWORD, dont le secret a peut-être pris fin.`,
      error,
    );
  }
}

/**
 * Teams in local mode, where most people never try it: its libraries (half a second, 130 MB) are
 * read in when somebody first writes from there, or must be written to.
 */
export function awaitTeams(options: TeamsOptions): TeamsPlatform {
  const routes = Router();
  let started: Promise<TeamsPlatform> | undefined;
  const start = (): Promise<TeamsPlatform> => {
    started ??= connectTeams({ ...options, httpRouter: routes });
    return started;
  };
  const take: RequestHandler = async (request, response, next) => {
    await start();
    routes(request, response, next);
  };
  options.httpRouter.post('/api/messages', take).get('/local/files/:id', take);
  return {
    ready: () => true,
    messenger: {
      platform: 'teams',
      send: async (...all) => (await start()).messenger.send(...all),
      rewrite: async (...all) => (await start()).messenger.rewrite(...all),
      async findAccount(email) {
        // Nobody is known there before somebody wrote.
        if ((await listReferences(options.db, 'teams')).length === 0) return undefined;
        return (await start()).messenger.findAccount(email);
      },
    },
    idle: async () => (await started)?.idle(),
    async [Symbol.asyncDispose]() {
      await (await started)?.[Symbol.asyncDispose]();
    },
  };
}
