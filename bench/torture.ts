/**
 * Kills servers and databases, fills disks and cuts connections while people write, and sees that every acknowledged
 * message is there, answered once, in whole turns without gaps. Ends with 1 on any fault; the last line is the summary.
 *
 *     npm run torture [-- --rounds 500] [--engine sqlite|postgres] [--only copies,kills,full,several,balancer,crashes,cuts,bouncer]
 */
import { parseArgs } from 'node:util';
import { onEngine } from './torture/engines.ts';
import { type Outcome, outcomeLine } from './torture/outcome.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    engine: { type: 'string', default: 'sqlite,postgres' },
    only: { type: 'string', default: '' },
  },
});
const rounds = Number(options.rounds);
const wanted = options.only === '' ? undefined : options.only.split(',');
const outcomes: Outcome[] = [];
for (const engine of options.engine.split(',')) {
  for await (const outcome of onEngine(engine, { rounds, wanted, say: (line) => console.log(line) })) {
    for (const fault of outcome.faults.slice(0, 20)) console.log(`  ${fault}`);
    console.log(outcomeLine(outcome));
    outcomes.push(outcome);
  }
}
const faults = outcomes.reduce((sum, outcome) => sum + outcome.faults.length, 0);
console.log(
  `${outcomes.length} ordeals, ${faults} faults: ${faults === 0 && outcomes.length > 0 ? 'nothing lost, doubled or torn' : 'FAILED'}`,
);
// An ordeal that broke may have left people behind who still try to write.
process.exit(faults === 0 && outcomes.length > 0 ? 0 : 1);
