import { element } from '../dom.ts';

const ADDRESS = /https:\/\/[^\s<>"']{3,300}[^\s<>"'.,;:!?)\]]/g;
/** What an address may begin with that somebody else wrote. */
const LEADS = /^(?:https:|mailto:|tel:)/i;

/** A part of a text; with an `address` it is one. */
export type Piece = { readonly text: string; readonly address?: string };

/** The text in pieces: addresses without their "https://", and what stands between them. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    pieces.push({ text: text.slice(from, index) }, { text: address.replace(/^https:\/\//, ''), address });
    from = index + address.length;
  }
  return [...pieces, { text: text.slice(from) }].filter((piece) => piece.text !== '');
}

/** Addresses become links; everything else stays text. */
export function linked(text: string): readonly (Node | string)[] {
  return piecesOf(text).map((piece) => (piece.address === undefined ? piece.text : linkTo(piece.address, piece.text)));
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
