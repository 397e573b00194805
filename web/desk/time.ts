/** Times and numbers as they are shown. */
import { locale } from './words.ts';

/** `12 s`, `4 min`, `1 h 05 min`, `3 d`. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} d`;
}

/** The time of day, and the day when it was another one. */
export function clock(at: number, now: number): string {
  const date = new Date(at);
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const today = date.toDateString() === new Date(now).toDateString();
  return date.toLocaleString(locale(), today ? time : { ...time, day: 'numeric', month: 'short' });
}

/** A share of one: `58 %` as the reader's language writes it. */
export function percent(share: number): string {
  return share.toLocaleString(locale(), { style: 'percent' });
}

/** The size of a file, in whole kilobytes. */
export function kilobytes(bytes: number): string {
  return Math.max(1, Math.round(bytes / 1024)).toLocaleString(locale(), { style: 'unit', unit: 'kilobyte' });
}

/** How urgent a wait looks. */
export function urgency(milliseconds: number): 'fresh' | 'warm' | 'late' {
  if (milliseconds < 120_000) return 'fresh';
  return milliseconds < 600_000 ? 'warm' : 'late';
}
