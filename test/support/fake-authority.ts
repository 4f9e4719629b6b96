/** Stands for Microsoft's sign-in, on 127.0.0.1: keys that sign the tokens of the Bot Connector. */
import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AdapterOptions } from '../../src/platforms/teams/adapter.ts';

const ISSUER = 'https://api.botframework.com';

export interface FakeAuthority extends AsyncDisposable {
  readonly authority: NonNullable<AdapterOptions['authority']>;
  /** The header of a call by the Bot Connector; `claims` replace those of a true one. */
  header(claims?: Record<string, unknown>, key?: 'true' | 'other'): string;
  /** It gives the bot no token. */
  isDown: boolean;
}

/** @param appId to whom the tokens are addressed */
export async function startFakeAuthority(
  appId: string,
  serviceUrl: string,
): Promise<FakeAuthority> {
  const keys = {
    true: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    other: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  };
  const kid = randomUUID();
  const server = createServer((request, response) => {
    const body = request.url?.endsWith('/keys')
      ? {
          keys: [
            {
              ...keys.true.publicKey.export({ format: 'jwk' }),
              kid,
              endorsements: ['msteams', 'directline'],
            },
          ],
        }
      : { issuer: ISSUER, jwks_uri: `${url}/keys` };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeAuthority = {
    isDown: false,
    authority: {
      settings: {
        ToChannelFromBotLoginUrl: url,
        ToChannelFromBotOAuthScope: ISSUER,
        ToBotFromChannelTokenIssuer: ISSUER,
        ToBotFromChannelOpenIdMetadataUrl: `${url}/openid`,
        ToBotFromEmulatorOpenIdMetadataUrl: `${url}/openid`,
      },
      factory: {
        isValidAppId: async (id = '') => id === appId,
        isAuthenticationDisabled: async () => false,
        createCredentials: async () => ({
          appId,
          signRequest: async (request) => {
            if (fake.isDown) throw new Error('network_error');
            request.headers.set('Authorization', 'Bearer token-of-the-bot');
            return request;
          },
        }),
      },
    },
    header(claims = {}, key = 'true') {
      const now = Math.floor(Date.now() / 1000);
      const encoded = [
        { alg: 'RS256', typ: 'JWT', kid },
        {
          iss: ISSUER,
          aud: appId,
          serviceurl: serviceUrl,
          nbf: now - 60,
          exp: now + 3600,
          ...claims,
        },
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      const signed = encoded.join('.');
      const signature = createSign('RSA-SHA256').update(signed).sign(keys[key].privateKey);
      return `Bearer ${signed}.${signature.toString('base64url')}`;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
