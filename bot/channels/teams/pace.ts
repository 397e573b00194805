/** Never faster than Teams allows in one conversation. */
import * as z from 'zod';

type Limit = { readonly most: number; readonly within: number };

/** So many within so many milliseconds: 1, 2 and 30 seconds, and a tenth more, since what leaves evenly may arrive bunched. */
const LIMITS: readonly Limit[] = [
  { most: 7, within: 1100 },
  { most: 8, within: 2200 },
  { most: 60, within: 33_000 },
];
/** For what may be left unsent: so seldom that nothing that has to be sent waits for it. */
export const SPARING: readonly Limit[] = [...LIMITS, { most: 1, within: 4500 }];
/** Of the 1800 within an hour, half in each hour of the clock: any hour then has no more than all of them. */
const HOUR = 3_600_000;
const HOURLY = 900;
/** Calls that are remembered one by one. */
const REMEMBERED = 60;

export const Pace = z.object({ last: z.array(z.number()), hour: z.number(), count: z.number() });

/** When a conversation was last written to. */
export type Pace = z.infer<typeof Pace>;

/** Nothing was sent yet. */
export const NO_PACE: Pace = { last: [], hour: 0, count: 0 };

/** Milliseconds to wait before the next call; 0 when it may be made now. */
export function waitFor({ last, hour, count }: Pace, now: number, limits = LIMITS): number {
  const waits = limits.map(({ most, within }) => {
    const nth = last.at(-most);
    // A clock that was set back must not make anybody wait for ever.
    return nth === undefined || nth > now ? 0 : nth + within - now;
  });
  const full = hour === Math.floor(now / HOUR) && count >= HOURLY;
  return Math.max(0, ...waits, full ? (hour + 1) * HOUR - now : 0);
}

/** The pace after a call at this time. */
export function called({ last, hour, count }: Pace, now: number): Pace {
  const current = Math.floor(now / HOUR);
  return { last: [...last.filter((at) => at <= now), now].slice(-REMEMBERED), hour: current, count: hour === current ? count + 1 : 1 };
}
