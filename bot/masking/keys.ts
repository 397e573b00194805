/** Secrets known by their shape: e-mail addresses, bank accounts, access keys, recovery keys, verification codes with a prefix, addresses with credentials. */

import { matches } from '../../dialogs/understanding/matches.ts';
import { iban } from './checksums.ts';
import type { Kind, Secret } from './secret.ts';

/** `sign`: what a text must have for the pattern to be worth trying. */
type Shape = { readonly kind: Kind; readonly pattern: RegExp; readonly sign?: RegExp; readonly test?: (found: string) => boolean };

const DIGIT = /\d/;

const hasDigits = (found: string): boolean => (found.match(/\d/g)?.length ?? 0) >= 3;
const isKey = (found: string): boolean => found.length >= 8 && (found.match(/\d/g)?.length ?? 0) >= 2 && /[a-z]/i.test(found);
const evenKey = (found: string): boolean => {
  const groups = found.split(/[\s-]+/);
  const size = groups[0]?.length ?? 0;
  const even = groups.every((group) => group.length === size);
  const total = size * groups.length;
  return even && (total === 64 || (/^[\d\s-]+$/.test(found) && (total === 30 || total === 48)));
};

/** Group 1 of a pattern, where there is one, is the secret; else the whole match. */
const SHAPES: readonly Shape[] = [
  { kind: 'access key', pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\sA-Za-z0-9+/=:,.-]{0,8000}/dg },
  { kind: 'password', sign: /:\/\//, pattern: /[a-z][a-z0-9+.-]{1,15}:\/\/([^\s/@?#:]{1,80}:[^\s/@?#]{1,120})@/dgi },
  {
    kind: 'access key',
    pattern:
      /[?&#;](?:access_?token|id_?token|refresh_?token|token|auth|api_?key|key|secret|client_secret|password|passwd|pwd|sig|signature|session|sid)=([^\s&#;"'<>]{6,2000})/dgi,
  },
  { kind: 'access key', pattern: /[?&#;]code=([^\s&#;"'<>]{16,2000})/dgi },
  {
    kind: 'access key',
    pattern:
      /(?<![\w-])(?:sk|pk|rk)[-_](?:live[-_]|test[-_]|proj-|ant-)?[A-Za-z0-9_-]{16,200}|(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,64}|xox[abeoprs]-[\w-]{10,200}|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[\w-]{30,40}|ya29\.[\w-]{20,400}|npm_[A-Za-z0-9]{30,64}|hf_[A-Za-z0-9]{30,64}|SG\.[\w-]{16,40}\.[\w-]{16,80})(?![\w-])/dg,
  },
  { kind: 'access key', pattern: /(?<![\w-])eyJ[\w-]{8,2000}\.[\w-]{4,4000}(?:\.[\w-]{0,2000})?/dg },
  { kind: 'access key', sign: DIGIT, pattern: /(?<!\w)(?:bearer|basic)\s{1,3}([A-Za-z0-9._~+/-]{16,2000}={0,2})/dgi, test: hasDigits },
  {
    kind: 'access key',
    pattern:
      /(?<!\w)(?:api|access|secret|private|auth|account|session|shared[ _-]?access)[ _-]?(?:key|token)\s{0,3}(?:[:=]|is)\s{0,3}["']?([\w.+/=-]{12,500})/dgi,
  },
  { kind: 'access key', pattern: /(?<![\w-])(?:set-)?cookie: {0,3}([^\n]{8,2000})/dgi },
  { kind: 'access key', sign: DIGIT, pattern: /(?<![\w-])\d{8,10}:[A-Za-z0-9_-]{30,50}(?![\w-])/dg },
  {
    kind: 'recovery key',
    sign: DIGIT,
    pattern:
      /(?<![\p{L}\p{N}])(?:recovery|rescue|emergency|wiederherstellungs?|recuperación|récupération|recupero|herstel)[ -]?(?:key|code|schlüssel|sleutel)s?(?: (?:is|ist|es|est|è))?\s{0,2}[:=]?\s{0,2}((?!0x)[A-Z0-9]{2,40}(?:-[A-Z0-9]{2,8}){0,9})(?![\p{L}\p{N}])/dgiu,
    test: isKey,
  },
  {
    kind: 'recovery key',
    sign: DIGIT,
    pattern:
      /(?<![\w-])backup codes?(?: (?:is|are))?\s{0,2}[:=]?\s{0,2}((?:[a-z0-9]{4,5}-){1,5}[a-z0-9]{4,5}|\d{4} \d{4}(?:[,;\n] ?\d{4} \d{4}){1,11})(?![\w-])/dgi,
    test: hasDigits,
  },
  { kind: 'recovery key', sign: DIGIT, pattern: /(?<![\w-])[A-Z0-9]{28}(?![\w-])/dg, test: isKey },
  {
    kind: 'recovery key',
    sign: DIGIT,
    pattern: /(?<![\w-])(?:[A-Z0-9]{4}[- ]){5,7}[A-Z0-9]{4}(?![\w-])/dg,
    test: (found) => hasDigits(found) && /[A-Z]/.test(found),
  },
  {
    kind: 'recovery key',
    sign: DIGIT,
    pattern: /(?<![\w-])(?:[a-z0-9]{4}-){6}[a-z0-9]{4}(?![\w-])/dgi,
    test: (found) => hasDigits(found) && /[a-z]/i.test(found),
  },
  { kind: 'recovery key', sign: DIGIT, pattern: /(?<![\w-])(?:[A-Z0-9]{5}-){4}[A-Z0-9]{5}(?![\w-])/dg, test: hasDigits },
  { kind: 'recovery key', pattern: /(?<![\w-])[0-9a-f]{64}(?![\w-])/dgi },
  { kind: 'recovery key', pattern: /(?<![\w-])(?:[0-9a-f]{4,8}[\s-]{1,3}){5,15}[0-9a-f]{4,8}(?![\w-])/dgi, test: evenKey },
  { kind: 'device ID', sign: DIGIT, pattern: /(?<![\w-])0000[0-9A-F]{4}-[0-9A-F]{16}(?![\w-])/dgi },
  { kind: 'verification code', sign: DIGIT, pattern: /(?<![\p{L}\p{N}-])G ?- ?\d{6}(?![\p{L}\p{N}-])/dgu },
  {
    kind: 'e-mail',
    pattern: /(?<![\w.])[a-z0-9][\w.+-]{0,60} ?(?:\(at\)|\[at\]|\{at\}) ?[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}\.[a-z]{2,12}(?!\w)/dgi,
  },
  {
    kind: 'e-mail',
    sign: /@/,
    pattern: /(?<![\w.])[a-z0-9][\w.+-]{0,60}(?: @ ?|@ )[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}\.[a-z]{2,12}(?!\w)/dgi,
  },
  {
    kind: 'e-mail',
    pattern: /(?<![\w.])[a-z0-9][\w.+-]{0,40} ?(?:\(at\)|\[at\]| at ) ?[a-z0-9-]{2,40} ?(?:\(dot\)|\[dot\]| dot ) ?[a-z]{2,12}(?![\w])/dgi,
  },
];

/** Finds what gives itself away by its shape. */
export function secretShapes(text: string): readonly Secret[] {
  const found = SHAPES.flatMap((shape) => (shape.sign?.test(text) === false ? [] : ofShape(text, shape)));
  if (text.includes('@')) found.push(...mailAddresses(text));
  if (DIGIT.test(text)) found.push(...bankAccounts(text));
  return found;
}

function ofShape(text: string, { kind, pattern, test }: Shape): readonly Secret[] {
  return matches(text, pattern).flatMap((match) => {
    const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [0, 0];
    return test === undefined || test(text.slice(start, end)) ? [{ kind, start, end }] : [];
  });
}

const LOCAL = /[\p{L}\p{N}._%+'-]/u;
const DOMAIN = /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}\p{L}{2,24}/uy;
/** What people write behind an address when they give both halves of a login. */
const WITH_PASSWORD = /\s{0,2}(?:[:|/;]|,? and)\s{0,2}((?=[^\s]{0,60}\d)(?=[^\s]{0,60}[A-Za-z])[^\s,;]{5,64})/dy;

/** Half of `scheme://name:password@host`: no e-mail address. */
const IN_ADDRESS = /:\/\/[^\s/@]{1,80}:$/;

function* mailAddresses(text: string): Iterable<Secret> {
  let free = 0;
  for (let sign = text.indexOf('@'); sign >= 0; sign = text.indexOf('@', sign + 1)) {
    let start = sign;
    while (start > free && LOCAL.test(text.charAt(start - 1))) start--;
    DOMAIN.lastIndex = sign + 1;
    const domain = DOMAIN.exec(text);
    free = sign + 1;
    if (start === sign || domain === null || IN_ADDRESS.test(text.slice(Math.max(0, start - 96), start))) continue;
    const end = DOMAIN.lastIndex;
    free = end;
    yield { kind: 'e-mail', start, end };
    WITH_PASSWORD.lastIndex = end;
    const half = WITH_PASSWORD.exec(text)?.indices?.[1];
    if (half !== undefined) yield { kind: 'password', start: half[0], end: half[1] };
  }
}

const manyDigits = (written: string): boolean => (written.match(/\d/g)?.length ?? 0) >= 10;
const ACCOUNT = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{1,4}){2,9}/giu;

/** A bank account, without the words that may follow it. */
function* bankAccounts(text: string): Iterable<Secret> {
  for (const match of matches(text, ACCOUNT)) {
    for (let written = match[0]; written.length >= 15; written = written.slice(0, -1)) {
      const closed = !/[\p{L}\p{N}]/u.test(text.charAt(match.index + written.length)) && /[a-z0-9]$/i.test(written);
      if (!closed || !manyDigits(written) || !iban(written.replace(/[ -]/g, ''))) continue;
      yield { kind: 'bank account', start: match.index, end: match.index + written.length };
      break;
    }
  }
}
