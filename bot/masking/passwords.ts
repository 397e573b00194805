/** Passwords, PINs and passphrases: known by the words around them. */

import { matches } from '../../dialogs/understanding/matches.ts';
import { CUE, GIVING, NOT_A_VALUE, ON_SCREEN, SIGNS_COUNTED, SPELLED, TELLING_END } from './lexicon.ts';
import { countedAt, erroneousBefore, type Secret } from './secret.ts';

/** What stands between the word and the value: a sign, a verb, either of them further on, or next to nothing. */
type Link = 'colon' | 'is' | 'far' | 'far colon' | 'plain';
type Value = { readonly text: string; readonly start: number; readonly end: number; readonly quoted: boolean };

const EDGE = '(?<![\\p{L}\\p{N}_])';
const CUES = new RegExp(`${EDGE}${CUE}(?![\\p{L}\\p{N}_])`, 'giu');
const COLON = /["']?\s{0,3}(?:[-=]{1,3}>|[:=]|→)\s{0,3}/y;
const IS =
  /(?:(?: (?:got |was |is )?(?:re)?set to| (?:was |got )?changed to| (?:is|was|were|are|will be|has been|would be|should be|ist|war|lautet|es|era|est|è|é|это)|'?s)(?: now| just| still| always| literally| actually| like)?)(?: ?[:=])?\s{1,3}/iuy;
const FAR =
  /(?: (?:for|to|of|on|i|that|which|we|from|für|de|para|pour)(?: [\p{L}\p{N}'’_-]{1,20}){0,5}?) (?:is|was|ist|es|est)(?: ?:)?\s{1,3}/iuy;
const FAR_COLON = /(?: (?:for|to|of|on|from|für|de|para|pour)(?: [\p{L}\p{N}'’_-]{1,20}){1,4}?)\s{0,2}[:=]\s{0,3}/iuy;
const PLAIN = /\s{1,2}(?:to\s{1,2}|-{1,2}\s{1,2}|\.{2,3}\s{0,2})?|\.{2,3}\s{0,2}/iy;
const LINKS = [
  ['colon', COLON],
  ['is', IS],
  ['far', FAR],
  ['far colon', FAR_COLON],
  ['plain', PLAIN],
] as const;
const QUOTED = /["'`«‘]([^"'`»\n]{1,100})["'`»]/dy;
const TOKEN = /[^\s\ufffc]{1,128}/y;
const CLOSING = /[.,;:?)\]}"'»]+$/;
const PHRASE = /phrase/i;

/** Finds values that stand where a password is told. */
export function* passwords(text: string): Iterable<Secret> {
  // All three ways to tell a password call it one.
  if (text.search(CUES) < 0) return;
  for (const cue of text.matchAll(CUES)) {
    const end = cue.index + cue[0].length;
    const value = told(text, cue.index, end, PHRASE.test(cue[0]));
    if (value !== undefined) yield { kind: 'password', start: value.start, end: value.end };
  }
  yield* toldBefore(text);
  yield* changedTo(text);
}

function told(text: string, start: number, end: number, phrase: boolean): Value | undefined {
  const before = text.slice(Math.max(0, start - 48), start);
  for (const [link, pattern] of LINKS) {
    pattern.lastIndex = end;
    if (!pattern.test(text)) continue;
    const at = pattern.lastIndex;
    const value = (phrase && link !== 'plain' ? words(text, at, link) : undefined) ?? valueAt(text, at);
    return value !== undefined && isSecret(text, value, link, before) ? value : undefined;
  }
  return undefined;
}

/** Figure by figure, as numbers or as words. */
const APART = new RegExp(`(?:\\d(?:[ .-]\\d){3,11}|${SPELLED}(?:[ ,-]{1,2}${SPELLED}){3,11})(?![\\p{L}\\p{N}])`, 'iuy');

function valueAt(text: string, at: number): Value | undefined {
  APART.lastIndex = at;
  const apart = APART.exec(text)?.[0];
  if (apart !== undefined) return { text: apart, start: at, end: at + apart.length, quoted: !/^\d/.test(apart) };
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text)?.indices?.[1];
  if (quoted !== undefined) return { text: text.slice(...quoted), start: quoted[0], end: quoted[1], quoted: true };
  TOKEN.lastIndex = at;
  const token = TOKEN.exec(text)?.[0]
    .replace(CLOSING, '')
    .replace(/^["'(]/, '');
  if (token === undefined || token === '') return undefined;
  const start = text.indexOf(token, at);
  return { text: token, start, end: start + token.length, quoted: false };
}

const SECRET_WORDS = /\p{Ll}{2,16}(?:[ -]\p{Ll}{2,16}){3,23}(?=\s*(?:[.,;!?\n]|$))/uy;

/** Four and more plain words up to the end of the sentence: a passphrase. */
function words(text: string, at: number, link: Link): Value | undefined {
  SECRET_WORDS.lastIndex = at;
  const found = SECRET_WORDS.exec(text)?.[0];
  if (found === undefined || (link !== 'colon' && NOT_A_VALUE.has(found.slice(0, found.search(/[ -]/))))) return undefined;
  return { text: found, start: at, end: at + found.length, quoted: true };
}

const PUBLIC =
  /^(?:v?\d+(?:\.\d+){1,3}|\d+(?:[.,]\d+)?(?:[kmgt]b|%|x|h|min)|\d{1,2}:\d{2}(?:[ap]m)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|0x[0-9a-f]+|https?:.*|[a-z0-9-]+(?:\.[a-z0-9-]+)+\/.*)$/i;

function isSecret(text: string, value: Value, link: Link, before: string): boolean {
  if (PUBLIC.test(value.text)) return false;
  if (/^\d[\d -]*$/.test(value.text)) return numberTold(text, value, link, before);
  if (value.quoted) return link !== 'plain' || GIVING.test(before) || mixedTold(value.text, link, before);
  if (/^[\p{L}'’-]+!*$/u.test(value.text)) return wordTold(text, value, link, before);
  return mixedTold(value.text, link, before);
}

function numberTold(text: string, value: Value, link: Link, before: string): boolean {
  const least = link === 'plain' ? 4 : 3;
  if (value.text.length < least || countedAt(text, value.end)) return false;
  if (link === 'far colon' && erroneousBefore(text, value.start)) return false;
  return link === 'colon' || !/(?:^|[^\p{L}])(?:err(?:or)?s?|codes?|fehler)[^\p{L}\p{N}]{0,3}$/iu.test(before);
}

function wordTold(text: string, value: Value, link: Link, before: string): boolean {
  const word = value.text.toLowerCase().replace(/!+$/, '');
  if (NOT_A_VALUE.has(word) || word.length < 2 || link === 'plain' || link === 'far colon') return false;
  if (ON_SCREEN.test(before)) return false;
  const ends = /^[^\S\n]*(?:[.,;!?)\n]|$|(?:and|but|for|please|pls|plz|thx|thanks|so|can|help|if|u|und|pero|y|et|mais)(?!\p{L}))/iu.test(
    text.slice(value.end, value.end + 16),
  );
  if (ends) return true;
  return link !== 'far' && !TELLING_END.test(word) && (link === 'colon' || GIVING.test(before));
}

function mixedTold(value: string, link: Link, before: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(value)) return false;
  if (link !== 'plain') return true;
  if (SIGNS_COUNTED.test(value)) return false;
  if (!ON_SCREEN.test(before) && (isMixed(value) || (GIVING.test(before) && value.length >= 4 && /\d|[!@#$%^&*]/.test(value)))) return true;
  const inner = /[\p{L}\p{N}][!@#$%^&*][\p{L}\p{N}]/u.test(value);
  const long = value.length >= 8 && /\d{3}/.test(value) && /\p{Lu}/u.test(value) && /\p{Ll}/u.test(value);
  return inner || long;
}

/** Letters and figures in one: hardly ever a word of a sentence. */
function isMixed(value: string): boolean {
  return value.length >= 5 && /\p{L}/u.test(value) && /\d/.test(value);
}

const BEFORE = new RegExp(
  `(?<![^\\s"'(:;,.])["']?([^\\s"'\ufffc]{3,64})["']? (?:is|was|=|ist|es|est|as|als|como|comme) (?:(?:my|the|her|his|our|their|mein|mi|mon|la|das) )?(?:[\\p{L}'-]{2,12} ){0,2}${CUE}(?![\\p{L}\\p{N}_])`,
  'dgiu',
);

/** "hunter2 is my password". */
function* toldBefore(text: string): Iterable<Secret> {
  for (const match of matches(text, BEFORE)) {
    const at = match.indices?.[1];
    const value = match[1] ?? '';
    if (at === undefined || PUBLIC.test(value) || !/\d/.test(value) || erroneousBefore(text, at[0])) continue;
    if (/^(?:\d{3,12}|(?=.*\p{L}).{4,})$/u.test(value)) yield { kind: 'password', start: at[0], end: at[1] };
  }
}

const CHANGED = new RegExp(
  `${EDGE}(?:chang(?:ed?|ing)|set|reset|updated?|made|putting|put) (?:[\\p{L}']{1,12} ){0,4}?${CUE}(?: [\\p{L}']{1,12}){0,4}? (?:to|as|into|auf|a|en)\\s{1,3}`,
  'giu',
);

/** "I changed my password to hunter2". */
function* changedTo(text: string): Iterable<Secret> {
  for (const match of matches(text, CHANGED)) {
    const value = valueAt(text, match.index + match[0].length);
    if (value !== undefined && (value.quoted || /\d/.test(value.text)) && isSecret(text, value, 'is', '')) {
      yield { kind: 'password', start: value.start, end: value.end };
    }
  }
}
