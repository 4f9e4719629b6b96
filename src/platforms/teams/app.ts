/** The Teams adapter: what starts, and what stops it. */
import { Application } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import express, { type Router } from 'express';
import type { Logger } from 'pino';
import type { Card } from '../../conversation/card.ts';
import type { Conversation } from '../../conversation/conversation.ts';
import type { AskedAnew } from '../../delivery/current-card.ts';
import type { Messenger } from '../../delivery/messenger.ts';
import type { Db } from '../../store/database.ts';
import { rememberDeliveries } from '../deliveries.ts';
import { errorFacts } from '../failure-facts.ts';
import { keepFirstContacts } from '../first-contacts.ts';
import { type AdapterOptions, type Credentials, RelaisAdapter } from './adapter.ts';
import { connectTo } from './connector.ts';
import { PLATFORM, type Render, type TeamsDeps } from './deps.ts';
import { fileReader } from './files.ts';
import { resumeContacts } from './first-contact.ts';
import { teamsMessenger } from './messenger.ts';
import { keepReferences } from './references.ts';
import { renderCard } from './render-card.ts';
import * as arrivals from './routes/arrivals.ts';
import * as consent from './routes/consent.ts';
import * as dialogs from './routes/dialogs.ts';
import * as extension from './routes/extension.ts';
import * as messages from './routes/messages.ts';
import * as presses from './routes/presses.ts';
import { keepSigningIn } from './sign-in.ts';
import { keepWaitingFiles } from './waiting-files.ts';

export interface TeamsOptions {
  /** Absent in local mode. */
  readonly credentials?: Credentials;
  /** Whose tokens are trusted, when they are not Microsoft's (tests). */
  readonly authority?: AdapterOptions['authority'];
  /** Receives `POST /api/messages` and, in local mode, files to be fetched. */
  readonly httpRouter: Router;
  /** Where the router is served; local mode. */
  readonly localUrl?: string;
  readonly db: Db;
  /** UTC instant. */
  readonly clock: () => string;
  readonly conversation: Conversation;
  /** What a message that was sent unasked says now, to whoever's client asks. */
  readonly currentCard: (asked: AskedAnew) => Promise<Card | undefined>;
  readonly logger: Logger;
}

export interface TeamsPlatform extends AsyncDisposable {
  /** Taking messages. */
  ready(): boolean;
  /** For what is said unasked; paced and retried by who uses it. */
  readonly messenger: Messenger;
  /** Resolves once nothing that was received is under way any more. */
  idle(): Promise<void>;
}

/** A conversation waits for the answer: a few quick tries, then an honest failure. */
const ANSWERING = { tries: 3, longest: 2000 };
/** The outbox tries again by itself, at its own pace. */
const ONCE = { tries: 1, longest: 0 };
const STOP_PATIENCE_MS = 10_000;
/** In local mode only. */
const LOCAL_FILES = '/local/files';
/** An activity is a few kilobytes; a form with everything filled, some tens. */
const LARGEST_ACTIVITY = '256kb';

class RelaisApplication extends Application {
  /** Shown after a second, whatever the option of that name says: not where others read. */
  override startTypingTimer(context: TurnContext): void {
    if (context.activity.conversation.conversationType === 'personal') {
      super.startTypingTimer(context);
    }
  }
}

/** @throws {SignInRefused} */
export async function startTeams(options: TeamsOptions): Promise<TeamsPlatform> {
  const { credentials, authority, conversation, db, clock } = options;
  const logger = options.logger.child({ platform: PLATFORM });
  const adapter = new RelaisAdapter({
    logger,
    ...(credentials && { credentials }),
    ...(authority && { authority }),
  });
  const app = new RelaisApplication({ adapter, removeRecipientMention: false });
  const state = { stopping: false };
  const running = new Set<Promise<unknown>>();
  const track = <Value>(work: Promise<Value>): Promise<Value> => {
    const settled: Promise<unknown> = work
      .catch(() => {})
      .finally(() => {
        running.delete(settled);
      });
    running.add(settled);
    return work;
  };
  const background = (work: Promise<void>): void => {
    track(work).catch((error: unknown) => {
      logger.error({ error: errorFacts(error) }, 'work after an answer failed');
    });
  };
  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };
  const actions = credentials === undefined ? 'execute' : 'dialogs';
  const render: Render = (card, more) => renderCard(card, { actions, ...more });
  const references = keepReferences(db, clock);
  const nearby = credentials === undefined || authority !== undefined;
  const deps: TeamsDeps = {
    conversation,
    render,
    connector: connectTo(adapter, ANSWERING),
    references,
    currentCard: options.currentCard,
    readFile: fileReader(nearby),
    nearby,
    waitingFiles: keepWaitingFiles(db, clock),
    local: credentials === undefined,
    filesUrl: `${options.localUrl ?? ''}${LOCAL_FILES}`,
    deliveries: rememberDeliveries(),
    logger,
    contacts: keepFirstContacts(() => background(resumeContacts(deps))),
    background,
  };
  for (const routes of [presses, dialogs, extension, consent, messages, arrivals])
    routes.register(app, deps);

  options.httpRouter.post(
    '/api/messages',
    express.json({ limit: LARGEST_ACTIVITY }),
    async (request, response) => {
      if (state.stopping) {
        response.status(503).json({ error: 'Le bot s’arrête.' });
        return;
      }
      const authorization = request.headers.authorization ?? '';
      const { status, body } = await track(
        adapter.receive(request.body, authorization, async (context) => {
          try {
            await app.run(context);
          } catch (error) {
            logger.error({ error: errorFacts(error) }, 'an activity could not be taken');
          }
        }),
      );
      response.status(status);
      if (body === undefined) response.end();
      else response.json(body);
    },
  );
  if (deps.local) {
    options.httpRouter.get(`${LOCAL_FILES}/:id`, async ({ params }, response, next) => {
      const file = await deps.waitingFiles.open(params.id);
      if (file === undefined) return next();
      response.attachment(file.name).type(file.mediaType).send(Buffer.from(file.content));
    });
  }
  const signIn = await keepSigningIn(async () => credentials && (await adapter.signIn()), logger);
  background(resumeContacts(deps));

  return {
    messenger: teamsMessenger({
      connector: connectTo(adapter, ONCE),
      references,
      render,
    }),
    ready: () => signIn.done() && !state.stopping,
    idle,
    async [Symbol.asyncDispose]() {
      state.stopping = true;
      deps.contacts.stop();
      signIn.stop();
      const { promise: over, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, STOP_PATIENCE_MS);
      await Promise.race([idle(), over]);
      clearTimeout(timer);
    },
  };
}
