import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newInOrder } from '../../bot/in-order.ts';
import { maskHeard, maskSaid } from '../../bot/mask-heard.ts';
import { newRecent } from '../../bot/recent.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store, Turn } from '../../bot/store/store.ts';
import { begin, type House, type Inbound, turn } from '../../bot/turn.ts';
import type { Sense } from '../../dialogs/sense.ts';
import { saying } from './a-turn.ts';
import { ECHO_MIND } from './line-house.ts';

const MASKING = { text: (text: string) => text.replace(/\b\d{6}\b/g, '[code]'), json: <T>(value: T): T => value, most: 100 };
const SPEAKER = { channel: 'test', conversation: 'c1', user: 'ann', locale: 'en' };

function inbound(text: string, key = text): Inbound {
  return { ...SPEAKER, key, at: 1_000, message: { text } };
}

describe('a turn', () => {
  let folder: string;
  let store: Store;
  let house: House;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keepsake-turn-'));
    store = await openSqlite(join(folder, 'keepsake.db'), join(process.cwd(), 'bot/store/migrations'));
    house = {
      store,
      mind: ECHO_MIND,
      masking: MASKING,
      inOrder: newInOrder(),
      recent: newRecent(),
      trouble: () => saying('trouble'),
      broken: () => undefined,
    };
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('answers with what was committed', async () => {
    const done = await turn(house, inbound('hello'));
    expect(done).toMatchObject({
      kind: 'done',
      firstSeq: 1,
      log: [{ said: { from: 'user', text: 'hello' } }, { said: { reply: { text: '1: hello' } } }],
    });
    expect(await store.read('c1')).toMatchObject({ version: 1, case: { seq: 1 } });
  });

  test('thinks again when another process wrote in between', async () => {
    let others = 2;
    const busy: Store = {
      ...store,
      commitTurn: async (mine: Turn) => {
        if (others-- > 0)
          await store.commitTurn({
            ...mine,
            key: `other${others}`,
            version: (await store.read('c1')).version,
            case: { ...ECHO_MIND.openCase('en', 0), seq: 40 },
          });
        return store.commitTurn(mine);
      },
    };
    const done = await turn({ ...house, store: busy }, inbound('hello'));
    expect(done).toMatchObject({ kind: 'done', log: [{}, { said: { reply: { text: '41: hello' } } }] });
  });

  test('asks once what a message means as a sentence, however often it thinks, and not of what is said to a person', async () => {
    const sense = { vector: new Float32Array(1), model: { labels: [] } } as unknown as Sense;
    let asked = 0;
    const heard: unknown[] = [];
    const mind: House['mind'] = {
      ...ECHO_MIND,
      senseOf: async () => {
        asked += 1;
        return sense;
      },
      understand: (message, context, known) => {
        heard.push(known);
        return ECHO_MIND.understand(message, context);
      },
    };
    let others = 3;
    const busy: Store = {
      ...store,
      commitTurn: async (mine: Turn) => {
        if (others-- > 0) await store.commitTurn({ ...mine, key: `other${others}`, version: (await store.read('c1')).version });
        return store.commitTurn(mine);
      },
    };
    await turn({ ...house, mind, store: busy }, inbound('hello'));
    expect(asked).toBe(1);
    expect(heard.length).toBeGreaterThan(2);
    expect(new Set(heard)).toEqual(new Set([sense]));
    const human: Store = {
      ...store,
      read: async (conversation) => ({ ...(await store.read(conversation)), case: { ...ECHO_MIND.openCase('en', 0), mode: 'human' } }),
    };
    await turn({ ...house, mind, store: human, recent: newRecent() }, inbound('are you there'));
    expect(asked).toBe(1);
  });

  test('goes on from what it remembers without reading, and notices when somebody else wrote meanwhile', async () => {
    let reads = 0;
    const read: Store['read'] = (conversation) => {
      reads += 1;
      return store.read(conversation);
    };
    const counting: House = { ...house, store: { ...store, read } };
    await turn(counting, inbound('one'));
    await turn(counting, inbound('two'));
    expect(reads).toBe(1);
    await turn({ ...house, recent: newRecent() }, inbound('elsewhere'));
    const done = await turn(counting, inbound('three'));
    expect(done).toMatchObject({ kind: 'done', log: [{}, { said: { reply: { text: '4: three' } } }] });
    expect(reads).toBe(2);
  });

  test('a conversation that was erased meanwhile begins anew', async () => {
    await turn(house, inbound('one'));
    await store.upkeep.eraseUser('ann');
    expect(await turn(house, inbound('two'))).toMatchObject({
      kind: 'done',
      firstSeq: 1,
      log: [{}, { said: { reply: { text: '1: two' } } }],
    });
  });

  test('of many conversations it remembers the latest', () => {
    const recent = newRecent(2);
    const one = { version: 1, case: ECHO_MIND.openCase('en', 0) };
    for (const name of ['a', 'b', 'a', 'c']) recent.keep(name, one);
    expect(['a', 'b', 'c'].map((name) => recent.find(name) !== undefined)).toEqual([true, false, true]);
  });

  test('a conversation that others keep writing is written alone in the end', async () => {
    let conflicts = 0;
    const busy: Store = {
      ...store,
      commitTurn: async () => {
        conflicts += 1;
        return { kind: 'conflict' };
      },
    };
    expect(await turn({ ...house, store: busy }, inbound('hello'))).toMatchObject({ kind: 'done', firstSeq: 1 });
    expect(conflicts).toBe(2);
  });

  test('two at once are taken in the order in which they came', async () => {
    const [first, second] = await Promise.all([turn(house, inbound('one')), turn(house, inbound('two'))]);
    expect([first.firstSeq, second.firstSeq]).toEqual([1, 3]);
    expect(second.log[1]).toMatchObject({ said: { reply: { text: '2: two' } } });
  });

  test('the greeting is said once, and not in the middle', async () => {
    expect(await Promise.all([begin(house, SPEAKER, 1), begin(house, SPEAKER, 1)])).toEqual([true, false]);
    await turn(house, { ...inbound('hello'), conversation: 'c2' });
    expect(await begin(house, { ...SPEAKER, conversation: 'c2' }, 2)).toBe(false);
    expect(await store.after('c1', 0, 10)).toHaveLength(1);
  });

  test('effects are written with it: the queue for people, what is counted', async () => {
    const written: Turn[] = [];
    const commitTurn = (mine: Turn) => {
      written.push(mine);
      return store.commitTurn(mine);
    };
    const watching: Store = { ...store, commitTurn };
    const summary = { title: 't', facts: [], problems: [] };
    const mind: House['mind'] = {
      ...ECHO_MIND,
      decide: (before) => ({
        case: before,
        replies: [],
        effects: [
          { kind: 'handoff', reason: 'asked', summary, text: 'all' },
          { kind: 'solved', topic: 'stuck', fix: 'restart' },
          { kind: 'rated', rating: 5 },
        ],
      }),
    };
    await turn({ ...house, store: watching, mind }, inbound('help'));
    expect(written[0]).toMatchObject({
      handoff: { reason: 'asked', summary, note: 'all' },
      happened: [{ kind: 'handoff', code: 'asked' }, { kind: 'rated', code: '5', value: 5 }, { kind: 'came' }],
    });
  });
});

describe('what was heard, behind the border', () => {
  const heard = ECHO_MIND.understand({ text: 'error 4013, sent code 482913' }, ECHO_MIND.contextOf(ECHO_MIND.openCase('en', 0)));
  const code = (name: string, status: 'known' | 'near' | 'unknown') => ({ code: name, status, meanings: [], suggestions: [] });

  test('its text is masked, and codes that were no codes are dropped', () => {
    const masked = maskHeard(MASKING, { ...heard, codes: [code('4013', 'known'), code('482913', 'unknown')] });
    expect(masked).toMatchObject({ text: 'error 4013, sent code [code]', codes: [{ code: '4013' }], secret: true });
  });

  test('a code of the pack stays, whatever the mask thinks of it', () => {
    expect(maskHeard(MASKING, { ...heard, codes: [code('482913', 'known')] }).codes).toHaveLength(1);
  });

  test('a code that stands in the masked text in other writing stays', () => {
    const text = 'err 40 13 and 482913';
    expect(maskHeard(MASKING, { ...heard, text, codes: [code('4013', 'unknown')] }).codes).toHaveLength(1);
  });

  test('without secrets nothing changes', () => {
    const plain = { ...heard, text: 'error 4013' };
    expect(maskHeard(MASKING, plain)).toBe(plain);
  });
});

describe('what is kept of a text', () => {
  const long = 'x'.repeat(30_000);
  const seen: number[] = [];
  const masking = {
    ...MASKING,
    text: (text: string) => {
      seen.push(text.length);
      return text.replace(/KEY[a-z]+YEK/g, '[key]');
    },
    most: 100,
  };
  const kept = (text: string): string => {
    const said = maskSaid(masking, 'ann', { text }, [], undefined);
    return said.from === 'user' ? said.text : '';
  };

  test('is its beginning, and the rest costs nothing', () => {
    seen.length = 0;
    expect(kept(`${long.repeat(10)}`)).toBe(`${'x'.repeat(100)}…`);
    expect(Math.max(...seen)).toBeLessThan(20_000);
  });

  test('is never a part of a secret that ends after the cut', () => {
    // So many secrets that the cut comes into sight, and one that it goes through.
    const many = `KEY${'a'.repeat(1000)}YEK`.repeat(16);
    for (let at = 0; at < 20_000; at += 499) {
      const told = kept(`${many}${'.'.repeat(at % 900)}KEY${'z'.repeat(6000)}YEK${long}`);
      expect(told).not.toContain('z');
    }
  });

  test('is all of it when it is short enough once the secrets are out', () => {
    expect(kept(`KEY${'a'.repeat(5000)}YEK is my key`)).toBe('[key] is my key');
  });
});
