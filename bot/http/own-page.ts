import type { Ask } from './exchange.ts';
import { Refusal } from './refusal.ts';

/** Refuses browsers that come from a page which is not ours; programs that are no browsers name no origin. Throws Refusal. */
export function refuseForeignPage(ask: Pick<Ask, 'header' | 'home'>): void {
  if (ask.header('sec-fetch-site') === 'same-origin') return;
  const origin = ask.header('origin');
  if (origin === undefined || origin === ask.home) return;
  throw new Refusal(
    'WrongOrigin',
    `This server knows itself as ${ask.home}, the page comes from elsewhere. PUBLIC_URL says how browsers reach it.`,
  );
}
