/**
 * The adapter of teams-ai, with what the bot asks more: one tenant only, answers that never quote an
 * error, and clients of the Bot Connector that are made once.
 */
import { TeamsAdapter } from '@microsoft/teams-ai';
import {
  type Activity,
  ConfigurationServiceClientCredentialFactory,
  type TurnContext,
} from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import { isLoopback } from '../downloads.ts';
import { errorFacts } from '../failure-facts.ts';
import { ConnectorFault, httpClient } from './http-client.ts';

type Settings = NonNullable<ConstructorParameters<typeof TeamsAdapter>[0]>;
type CredentialsFactory = NonNullable<ConstructorParameters<typeof TeamsAdapter>[1]>;

export interface Credentials {
  readonly appId: string;
  readonly appPassword: string;
  /** The one tenant whose activities are taken. */
  readonly tenantId: string;
}

export interface AdapterOptions {
  /** Absent in local mode: nobody is authenticated, and only this computer is answered. */
  readonly credentials?: Credentials;
  readonly logger: Logger;
  /** Whose keys and tokens to trust, when those are not Microsoft's (tests). */
  readonly authority?: { readonly settings: Settings; readonly factory: CredentialsFactory };
}

/** How an HTTP request is answered. */
export interface HttpReply {
  readonly status: number;
  readonly body?: unknown;
}

/** Writes to conversations, by the address at which Teams says they are served. */
export type ConnectorClient = Awaited<ReturnType<RelaisAdapter['openClient']>>;

/** What the libraries suppose of every activity without looking. */
const envelopeSchema = z.looseObject({
  type: z.string(),
  serviceUrl: z.url(),
  channelId: z.string(),
  conversation: z.looseObject({ id: z.string(), tenantId: z.string().nullish() }),
  from: z.looseObject({ id: z.string(), aadObjectId: z.string().nullish() }),
  recipient: z.looseObject({ id: z.string() }),
  channelData: z
    .looseObject({ tenant: z.looseObject({ id: z.string().nullish() }).nullish() })
    .nullish(),
});

/** The token is the same for all. */
const ANY_SERVICE = 'https://smba.trafficmanager.net/teams/';

export class RelaisAdapter extends TeamsAdapter {
  readonly #options: AdapterOptions;
  readonly #clients = new Map<string, ReturnType<RelaisAdapter['openClient']>>();

  constructor(options: AdapterOptions) {
    const { credentials, authority } = options;
    const factory = authority?.factory ?? singleTenant(credentials);
    super(authority?.settings ?? {}, guarded(factory), undefined, { httpClient });
    this.#options = options;
  }

  /** Takes one activity as Teams posts it; `logic` must not reject. */
  async receive(
    posted: unknown,
    authorization: string,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<HttpReply> {
    const envelope = envelopeSchema.safeParse(posted).data;
    if (envelope === undefined)
      return { status: 400, body: { error: 'Cette demande ne se lit pas.' } };
    const activity = envelope as unknown as Activity;
    let authenticated: Awaited<
      ReturnType<typeof this.botFrameworkAuthentication.authenticateRequest>
    >;
    try {
      authenticated = await this.botFrameworkAuthentication.authenticateRequest(
        activity,
        authorization,
      );
    } catch (error) {
      return this.#unauthenticated(error);
    }
    const refused = this.#refusal(envelope);
    if (refused !== undefined) {
      this.#options.logger.warn({ reason: refused }, 'an activity was refused');
      return { status: 403, body: { error: refused } };
    }
    const response = await this.processActivity(authenticated, activity, logic);
    return response ?? { status: 200 };
  }

  /** Whoever answers at `serviceUrl`, with the bot's own token. */
  client(serviceUrl: string): ReturnType<RelaisAdapter['openClient']> {
    const known = this.#clients.get(serviceUrl);
    if (known !== undefined) return known;
    // Teams has a handful of such addresses; local stand-ins may have a new one at each start.
    if (this.#clients.size >= 50) this.#clients.clear();
    const client = this.openClient(serviceUrl);
    this.#clients.set(serviceUrl, client);
    client.catch(() => this.#clients.delete(serviceUrl));
    return client;
  }

  /** Rejects when Microsoft refuses the credentials or cannot be reached. */
  async signIn(): Promise<void> {
    const { credentials } = await this.openClient(ANY_SERVICE);
    if ('getToken' in credentials && typeof credentials.getToken === 'function') {
      await credentials.getToken();
    }
  }

  openClient(serviceUrl: string) {
    const identity = this.createClaimsIdentity(this.#options.credentials?.appId ?? '');
    return this.botFrameworkAuthentication.createConnectorFactory(identity).create(serviceUrl);
  }

  /** A token that is not valid is refused; keys that could not be had are our fault. */
  #unauthenticated(error: unknown): HttpReply {
    const broken = error instanceof Error && /^(Fetch|Type)Error$|^AbortError$/.test(error.name);
    const { logger } = this.#options;
    if (broken) {
      logger.error({ error: errorFacts(error) }, 'the keys of the Bot Framework cannot be read');
      return { status: 503, body: { error: 'Le bot ne peut pas vérifier cette demande.' } };
    }
    logger.warn({ error: errorFacts(error).name }, 'an activity without a valid token was refused');
    return { status: 401, body: { error: 'Cette demande n’est pas authentifiée.' } };
  }

  #refusal(envelope: z.infer<typeof envelopeSchema>): string | undefined {
    const { type, channelId, serviceUrl, conversation, from, channelData } = envelope;
    const { credentials } = this.#options;
    if (credentials === undefined) {
      const here = isLoopback(new URL(serviceUrl).hostname);
      return here ? undefined : 'En mode local, le bot ne répond qu’à cet ordinateur.';
    }
    // Other channels of the Bot Framework let their client say who writes.
    const speaks = type === 'message' || type === 'invoke';
    if (channelId !== 'msteams' || (speaks && !from.aadObjectId))
      return 'Ce bot ne se parle que dans Teams, avec un compte de l’organisation.';
    const tenant = channelData?.tenant?.id ?? conversation.tenantId;
    return tenant === credentials.tenantId
      ? undefined
      : 'Ce bot ne sert qu’une organisation, et ce n’est pas celle-ci.';
  }
}

/** A token that could not be had says nothing of what was to be sent: Microsoft is at fault. */
function guarded(factory: CredentialsFactory): CredentialsFactory {
  return {
    isValidAppId: (id) => factory.isValidAppId(id),
    isAuthenticationDisabled: () => factory.isAuthenticationDisabled(),
    async createCredentials(...asked) {
      const credentials = await factory.createCredentials(...asked);
      const sign = credentials.signRequest.bind(credentials);
      credentials.signRequest = async (request) => {
        try {
          return await sign(request);
        } catch (error) {
          throw new ConnectorFault(401, 'sign_in_failed', undefined, error);
        }
      };
      return credentials;
    },
  };
}

function singleTenant(credentials: Credentials | undefined): CredentialsFactory {
  if (credentials === undefined) return new ConfigurationServiceClientCredentialFactory({});
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppId: credentials.appId,
    MicrosoftAppPassword: credentials.appPassword,
    MicrosoftAppTenantId: credentials.tenantId,
  });
}
