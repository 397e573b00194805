/** Who sits at the built-in desk, and how their requests are known. */
import type { Ask } from '../http/exchange.ts';
import type { Agent } from '../store/store.ts';

/** agent: leads conversations. lead: sees those of every desk besides. */
export type Role = 'agent' | 'lead';

/** Somebody who is signed in to the desk. */
export type DeskAgent = Agent & { readonly role: Role };

/** Who asks, by what their browser sends along. Rejects with a Refusal for who is not signed in. Made by the accounts. */
export type AgentOf = (ask: Pick<Ask, 'header'>) => Promise<DeskAgent>;
