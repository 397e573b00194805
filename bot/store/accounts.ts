/** Part of the contract of stores: who works at the desk, who is signed in, and who tried to. Only hashes of secrets are kept. */

/** agent: leads conversations. lead: sees those of every desk besides. */
export type Role = 'agent' | 'lead';

/** Somebody who works at the desk. `password` is a hash; empty until they chose one. */
export type Account = {
  readonly id: string;
  /** What they sign in with; in small letters. */
  readonly login: string;
  /** What people in trouble see. */
  readonly name: string;
  readonly role: Role;
  readonly password: string;
};

/** How long a session may go unused, and how long it may last, in milliseconds. */
export type SessionLimits = { readonly idle: number; readonly whole: number };

/** What is counted to slow down guessing. After `free` tries each further one doubles the pause, up to `longest` milliseconds. */
export type Gate = { readonly key: string; readonly free: number; readonly longest: number };

/** Tries at a gate are forgotten when so many milliseconds went by without one. */
export const GATE_MEMORY = 900_000;

/** All times are measured by the store's own clock. Sessions, links and gates go by hashes of what people carry. */
export type Accounts = {
  /** False when the sign-in name is taken. */
  readonly add: (account: Account) => Promise<boolean>;
  /** By sign-in name. */
  readonly all: () => Promise<readonly Account[]>;
  readonly find: (login: string) => Promise<Account | undefined>;
  /** Sets it, and ends all sessions and links of the account. False when there is no such account. */
  readonly setPassword: (id: string, password: string) => Promise<boolean>;
  readonly setRole: (id: string, role: Role) => Promise<boolean>;
  /** Removes the account with its sessions and links. */
  readonly remove: (id: string) => Promise<boolean>;
  /** Signs in; `replaces` is the session that the browser had before, which ends. False when there is no such account, or its password has changed since it was read. */
  readonly openSession: (session: string, account: Account, replaces: string | undefined) => Promise<boolean>;
  /** Whose session it is, if it has not ended; being asked for keeps it from being idle. */
  readonly session: (session: string, limits: SessionLimits) => Promise<Account | undefined>;
  readonly endSession: (session: string) => Promise<void>;
  /** A link that can be used once within `life` milliseconds: to choose the password of an account, or, of nobody's, to make the first account. A new one replaces the old. */
  readonly keepLink: (link: string, id: string | undefined, life: number) => Promise<void>;
  /** What the link is good for; undefined when it is used up, too old, or somebody else has made the first account. */
  readonly link: (link: string) => Promise<{ readonly account: Account | undefined } | undefined>;
  /** Uses the link: gives its account this password and ends what was open of it, or makes this the first account. Undefined when it is good for nothing. */
  readonly redeem: (link: string, given: Account) => Promise<Account | undefined>;
  /** Counts a try at all these gates and answers 0; or, while one of them is to be waited at, counts nothing and says for how many milliseconds. */
  readonly knock: (gates: readonly Gate[]) => Promise<number>;
  /** Takes the last try at these gates back: it was no guess. */
  readonly takeBack: (gates: readonly Gate[]) => Promise<void>;
  /** Removes sessions that ended, links that are too old and tries that are forgotten; says how many. */
  readonly tidy: (limits: SessionLimits) => Promise<number>;
};

/** Milliseconds between two notes that a session is in use: not every request has to write. */
export const SEEN_STEP = 30_000;

/** Milliseconds of the first pause; each further one is twice as long. */
const FIRST_PAUSE = 30_000;

/** Milliseconds to wait at a gate that is free so many milliseconds from now. More than it can be comes of a clock that was set back. */
export function waitAt(ahead: number, { longest }: Gate): number {
  return ahead > longest ? 0 : Math.max(0, ahead);
}

/** Milliseconds to wait after so many tries at a gate. */
export function pauseAfter(tries: number, { free, longest }: Gate): number {
  return tries <= free ? 0 : Math.min(longest, FIRST_PAUSE * 2 ** Math.min(tries - free - 1, 30));
}
