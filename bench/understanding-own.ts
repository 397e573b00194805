/**
 * How well the pack's own examples are understood when they were not learnt from: `npm run bench:own [-- --folds 5] [--errors]`.
 * Each topic's examples are dealt into folds; what is judged was left out of training, guides and all else stay.
 */
import { parseArgs } from 'node:util';
import type { Understanding } from '../dialogs/heard.ts';
import { train } from '../dialogs/understanding/model.ts';
import { understanding } from '../dialogs/understanding/understand.ts';
import { loadPack } from '../knowledge/load.ts';
import type { Pack, Topic } from '../knowledge/pack.ts';

const { values: options } = parseArgs({
  options: { folds: { type: 'string', default: '5' }, errors: { type: 'boolean', default: false } },
});
const loaded = await loadPack('knowledge/phone-backup');
if (!loaded.ok) throw new Error('the pack has errors: npm run knowledge:check');
const { pack } = loaded;
const folds = Number(options.folds);

/** The pack with only those examples whose place in their topic's list is in the fold, or is not. */
function withExamples(keep: (place: number) => boolean): Pack {
  const topics = [...pack.topics].map(([id, topic]) => [id, { ...topic, examples: topic.examples.filter((_, i) => keep(i)) }] as const);
  return { ...pack, topics: new Map(topics), translated: new Map() };
}

type Tally = { of: number; right: number; top3: number };
const tallies = new Map<string, Tally>([...pack.topics.keys()].map((id) => [id, { of: 0, right: 0, top3: 0 }]));
const scope = { outside: { of: 0, taken: 0 }, inside: { of: 0, taken: 0 } };

function judge(topic: Topic, { topics, outOfScope }: Understanding, text: string): void {
  const tally = tallies.get(topic.id) as Tally;
  tally.of++;
  if (topics[0]?.id === topic.id) tally.right++;
  else if (options.errors) console.log(`${topic.id} ≠ ${topics.map((t) => `${t.id} ${t.confidence.toFixed(2)}`).join(', ')}: ${text}`);
  if (topics.some((t) => t.id === topic.id)) tally.top3++;
  if (topic.kind === 'talk' || topic.kind === 'human') return;
  const side = topic.kind === 'outside' ? scope.outside : scope.inside;
  side.of++;
  if (outOfScope) side.taken++;
}

function judgeFold(fold: number): void {
  const learnt = withExamples((i) => i % folds !== fold);
  const understand = understanding(pack, train(learnt));
  for (const topic of withExamples((i) => i % folds === fold).topics.values())
    for (const text of topic.examples) judge(topic, understand({ text }, { facts: {} }), text);
}

for (let fold = 0; fold < folds; fold++) judgeFold(fold);

const percent = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`;
const rows = [...tallies].sort(([, a], [, b]) => a.right / Math.max(1, a.of) - b.right / Math.max(1, b.of));
for (const [id, t] of rows)
  console.log(`${id.padEnd(18)} ${percent(t.right, t.of).padStart(7)}  top three ${percent(t.top3, t.of)}  of ${t.of}`);
const sum = (key: keyof Tally) => [...tallies.values()].reduce((all, t) => all + t[key], 0);
console.log(
  `${folds} folds, ${sum('of')} examples: topic ${percent(sum('right'), sum('of'))}, top three ${percent(sum('top3'), sum('of'))}`,
);
const { outside, inside } = scope;
console.log(
  `outside: ${percent(outside.taken, outside.of)} of ${outside.of} caught, ${percent(inside.taken, inside.of)} of ${inside.of} false alarms`,
);
