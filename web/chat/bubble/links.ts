import { element } from '../dom.ts';

const ADDRESS = /https:\/\/[^\s<>"']{3,300}[^\s<>"'.,;:!?)\]]/g;
/** What an address may begin with that somebody else wrote. */
const LEADS = /^(?:https:|mailto:|tel:)/i;

/** Addresses become links; everything else stays text. */
export function linked(text: string): readonly (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(text.slice(from, match.index));
    parts.push(linkTo(match[0], match[0].replace(/^https:\/\//, '')));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)].filter((piece) => piece !== '');
}

/** A link that leaves the chat where it is, and tells the other side nothing of it. */
export function linkTo(address: string, ...content: readonly (Node | string)[]): HTMLAnchorElement {
  return element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, ...content);
}

/** Whether a link written by somebody else may be followed. */
export function mayLead(address: string): boolean {
  return LEADS.test(address.trim());
}

/** The address when it leads to this server or into this page; pictures are loaded from nowhere else. */
export function ownAddress(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  if (/^data:image\/(?:png|jpeg|gif|webp);/i.test(address)) return address;
  if (!/^(?:https?:|blob:|\/(?!\/))/i.test(address)) return undefined;
  try {
    const { origin, href } = new URL(address, location.origin);
    return origin === location.origin ? href : undefined;
  } catch {
    return undefined;
  }
}
