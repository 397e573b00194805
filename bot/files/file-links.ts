import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Keys, signer } from '../keys/token-keys.ts';

/** Milliseconds that an address is good, at least; and by how much later it ends, so that it stays the same for a while. */
const LIFE = 24 * 3_600_000;
const STEP = 3_600_000;

/** Where a file can be fetched. */
export type FileUrl = (conversation: string, id: string) => string;

/** Addresses of files: nobody can guess one, and each ends. */
export type FileLinks = {
  /** Makes addresses at this server as whoever asks knows it. */
  readonly from: (home: string) => Promise<FileUrl>;
  /** Whether the ticket in the address is good for this file. */
  readonly check: (conversation: string, id: string, ticket: string) => Promise<boolean>;
};

/** Addresses signed with these keys. */
export function newFileLinks(keys: () => Promise<Keys>, now: () => number): FileLinks {
  return {
    from: async (home) => {
      const { kid, secret } = signer(await keys(), now());
      const until = Math.ceil((now() + LIFE) / STEP) * STEP;
      return (conversation, id) => {
        const ticket = `${until.toString(36)}.${kid}.${seal(secret, conversation, id, until).toString('base64url')}`;
        return `${home}/files/${conversation}/${id}?t=${ticket}`;
      };
    },
    check: async (conversation, id, ticket) => {
      const [until = '', kid, mac = ''] = ticket.split('.');
      const key = (await keys()).find((known) => known.kid === kid);
      const end = Number.parseInt(until, 36);
      if (key === undefined || !(end > now())) return false;
      const wanted = seal(key.secret, conversation, id, end);
      const given = Buffer.from(mac, 'base64url');
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}

function seal(secret: Uint8Array, conversation: string, id: string, until: number): Buffer {
  return createHmac('sha256', secret).update(`keepsake file\n${conversation}\n${id}\n${until}`).digest();
}
