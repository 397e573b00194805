/** Sizes in a message: how much there is, how much room is left for it, and how far a job has come. */
import { type Amount, bareNumber, NUMBER, plainNumber } from './amounts.ts';
import { matches } from './matches.ts';

const SIZE_UNIT =
  '(gb|gbs|g|gigs?|gigas?|gigabytes?|gib|go|mb|mbs|megs?|megas?|megabytes?|mib|tb|tbs|teras?|terabytes?|kb|kilobytes?)(?![a-z/]|ps|it)';
const UNIT_NAMES: Readonly<Record<string, string>> = { g: 'GB', m: 'MB', t: 'TB', k: 'KB' };
const BYTES: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** How much of a room is free. `share` is known only when both amounts are. */
export type Room = { readonly share: number | undefined; readonly free: number | undefined; readonly start: number; readonly end: number };

/** What a message says in sizes. `read` is where any size stands, meant or not. */
export type Sizes = { readonly rooms: readonly Room[]; readonly amount: Amount | undefined; readonly read: readonly Amount[] };

/** Words that stand beside a size: what is to be kept ("backup"), and what it is kept in ("64 GB phone"). */
export type SizeWords = { readonly content: Beside; readonly whole: Beside };
type Beside = { readonly before: RegExp; readonly after: RegExp } | undefined;

const LINK = '(?:\\s+(?:size|is|are|was|has|have|of|about|around|roughly|only|just|says|at|with|which|that|would|will|be|takes?)|\\s*[:=])';
const JOINT = '(?!(?:and|but|or|with|while|so|because|then|und|aber|oder|y|pero|o)\\s)';

/** Prepares the words that a pack puts beside sizes. */
export function beside(words: readonly string[]): Beside {
  if (words.length === 0) return undefined;
  const any = words.map((word) => word.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, '.?')).join('|');
  return {
    before: new RegExp(`(?<!\\p{L})(?:${any})${LINK}{0,4}\\s*$`, 'iu'),
    after: new RegExp(`^\\s*(?:(?:of|in|for|von|de)\\s+(?:my|the|meine?n?|mis?)?\\s*)?(?:${JOINT}\\p{L}+\\s+)?(?:${any})(?!\\p{L})`, 'iu'),
  };
}

const LEFT = '(?:left|free|available|remaining|to spare|empty|unused|frei|übrig|libres?|disponibles?)';
const FULL = '(?:used|full|taken|in use|belegt|voll|ocupad[oa]s?|usad[oa]s?)';
const UNIT = String.raw`\s?(?:(gb|gbs|g|gigs?|gigas?|gigabytes?|mb|megs?|megas?|megabytes?|tb|teras?|terabytes?)(?![\p{L}/]))?`;
const OF = new RegExp(
  String.raw`(?<![\d.,])${NUMBER}${UNIT}\s*(?:(${LEFT}|${FULL})\s*)?(?:out of|of|from|von|aus|de|/)\s*(?:my |the |a |los |las |den |meinen )?(?:total )?${NUMBER}${UNIT}(?![\d.])\s*(${LEFT}|used)?`,
  'giu',
);
const SIZES = new RegExp(String.raw`(?<![\d.,])${NUMBER}\s?${SIZE_UNIT}`, 'giu');

const FREE_AFTER = new RegExp(`^\\s*(?:of )?(?:(?:storage|space|room|memory|disk)\\s*)?(?:is |are |still )?${LEFT}`, 'iu');
const FREE_BEFORE =
  /(?:\b(?:free|available) (?:space|storage|room|memory)\s*(?:is|of|:|=)?|\b(?:free|available)\s*[:=]|\bonly (?:have|got)|\bhave only)\s*(?:only |just )?\s*$/i;
const FULL_AFTER = new RegExp(`^\\s*(?:is |are |already )?${FULL}(?!\\p{L})`, 'iu');
const NEEDED = /\b(?:needs?|requires?|wants?|braucht?|necesit[ao]n?)\s*(?:about |around |at least |another |etwa |unos )?\s*$/i;
/** What is left of a job is no room: "20 GB left" while 120 are being fetched. */
const DOING = /\b(?:restor|download|upload|transferr|copy|sync|import|export|mov|back)(?:ing|ed)\b/i;
const STILL_TO_DO = /^\s*(?:left|remaining)(?:\s+to\b|(?!\s+(?:on|in|of)\b))/i;
const DONE_BEFORE =
  /\b(?:restored|downloaded|uploaded|transferred|copied|backed up|synced|done|finished|(?:restor|download|upload|transferr|copy|sync|back)ing(?: up)?)\s*(?:only |just |about |around |like |at )?\s*$/i;
const DONE_AFTER =
  /^\s*(?:is |are |has been |have been |so far )?(?:done|restored|downloaded|uploaded|transferred|copied|backed up|synced|finished|completed?|so far)\b/i;

/** "120gb", "1.5 TB", "500 megs" → "120 GB", "1.5 TB", "500 MB". */
function sizesIn(text: string): Amount[] {
  return matches(text, SIZES).map((match) => ({
    value: sizeText(match[1] as string, match[2] as string),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function sizeText(digits: string, unit: string | undefined): string {
  return `${plainNumber(digits)} ${UNIT_NAMES[(unit ?? 'g').charAt(0).toLowerCase()] ?? 'GB'}`;
}

function bytesOf(value: string): number {
  const [number, unit] = value.split(' ');
  return Number(number) * (BYTES[unit ?? ''] ?? 0);
}

/** Two sizes that belong together; one of `room` and `total` is known. */
type Pair = { readonly room?: Room; readonly total?: Amount; readonly start: number; readonly end: number };

/** "48 of 50 gb", "2 gigs left of 5": room. "30 of 90 gb restored" is how far it has come, and 90 is what there is. */
function pairsIn(text: string, asked: boolean): Pair[] {
  return matches(text, OF).flatMap((match) => {
    const [whole, first = '', unit, kind, second = '', unit2, kind2] = match;
    if (!unit && !unit2 && !asked) return [];
    const part = bytesOf(sizeText(first, unit ?? unit2));
    const total = { value: sizeText(second, unit2 ?? unit), start: match.index, end: match.index + whole.length };
    return pairOf(text, part, total, kind ?? kind2);
  });
}

const ONLY_LEFT = new RegExp(`^${LEFT}$`, 'i');

function pairOf(text: string, part: number, total: Amount, kind = ''): Pair[] {
  const all = bytesOf(total.value);
  if (all <= 0 || part > all * 1.2) return [];
  const { start, end } = total;
  if (DONE_BEFORE.test(text.slice(Math.max(0, start - 40), start)) || DONE_AFTER.test(text.slice(end, end + 30)))
    return [{ total, start, end }];
  const free = ONLY_LEFT.test(kind) ? part : Math.max(0, all - part);
  return [{ room: { share: free / all, free, start, end }, start, end }];
}

type Role = 'free' | 'full' | 'content' | 'whole' | 'rest' | 'plain';

/** What a size is, by the words around it. */
function roleOf(text: string, { start, end }: Amount, words: SizeWords): Role {
  const [before, after] = [text.slice(Math.max(0, start - 60), start), text.slice(end, end + 40)];
  if (STILL_TO_DO.test(after) && (/^\s*\p{L}+\s+to\b/u.test(after) || DOING.test(text.slice(0, 2000)))) return 'rest';
  if (FREE_AFTER.test(after) || FREE_BEFORE.test(before)) return 'free';
  if (FULL_AFTER.test(after)) return 'full';
  const is = (kind: Beside) => kind !== undefined && (kind.after.test(after) || kind.before.test(before));
  if (NEEDED.test(before) || is(words.content)) return 'content';
  return is(words.whole) ? 'whole' : 'plain';
}

type Told = (wanted: Role) => Amount | undefined;

/** The room that single sizes tell of: what is free, or full of a whole, or smaller than what should go in. */
function roomOf(role: Told): Room[] {
  const [free, content, whole] = [role('free'), role('content'), role('whole')];
  if (free === undefined) return whole === undefined ? [] : roomInside(whole, role('full'), content);
  const left = bytesOf(free.value);
  const share = content === undefined ? undefined : Number(left >= bytesOf(content.value));
  return [{ share, free: left, start: free.start, end: free.end }];
}

function roomInside(whole: Amount, full: Amount | undefined, content: Amount | undefined): Room[] {
  const { start, end } = whole;
  const size = bytesOf(whole.value);
  const free = size - bytesOf(full?.value ?? whole.value);
  if (full !== undefined && free >= 0) return [{ share: free / size, free, start, end }];
  return content !== undefined && bytesOf(content.value) > size ? [{ share: 0, free: undefined, start, end }] : [];
}

/** What is asked while this message comes in: a room, or an amount. Then also a bare number counts. */
export type Asked = { readonly room: boolean; readonly amount: boolean };

/** Reads all sizes of a message; `taken` are places that mean something else. */
export function readSizes(text: string, asked: Asked, words: SizeWords, taken: (span: Amount) => boolean): Sizes {
  const pairs = pairsIn(text, asked.room);
  const read = sizesIn(text);
  const single = read.filter((size) => !taken(size) && !pairs.some((pair) => size.start < pair.end && size.end > pair.start));
  const roles = single.map((size) => ({ size, role: roleOf(text, size, words) }));
  const role: Told = (wanted) => roles.find((one) => one.role === wanted)?.size;
  const rooms = [...pairs.flatMap(({ room }) => room ?? []), ...roomOf(role)];
  const total = pairs.find((pair) => pair.total !== undefined)?.total;
  const told = role('content') ?? role('plain') ?? total ?? (role('whole') ? undefined : role('full'));
  return { rooms, amount: told ?? (asked.amount ? (role('whole') ?? bareAmount(text, read)) : undefined), read };
}

/** The only number of a short answer. */
function bareAmount(text: string, read: readonly Amount[]): Amount | undefined {
  return read.length === 0 ? bareNumber(text, 'GB')[0] : undefined;
}
