import type { DatabaseSync } from 'node:sqlite';

/** The statements of the sites. */
const SITE_SQL = {
  all: 'SELECT id, version, data FROM site ORDER BY id',
  create: 'INSERT INTO site (id, version, data) VALUES (:id, 1, :data) ON CONFLICT (id) DO NOTHING',
  change: 'UPDATE site SET version = version + 1, data = :data WHERE id = :id AND version = :version',
  remove: 'DELETE FROM site WHERE id = ?',
} as const;

type FlatSite = { readonly id: string; readonly version: number; readonly data: string };

/** What may be asked of the sites of this database. */
export type SiteOps = {
  readonly sites: () => readonly FlatSite[];
  readonly writeSite: (site: FlatSite) => boolean;
  readonly removeSite: (id: string) => boolean;
};

/** The sites of this database. */
export function siteOps(db: DatabaseSync): SiteOps {
  const prepare = (name: keyof typeof SITE_SQL) => db.prepare(SITE_SQL[name]);
  return {
    sites: () =>
      prepare('all')
        .all()
        .map(({ id, version, data }) => ({ id: String(id), version: Number(version), data: String(data) })),
    writeSite: ({ id, version, data }) =>
      Number((version === 0 ? prepare('create').run({ id, data }) : prepare('change').run({ id, version, data })).changes) > 0,
    removeSite: (id) => Number(prepare('remove').run(id).changes) > 0,
  };
}
