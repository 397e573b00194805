/** Every setting there is: its name, its default, what it means. The only reader of the environment. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import { didYouMean } from '../knowledge/nearest.ts';
import { errorCode } from './error-code.ts';

type Setting<T> = { readonly name: string; readonly unset: string; readonly about: string; readonly read: z.ZodType<T, string> };

function setting<T>(name: string, unset: string, about: string, read: z.ZodType<T, string>): Setting<T> {
  return { name, unset, about, read };
}

function whole(least: number, most: number): z.ZodType<number, string> {
  const wanted = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, wanted)
    .transform(Number)
    .pipe(z.number().min(least, wanted).max(most, wanted));
}

const ADDRESS = 'an address such as https://help.example.com, without a path';
const host = z.string().regex(/^[A-Za-z0-9._:-]{1,255}$/, 'an address or a host name, such as 127.0.0.1 or 0.0.0.0');
const folder = z.string().min(1, 'a folder');
/** Kept as browsers write it in an Origin header: in small letters, without the usual port and the slash at its end. */
const address = z
  .string()
  .regex(/^(?:https?:\/\/[^\s/?#@]+\/?)?$/i, ADDRESS)
  .refine((url) => url === '' || URL.canParse(url), ADDRESS)
  .transform((url) => URL.parse(url)?.origin ?? '');
const database = z
  .string()
  .regex(/^(?:postgres(?:ql)?:\/\/\S+)?$/, 'an address such as postgres://user:password@host:5432/name, or nothing');
const guid = z
  .string()
  .regex(/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/i, 'an ID such as 00000000-0000-0000-0000-000000000000, or nothing');
const page = z.string().regex(/^(?:https:\/\/[^\s#@]+)?$/, 'an address such as https://help.example.com/privacy, or nothing');
const secret = z.string().regex(/^(?:\S{32,256})?$/, 'at least 32 characters without spaces, or nothing');

const secretKey = z.string().regex(/^(?:[\w-]{43,128})?$/, '32 random bytes or more in base64url, or nothing');
const tokenKeys = z
  .string()
  .regex(
    /^(?:[\w-]{1,32}:[\w-]{43,128}(?:,[\w-]{1,32}:[\w-]{43,128})*)?$/,
    'keys such as may:BASE64URL,april:BASE64URL of 32 random bytes or more each, or nothing',
  );

/** All settings there are; .env.example and the help of the server tell the same. */
export const SETTINGS = {
  host: setting('HOST', '127.0.0.1', 'Address to listen on. 0.0.0.0 opens it to the network.', host),
  port: setting('PORT', '3978', 'Port to listen on. 0 takes any free one.', whole(0, 65_535)),
  data: setting('KEEPSAKE_DATA', '.keepsake', 'Folder for the database, the keys and the trained model.', folder),
  databaseUrl: setting('DATABASE_URL', '', 'PostgreSQL instead of the file in that folder; several processes may share it.', database),
  databaseListenUrl: setting(
    'DATABASE_LISTEN_URL',
    '',
    'The same database without a pooler such as PgBouncer between, for LISTEN. DATABASE_URL if not set.',
    database,
  ),
  databasePool: setting('DATABASE_POOL', '10', 'Connections to PostgreSQL, for each process.', whole(1, 500)),
  databaseTimeout: setting('DATABASE_TIMEOUT_MS', '5000', 'Milliseconds that a statement in PostgreSQL may take.', whole(100, 600_000)),
  pack: setting('KEEPSAKE_PACK', 'knowledge/phone-backup', 'Folder of the knowledge pack.', folder),
  watchPack: setting(
    'KEEPSAKE_WATCH_PACK',
    '0',
    '1 learns the pack anew when its files change, while people chat: for whoever writes it. Not beside KEEPSAKE_EMBEDDER.',
    z.enum(['0', '1'], '0 or 1').transform((text) => text === '1'),
  ),
  embedder: setting(
    'KEEPSAKE_EMBEDDER',
    'off',
    'energetic lets whole sentences count beside words, by a model that is installed apart; docs/text-embedder.md tells how and when.',
    z.enum(['off', 'energetic'], 'off or energetic'),
  ),
  embedderMs: setting(
    'KEEPSAKE_EMBEDDER_MS',
    '200',
    'Milliseconds that a message waits for the sentence model at most; then its words alone count.',
    whole(10, 5000),
  ),
  publicUrl: setting('PUBLIC_URL', '', 'How browsers reach this server, when a proxy stands before it.', address),
  trustProxy: setting(
    'TRUST_PROXY',
    '0',
    'How many proxies stand before this server. Above 0, X-Forwarded-For, -Proto and -Host are believed.',
    whole(0, 5),
  ),
  logLevel: setting(
    'LOG_LEVEL',
    'info',
    'What to log: debug, info, warn, error or silent. Never what people write.',
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'one of debug, info, warn, error, silent'),
  ),
  logFormat: setting(
    'LOG_FORMAT',
    'pretty',
    'How to log: pretty for people, json for machines.',
    z.enum(['pretty', 'json'], 'pretty or json'),
  ),
  secret: setting('DIRECTLINE_SECRET', '', 'The secret of the default site: lets servers and Bot Framework clients fetch tokens.', secret),
  tokenKeys: setting(
    'KEEPSAKE_TOKEN_KEYS',
    '',
    'Keys that sign tokens, NAME:BASE64URL with commas between; the first one signs. Made and kept by the server if not set.',
    tokenKeys,
  ),
  identityKey: setting(
    'KEEPSAKE_IDENTITY_KEY',
    '',
    'Key from which the secrets are derived with which sites sign who somebody is. Made and kept by the server if not set.',
    secretKey,
  ),
  appId: setting(
    'MICROSOFT_APP_ID',
    '',
    'Application (client) ID of the bot. Opens /api/messages for Teams and all of Azure Bot Service; docs/teams.md tells how.',
    guid,
  ),
  appType: setting(
    'MICROSOFT_APP_TYPE',
    'SingleTenant',
    'How the bot is registered: SingleTenant, MultiTenant or UserAssignedMSI.',
    z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI'], 'SingleTenant, MultiTenant or UserAssignedMSI'),
  ),
  tenantId: setting('MICROSOFT_APP_TENANT_ID', '', 'Tenant (directory) ID of the bot; empty for MultiTenant.', guid),
  appSecret: setting(
    'MICROSOFT_APP_PASSWORD',
    '',
    'Client secret of the bot.',
    z.string().regex(/^(?:\S{8,256})?$/, 'the value of the client secret, without spaces'),
  ),
  appCertificate: setting(
    'MICROSOFT_APP_CERTIFICATE',
    '',
    'Instead of the secret: a PEM file with the certificate of the bot and its private key.',
    z.string(),
  ),
  cloud: setting(
    'MICROSOFT_CLOUD',
    'public',
    'Which of its clouds Microsoft runs the bot in: public or usgov.',
    z.enum(['public', 'usgov'], 'public or usgov'),
  ),
  anonymous: setting(
    'ALLOW_ANONYMOUS',
    '0',
    '1 opens /api/messages without any ID to programs on this machine, to try it out. Never anywhere else.',
    z.enum(['0', '1'], '0 or 1').transform((value) => value === '1'),
  ),
  teamsName: setting('TEAMS_NAME', 'Keepsake', 'What people in Teams call the bot.', z.string().max(30, 'a name of at most 30 characters')),
  teamsCompany: setting(
    'TEAMS_COMPANY',
    '',
    'Who offers the bot, as Teams shows it; needed to build its app package.',
    z.string().max(32, 'a name of at most 32 characters'),
  ),
  teamsWebsite: setting('TEAMS_WEBSITE', '', 'Page of who offers it; needed to build its app package.', page),
  teamsPrivacy: setting('TEAMS_PRIVACY', '', 'Page that tells of privacy; needed to build its app package.', page),
  teamsTerms: setting('TEAMS_TERMS', '', 'Page with the terms of use; needed to build its app package.', page),
  bodyKb: setting('KEEPSAKE_BODY_KB', '256', 'Largest request, in kilobytes.', whole(16, 10_240)),
  textLength: setting(
    'KEEPSAKE_TEXT',
    '8000',
    'Characters of a message that are kept; the rest is read but not stored.',
    whole(200, 100_000),
  ),
  messagesPer10s: setting('KEEPSAKE_MESSAGES_PER_10S', '30', 'Messages in 10 seconds, for each conversation.', whole(1, 100_000)),
  messagesPerMinute: setting('KEEPSAKE_MESSAGES_PER_MINUTE', '120', 'Messages in a minute, for each conversation.', whole(1, 1_000_000)),
  tokensPerMinute: setting('KEEPSAKE_TOKENS_PER_MINUTE', '60', 'New conversations in a minute, for each address.', whole(1, 1_000_000)),
  userConversations: setting(
    'KEEPSAKE_CONVERSATIONS_PER_USER',
    '20',
    'New conversations in a day, for each user whom a site names.',
    whole(1, 100_000),
  ),
  uploadFiles: setting('KEEPSAKE_UPLOAD_FILES', '10', 'Files in one message. 0 takes none.', whole(0, 50)),
  uploadMb: setting('KEEPSAKE_UPLOAD_MB', '20', 'Megabytes of all files of one message.', whole(1, 200)),
  uploadMbPerHour: setting('KEEPSAKE_UPLOAD_MB_PER_HOUR', '100', 'Megabytes of files in an hour, for each address.', whole(1, 100_000)),
  megapixels: setting('KEEPSAKE_MEGAPIXELS', '50', 'Largest picture that is taken, in megapixels.', whole(1, 200)),
  sockets: setting('KEEPSAKE_SOCKETS', '5', 'Open connections (tabs) for each conversation; the oldest gives way.', whole(1, 1000)),
  keepDays: setting('KEEPSAKE_KEEP_DAYS', '365', 'Days after its last message that a conversation is kept. 0 keeps all.', whole(0, 36_500)),
  followUpHours: setting(
    'KEEPSAKE_FOLLOW_UP_HOURS',
    '0',
    'Hours after which somebody who was given a fix is asked once whether it worked, where they can be reached. 0 never asks.',
    whole(0, 168),
  ),
  databaseMb: setting(
    'KEEPSAKE_DATABASE_MB',
    '0',
    'Megabytes that the SQLite database may grow to, so that it leaves room to others on its disk. 0 is as large as the disk.',
    whole(0, 10_000_000),
  ),
  drainSeconds: setting(
    'KEEPSAKE_DRAIN_SECONDS',
    '0',
    'Seconds between SIGTERM and the doors closing, in which /readyz says 503, so that a balancer looks elsewhere first.',
    whole(0, 300),
  ),
  deskIdleMinutes: setting(
    'KEEPSAKE_DESK_IDLE_MINUTES',
    '60',
    'Minutes after which somebody whose page of the desk is closed is signed out.',
    whole(1, 10_080),
  ),
  deskHours: setting('KEEPSAKE_DESK_HOURS', '12', 'Hours after which everybody at the desk has to sign in again.', whole(1, 720)),
  desks: setting('KEEPSAKE_DESKS', '', 'File of the support team: which desk gets which case, and when people are there.', z.string()),
  deskLeaseSeconds: setting(
    'KEEPSAKE_DESK_LEASE_SECONDS',
    '45',
    'Seconds after which a conversation goes back to the queue when the browser of who has it shows no sign of life.',
    whole(2, 3600),
  ),
  resumeDays: setting('KEEPSAKE_RESUME_DAYS', '30', 'Days for which a browser can come back to its conversation.', whole(1, 365)),
} as const;

/** All settings, read and checked. */
export type Config = { readonly [Key in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Key]['read']> };

/** Settings as they are written, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads every setting; each wrong one is a line that says what it should be, each unknown KEEPSAKE_ one a warning. */
export function readConfig(
  env: Environment,
):
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const config = Object.entries(SETTINGS).map(([key, { name, unset, read }]) => {
    // An empty line in .env means "not set".
    const result = read.safeParse(env[name]?.trim() || unset);
    if (!result.success) problems.push(`${name} must be ${result.error.issues[0]?.message ?? 'something else'}.${shown(name, env[name])}`);
    return [key, result.data];
  });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, config: Object.fromEntries(config) as Config, warnings: unknownSettings(env) };
}

/** What they say is nobody's business. */
const SECRET: readonly string[] = [
  SETTINGS.secret,
  SETTINGS.appSecret,
  SETTINGS.tokenKeys,
  SETTINGS.identityKey,
  SETTINGS.databaseUrl,
  SETTINGS.databaseListenUrl,
].map(({ name }) => name);

function shown(name: string, value: string | undefined): string {
  return SECRET.includes(name) || value === undefined ? '' : ` It is ${JSON.stringify(value.slice(0, 80))}.`;
}

function unknownSettings(env: Environment): readonly string[] {
  const known: readonly string[] = Object.values(SETTINGS).map(({ name }) => name);
  const unknown = Object.keys(env).filter((name) => name.startsWith('KEEPSAKE_') && !known.includes(name));
  return unknown.map((name) => `${name} is no setting${didYouMean(name, known)}`);
}

/** The environment of this process over what a `.env` file says, if there is one. Throws what the system throws when it cannot be read. */
export function environment(dotEnv: string): Environment {
  try {
    return { ...parseEnv(readFileSync(dotEnv, 'utf8')), ...process.env };
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return process.env;
  }
}

/** The pack and the data folder of the server, for commands that only read knowledge: settings that the server would refuse are its own concern. */
export function ownFolders(): Pick<Config, 'pack' | 'data'> {
  const read = readConfig(environment('.env'));
  return read.ok ? read.config : { pack: SETTINGS.pack.unset, data: SETTINGS.data.unset };
}
