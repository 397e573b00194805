/**
 * How well messages of people are understood: `npm run bench:dev [-- FILE] [--errors] [--embedder]`. FILE holds JSON lines with `text`,
 * `topic`, `also`, `platform`, `phase`, `route`, `codes`; without it, the labelled messages beside the repository or our own are read.
 * `bench/data/people.jsonl` holds messages that we wrote as people write, before we read how they were understood: never train on them.
 * With --embedder whole sentences count, too; what it learns of them is kept in `.keepsake`, as by the server.
 */
import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { ENERGETIC_LANGUAGE, findEnergetic, loadEnergetic } from '../bot/sentences/energetic.ts';
import { learnSentences } from '../bot/sentences/learn-sentences.ts';
import { report } from '../bot/understanding-report.ts';
import { train } from '../dialogs/understanding/model.ts';
import { type Listening, listening, understanding } from '../dialogs/understanding/understand.ts';
import { loadPack } from '../knowledge/load.ts';

type Labelled = {
  readonly id: string;
  readonly text: string;
  readonly topic: string;
  readonly also?: readonly string[];
  readonly platform?: string | null;
  readonly phase?: string | null;
  readonly route?: string | null;
  readonly codes?: readonly string[];
};

const args = process.argv.slice(2);
const showErrors = args.includes('--errors');
const given = args.find((arg) => !arg.startsWith('--'));
const file =
  given ??
  ['../shared/data/messages.dev.jsonl', '../../shared/data/messages.dev.jsonl', 'test/understanding/own-messages.jsonl'].find((f) =>
    existsSync(f),
  );
const loaded = await loadPack('knowledge/phone-backup');
if (!loaded.ok || file === undefined) {
  console.error(loaded.ok ? 'no labelled messages found' : `the pack has ${loaded.problems.length} problems: npm run knowledge:check`);
  process.exit(1);
}
const { pack } = loaded;
const messages = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Labelled);

const started = process.threadCpuUsage();
const model = train(pack);
const trained = process.threadCpuUsage(started).user / 1000;
const understand = args.includes('--embedder') ? await withSentences() : understanding(pack, model);

/** Every message is embedded before the first is understood, so that the times are those of understanding alone. */
async function withSentences(): Promise<Listening['understand']> {
  const sources = { pack: 'knowledge/phone-backup', data: '.keepsake', language: ENERGETIC_LANGUAGE, id: findEnergetic().id };
  const learnt = await learnSentences(sources, loadEnergetic);
  if (learnt.kind === 'silent') throw new Error('the pack does not speak the language of the embedder');
  const { sentence, understand: together } = listening(pack, model);
  const texts = messages.map(({ text }) => sentence({ text }, { facts: {} }, ENERGETIC_LANGUAGE));
  const vectors = await (await loadEnergetic()).embed(texts.map((text) => text ?? ''));
  const senses = new Map(messages.map(({ text }, i) => [text, texts[i] && vectors[i] && { model: learnt.model, vector: vectors[i] }]));
  console.log(`the sentence counts ${learnt.model.share} of 1, in ${texts.filter(Boolean).length} of ${texts.length} messages`);
  return (message, context) => together(message, context, senses.get(message.text) || undefined);
}

type Score = { right: number; of: number };
const scores = new Map<string, Score>();
function score(name: string, right: boolean): boolean {
  const there = scores.get(name) ?? { right: 0, of: 0 };
  scores.set(name, { right: there.right + (right ? 1 : 0), of: there.of + 1 });
  return right;
}

const codes = { right: 0, wrong: 0, missed: 0, wrongKnown: 0 };
let outsiders = 0;
let caught = 0;
let insiders = 0;
let falseAlarms = 0;
const outside = new Set([...pack.topics.values()].filter((t) => t.kind === 'outside').map((t) => t.id));
const talk = new Set(
  [...pack.topics.values()].filter((t) => t.kind === 'outside' || t.kind === 'talk' || t.kind === 'human').map((t) => t.id),
);

for (const message of messages) {
  const heard = understand({ text: message.text }, { facts: {} });
  const line = report(pack, message.id, message.text, heard);
  const good = [message.topic, ...(message.also ?? [])];
  const found = (line.top3 as readonly { readonly topic: string }[]).map((t) => t.topic);
  const right = score('topic', good.includes(found[0] ?? ''));
  score(
    'top three',
    found.some((id) => good.includes(id)),
  );
  if (!right && showErrors)
    console.log(
      `${message.id} ${good.join('/')} ≠ ${heard.topics.map((t) => `${t.id} ${t.confidence.toFixed(2)}`).join(', ')}: ${message.text.slice(0, 160)}`,
    );
  for (const field of ['platform', 'phase', 'route'] as const) {
    const label = message[field];
    if (label === null || label === undefined) continue;
    const same = score(field, line[field] === label);
    if (!same && showErrors) console.log(`  ${field} ${String(line[field])} ≠ ${label}: ${message.id} ${message.text.slice(0, 140)}`);
  }
  const labelled = new Set(message.codes ?? []);
  for (const code of heard.codes) {
    if (labelled.has(code.code)) codes.right++;
    else {
      codes.wrong++;
      if (code.status === 'known') codes.wrongKnown++;
    }
  }
  codes.missed += [...labelled].filter((code) => !heard.codes.some((c) => c.code === code)).length;
  if (good.every((id) => outside.has(id))) {
    outsiders++;
    if (heard.outOfScope) caught++;
    else if (showErrors) console.log(`  outside, not caught: ${message.id} ${message.text.slice(0, 140)}`);
  } else if (!good.some((id) => talk.has(id))) {
    insiders++;
    if (heard.outOfScope) falseAlarms++;
    if (heard.outOfScope && showErrors) console.log(`  false alarm: ${message.id} ${message.text.slice(0, 140)}`);
  }
}

/** The median of repeated runs, for each message: one run alone would measure the machine's other work. */
const ROUNDS = 21;
const runs = messages.map(() => [] as number[]);
for (let round = 0; round < ROUNDS; round++) {
  messages.forEach((message, i) => {
    const begun = performance.now();
    understand({ text: message.text }, { facts: {} });
    runs[i]?.push((performance.now() - begun) * 1000);
  });
}
const times = runs.map((run) => run.sort((x, y) => x - y)[ROUNDS >> 1] ?? 0).sort((x, y) => x - y);
const percent = (s: Score | undefined) => (s === undefined ? '–' : `${((100 * s.right) / s.of).toFixed(1)} % (${s.right} of ${s.of})`);
console.log(`${file}: ${messages.length} messages; model trained in ${trained.toFixed(0)} ms`);
for (const name of ['topic', 'top three', 'platform', 'phase', 'route']) console.log(`  ${name.padEnd(12)} ${percent(scores.get(name))}`);
const f1 = (2 * codes.right) / (2 * codes.right + codes.wrong + codes.missed);
console.log(`  codes F1     ${f1.toFixed(3)}; wrong codes called known: ${codes.wrongKnown}`);
console.log(`  out of scope ${caught} of ${outsiders} caught, ${falseAlarms} false alarms in ${insiders}`);
console.log(
  `  µs a message p50 ${times[Math.floor(times.length / 2)]?.toFixed(0)}, p99 ${times[Math.floor(times.length * 0.99)]?.toFixed(0)}`,
);
