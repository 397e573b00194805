/** When people are at a desk: hours of the week in their own time zone. */
import type { Instant } from '../../dialogs/case-file.ts';

/** Minutes of the day, from 0; `to` may be 1440. */
type Span = { readonly from: number; readonly to: number };

/** `week` begins on Monday; `closed` are days such as 2026-12-25. */
export type Hours = { readonly zone: string; readonly week: readonly (readonly Span[])[]; readonly closed: readonly string[] };

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const LINE = /^(\w{3})(?:-(\w{3}))? +(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/;
const MINUTE = 60_000;
const DAY_MINUTES = 1440;
/** Days that are looked ahead for the next opening. */
const AHEAD = 31;

/** Reads lines such as "mon-fri 09:00-17:30"; undefined when one is not readable. */
export function readHours(zone: string, lines: readonly string[], closed: readonly string[]): Hours | undefined {
  const week: Span[][] = DAYS.map(() => []);
  for (const line of lines) {
    const [, first = '', last = first, ...times] = LINE.exec(line.trim().toLowerCase()) ?? [];
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = times.map(Number);
    const span = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
    const days = daysBetween(DAYS.indexOf(first), DAYS.indexOf(last));
    if (days.length === 0 || span.from >= span.to || span.to > DAY_MINUTES) return undefined;
    for (const day of days) week[day]?.push(span);
  }
  return isZone(zone) ? { zone, week, closed } : undefined;
}

/** "fri-mon" goes over the weekend. */
function daysBetween(first: number, last: number): readonly number[] {
  if (first < 0 || last < 0) return [];
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, i) => (first + i) % 7);
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Whether people are there at this moment. */
export function isOpen({ zone, week, closed }: Hours, at: Instant): boolean {
  const { date, day, minute } = localTime(zone, at);
  return !closed.includes(date) && (week[day] ?? []).some(({ from, to }) => minute >= from && minute < to);
}

/** When people are there next; undefined when that is more than a month away. */
export function nextOpening(hours: Hours, at: Instant): Instant | undefined {
  // By the quarter of an hour: opening hours begin at such times, and changes of the clock take care of themselves.
  const step = 15 * MINUTE;
  const first = Math.ceil(at / step) * step;
  for (let i = 0; i < (AHEAD * DAY_MINUTES) / 15; i += 1) {
    if (isOpen(hours, first + i * step)) return first + i * step;
  }
  return undefined;
}

/** Such a moment as the person reads it: "Monday, 9:00 AM (GMT+1)". */
export function inWords({ zone }: Hours, locale: string, at: Instant): string {
  const options = { weekday: 'long', hour: 'numeric', minute: '2-digit', timeZone: zone, timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(locale, options).format(at);
}

/** Making one takes longer than a thousand times of using it, and there are as many as time zones in the file of the team. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const clock = new Intl.DateTimeFormat('en', { ...digits, weekday: 'short', hourCycle: 'h23', timeZone: zone });
  clocks.set(zone, clock);
  return clock;
}

function localTime(zone: string, at: Instant): { readonly date: string; readonly day: number; readonly minute: number } {
  const parts = clockOf(zone).formatToParts(at);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return {
    date: `${of('year')}-${of('month')}-${of('day')}`,
    day: DAYS.indexOf(of('weekday').toLowerCase()),
    minute: Number(of('hour')) * 60 + Number(of('minute')),
  };
}
