import { mayLead, ownAddress } from '../bubble/links.ts';

/** Levels of nesting that any honest card stays well below. */
const DEPTH = 24;
/** Fields that hold the address of something to be loaded. */
const LOADS = new Set(['url', 'backgroundImage', 'iconUrl', 'poster', 'logo']);

/** A card without what could lead or load from where it should not: links of strange schemes, pictures and films of other servers. */
export function cleanCard(card: unknown): Readonly<Record<string, unknown>> {
  const clean = cleaned(card, DEPTH);
  return isObject(clean) ? clean : {};
}

function cleaned(value: unknown, depth: number): unknown {
  if (depth === 0) return undefined;
  if (Array.isArray(value)) return value.map((item) => cleaned(item, depth - 1)).filter((item) => item !== undefined);
  if (!isObject(value)) return value;
  if (value.type === 'Action.OpenUrl' && !(typeof value.url === 'string' && mayLead(value.url))) return undefined;
  // Data is sent back as it came; it is never shown or followed.
  const entries = Object.entries(value).map(([key, item]) => [key, key === 'data' ? item : loadable(value, key, item, depth)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function loadable(holder: Readonly<Record<string, unknown>>, key: string, item: unknown, depth: number): unknown {
  if (typeof item !== 'string' || !LOADS.has(key)) return cleaned(item, depth - 1);
  return key === 'url' && holder.type === 'Action.OpenUrl' ? item : ownAddress(item);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
