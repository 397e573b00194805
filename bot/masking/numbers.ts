/** Secrets that are numbers: payment cards, IMEI, SIM, social security and telephone numbers. */

import { matches } from '../../dialogs/understanding/matches.ts';
import { luhn } from './checksums.ts';
import { countedAt, erroneousBefore, type Kind, type Secret } from './secret.ts';

/** A row of digits as people write them, with single signs between. */
const RUN = /(?<![\p{L}\p{N}_.,+])\+?\(?\d(?:[ \u00a0.\-()/_]{0,2}\d)*/gu;
const CARD_START = /^(?:4|5[1-5]|2[2-7]|3[4-9]|30|6(?:011|[245]|2)|50|5[6-9]|6[37])/;
const CARD_SHAPES = /^(?:\d{13,19}|(?:4 ){2,4}[1-4]|4 6 [45]|(?:1 ){12,18}1|4 4 4 4 3)$/;
const CARD_CUE = /(?:card|visa|mastercard|amex|karte|tarjeta|carte)[^\n\d]{0,30}$/i;
const PHONE_CUE =
  /(?:(?:tele)?phone (?:number|no|nr|num|#)|phone ?:|cell(?:phone)?|mobile|\btel\b|telefon\w{0,8}|t[eé]l[eé]fono|call(?:ing)? (?:me|us|her|him|back|at|on)|(?:call|ring|dial|sms)(?=[ :]{1,2}$)|text me|(?:reach|contact|ring|phone|sms|message) (?:me|us)|my (?:new |old )?(?:number|nr)|contact (?:number|no))[^\n\d]{0,25}$/iu;

type Group = { readonly digits: string; readonly start: number; readonly end: number; readonly gap: string };
type Row = { readonly text: string; readonly groups: readonly Group[]; readonly start: number; readonly end: number };

/** Finds numbers that identify a card, a device or a person. */
export function* secretNumbers(text: string): Iterable<Secret> {
  for (const run of matches(text, RUN)) {
    if (run[0].length < 7) continue;
    yield* inRun(text, groupsOf(run[0], run.index));
  }
}

function groupsOf(run: string, at: number): readonly Group[] {
  const groups: Group[] = [];
  let before = 0;
  for (const found of run.matchAll(/\d+/g)) {
    groups.push({
      digits: found[0],
      start: at + found.index,
      end: at + found.index + found[0].length,
      gap: run.slice(before, found.index),
    });
    before = found.index + found[0].length;
  }
  return groups;
}

/** Looks for the longest secret from each group on: a run may hold several things with only a space between. */
function* inRun(text: string, groups: readonly Group[]): Iterable<Secret> {
  for (let first = 0; first < groups.length; first++) {
    const found = longestFrom(text, groups, first);
    if (found === undefined) continue;
    yield found.secret;
    first = found.last;
  }
}

function longestFrom(text: string, groups: readonly Group[], first: number): { secret: Secret; last: number } | undefined {
  let best: { secret: Secret; last: number } | undefined;
  let digits = 0;
  for (let last = first; last < groups.length && digits <= 20; last++) {
    digits += groups[last]?.digits.length ?? 0;
    if (!worthReading(digits, last - first + 1, groups.length)) continue;
    const row = rowOf(text, groups.slice(first, last + 1));
    const kind = row === undefined ? undefined : kindOf(row);
    if (row !== undefined && kind !== undefined) best = { secret: { kind, start: row.start, end: row.end }, last };
  }
  return best;
}

/** Numbers are written in at most eight groups of mostly two digits and more; or digit by digit, but then not in a long list. */
function worthReading(digits: number, groups: number, inAll: number): boolean {
  if (digits < 7 || digits > 20) return false;
  if (groups === digits) return digits >= 13 && inAll <= 40;
  return groups <= 8 && digits >= groups * 2 - 1;
}

function rowOf(text: string, groups: readonly Group[]): Row | undefined {
  const first = groups[0];
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (/[\p{L}\p{N}_]/u.test(text.charAt(last.end)) || countedAt(text, last.end) || goesOn(text, first, last)) return undefined;
  const lead = /^\+?\(?$/.test(first.gap) ? first.gap.length : /\($/.test(first.gap) ? 1 : 0;
  return { text, groups, start: first.start - lead, end: last.end };
}

/** A decimal, a time, a list: what follows belongs to the number. To one as long as that of a card nothing belongs. */
function goesOn(text: string, first: Group, last: Group): boolean {
  return /^[:.,]\d/.test(text.slice(last.end, last.end + 2)) && (first !== last || first.digits.length < 13);
}

function kindOf(row: Row): Kind | undefined {
  const digits = row.groups.map((group) => group.digits).join('');
  const before = row.text.slice(Math.max(0, row.start - 48), row.start);
  const kind = named(row, digits, before);
  // No error has as many digits in one as a card whose check is right; in groups of four it could be a list of them.
  if (kind === 'card number' && row.groups.length === 1 && luhn(digits)) return kind;
  return kind !== undefined && !erroneousBefore(row.text, row.start) ? kind : undefined;
}

function named(row: Row, digits: string, before: string): Kind | undefined {
  if (isCard(row, digits, before)) return 'card number';
  if (isImei(row, digits)) return 'IMEI';
  if (row.groups.length === 1 && /^89\d{17,18}$/.test(digits)) return 'SIM number';
  if (row.groups.length > 8) return undefined;
  if (isSocialSecurity(row, before)) return 'social security number';
  return isPhone(row, digits, before) ? 'phone number' : undefined;
}

function isCard(row: Row, digits: string, before: string): boolean {
  if (digits.length < 13 || digits.length > 19 || !CARD_START.test(digits) || gaps(row).size > 1) return false;
  const shape = row.groups.length === 1 ? digits : row.groups.map((group) => group.digits.length).join(' ');
  if (!CARD_SHAPES.test(shape)) return false;
  if (digits.length === 15 && !/^3[47]/.test(digits)) return false;
  return luhn(digits) || CARD_CUE.test(before);
}

function isImei(row: Row, digits: string): boolean {
  if (digits.length !== 15 || !luhn(digits)) return false;
  return ['15', '2 6 6 1', '6 2 6 1', '8 6 1', '3 3 3 3 3'].includes(row.groups.map((group) => group.digits.length).join(' '));
}

function isSocialSecurity(row: Row, before: string): boolean {
  const shape = row.groups.map((group) => group.digits.length).join(' ');
  const cued = /(?:\bssn\b|social security)[^\n\d]{0,20}$/i.test(before);
  if (shape === '3 2 4') return cued || (/^-$/.test([...gaps(row)].join('')) && !/^(?:000|666|9)/.test(row.groups[0]?.digits ?? ''));
  return shape === '9' && cued;
}

function gaps(row: Row): ReadonlySet<string> {
  return new Set(row.groups.slice(1).map((group) => group.gap));
}

function isPhone(row: Row, digits: string, before: string): boolean {
  if (digits.length > 15 || isDate(row)) return false;
  const sign = row.text.charAt(row.start);
  const lead = sign === '+' ? '+' : sign === '(' ? '(' : '';
  if (lead === '+') return digits.length >= 8;
  if (digits.startsWith('00') && /^00[1-9]/.test(digits) && row.groups.length > 1) return digits.length >= 10;
  if (PHONE_CUE.test(before)) return digits.length >= 7;
  return isNorthAmerican(row, lead) || isNational(row, digits);
}

/** (555) 234-5678, 555-234-5678, 555.234.5678, with or without a 1 before. */
function isNorthAmerican(row: Row, lead: string): boolean {
  const groups = row.groups.length === 4 && row.groups[0]?.digits === '1' ? row.groups.slice(1) : row.groups;
  const written = groups.map((group) => group.digits).join(' ');
  if (!/^[2-9]\d\d [2-9]\d\d \d{4}$/.test(written)) return false;
  return lead === '(' || groups.slice(1).every((group) => group.gap === '-' || group.gap === '.');
}

/** A number with a trunk zero: 0171 1234567, 07700 900123, 06 12 34 56 78. */
function isNational(row: Row, digits: string): boolean {
  if (!/^0[1-9]/.test(digits) || digits.length < 10 || digits.length > 12) return false;
  const first = row.groups[0]?.digits.length ?? 0;
  const between = gaps(row);
  const even = between.size <= 1 || (between.size === 2 && between.has('/'));
  return even && !between.has('.') && first >= 2 && first <= 12 && row.groups.slice(1).every((group) => group.digits.length >= 2);
}

/** 2026-01-31 10, 31.01.2026, 01/31/2026: two short groups beside a year. */
function isDate(row: Row): boolean {
  const written = row.groups.map((group) => group.digits).join(' ');
  return /(?:^| )(?:\d{1,2} \d{1,2} (?:19|20)\d\d|(?:19|20)\d\d \d{1,2} \d{1,2})(?: |$)/.test(written);
}
