import { type Addresses, type AddressRow, asAddress } from './addresses.ts';
import type { Connections, Statement } from './postgres-pool.ts';

/** The statements of the addresses. */
export const ADDRESS_SQL = {
  read: { name: 'address-read', text: 'SELECT reference, sending, ended FROM address WHERE conv_id = $1' },
  keep: {
    name: 'address-keep',
    text: `INSERT INTO address (conv_id, user_key, reference, sending, updated_at) VALUES ($1, $2, $3, '{}', $4)
      ON CONFLICT (conv_id) DO UPDATE SET reference = excluded.reference, ended = NULL, updated_at = excluded.updated_at`,
  },
  note: { name: 'address-note', text: 'UPDATE address SET sending = $2 WHERE conv_id = $1' },
  end: { name: 'address-end', text: 'UPDATE address SET ended = $2 WHERE conv_id = $1' },
} as const satisfies Record<string, Statement>;

/** The addresses of this database. */
export function postgresAddresses({ query }: Pick<Connections, 'query'>): Addresses {
  return {
    read: async (conversation) => {
      const [row] = await query(ADDRESS_SQL.read, [conversation]);
      return row && asAddress(row as AddressRow);
    },
    keep: async (conversation, user, reference) =>
      void (await query(ADDRESS_SQL.keep, [conversation, user, JSON.stringify(reference), Date.now()])),
    note: async (conversation, sending) => void (await query(ADDRESS_SQL.note, [conversation, JSON.stringify(sending)])),
    end: async (conversation, why) => void (await query(ADDRESS_SQL.end, [conversation, why])),
  };
}
