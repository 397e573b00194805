/** docs/understanding.md, from what was measured. */
import { cpus } from 'node:os';
import type { Figures } from '../bot/engine-figures.ts';

/** Accuracy on `of` texts; `whole` when those are all texts of the test. */
export type Measured = { readonly accuracy: number; readonly of: number; readonly whole: boolean; readonly p50us: number };

/** One engine on one set: clean, and with typos where the set has such a test. */
export type Line = { readonly engine: string; readonly set: string; readonly trainMs: number; readonly tests: readonly Measured[] };

export function page(lines: readonly Line[], figures: ReadonlyMap<string, Figures>): string {
  const sets = [...new Set(lines.map((line) => line.set))];
  return [
    '# How well messages are understood',
    '',
    'Written by `npm run bench:understanding`, all engines in one run on one machine; nothing here is typed by hand.',
    `Node ${process.versions.node}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}. One set alone is measured by`,
    '`npm run --silent evaluate -- --train FILE --test FILE [--valid FILE] [--oos FILE …] [--json]`, where a file holds JSON lines',
    '`{"text", "intent"}`. The public sets are not part of this repository; without them a small set of our own is measured.',
    '',
    '## Beside other engines',
    '',
    'Accuracy in %, clean → the same messages with one or two typos. The engines learn from the same texts. A small figure says on',
    'how many messages a slow engine was judged when not on all: a seeded sample of 300, or as many of it as the time allowed.',
    'Ours also knows some 700 families of everyday English words. We wrote them knowing what kinds of thing these sets are about',
    '(assistants, banks, shops), from no text of theirs; the topics of a pack go without them.',
    '',
    ...table(sets, lines, (line) => line.tests.map(accuracy).join(' → ')),
    '',
    '## What that takes',
    '',
    'Time to learn in seconds, and the median for a message in µs (clean messages).',
    '',
    ...table(sets, lines, (line) => `${(line.trainMs / 1000).toFixed(1)} s, ${micros(line.tests[0]?.p50us ?? 0)}`),
    '',
    '## The engine in more detail',
    '',
    '| Set | accuracy | macro-F1 | top three | ECE | AUROC of outsiders | outsiders found, ≤ 5 % of insiders rejected | µs a message, p50, p99 | model |',
    '|---|---|---|---|---|---|---|---|---|',
    ...[...figures].map(([set, f]) => `| ${set} | ${detail(f).join(' | ')} |`),
    '',
  ].join('\n');
}

function table(sets: readonly string[], lines: readonly Line[], cell: (line: Line) => string): string[] {
  const engines = [...new Set(lines.map((line) => line.engine))];
  const rows = sets.map((set) =>
    engines.map((engine) => {
      const line = lines.find((one) => one.set === set && one.engine === engine);
      return line ? cell(line) : '–';
    }),
  );
  return [
    `| Set | ${engines.join(' | ')} |`,
    `|---|${'---|'.repeat(engines.length)}`,
    ...rows.map((row, i) => `| ${sets[i]} | ${row.join(' | ')} |`),
  ];
}

function accuracy(test: Measured): string {
  const figure = (100 * test.accuracy).toFixed(1);
  return test.whole ? figure : `${figure} <sub>${test.of}</sub>`;
}

function micros(value: number): string {
  return value < 10_000 ? `${value.toFixed(0)} µs` : `${(value / 1000).toFixed(0)} ms`;
}

function detail(f: Figures): string[] {
  const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
  return [
    ...[f.accuracy, f.macroF1, f.top3].map(percent),
    f.ece.toFixed(3),
    f.auroc?.toFixed(3) ?? '–',
    percent(f.oosRecallAt5),
    `${f.p50us.toFixed(0)}, ${f.p99us.toFixed(0)}`,
    `${(f.modelBytes / 1e6).toFixed(1)} MB`,
  ];
}
