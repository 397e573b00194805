/** What happened over some days, as a team looks at it: counts that carry no text, and the messages that were not understood. */
import type { Instant } from '../../dialogs/case-file.ts';
import type { Store } from '../store/store.ts';
import { type Count, DAY } from '../store/upkeep.ts';
import type { Mind } from '../turn.ts';
import type { Insight, Missed, Tally, Times } from './figures.ts';
import { CAME, MISSED } from './happenings.ts';

/** How many days there are figures for at once, at most. */
export const MOST_DAYS = 366;
const STARS = [5, 4, 3, 2, 1];

type Span = { readonly now: Instant; readonly days: number };
type Titles = Mind['titles'];

/** What is counted of the last days, today included. Rejects with StoreError. */
export async function readInsight({ upkeep }: Pick<Store, 'upkeep'>, titles: Titles, span: Span): Promise<Insight> {
  const { from, to } = edges(span);
  // What was counted of today is up to an hour old; counting it again counts nothing twice.
  await upkeep.rollUp(to - DAY);
  return insightOf(await upkeep.counts(from, to), titles, { from, to });
}

function edges({ now, days }: Span): { readonly from: Instant; readonly to: Instant } {
  const to = (Math.floor(now / DAY) + 1) * DAY;
  return { from: to - days * DAY, to };
}

function insightOf(counts: readonly Count[], titles: Titles, { from, to }: { readonly from: Instant; readonly to: Instant }): Insight {
  const of = (kind: string): readonly Count[] => counts.filter((count) => count.kind === kind);
  const byDay = Map.groupBy(counts, ({ day }) => day);
  const days = Array.from({ length: (to - from) / DAY }, (_, i) => from + i * DAY);
  return {
    from,
    to,
    people: total(of(CAME)),
    problems: tally(counts),
    missed: total(of(MISSED)),
    days: days.map((day) => ({ day, ...tally(byDay.get(day) ?? []) })),
    topics: codes([...of('begun'), ...of('solved'), ...of('handed-over')])
      .map((id) => ({ id, title: titles.topic(id), ...tally(counts.filter(({ code }) => code === id)) }))
      .sort((a, b) => b.begun - a.begun || b.solved - a.solved),
    fixes: codes([...of('given'), ...of('worked'), ...of('failed')])
      .map((id) => ({ id, title: titles.fix(id), ...outcomes(counts.filter(({ code }) => code === id)) }))
      .sort((a, b) => b.given - a.given || b.worked - a.worked),
    handoffs: times(of('handoff')),
    ended: times(of('helped')),
    ratings: STARS.map((stars) => ({ stars, times: total(of('rated').filter(({ code }) => code === String(stars))) })),
  };
}

function outcomes(counts: readonly Count[]): { readonly given: number; readonly worked: number; readonly failed: number } {
  const of = (kind: string): number => total(counts.filter((count) => count.kind === kind));
  return { given: of('given'), worked: of('worked'), failed: of('failed') };
}

function tally(counts: readonly Count[]): Tally {
  const of = (kind: string): number => total(counts.filter((count) => count.kind === kind));
  return { begun: of('begun'), solved: of('solved'), handedOver: of('handed-over') };
}

function times(counts: readonly Count[]): readonly Times[] {
  return codes(counts)
    .map((code) => ({ code, times: total(counts.filter((count) => count.code === code)) }))
    .sort((a, b) => b.times - a.times);
}

function codes(counts: readonly Count[]): readonly string[] {
  return [...new Set(counts.map(({ code }) => code))];
}

function total(counts: readonly Count[]): number {
  return counts.reduce((sum, count) => sum + count.times, 0);
}

/** What the mind needs to say what it makes of a text today. */
export type Judge = Pick<Mind, 'titles' | 'understand' | 'contextOf' | 'openCase'> & { readonly breath?: () => Promise<void> };

/** The messages that were not understood, the newest first, masked as they are stored. Rejects with StoreError. */
export async function readMissed({ upkeep }: Pick<Store, 'upkeep'>, judge: Judge, span: Span, limit: number): Promise<readonly Missed[]> {
  const { from, to } = edges(span);
  const missed: Missed[] = [];
  for (const { conversation, at, said } of await upkeep.occasions(MISSED, from, to, limit)) {
    if (said.from !== 'user' || said.text.trim() === '') continue;
    await judge.breath?.();
    const now = takenFor(judge, said.text, at);
    missed.push({ conversation, at, text: said.text, ...(now && { now }) });
  }
  return missed;
}

/** Whatever comes after the first line of a conversation is judged as if it were the first: what was said before is not known any more. */
function takenFor(judge: Judge, text: string, at: Instant): Missed['now'] {
  const { topics, outOfScope } = judge.understand({ text }, judge.contextOf(judge.openCase('en', at)));
  const best = outOfScope ? undefined : topics[0];
  return best && { topic: best.id, title: judge.titles.topic(best.id), sure: best.confidence };
}
