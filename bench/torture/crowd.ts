import { pause } from '../load/http.ts';
import { SAYINGS } from '../load/sayings.ts';
import type { Door } from './door.ts';
import type { Sent, Talk } from './ledger.ts';

/** People who write all the time, whatever happens to the servers. */
export type Crowd = {
  readonly talks: readonly Talk[];
  /** What went wrong while writing, as sentences. */
  readonly faults: readonly string[];
  /** Ends when everybody has the acknowledgement they wait for. */
  readonly stop: () => Promise<void>;
};

/** messages: how many one person writes before the next conversation begins. rest: most milliseconds between two messages. */
export type Habits = { readonly people: number; readonly messages: number; readonly rest: number };

/** Gathers them and lets them begin; `opened` hears of each conversation. Some messages go out twice at the same moment, some two at once. */
export function gather(door: Door, { people, messages, rest }: Habits, opened: (talk: Talk) => void = () => undefined): Crowd {
  const talks: Talk[] = [];
  const faults: string[] = [];
  let stopped = false;
  const converse = async (): Promise<void> => {
    const talk = await door.open();
    talks.push(talk);
    opened(talk);
    while (talk.sent.size < messages && !stopped) {
      await Promise.all(deliveries(talk).map((sent) => door.deliver(talk, sent)));
      talk.touched = performance.now();
      await pause(Math.random() * rest);
    }
  };
  const person = async (): Promise<void> => {
    while (!stopped) await converse().catch((error: unknown) => faults.push(String(error)));
  };
  const all = Array.from({ length: people }, person);
  return {
    talks,
    faults,
    stop: async () => {
      stopped = true;
      await Promise.all(all);
    },
  };
}

/** What a person sends at once: mostly one message; one in eight is sent twice, one in eight together with the next one. */
function deliveries(talk: Talk): readonly Sent[] {
  const dice = Math.floor(Math.random() * 8);
  const first = write(talk);
  if (dice === 0) return [first, first];
  return dice === 1 ? [first, write(talk)] : [first];
}

function write(talk: Talk): Sent {
  const n = talk.sent.size;
  const sent: Sent = { key: `k${n}`, text: SAYINGS[n % SAYINGS.length] ?? '' };
  talk.sent.set(sent.key, sent);
  return sent;
}
