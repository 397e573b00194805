/** Who sits at the built-in desk, and how their requests are known. */
import type { Ask } from '../http/exchange.ts';
import type { Role } from '../store/accounts.ts';
import type { Agent } from '../store/store.ts';

/** Somebody who is signed in to the desk. agent: leads conversations. lead: sees those of every desk besides. */
export type DeskAgent = Agent & { readonly role: Role };

/** What is needed of a request to know who asks: also of one that asks for a socket. */
export type Asking = Pick<Ask, 'method' | 'header' | 'home'>;

/** Who asks, by what their browser sends along. Rejects with a Refusal for who is not signed in, comes from a foreign page, or wants a change without the token against forgery. */
export type AgentOf = (ask: Asking) => Promise<DeskAgent>;
