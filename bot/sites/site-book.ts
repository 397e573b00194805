import { newFresh } from '../fresh.ts';
import { hashOf } from '../keys/hash.ts';
import type { Store } from '../store/store.ts';
import { DEFAULT_SITE, newSite, readSite, type Site } from './site.ts';

/** Milliseconds after which a change of a site is known to every process. */
const SPAN = 3000;

/** The sites as those who answer calls see them: read now and then, never once for each call. Rejects with StoreError. */
export type SiteBook = {
  readonly find: (id: string) => Promise<Site | undefined>;
  /** The site whose server knows this secret. */
  readonly bySecret: (secret: string) => Promise<Site | undefined>;
};

type Page = { readonly byId: ReadonlyMap<string, Site>; readonly byHash: ReadonlyMap<string, Site> };

/** The sites of this store. `secret` is that of the default site, if the settings name one. */
export function openSiteBook({ sites }: Pick<Store, 'sites'>, secret: string, now: () => number): SiteBook {
  const page = newFresh(async (): Promise<Page> => pageOf(await allSites({ sites }), secret), SPAN, now);
  return {
    find: async (id) => (await page()).byId.get(id),
    bySecret: async (known) => {
      const { byHash } = await page();
      // Most callers show a token: where no site has a secret, nothing needs to be hashed to tell them apart.
      return byHash.size === 0 ? undefined : byHash.get(hashOf(known));
    },
  };
}

/** All sites by id, the built-in one among them. Rejects with StoreError. */
export async function allSites({ sites }: Pick<Store, 'sites'>): Promise<readonly Site[]> {
  const written = (await sites.all()).flatMap(({ id, version, data }) => readSite(id, version, data) ?? []);
  return written.some(({ id }) => id === DEFAULT_SITE) ? written : [newSite(DEFAULT_SITE), ...written];
}

function pageOf(sites: readonly Site[], secret: string): Page {
  const byHash = new Map(sites.flatMap((site) => site.secrets.map(({ hash }) => [hash, site] as const)));
  const own = sites.find(({ id }) => id === DEFAULT_SITE);
  if (secret !== '' && own !== undefined) byHash.set(hashOf(secret), own);
  return { byId: new Map(sites.map((site) => [site.id, site])), byHash };
}

/** Whose pages may hold the chat of this site in a frame: its own, and this server's. */
export function framesOf(site: Site | undefined): readonly string[] {
  return site === undefined ? [] : ["'self'", ...site.origins];
}
