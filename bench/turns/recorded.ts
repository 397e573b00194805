import { newInOrder } from '../../bot/in-order.ts';
import { mask, maskDeep } from '../../bot/masking.ts';
import { mindOf, troubleOf } from '../../bot/mind.ts';
import { newRecent } from '../../bot/recent.ts';
import type { JsonObject, Store, Turn } from '../../bot/store/store.ts';
import { begin, type House, turn } from '../../bot/turn.ts';
import { train } from '../../dialogs/understanding/model.ts';
import { loadPack } from '../../knowledge/load.ts';
import { SAYINGS } from '../load/sayings.ts';

/** The whole bot over this store, with the real knowledge. */
export async function benchHouse(store: Store): Promise<House> {
  const loaded = await loadPack('knowledge/phone-backup');
  if (!loaded.ok) throw new Error('the pack has errors: npm run knowledge:check');
  const { pack } = loaded;
  return {
    store,
    mind: mindOf({ pack, model: train(pack), warnings: [] }),
    masking: { text: mask, json: (value) => maskDeep(value) as JsonObject, most: 8000 },
    inOrder: newInOrder(),
    recent: newRecent(),
    trouble: troubleOf({ pack }),
    broken: (error) => {
      throw error;
    },
  };
}

/** What the bot writes in a conversation of these sayings, turn by turn, its opening first: rows of the true sizes. */
export async function recordTurns(): Promise<readonly Turn[]> {
  const written: Turn[] = [];
  const house = await benchHouse(recorder(written));
  const speaker = { channel: 'directline', conversation: 'recorded', user: 'dl_bench', locale: 'en' };
  await begin(house, speaker, 1);
  for (const [i, text] of SAYINGS.entries()) {
    const extra = { locale: 'en-GB', channelData: { clientActivityID: `k${i}` } };
    await turn(house, { ...speaker, key: `dl_bench/k${i}`, at: 1000 * (i + 1), message: { text }, extra });
  }
  return written;
}

/** A store that only remembers what it was given. */
function recorder(written: Turn[]): Store {
  const nothing = async (): Promise<never> => {
    throw new Error('this is not asked of a recorder');
  };
  const store: Pick<Store, 'read' | 'commitTurn'> = {
    read: async () => ({ version: written.length, case: written.at(-1)?.case, nextSeq: 1 }),
    commitTurn: async (one) => {
      written.push(one);
      return { kind: 'done', log: [], firstSeq: 1 };
    },
  };
  return new Proxy(store as Store, { get: (of, name) => Reflect.get(of, name) ?? nothing });
}
