/** Passwords that nothing calls so in a sentence: the second half of a login, a field of a page or a form, scripts without spaces. */

import { matches } from '../../dialogs/understanding/matches.ts';
import { CUE_WITHOUT_SPACES } from './lexicon.ts';
import type { Secret } from './secret.ts';

/** Letters and figures in one, of so many signs. */
const MIXED = '(?=[^\\s]{0,63}\\p{L})(?=[^\\s]{0,63}\\d)';

/** Group 1 is the secret. */
const LOGINS: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:log-?ins?|sign-?in|user(?: ?name)?|credentials?|account|network|ssid)(?: (?:is|are))?\\s{0,2}[:=]?\\s{1,2}[^\\s/]{1,64}\\s{0,2}/\\s{0,2}${MIXED}([^\\s/]{5,64})`,
    'dgiu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:log-?in|user(?: ?name)?|account|id|e-?mail)[ :=][^\\n]{0,60}?[ ,;/]pass\\s{1,2}${MIXED}([^\\s]{4,64})`,
    'dgiu',
  ),
  new RegExp(`${CUE_WITHOUT_SPACES}(?=[!-~]{0,63}\\d)([!-~]{4,64})`, 'dgu'),
];
/** The same where any signs are the secret. */
const FIELDS: readonly RegExp[] = [
  /<[\w:-]{0,20}pass(?:word|code|phrase)?>([^<\n]{1,100})</dgi,
  /(?<![a-z])(?:password|passwd|passcode|pwd)%3d([^\s&"'<>]{3,100})/dgi,
];
const CLOSING = /[.,;:?)\]}"'»]+$/;

/** Finds them. */
export function logins(text: string): readonly Secret[] {
  const found = [...FIELDS, ...(/\d/.test(text) ? LOGINS : [])].flatMap((pattern) => matches(text, pattern));
  return found.map((match) => {
    const [start, end] = match.indices?.[1] ?? [0, 0];
    return { kind: 'password', start, end: start + text.slice(start, end).replace(CLOSING, '').length };
  });
}
