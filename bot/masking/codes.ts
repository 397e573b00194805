/** Codes that somebody was sent or shown once, numbers of devices, and the three digits on the back of a card: known by the words before them. */
import { matches } from '../../dialogs/understanding/matches.ts';
import { countedAt, erroneousBefore, type Kind, type Secret } from './secret.ts';

const ONE_TIME = new RegExp(
  '(?<![\\p{L}\\p{N}])(?:(?:verification|verif\\w{0,8}|confirm(?:ation)?|security|log-?in|login|sign-?in|auth\\w{0,12}|2fa|mfa|two[- ]factor|two[- ]step|2-step|sms|text(?:ed)?|one[- ]?time|(?:6|six|4|four)[- ]digit|trusted device|activation)' +
    '(?: (?:pass)?(?:code|pin|password|number|passcode)s?| ?code| ?pass(?:code|word))|otp(?: code)?|2fa|mfa|tan|bestätigungscode|sicherheitscode|código de verificación|code de vérification)' +
    "(?:[\\s:=#('\"-]{1,3}|\\s(?:\\p{L}[\\p{L}']{0,11}\\s){0,6}?(?:is|was|says|ist|lautet|es|est|è|é)[\\s:=#('\"-]{1,3})(\\d{4,8}|\\d{3}[ -]\\d{3}|\\d{4}[ -]\\d{4})(?![\\p{L}\\p{N}]|[.,]\\d)",
  'dgiu',
);
const ONE_TIME_AFTER =
  /(?<![\p{L}\p{N}.,])(\d{4,8}|\d{3}[ -]\d{3}) (?:is|was) (?:the|my|your|a|an) (?:[\p{L}\p{N}'-]{2,14} ){0,2}?(?:verification|security|login|log-in|sign-in|one-time|confirmation|activation|authentication|access|2fa|sms) (?:code|pin|password)/dgiu;
/** As it stands in the message that brought it: "Your … code is 123456", in some languages. */
const BROUGHT =
  /(?<![\p{L}\p{N}])(?:your|ihr|dein|su|tu|votre|ton|il tuo|seu|uw|je|jouw) ((?:[\p{L}\p{N}.'-]{1,20} ){0,3}?(?:[\p{L}-]{0,20}-)?(?:code|código|codigo|codice)(?: (?:de|di|van|for|für|pour|para|voor) [\p{L}\p{N} .-]{1,30}?)?)(?: (?:is|lautet|ist|es|est|è|é))?\s{0,2}[:=]?\s{0,2}(\d{4,8}|\d{3}[ -]\d{3})(?![\p{L}\p{N}]|[.,]\d)/dgiu;
/** Codes that are not sent but looked up. */
const LOOKED_UP = /err|fehl|fault|fallo|status|stop|version|build|model|case|ticket|order|zip|post|area|country|backup/i;
const BARE = /(?<![\p{L}\p{N}.,-])(?:\d{6,8}|\d{3}[ -]\d{3})(?![\p{L}\p{N}]|[.,-]\d)/gu;
const SENT =
  /verif|2fa|mfa|two.?factor|\botp\b|one.?time|\bsms\b|text(?:ed| message)|(?:sent|texted|emailed|gave) (?:me|to|it|us|her|him)|they (?:sent|texted)|from (?:the |a )?(?:text|sms|e-?mail)\b|authenticat|sign(?:ing|ed)?[- ]?in|log(?:ging|ged)?[- ]?in|(?:do not|don'?t) share|trusted|code (?:i|we) (?:got|received)|got a code|received a code/i;

/** Finds one-time codes. */
export function* oneTimeCodes(text: string): Iterable<Secret> {
  if (!/\d/.test(text)) return;
  for (const pattern of [ONE_TIME, ONE_TIME_AFTER]) yield* firstGroups(text, pattern, 'verification code');
  for (const { 1: called = '', indices } of matches(text, BROUGHT)) {
    const [start, end] = indices?.[2] ?? [0, 0];
    if (!LOOKED_UP.test(called)) yield { kind: 'verification code', start, end };
  }
  for (const match of matches(text, BARE)) {
    const end = match.index + match[0].length;
    if (!wasSent(text, match.index, end) || countedAt(text, end) || /^(?:19|20)\d{6}$/.test(match[0])) continue;
    yield { kind: 'verification code', start: match.index, end };
  }
}

/** Words before and after tell a code that was sent from an error code. */
function wasSent(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 100), start);
  const around = `${before} ${text.slice(end, end + 60)}`;
  if (!/\bcodes?\b/i.test(around) || !SENT.test(around)) return false;
  return !/(?:err(?:or)?s?|fehler|build|version)(?! ?-?free)[^.!?\n]{0,24}$/i.test(before.slice(-48)) && !erroneousBefore(text, start);
}

type Named = { readonly kind: Kind; readonly pattern: RegExp };

const LINK =
  '(?:[ \\t]{0,2}(?:number|num|no\\.?|nr\\.?|#|code|is|was|are|ist|es|est|of the \\w{2,10}|[12]))' +
  '{0,3}[ \\t]{0,2}[:=#]{0,2}[ \\t]{0,2}["\'(]?';
const NAMED: readonly Named[] = [
  {
    kind: 'IMEI',
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:imei(?:/?sv)?|meid)${LINK}((?:\\d[ /-]?){13,16}\\d|[A-F0-9]{14})(?![\\p{L}\\p{N}])`, 'dgiu'),
  },
  {
    kind: 'SIM number',
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:iccid|imsi|eid|sim(?: card)?)${LINK}((?:\\d[ -]?){14,32})(?![\\p{L}\\p{N}])`, 'dgiu'),
  },
  {
    kind: 'serial number',
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:serial(?:[ -]?(?:number|num|no|nr))?|s/n|sn(?=[ \\t]?[:=#])|seriennummer|ser\\.? ?no|número de serie|numéro de série)${LINK}((?=[\\p{L}-]{0,15}\\d)[A-Z0-9](?:[A-Z0-9]|-(?=[A-Z0-9])){6,23})(?![\\p{L}\\p{N}])`,
      'dgiu',
    ),
  },
  {
    kind: 'device ID',
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:udid|ecid|uniquechipid|device id|gaid|idfa)${LINK}((?:0x)?[A-F0-9][A-F0-9-]{7,63})(?![\\p{L}\\p{N}])`,
      'dgiu',
    ),
  },
  {
    kind: 'card code',
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:cvv2?|cvc2?|security code on the (?:back|card))${LINK}(\\d{3,4})(?![\\p{L}\\p{N}])`, 'dgiu'),
  },
];

/** Finds numbers that name one device, SIM or card, where they are called so. */
export function namedNumbers(text: string): readonly Secret[] {
  return NAMED.flatMap(({ kind, pattern }) => firstGroups(text, pattern, kind));
}

function firstGroups(text: string, pattern: RegExp, kind: Kind): readonly Secret[] {
  return matches(text, pattern).flatMap((match) => {
    const at = match.indices?.[1];
    return at === undefined ? [] : [{ kind, start: at[0], end: at[0] + (match[1] ?? '').trimEnd().replace(/[ /-]+$/, '').length }];
  });
}
