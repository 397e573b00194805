import { pause } from '../load/http.ts';
import { SAYINGS } from '../load/sayings.ts';
import type { Door } from './door.ts';
import type { Ground } from './ground.ts';
import type { Sent, Talk } from './ledger.ts';
import { checkAll, type Outcome } from './outcome.ts';

const COPIES = 12;
const ACTIVITIES = 200;
const TALKS = 20;
const BURST = 50;

/** Every one of many messages arrives many times at the same moment: each is one turn, and all copies get the same answer. */
export async function copies(ground: Ground, door: Door): Promise<Outcome> {
  const before = await ground.turns();
  const talks = await Promise.all(Array.from({ length: TALKS }, door.open));
  await Promise.all(talks.map((talk) => oneByOne(door, talk, ACTIVITIES / TALKS)));
  const turns = (await ground.turns()) - before - TALKS;
  const wrong = turns === ACTIVITIES ? [] : [`${turns} turns were written for ${ACTIVITIES} messages`];
  const told = { activities: ACTIVITIES, copies: ACTIVITIES * COPIES, turns };
  return { name: `copies (${ground.engine})`, told, faults: [...wrong, ...(await checkAll(ground, door, talks))] };
}

async function oneByOne(door: Door, talk: Talk, messages: number): Promise<void> {
  for (let n = 0; n < messages; n++) {
    const sent: Sent = { key: `k${n}`, text: SAYINGS[n % SAYINGS.length] ?? '' };
    talk.sent.set(sent.key, sent);
    await Promise.all(Array.from({ length: COPIES }, () => door.deliver(talk, sent)));
  }
}

/** Many messages at once to one conversation: all are answered, one after the other. */
export async function burst(ground: Ground, door: Door): Promise<Outcome> {
  const talk = await door.open();
  const all = Array.from({ length: BURST }, (_, n): Sent => ({ key: `k${n}`, text: SAYINGS[n % SAYINGS.length] ?? '' }));
  for (const sent of all) talk.sent.set(sent.key, sent);
  let over = false;
  const watching = growing(door, talk, () => over);
  await Promise.all(all.map((sent) => door.deliver(talk, sent))).finally(() => {
    over = true;
  });
  const faults = [...(await watching), ...(await checkAll(ground, door, [talk]))];
  return { name: `burst (${ground.engine})`, told: { 'messages at once': BURST, 'refused tries': sum(door.refused.values()) }, faults };
}

/** Whoever reads meanwhile only ever sees more of the same: what was read once stays as it is. */
async function growing(door: Door, talk: Talk, over: () => boolean): Promise<readonly string[]> {
  let last: readonly string[] = [];
  for (;;) {
    const seen = (await door.read(talk.conversation)).map((line) => JSON.stringify(line));
    if (last.some((line, i) => seen[i] !== line)) return [`${talk.conversation}: what was read has changed`];
    last = seen;
    if (over()) return [];
    await pause(20);
  }
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
