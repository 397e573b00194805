/** What every request to the desk has to bring before it is answered. */
import type { Answer, Ask, Route } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import type { AgentOf, DeskAgent } from '../desk-agent.ts';

/** The header that no page of another origin can send without asking first, which it may not. */
const CSRF = 'x-keepsake-csrf';

/** A route for who is signed in. POST is refused to other pages, whatever cookie comes along. */
export function deskRoute(
  agentOf: AgentOf,
  method: 'GET' | 'POST',
  path: string,
  answer: (ask: Ask, agent: DeskAgent) => Promise<Answer>,
): Route {
  return {
    method,
    path,
    open: false,
    answer: async (ask) => {
      if (method === 'POST') refuseOtherPages(ask);
      return answer(ask, await agentOf(ask));
    },
  };
}

/** Refuses what a page of another origin may have caused. Throws Refusal. */
export function refuseOtherPages(ask: Pick<Ask, 'header' | 'home'>): void {
  refuseOtherOrigins(ask);
  if ((ask.header(CSRF) ?? '') === '') throw new Refusal('CsrfMissing', 'The request does not say that it comes from our page.');
}

/** Browsers say where a request or socket comes from. Throws Refusal. */
export function refuseOtherOrigins(ask: Pick<Ask, 'header' | 'home'>): void {
  const site = ask.header('sec-fetch-site');
  const origin = ask.header('origin');
  const foreign = site === 'cross-site' || site === 'same-site' || (site !== 'same-origin' && origin !== undefined && origin !== ask.home);
  if (foreign) throw new Refusal('WrongOrigin', `The desk is used from pages of ${ask.home} only.`);
}
