/**
 * Between the border and the commit: pasted secrets are replaced by their names. What helps to help — error codes, sizes,
 * versions, models, dates — stays. Linear in the length of the text; never throws.
 */
import { namedNumbers, oneTimeCodes } from './masking/codes.ts';
import { secretShapes } from './masking/keys.ts';
import { logins } from './masking/logins.ts';
import { secretNumbers } from './masking/numbers.ts';
import { passwords } from './masking/passwords.ts';
import { phrases } from './masking/phrases.ts';
import { readable } from './masking/readable.ts';
import type { Secret } from './masking/secret.ts';

/** Masking may bring to light what stood beside; after so many rounds it is done. */
const ROUNDS = 5;
/** No secret looks like it, and most keys of JSON and names of languages do. */
const ONE_WORD = /^[A-Za-z]{0,24}(?:-[A-Za-z]{0,8})?$/;
/** Objects nested deeper than this are not kept. */
const DEPTH = 24;
/** Keys whose values are ids or times that others rely on. */
const IDS = /^(?:id|clientActivityI[dD]|replyToId|timestamp|localTimestamp|watermark)$/;
/** What ids and times look like: one word. Whatever else stands there is a text. */
const ID = /^[\w.:|/+=@-]{0,200}$/;
const SECRET_KEY = /^(?:pass(?:word|code|phrase)?|pwd|pin|secret|token|api_?key|authorization)$/i;

/** The text with each secret replaced by its name in brackets: "[password]". Masking twice changes nothing more. */
export function mask(text: string): string {
  if (ONE_WORD.test(text)) return text;
  let masked = text;
  for (let round = 0; round < ROUNDS; round++) {
    const secrets = findSecrets(masked);
    if (secrets.length === 0) return masked;
    masked = replaced(masked, secrets);
  }
  return masked;
}

/** All secrets of a text in order, none overlapping; indices are of the text as given. */
export function findSecrets(text: string): readonly Secret[] {
  const { text: seen, at } = readable(text);
  const found = [
    ...secretShapes(seen),
    ...namedNumbers(seen),
    ...secretNumbers(seen),
    ...oneTimeCodes(seen),
    ...passwords(seen),
    ...logins(seen),
    ...phrases(seen),
  ];
  if (found.length === 0) return found;
  const inOrder = found.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end);
  return joined(inOrder).map(({ kind, start, end }) => ({ kind, start: at(start), end: at(end) }));
}

/** Overlapping finds become one, with the name of the longer. */
function joined(secrets: readonly Secret[]): readonly Secret[] {
  const apart: Secret[] = [];
  for (const secret of secrets) {
    const last = apart.at(-1);
    if (last === undefined || secret.start >= last.end) {
      apart.push(secret);
      continue;
    }
    const kind = secret.end - secret.start > last.end - last.start ? secret.kind : last.kind;
    apart[apart.length - 1] = { kind, start: last.start, end: Math.max(last.end, secret.end) };
  }
  return apart;
}

function replaced(text: string, secrets: readonly Secret[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { kind, start, end } of secrets) {
    pieces.push(text.slice(from, start), `[${kind}]`);
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

/** The same for everything written in a JSON value: for activities that are stored. Ids and times stay; what is nested too deep goes. */
export function maskDeep(value: unknown): unknown {
  return maskAt(value, DEPTH);
}

function maskAt(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return mask(value);
  if (typeof value === 'number') return maskNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((item) => maskAt(item, depth - 1));
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, item]) => [mask(key), maskEntry(key, item, depth - 1)]));
}

function maskEntry(key: string, item: unknown, depth: number): unknown {
  if (typeof item === 'string' && item !== '' && SECRET_KEY.test(key)) return '[password]';
  return typeof item === 'string' && IDS.test(key) && ID.test(item) ? item : maskAt(item, depth);
}

function maskNumber(value: number): unknown {
  const written = String(value);
  const masked = mask(written);
  return masked === written ? value : masked;
}
