/** The figures for a terminal: short tables, and bars only where one looks for a change. */
import { harmless } from '../harmless.ts';
import { wrap } from '../wrap.ts';
import type { Insight, Missed, Tally } from './figures.ts';

const WIDTH = 100;
/** Rows of a table; the rest is counted. */
const ROWS = 12;
const DATE = 10;

type Row = readonly [name: string, ...cells: readonly (number | string)[]];

/** All figures, one table after the other; what nothing is known of is left out. */
export function insightText(insight: Insight): string {
  const { problems, topics, fixes, handoffs, ended, ratings } = insight;
  const tables = [
    overview(insight),
    table(
      'What people came with',
      ['problems', 'solved', 'handed over'],
      topics.map(({ title, ...all }) => [title, ...cells(all)]),
    ),
    table(
      'What they were given',
      ['given', 'worked', 'did not'],
      fixes.map(({ title, given, worked, failed }) => [title, given, worked, failed]),
    ),
    table(
      'Why a person was asked for',
      ['times'],
      handoffs.map(({ code, times }) => [code, times]),
    ),
    table(
      'How people at the desk ended it',
      ['times'],
      ended.map(({ code, times }) => [code, times]),
    ),
    table('Ratings', ['times'], ratings.some(({ times }) => times > 0) ? ratings.map(({ stars, times }) => [`${stars} stars`, times]) : []),
  ];
  const none = problems.begun === 0 ? ['Nobody has told a problem in these days.'] : [];
  return [...tables.filter((text) => text !== ''), ...none].join('\n\n');
}

function overview({ from, to, people, problems, missed, ratings }: Insight): string {
  const { begun, solved, handedOver } = problems;
  const open = Math.max(0, begun - solved - handedOver);
  const rated = ratings.reduce((sum, { times }) => sum + times, 0);
  const stars = ratings.reduce((sum, { stars, times }) => sum + stars * times, 0);
  const lines: readonly Row[] = [
    ['people who wrote for the first time', people],
    ['problems', begun],
    ['  solved', solved, share(solved, begun)],
    ['  handed over to a person', handedOver, share(handedOver, begun)],
    ['  left, or still going on', open, share(open, begun)],
    ['messages that were not understood', missed],
    ...(rated > 0 ? [['stars on average', (stars / rated).toFixed(1), `of ${rated}`] as const] : []),
  ];
  return [`${day(from)} to ${day(to - 1)} (days in UTC)`, ...aligned(lines)].join('\n');
}

function cells({ begun, solved, handedOver }: Tally): readonly (number | string)[] {
  return [begun, `${solved} ${share(solved, begun)}`, `${handedOver} ${share(handedOver, begun)}`];
}

/** A line each: what was written, and what it would be taken for now. */
export function missedText(missed: readonly Missed[]): string {
  if (missed.length === 0) return 'Everything was understood.';
  return missed
    .map(({ at, text, now }) => {
      const today = now === undefined ? 'still not understood' : `${now.title} (${now.topic}, ${share(now.sure, 1)})`;
      return `${day(at)}  ${wrap(harmless(text.replace(/\s+/g, ' ')), WIDTH - DATE - 2, ' '.repeat(DATE + 2))}\n${' '.repeat(DATE + 2)}now: ${today}`;
    })
    .join('\n');
}

function table(title: string, heads: readonly string[], rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const rest = rows.length - ROWS;
  const more = rest > 0 ? [`and ${rest} more`] : [];
  return [...aligned([[title, ...heads], ...rows.slice(0, ROWS)]), ...more].join('\n');
}

/** Names to the left, figures to the right. */
function aligned(rows: readonly Row[]): readonly string[] {
  const names = Math.min(WIDTH / 2, Math.max(...rows.map(([name]) => name.length)));
  const columns = Math.max(...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => String(row[i + 1] ?? '').length)));
  return rows.map(([name, ...cells]) => {
    const shown = name.length > names ? `${name.slice(0, names - 1)}…` : name.padEnd(names);
    return [shown, ...cells.map((cell, i) => String(cell).padStart(widths[i] ?? 0))].join('  ').trimEnd();
  });
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((part / whole) * 100)} %`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, DATE);
}
