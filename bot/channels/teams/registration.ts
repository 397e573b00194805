/** Who this bot is to the Bot Framework, read from the settings. Knows nothing of the SDK, so that no server loads it in vain. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Config, SETTINGS } from '../../config.ts';
import { errorText } from '../../error-code.ts';

/** How the bot proves to Microsoft that it is itself. */
type Proof =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
  /** Azure vouches for the machine that it runs on. */
  | { readonly kind: 'managed-identity' };

/** Who this bot is to the Bot Framework. */
export type Registration =
  /** Anybody on this machine is believed: for trying out. */
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'registered';
      readonly appId: string;
      readonly type: Config['appType'];
      /** Empty for a bot of many tenants. */
      readonly tenant: string;
      readonly cloud: Config['cloud'];
      readonly proof: Proof;
    };

type Read =
  | { readonly kind: 'open'; readonly registration: Registration }
  /** Nothing is set up, which is no mistake. */
  | { readonly kind: 'closed'; readonly why: string }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

type Wanted = Pick<Config, 'appId' | 'appType' | 'tenantId' | 'appSecret' | 'appCertificate' | 'cloud' | 'anonymous' | 'host'>;

const ID = SETTINGS.appId.name;
const TYPE = SETTINGS.appType.name;
const TENANT = SETTINGS.tenantId.name;
const SECRET = SETTINGS.appSecret.name;
const CERTIFICATE = SETTINGS.appCertificate.name;
const ANONYMOUS = SETTINGS.anonymous.name;

/** Reads the settings together; each problem names the setting that is wrong, and what to do. `now` in milliseconds. */
export function readRegistration(config: Wanted, now: number): Read {
  if (config.appId === '') return withoutId(config);
  const problems = [...tenantProblems(config), ...proofProblems(config)];
  if (config.anonymous) problems.push(`${ANONYMOUS}=1 would let in everybody, although ${ID} is set. Remove one of the two.`);
  const proof = problems.length === 0 ? readProof(config, now) : undefined;
  if (typeof proof === 'string') problems.push(proof);
  if (proof === undefined || typeof proof === 'string') return { kind: 'wrong', problems };
  const { appId, appType: type, tenantId: tenant, cloud } = config;
  return { kind: 'open', registration: { kind: 'registered', appId, type, tenant, cloud, proof } };
}

function withoutId(config: Wanted): Read {
  const orphans = ([TENANT, SECRET, CERTIFICATE] as const).filter(
    (_, i) => [config.tenantId, config.appSecret, config.appCertificate][i] !== '',
  );
  if (orphans.length > 0) return { kind: 'wrong', problems: [`${orphans.join(' and ')} mean nothing without ${ID}. Set it as well.`] };
  if (!config.anonymous) return { kind: 'closed', why: `${ID} is not set` };
  if (isLoopback(config.host)) return { kind: 'open', registration: { kind: 'anonymous' } };
  const why = `${ANONYMOUS}=1 lets in everybody, so it works on this machine only, and HOST is ${config.host}.`;
  return { kind: 'wrong', problems: [`${why} Set HOST=127.0.0.1, or ${ID}.`] };
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function tenantProblems({ appType, tenantId }: Wanted): string[] {
  if (appType === 'MultiTenant') {
    return tenantId === ''
      ? []
      : [`${TENANT} must be empty for ${TYPE}=MultiTenant, which belongs to no tenant. Remove it, or set ${TYPE}.`];
  }
  return tenantId === '' ? [`${TENANT} is missing: ${TYPE}=${appType} needs the tenant (directory) that the bot is registered in.`] : [];
}

function proofProblems({ appType, appSecret, appCertificate }: Wanted): readonly string[] {
  const given = [...(appSecret === '' ? [] : [SECRET]), ...(appCertificate === '' ? [] : [CERTIFICATE])];
  if (appType === 'UserAssignedMSI') {
    return given.length === 0 ? [] : [`${given.join(' and ')} must be empty for ${TYPE}=UserAssignedMSI: Azure vouches for the machine.`];
  }
  if (given.length === 0) return [`${SECRET} or ${CERTIFICATE} is missing: ${TYPE}=${appType} needs one of them.`];
  return given.length === 1 ? [] : [`${SECRET} and ${CERTIFICATE} are both set. Keep the one that is registered.`];
}

/** The proof, or what is wrong with it. */
function readProof({ appType, appSecret, appCertificate }: Wanted, now: number): Proof | string {
  if (appType === 'UserAssignedMSI') return { kind: 'managed-identity' };
  if (appSecret !== '') return { kind: 'secret', secret: appSecret };
  try {
    return readCertificate(readFileSync(appCertificate, 'utf8'), now);
  } catch (error) {
    return `${CERTIFICATE} cannot be used: ${errorText(error)}. It names a PEM file that holds the certificate and its private key, unencrypted.`;
  }
}

/** Throws when the certificate, or its key, is not there or does not fit. */
function readCertificate(pem: string, now: number): Proof {
  const certificate = new X509Certificate(pem);
  const key = createPrivateKey(pem);
  if (!certificate.checkPrivateKey(key)) throw new Error('the private key is not that of the certificate');
  if (Date.parse(certificate.validTo) < now) throw new Error(`the certificate expired on ${certificate.validTo}`);
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { kind: 'certificate', thumbprint: certificate.fingerprint.replaceAll(':', ''), privateKey };
}
