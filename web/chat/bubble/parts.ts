/** Parts of the page that are large and seldom needed: fetched when the first bubble comes that needs them. */
import type { Bubble } from '../activity.ts';

type Parts = {
  markdown: typeof import('./markdown.ts').markdown | undefined;
  card: typeof import('../card/card-view.ts').cardElement | undefined;
};

const parts: Parts = { markdown: undefined, card: undefined };

/** Whatever is there by now. Where it could not be fetched, the plain text is shown. */
export function fetched(): Readonly<Parts> {
  return parts;
}

/** Fetches what the bubble needs; undefined when that is there already. Never rejects. */
export function fetchFor({ markdown, cards }: Bubble): Promise<unknown> | undefined {
  const missing: Promise<unknown>[] = [];
  if ((markdown || cards.length > 0) && parts.markdown === undefined) {
    missing.push(import('./markdown.ts').then((part) => (parts.markdown = part.markdown)));
  }
  if (cards.length > 0 && parts.card === undefined) {
    missing.push(import('../card/card-view.ts').then((part) => (parts.card = part.cardElement)));
  }
  return missing.length === 0 ? undefined : Promise.allSettled(missing);
}
