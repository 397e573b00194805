/**
 * Simulated persons: for each cause, somebody whose trouble has it, answering from what it shows, with wrong answers at 5 % and
 * "I don't know" at 20 %, in words or by buttons. How many come to a fix that removes the cause, or to a person with the right
 * summary; how many turns and minutes it takes, by topic.
 *
 *     npm run bench:persons [-- --cases 50] [--cause ID] [--show]
 */
import { parseArgs } from 'node:util';
import { train } from '../dialogs/understanding/model.ts';
import { understanding } from '../dialogs/understanding/understand.ts';
import { loadPack } from '../knowledge/load.ts';
import { type PersonCase, sampleCase } from '../test/person-case.ts';
import { complaintAbout, converse, type Talked } from '../test/person-talk.ts';
import { ORDINARY } from '../test/persons.ts';
import { seeded } from './random.ts';

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '50' },
    cause: { type: 'string' },
    pack: { type: 'string', default: 'knowledge/phone-backup' },
    show: { type: 'boolean', default: false },
  },
});

type Run = { readonly one: PersonCase; readonly talked: Talked; readonly complaint: string | undefined };

const loaded = await loadPack(options.pack);
if (!loaded.ok) throw new Error('the pack has errors: npm run knowledge:check');
const { pack } = loaded;
const brain = { pack, understand: understanding(pack, train(pack)) };
const causes = [...pack.causes.keys()].filter((id) => options.cause === undefined || id === options.cause);

function runsOf(cause: string, index: number): Run[] {
  return Array.from({ length: Number(options.cases) }, (_, i) => seeded(index * 10_000 + i)).flatMap((random) => {
    const one = sampleCase(brain, random, cause);
    if (one === undefined) return [];
    const talked = converse(brain, one, ORDINARY, random);
    return [{ one, talked, complaint: complaintAbout(pack, one, talked) }];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
}

function share(runs: readonly Run[], fits: (run: Run) => boolean): string {
  return `${(mean(runs.map((run) => (fits(run) ? 100 : 0)))).toFixed(1)} %`;
}

function row(name: string, runs: readonly Run[]): string {
  const turns = runs.map(({ talked }) => talked.turns).sort((a, b) => a - b);
  const cells = [
    runs.length,
    share(runs, ({ complaint }) => complaint === undefined),
    share(runs, ({ talked }) => talked.ended === 'solved' && talked.fix !== undefined),
    share(runs, ({ talked }) => talked.ended === 'handoff'),
    mean(turns).toFixed(1),
    turns[Math.floor(turns.length * 0.95)] ?? 0,
    mean(runs.map(({ talked }) => talked.minutes)).toFixed(0),
  ];
  return [name.padEnd(20), ...cells.map((cell) => String(cell).padStart(12))].join('');
}

const runs = causes.flatMap((cause) => runsOf(cause, [...pack.causes.keys()].indexOf(cause)));
const topics = [...new Set(runs.map(({ one }) => one.topic))].sort();
console.log(
  `${causes.length} causes × ${options.cases} persons; a person to take over counts ${pack.manifest.settings.help_minutes} minutes\n`,
);
console.log(
  ['topic'.padEnd(20), ...['cases', 'good end', 'solved', 'person', 'turns', 'turns p95', 'minutes'].map((h) => h.padStart(12))].join(''),
);
for (const topic of topics)
  console.log(
    row(
      topic,
      runs.filter(({ one }) => one.topic === topic),
    ),
  );
console.log(row('all', runs));
const broken = runs.flatMap(({ talked }) => talked.broken);
console.log(`\nPromises broken: ${broken.length}${broken.length > 0 ? `, the first: ${broken[0]}` : ''}`);
const never = causes.filter((id) => !runs.some(({ one }) => one.cause === id));
if (never.length > 0) console.log(`No case could be made of: ${never.join(', ')}`);
for (const { one, talked, complaint } of runs.filter((run) => run.complaint !== undefined)) {
  console.log(`  ${one.cause} (${one.topic}): ${complaint}: "${one.first.slice(0, 80)}"`);
  if (options.show) console.log(`${talked.transcript}\n`);
}
