import type { DatabaseSync } from 'node:sqlite';
import type { AddressRow } from './addresses.ts';

/** The statements of the addresses. */
export const ADDRESS_SQL = {
  read: 'SELECT reference, sending, ended FROM address WHERE conv_id = ?',
  keep: `INSERT INTO address (conv_id, user_key, reference, sending, updated_at) VALUES (:conversation, :user, :reference, '{}', :now)
    ON CONFLICT (conv_id) DO UPDATE SET reference = excluded.reference, ended = NULL, updated_at = excluded.updated_at`,
  note: 'UPDATE address SET sending = ? WHERE conv_id = ?',
  end: 'UPDATE address SET ended = ? WHERE conv_id = ?',
} as const;

/** What may be asked of the addresses of this database. */
export type AddressOps = {
  readonly address: (conversation: string) => AddressRow | undefined;
  readonly keepAddress: (conversation: string, user: string, reference: string) => void;
  readonly noteSending: (conversation: string, sending: string) => void;
  readonly endAddress: (conversation: string, why: string) => void;
};

/** The addresses of this database. */
export function addressOps(db: DatabaseSync): AddressOps {
  const prepare = (name: keyof typeof ADDRESS_SQL) => db.prepare(ADDRESS_SQL[name]);
  return {
    address: (conversation) => {
      const row = prepare('read').get(conversation);
      return row && { reference: String(row.reference), sending: String(row.sending), ended: row.ended?.toString() ?? null };
    },
    keepAddress: (conversation, user, reference) => void prepare('keep').run({ conversation, user, reference, now: Date.now() }),
    noteSending: (conversation, sending) => void prepare('note').run(sending, conversation),
    endAddress: (conversation, why) => void prepare('end').run(why, conversation),
  };
}
