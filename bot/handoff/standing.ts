import type { Instant } from '../../dialogs/case-file.ts';
import type { Standing } from '../../dialogs/standing.ts';
import type { Place } from '../store/desks.ts';
import type { Store } from '../store/store.ts';
import type { Desk } from './desk.ts';
import { inWords, isOpen, nextOpening } from './hours.ts';
import { CONSOLE, hoursOf, type Rota } from './rota.ts';

/** So many that waited lately say something; fewer say nothing. */
const TELLING = 3;
const MINUTE = 60_000;

/** What is needed to say how it stands. */
export type StandingParts = {
  readonly store: Pick<Store, 'desks'>;
  readonly rota: Rota;
  readonly desks: readonly Desk[];
  readonly now: () => Instant;
};

/** How it stands with somebody who waits at this desk; undefined for who does not wait. Rejects with StoreError. */
export async function standingOf(parts: StandingParts, conversation: string, locale: string): Promise<Standing | undefined> {
  // Who is not yet at any desk stands where the built-in one would put them.
  const desk = (await parts.store.desks.read(conversation))?.desk ?? CONSOLE;
  const place = await parts.store.desks.place(conversation, desk);
  if (place === undefined) return undefined;
  return standingAt(parts, desk, place, locale);
}

/** The same for somebody who is about to wait there, behind all others. */
export async function standingAt(parts: StandingParts, desk: string, { before, waits }: Place, locale: string): Promise<Standing> {
  const { rota, desks, now } = parts;
  const hours = hoursOf(rota, desk);
  const closed = hours !== undefined && !isOpen(hours, now());
  const next = closed ? nextOpening(hours, now()) : undefined;
  const staffed = !closed && ((await desks.find(({ name }) => name === desk)?.staffed()) ?? false);
  const wait = waits.length < TELLING ? undefined : Math.max(1, median(waits) / MINUTE);
  const reach = staffed ? undefined : (rota.reach[locale] ?? rota.reach.en);
  return {
    place: before + 1,
    staffed,
    ...(wait !== undefined && { wait }),
    ...(hours !== undefined && next !== undefined && { opens: inWords(hours, locale, next) }),
    ...(reach !== undefined && { reach }),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
