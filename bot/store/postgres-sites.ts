import type { Connections, Statement } from './postgres-pool.ts';
import type { Sites } from './sites.ts';

/** The statements of the sites. */
const SQL = {
  all: { name: 'site-all', text: 'SELECT id, version, data FROM site ORDER BY id' },
  create: { name: 'site-create', text: 'INSERT INTO site (id, version, data) VALUES ($1, 1, $2) ON CONFLICT (id) DO NOTHING RETURNING id' },
  change: {
    name: 'site-change',
    text: 'UPDATE site SET version = version + 1, data = $2 WHERE id = $1 AND version = $3 RETURNING id',
  },
  remove: { name: 'site-remove', text: 'DELETE FROM site WHERE id = $1 RETURNING id' },
} as const satisfies Record<string, Statement>;

/** The sites of this database. */
export function postgresSites({ query }: Pick<Connections, 'query'>): Sites {
  return {
    all: async () => (await query(SQL.all, [])).map(({ id, version, data }) => ({ id, version, data: JSON.parse(data) })),
    write: async ({ id, version, data }) => {
      const values = [id, JSON.stringify(data), ...(version === 0 ? [] : [version])];
      return (await query(version === 0 ? SQL.create : SQL.change, values)).length > 0;
    },
    remove: async (id) => (await query(SQL.remove, [id])).length > 0,
  };
}
