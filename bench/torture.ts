/**
 * Kills servers and databases, fills disks and cuts connections while people write, and sees that every acknowledged
 * message is there, answered once, in whole turns without gaps. Ends with 1 on any fault; the last line is the summary.
 *
 *     npm run torture [-- --rounds 20] [--engine sqlite|postgres] [--only kills]
 */
import { parseArgs } from 'node:util';
import { kills } from './torture/kills.ts';
import { onSqlite } from './torture/on-sqlite.ts';
import { type Outcome, outcomeLine } from './torture/outcome.ts';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const ground = onSqlite();
const outcomes: Outcome[] = [];
outcomes.push(await kills(ground, Number(options.rounds), console.log));
await ground.remove();
for (const o of outcomes) {
  console.log(o.faults.slice(0, 20).join('\n'));
  console.log(outcomeLine(o));
}
