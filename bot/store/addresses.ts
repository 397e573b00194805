import type { JsonObject } from './store.ts';

/** How a conversation is reached. Only the channel that wrote it reads what is in it. */
export type Address = {
  /** What came with the newest message. */
  readonly reference: JsonObject;
  /** What is remembered of sending. */
  readonly sending: JsonObject;
  /** Why nothing can be sent any more. */
  readonly ended?: string;
};

/**
 * Where people are, for channels that have to be called. An address is kept before the turn that came with it is committed: no task
 * is ever there without it, and one that was kept in vain is the same when the message comes again.
 */
export type Addresses = {
  readonly read: (conversation: string) => Promise<Address | undefined>;
  /** Keeps the reference; what had ended begins again. */
  readonly keep: (conversation: string, user: string, reference: JsonObject) => Promise<void>;
  /** Keeps what is remembered of sending. Only for who holds the conversation's task: nobody else writes it. */
  readonly note: (conversation: string, sending: JsonObject) => Promise<void>;
  readonly end: (conversation: string, why: string) => Promise<void>;
};

/** An address as a database keeps it. */
export type AddressRow = { readonly reference: string; readonly sending: string; readonly ended: string | null };

/** What the row says. */
export function asAddress({ reference, sending, ended }: AddressRow): Address {
  return { reference: JSON.parse(reference), sending: JSON.parse(sending), ...(ended !== null && { ended }) };
}
