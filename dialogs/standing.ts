/** How it stands with somebody who waits for a person, in words. */
import { phrase, spanOf, type Talk } from './talk.ts';

/** `place` counts from 1. `wait`: minutes that it took lately. `opens`: when people are there again, in words; none when they are there now. */
export type Standing = {
  readonly place: number;
  readonly wait?: number;
  /** Whether anybody is at the desk now. */
  readonly staffed: boolean;
  readonly opens?: string;
  /** Another way to be reached, as the support team words it. */
  readonly reach?: string;
};

/** Honest: nobody is promised who is not there, and no time that is not known. */
export function standingText(talk: Talk, standing: Standing): string {
  const { place, wait, staffed, opens, reach } = standing;
  const parts = [
    whoIsThere(talk, staffed, opens),
    place === 1 ? phrase(talk, 'queue_next') : phrase(talk, 'queue_place', { place: String(place) }),
  ];
  if (wait !== undefined && staffed && opens === undefined) parts.push(phrase(talk, 'queue_wait', { wait: spanOf(talk, wait) }));
  parts.push(phrase(talk, 'queue_come_back'), ...(reach === undefined ? [] : [reach]));
  return parts.filter((part) => part !== '').join(' ');
}

function whoIsThere(talk: Talk, staffed: boolean, opens: string | undefined): string {
  if (opens !== undefined) return phrase(talk, 'queue_closed', { opens });
  return staffed ? '' : phrase(talk, 'queue_away');
}
