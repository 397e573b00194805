/** What a person pasted that nobody but them should keep. */
export const KINDS = [
  'password',
  'verification code',
  'card number',
  'card code',
  'bank account',
  'IMEI',
  'SIM number',
  'serial number',
  'device ID',
  'e-mail',
  'phone number',
  'social security number',
  'access key',
  'recovery key',
] as const;

/** One of them. */
export type Kind = (typeof KINDS)[number];

/** A secret and where it stands: from `start` up to, not including, `end`. */
export type Secret = { readonly kind: Kind; readonly start: number; readonly end: number };

/** A unit or thing counted after a number: then the number is a size, a time or an amount, and no secret. */
const COUNTED =
  /\s{0,2}(?:[kmgtp]i?b(?:it)?s?|bytes?|b|%|°[cf]?|times|attempts?|tries|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?|seconds?|secs?|s|ms|[kmg]bps|[kmg]?bit|mah|files?|photos?|pictures?|pics|items?|contacts?|messages?|songs?|videos?|apps?|digits?|numbers|letters?|characters?|chars?|words?|percent|x)(?![\p{L}\p{N}])/iuy;

/** True when what stands at this index says that the number before it was an amount. */
export function countedAt(text: string, index: number): boolean {
  COUNTED.lastIndex = index;
  return COUNTED.test(text);
}

const ERROR_BEFORE =
  /(?:^|[^\p{L}])(?:err(?:or|ors|eur|ore|orcode)?|fehler(?:code)?|codes|hresult|status|exception|errno|build|version|model)(?:[\s:#=("'-]{1,3}(?:code|codes|no|nr|number|numbers|is|was|are|were|says?|like|with|of)){0,2}[\s:#=("'-]{0,3}$/iu;

/** True when the words just before this index announce an error code, a build or a model. */
export function erroneousBefore(text: string, index: number): boolean {
  return ERROR_BEFORE.test(text.slice(Math.max(0, index - 32), index));
}
