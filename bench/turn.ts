/**
 * Time of understand + decide for real messages as first turns, and what share of those in scope got more than the
 * fallback. The code is pure, so wall clock is CPU time but for what else the machine does: of each message the median of
 * its rounds counts.
 *
 *     npm run bench:turn [-- --file messages.jsonl]
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { decide } from '../dialogs/decide.ts';
import { contextOf, openCase } from '../dialogs/open-case.ts';
import { train } from '../dialogs/understanding/model.ts';
import { understanding } from '../dialogs/understanding/understand.ts';
import { loadPack } from '../knowledge/load.ts';

type Labelled = { readonly text: string; readonly topic: string; readonly also: readonly string[] };

const DEV = '../shared/data/messages.dev.jsonl';
const OWN = 'test/understanding/own-messages.jsonl';
const { values: options } = parseArgs({
  options: { file: { type: 'string', default: existsSync(DEV) ? DEV : OWN }, rounds: { type: 'string', default: '20' } },
});

const loaded = await loadPack('knowledge/phone-backup');
if (!loaded.ok) throw new Error('the pack has errors: npm run knowledge:check');
const { pack } = loaded;
const understand = understanding(pack, train(pack));
const messages = readFileSync(options.file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Labelled);

const FALLBACK = /^(?:describe_again|describe|offer_topics|out_of_scope|offer_person|gibberish|empty)#/;

function first(text: string): { micros: number; fellBack: boolean } {
  const opened = openCase(pack, 'en', 0);
  const started = process.hrtime.bigint();
  const { replies } = decide(pack, opened, understand({ text }, contextOf(opened)), 1);
  const micros = Number(process.hrtime.bigint() - started) / 1000;
  return { micros, fellBack: replies.every((r) => FALLBACK.test(r.id)) };
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

/** Rounds that are not counted: a server that has answered a few thousand messages runs compiled code. */
const WARM = 40;
for (let round = 0; round < WARM; round += 1) for (const { text } of messages) first(text);
function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

const rounds = Array.from({ length: Number(options.rounds) }, () => messages.map(({ text }) => first(text).micros));
const times = ascending(messages.map((_, i) => quantile(ascending(rounds.map((round) => round[i] ?? 0)), 0.5)));
const inScope = messages.filter((m) => m.topic !== 'out_of_scope' && m.topic !== 'smalltalk');
const fallbacks = inScope.filter(({ text }) => first(text).fellBack);
const answered = ((1 - fallbacks.length / inScope.length) * 100).toFixed(1);
console.log(`${options.file}: ${messages.length} messages × ${options.rounds}`);
console.log(
  `understand + decide: p50 ${quantile(times, 0.5).toFixed(0)} µs, p99 ${quantile(times, 0.99).toFixed(0)} µs, max ${quantile(times, 1).toFixed(0)} µs`,
);
console.log(`in scope: ${inScope.length}, more than the fallback: ${answered} %`);
for (const { text, topic } of fallbacks.slice(0, 15)) console.log(`  fallback (${topic}): ${text.slice(0, 100)}`);
