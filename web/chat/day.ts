import { locale, word } from './words.ts';

/** The day of a moment in the reader's words: "Today", "Yesterday", "3 March". */
export function dayOf(at: number, now: number = Date.now()): string {
  const day = new Date(at);
  const days = Math.round((midnight(new Date(now)) - midnight(day)) / 86_400_000);
  if (days <= 0) return word().today;
  if (days === 1) return word().yesterday;
  const sameYear = day.getFullYear() === new Date(now).getFullYear();
  return day.toLocaleDateString(locale(), { day: 'numeric', month: 'long', ...(!sameYear && { year: 'numeric' }) });
}

/** The time of day as the reader writes it: "14:05", "2:05 PM". */
export function clockOf(at: number): string {
  return new Date(at).toLocaleTimeString(locale(), { hour: 'numeric', minute: '2-digit' });
}

function midnight(moment: Date): number {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}
