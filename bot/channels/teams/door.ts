/** Who may come in, and how we are believed elsewhere: all that is taken from the Bot Framework SDK. */
import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder-core';
import { type BotFrameworkAuthentication, ClaimsIdentity, type ConnectorClient } from 'botframework-connector';
import type { Activity } from 'botframework-schema';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { errorText } from '../../error-code.ts';
import type { Ask } from '../../http/exchange.ts';
import { newRate } from '../../http/rate.ts';
import { Refusal } from '../../http/refusal.ts';
import { newInOrder } from '../../in-order.ts';
import type { Log } from '../../log.ts';
import { connectorOver } from './connector.ts';
import type { Incoming } from './incoming.ts';
import { isLoopback, type Registration } from './registration.ts';

/** Where the Bot Framework is, if it is not Microsoft's own: for tests, which have one on this machine. Every field counts, or none. */
export type Cloud = {
  readonly issuer: string;
  readonly openIdUrl: string;
  readonly loginUrl: string;
  readonly scope: string;
};

/** Who may come in, and how we are believed where we call. */
export type Door = {
  /** Resolves when it is sure that the Bot Framework sent this, for us and from that address. Rejects with Refusal. */
  readonly admit: (incoming: Incoming, ask: Ask) => Promise<void>;
  /** How to call the service at this address, as ourselves. */
  readonly connector: (serviceUrl: string) => Promise<ConnectorClient>;
};

/** Milliseconds that the keys of the Bot Framework may take to arrive. */
const PATIENCE = 10_000;
/** Seconds by which clocks may differ. */
const TOLERANCE = 300;
/** Services that are remembered: there is one for each region. */
const SERVICES = 50;

const ISSUERS = { public: 'https://api.botframework.com', usgov: 'https://api.botframework.us' } as const;
const US_GOVERNMENT = 'https://botframework.azure.us';
/** What Microsoft signs with. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** A door for this registration. */
export function openDoor(registration: Registration, log: Log, cloud?: Cloud): Door {
  const authentication = authenticationOf(registration, cloud);
  const connector = newConnectors(authentication, registration);
  if (registration.kind === 'anonymous') return { admit: async (incoming, ask) => refuseStrangers(incoming, ask), connector };
  const issuer = cloud?.issuer ?? ISSUERS[registration.cloud];
  // One after the other: many at once would each fetch the keys that the first one is fetching already.
  const inOrder = newInOrder();
  const spare = newRate(5, 60_000);
  const admit: Door['admit'] = async (incoming, ask) => {
    const header = bearerOf(ask, issuer);
    try {
      await inOrder('', () => inTime(authentication.authenticateRequest(incoming.raw as unknown as Activity, header)));
    } catch (error) {
      // Whoever sets it up has to learn why; whoever attacks must not fill the log.
      if (spare('', Date.now()) === 0) log.warn('bot framework refused', { why: errorText(error).slice(0, 300) });
      throw refusalOf(error);
    }
  };
  return { admit, connector };
}

/** The anonymous are believed when they are programs of this machine: no page of a browser, and nobody whose replies go elsewhere. */
function refuseStrangers({ serviceUrl }: Incoming, ask: Ask): void {
  if (ask.header('origin') !== undefined || ask.header('sec-fetch-site') !== undefined)
    throw new Refusal('WrongOrigin', 'Without an app ID, only programs may come in here.');
  if (!isLoopback(new URL(serviceUrl).hostname))
    throw new Refusal('BadArgument', 'Without an app ID, "serviceUrl" must be on this machine.');
}

/**
 * The header, when its token claims to be one of the channel service. The SDK would believe others as well: those of emulators and
 * skills, whose `serviceUrl` it does not check, and which anybody holds whom this bot ever sent a message to.
 */
function bearerOf(ask: Ask, issuer: string): string {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(ask.header('authorization') ?? '')?.[1];
  if (token === undefined) throw unauthorized('There is no token of the Bot Framework.');
  const { alg, kid, iss, exp } = claimsOf(token);
  if (iss !== issuer) throw unauthorized('The token is of another issuer.');
  if (typeof alg !== 'string' || !ALGORITHMS.includes(alg) || typeof kid !== 'string')
    throw unauthorized('The token is not signed as it should be.');
  if (typeof exp !== 'number' || exp < Date.now() / 1000 - TOLERANCE) throw unauthorized('The token has expired.');
  return `Bearer ${token}`;
}

function claimsOf(token: string): Readonly<Record<'alg' | 'kid' | 'iss' | 'exp', unknown>> {
  try {
    const { iss, exp } = decodeJwt(token);
    const { alg, kid } = decodeProtectedHeader(token);
    return { alg, kid, iss, exp };
  } catch (error) {
    throw unauthorized('The token is not readable.', error);
  }
}

function unauthorized(what: string, cause?: unknown): Refusal {
  return new Refusal('Unauthorized', what, { 'WWW-Authenticate': 'Bearer' }, cause);
}

/** What the SDK rejects a token for is a 401; that it could not get at the keys is no fault of the caller. */
function refusalOf(error: unknown): Refusal {
  const name = error instanceof Error ? error.name : '';
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 401 || /^(?:JsonWebToken|TokenExpired|NotBefore)Error$/.test(name))
    return unauthorized('The token is not one of the Bot Framework for this bot and this service.', error);
  return new Refusal('Unavailable', 'The keys of the Bot Framework cannot be fetched.', { 'Retry-After': '5' }, error);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the keys took too long')), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function authenticationOf(registration: Registration, cloud: Cloud | undefined): BotFrameworkAuthentication {
  const credentials = credentialsOf(registration);
  const options = cloud === undefined ? serviceOf(registration) : elsewhere(cloud);
  const requiredEndorsements: string[] = [];
  return new ConfigurationBotFrameworkAuthentication(options, credentials, { requiredEndorsements });
}

function serviceOf(registration: Registration): { ChannelService?: string } {
  return registration.kind === 'registered' && registration.cloud === 'usgov' ? { ChannelService: US_GOVERNMENT } : {};
}

function elsewhere({
  issuer,
  openIdUrl,
  loginUrl,
  scope,
}: Cloud): ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[0] {
  return {
    ValidateAuthority: true,
    ToChannelFromBotLoginUrl: loginUrl,
    ToChannelFromBotOAuthScope: scope,
    ToBotFromChannelTokenIssuer: issuer,
    OAuthUrl: issuer,
    ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdUrl,
    CallerId: '',
  };
}

/** The SDK's own factory, which chooses by the type of the registration. */
export function credentialsOf(registration: Registration): ConfigurationServiceClientCredentialFactory {
  if (registration.kind === 'anonymous') return new ConfigurationServiceClientCredentialFactory({});
  const { appId, type, tenant, proof } = registration;
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppType: type,
    ...(tenant !== '' && { MicrosoftAppTenantId: tenant }),
    ...(proof.kind === 'secret' && { MicrosoftAppPassword: proof.secret }),
    ...(proof.kind === 'certificate' && { CertificateThumbprint: proof.thumbprint, CertificatePrivateKey: proof.privateKey }),
  });
}

/** One client for each service, made when it is first called. */
function newConnectors(authentication: BotFrameworkAuthentication, registration: Registration): Door['connector'] {
  const claims = registration.kind === 'anonymous' ? [] : ['aud', 'appid'].map((type) => ({ type, value: registration.appId }));
  const factory = authentication.createConnectorFactory(new ClaimsIdentity(claims));
  const clients = new Map<string, Promise<ConnectorClient>>();
  return (serviceUrl) => {
    const known = clients.get(serviceUrl);
    if (known !== undefined) return known;
    if (clients.size >= SERVICES) clients.clear();
    const made = connectorOver(factory, serviceUrl);
    clients.set(serviceUrl, made);
    made.catch(() => clients.delete(serviceUrl));
    return made;
  };
}
