import { KINDS } from './secret.ts';

/** A text as patterns can read it: digits of every script are 0–9, wide letters narrow, invisible characters gone, what is masked already is opaque. */
export type Readable = {
  readonly text: string;
  /** Where in the original the character at this index of `text` stands. */
  readonly at: (index: number) => number;
};

const PLAIN = /^[\t\r\n -Z\\-~]*$/;
const INVISIBLE = /^\p{Cf}$/u;
const DIGIT = /^\p{Nd}$/u;
const PLACEHOLDER = new RegExp(`\\[(?:${KINDS.join('|')})\\]`, 'gi');
/** Stands for what is masked already: no pattern matches it, and none looks through it. */
const OPAQUE = '\ufffc';

/** Reads a text for masking, in linear time and with the way back to the original's indices. */
export function readable(raw: string): Readable {
  if (PLAIN.test(raw)) return { text: raw, at: (index) => index };
  const offsets = new Uint32Array(raw.length + 1);
  const pieces: string[] = [];
  let length = 0;
  for (let at = 0; at < raw.length; ) {
    const sign = signAt(raw, at);
    const piece = read(sign);
    pieces.push(piece);
    for (let i = 0; i < piece.length; i++) offsets[length++] = at + Math.min(i, sign.length - 1);
    at += sign.length;
  }
  offsets[length] = raw.length;
  const text = pieces.join('').replace(PLACEHOLDER, (found) => OPAQUE.repeat(found.length));
  return { text, at: (index) => offsets[Math.min(index, length)] ?? raw.length };
}

function signAt(raw: string, at: number): string {
  const unit = raw.charCodeAt(at);
  return unit < 0xd800 || unit > 0xdbff ? raw.charAt(at) : String.fromCodePoint(raw.codePointAt(at) ?? unit);
}

const known = new Map<string, string>();

/** One sign as patterns see it, never longer than it was. */
function read(sign: string): string {
  if (sign.charCodeAt(0) < 0x80) return sign;
  const before = known.get(sign);
  if (before !== undefined) return before;
  const now = readNew(sign);
  if (known.size < 4096) known.set(sign, now);
  return now;
}

function readNew(sign: string): string {
  if (INVISIBLE.test(sign)) return '';
  if ('’‘ʼ'.includes(sign)) return "'";
  if ('“”„«»'.includes(sign)) return '"';
  if ('‐‑‒–—−'.includes(sign)) return '-';
  const folded = sign.normalize('NFKC');
  if (folded.length <= sign.length && folded !== sign) return folded;
  return DIGIT.test(sign) ? digit(sign) : sign;
}

/** Decimal digits of a script stand in a row of ten, from zero on. */
function digit(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return String(point - zero);
}
