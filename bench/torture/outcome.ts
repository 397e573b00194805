import type { Door } from './door.ts';
import type { Ground } from './ground.ts';
import { type Acknowledged, acknowledged, faultsOf, type Talk } from './ledger.ts';

/** What a run came to: any fault fails it. `told` are its figures, in the order in which they are to be read. */
export type Outcome = {
  readonly name: string;
  readonly told: Readonly<Record<string, number | string>>;
  readonly faults: readonly string[];
};

/** The outcome in one line. */
export function outcomeLine({ name, told, faults }: Outcome): string {
  const figures = Object.entries(told).map(([what, value]) => `${value} ${what}`);
  return `${name}: ${[...figures, `${faults.length} faults`].join(', ')}`;
}

/** Reads every one of these conversations and holds it against what was acknowledged then. */
export async function checkTalks(door: Door, then: ReadonlyMap<Talk, Acknowledged>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [talk, acked] of then) faults.push(...faultsOf(talk, await door.read(talk.conversation), acked));
  return faults;
}

/** What is acknowledged now of those who wrote since that moment. */
export function remember(talks: readonly Talk[], since = 0): ReadonlyMap<Talk, Acknowledged> {
  return new Map(talks.filter(({ touched }) => touched >= since).map((talk) => [talk, acknowledged(talk)]));
}

/** The last look: nobody writes any more, so everything that was ever sent is there once, in whole turns. */
export async function checkAll(ground: Ground, door: Door, talks: readonly Talk[]): Promise<readonly string[]> {
  const unanswered = talks.flatMap(({ conversation, sent }) =>
    [...sent.values()].filter(({ id }) => id === undefined).map(({ key }) => `${conversation}: ${key} was never acknowledged`),
  );
  const said = talks.reduce((sum, { sent }) => sum + sent.size, 0);
  const turns = await ground.turns();
  // Every conversation has one turn more, its opening.
  const begun = turns - said;
  const more = begun < talks.length ? [`${turns} turns are kept of ${said} messages and ${talks.length} openings`] : [];
  return [...unanswered, ...more, ...(await ground.torn()), ...(await checkTalks(door, remember(talks)))];
}

/** Messages that were acknowledged. */
export function countAcknowledged(talks: readonly Talk[]): number {
  return talks.reduce((sum, talk) => sum + acknowledged(talk).size, 0);
}
