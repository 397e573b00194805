/** A site whose pages embed the chat: what people set, and what is kept of its secrets. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { hashOf } from '../keys/hash.ts';
import type { JsonObject } from '../store/store.ts';

/** The site of this server's own pages: there from the start, with no set-up. */
export const DEFAULT_SITE = 'default';

/** One or more of https://help.example.com, https://*.example.com, http://localhost:8080, http://localhost:*. */
const ORIGIN = /^https?:\/\/(?:\*\.)?[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::(?:\d{1,5}|\*))?$/;

/** What a site may be called in addresses and in `data-site`. */
export const SiteId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'an id of small letters, digits and "-", such as "shop"');
/** What people may call it. */
export const SiteName = z.string().trim().min(1, 'a name').max(80, 'a name of at most 80 characters');
/** Whose pages may embed it. */
export const Origin = z
  .string()
  .toLowerCase()
  .regex(ORIGIN, 'an origin such as https://help.example.com, without a path; https://*.example.com covers everything below it');
/** What the site's pages may say of how the chat looks; the script's own attributes come first. */
export const Theme = z.strictObject({
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'a colour such as #1a66d6')
    .optional(),
  position: z.enum(['left', 'right'], 'left or right').optional(),
  scheme: z.enum(['auto', 'light', 'dark'], 'auto, light or dark').optional(),
  label: z.string().max(60, 'a label of at most 60 characters').optional(),
  about: z.string().max(60, 'a line of at most 60 characters').optional(),
  greeting: z.string().max(300, 'a greeting of at most 300 characters').optional(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, 'a language such as en or de-AT')
    .optional(),
});
const Secret = z.object({ hash: z.string(), since: z.number() });
/** keys: public ones, as JWK. rounds: which of the secrets derived for this site are good, newest first. */
const Identity = z.object({
  keys: z.array(z.custom<JsonObject>((value) => typeof value === 'object' && value !== null)).default([]),
  rounds: z.array(z.number().int().positive()).default([]),
});

const Data = z.object({
  name: SiteName,
  origins: z.array(Origin),
  theme: Theme.default({}),
  /** At most two, newest first. */
  secrets: z.array(Secret).default([]),
  identity: Identity.default({ keys: [], rounds: [] }),
});

/** How the chat of a site looks. */
export type Theme = Readonly<z.infer<typeof Theme>>;
/** A site; version 0 is not written yet. */
export type Site = { readonly id: string; readonly version: number } & Readonly<z.infer<typeof Data>>;

/** Pages on the same machine may embed the chat of this site, so that a page can be tried before it is put anywhere. */
const BUILT_IN: Site = {
  id: DEFAULT_SITE,
  version: 0,
  name: 'Keepsake',
  origins: ['http://localhost:*', 'http://127.0.0.1:*'],
  theme: {},
  secrets: [],
  identity: { keys: [], rounds: [] },
};

/** A site that nobody has written yet. */
export function newSite(id: string): Site {
  return id === DEFAULT_SITE ? BUILT_IN : { ...BUILT_IN, id, name: id, origins: [] };
}

/** A site out of the store; undefined when it is none that this version understands. */
export function readSite(id: string, version: number, data: JsonObject): Site | undefined {
  const read = Data.safeParse(data);
  return read.success ? { id, version, ...read.data } : undefined;
}

/** What of a site is stored. */
export function siteData({ id: _, version: __, ...data }: Site): JsonObject {
  return data as unknown as JsonObject;
}

/** A secret for the site's servers, which is shown once, and the site that knows it by its hash; the one before stays good. */
export function withNewSecret(site: Site, now: number): { readonly secret: string; readonly site: Site } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, site: { ...site, secrets: [{ hash: hashOf(secret), since: now }, ...site.secrets].slice(0, 2) } };
}

/** Whether pages of this origin are among those that are named. */
export function namesOrigin(origins: readonly string[], origin: string): boolean {
  return origins.some((named) => named === origin || (named.includes('*') && patternOf(named).test(origin)));
}

function patternOf(named: string): RegExp {
  // Two stars have a meaning; whatever else stands there means itself.
  const plain = named.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${plain.replace('://\\*\\.', '://[a-z0-9.-]+\\.').replace(/:\\\*$/, '(?::\\d{1,5})?')}$`);
}
