/** The Bot Framework's keys and tokens, on this machine: OpenID metadata over HTTP, and tokens that are really signed. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Cloud } from '../../../bot/channels/teams/door.ts';

/** What a token says, and how it is signed. */
export type Wish = {
  readonly claims?: JWTPayload;
  readonly kid?: string;
  readonly key?: 'ours' | 'stranger' | 'public-as-secret';
};

export type LoopbackAuthority = {
  readonly cloud: Cloud;
  /** How often the metadata, and the keys, were fetched. */
  readonly fetched: () => number;
  /** Answers so from now on: 200 is well, 0 is silence. */
  readonly answer: (status: number) => void;
  readonly token: (wish?: Wish) => Promise<string>;
  readonly close: () => Promise<void>;
};

const ISSUER = 'https://issuer.test';
const KID = 'key-1';

/** Starts it; tokens are for this app, and from this service, unless a test wishes otherwise. */
export async function loopbackAuthority(appId: string, serviceUrl: string): Promise<LoopbackAuthority> {
  const ours = await generateKeyPair('RS256', { extractable: true });
  const stranger = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: KID, use: 'sig', endorsements: ['msteams', 'webchat'] };
  let fetched = 0;
  let status = 200;
  const server = createServer((request, response) => {
    fetched += 1;
    if (status === 0) return;
    const host = `http://${request.headers.host}`;
    const body =
      request.url === '/keys'
        ? { keys: [jwk] }
        : { issuer: ISSUER, jwks_uri: `${host}/keys`, id_token_signing_alg_values_supported: ['RS256'] };
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keys = {
    ours: ours.privateKey,
    stranger: stranger.privateKey,
    'public-as-secret': new TextEncoder().encode(await exportSPKI(ours.publicKey)),
  };
  const token = ({ claims = {}, kid = KID, key = 'ours' }: Wish = {}): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const good: JWTPayload = { iss: ISSUER, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600 };
    const header = { alg: key === 'public-as-secret' ? 'HS256' : 'RS256', kid, typ: 'JWT' };
    const payload = Object.fromEntries(Object.entries({ ...good, ...claims }).filter(([, value]) => value !== undefined));
    return new SignJWT(payload).setProtectedHeader(header).sign(keys[key]);
  };
  return {
    cloud: { issuer: ISSUER, openIdUrl: `${url}/.well-known/openidconfiguration`, loginUrl: `${url}/login`, scope: 'https://api.test' },
    fetched: () => fetched,
    answer: (next) => {
      status = next;
    },
    token,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
