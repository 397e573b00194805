import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../bot/channels/channel.ts';
import { newInOrder } from '../../bot/in-order.ts';
import { followUpHandler } from '../../bot/later/follow-up.ts';
import { afterwardsOf, openLater } from '../../bot/later/open-later.ts';
import type { Outcome } from '../../bot/later/run-queue.ts';
import { planUpkeep, upkeepHandlers } from '../../bot/later/upkeep-jobs.ts';
import { newLog } from '../../bot/log.ts';
import { mindOf } from '../../bot/mind.ts';
import { newRecent } from '../../bot/recent.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { type JsonObject, type Store, StoreError } from '../../bot/store/store.ts';
import type { Task } from '../../bot/store/tasks.ts';
import { type House, turn } from '../../bot/turn.ts';
import { train } from '../../dialogs/understanding/model.ts';
import { loadPack } from '../../knowledge/load.ts';
import { until } from '../until.ts';
import { aTurn, saying } from './a-turn.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const SPEAKER = { channel: 'post', conversation: 'c1', user: 'ann', locale: 'en' };

let store: Store;
let folder: string;
let house: House;
let channels: Channel[];
let mind: House['mind'];

beforeAll(async () => {
  const loaded = await loadPack(join(process.cwd(), 'test/packs/printers'));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  mind = mindOf({ pack: loaded.pack, model: train(loaded.pack), warnings: [] });
});
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keepsake-later-'));
  store = await openSqlite(join(folder, 'keepsake.db'), join(process.cwd(), 'bot/store/migrations'));
  channels = [];
  const masking = { text: (text: string) => text, json: (json: JsonObject) => json, most: 8000 };
  const broken = (error: unknown) => {
    throw error;
  };
  const afterwards = afterwardsOf({ followUpHours: 24 }, () => channels);
  house = { store, mind, masking, inOrder: newInOrder(), recent: newRecent(), trouble: () => saying('trouble'), afterwards, broken };
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A channel that has to be called; `sent` are the texts that reached people. */
function postChannel(sent: string[]): Channel {
  return {
    name: 'post',
    routes: [],
    close: async () => undefined,
    outbox: {
      tasks: ({ conversation }, key, said) =>
        said
          .filter(({ from }) => from === 'bot')
          .map((one, i) => ({
            queue: 'outbox',
            key: `${conversation}/${key}/${i}`,
            kind: 'post',
            payload: { text: one.from === 'bot' ? one.reply.text : '' },
          })),
      deliver: async ({ payload }) => {
        sent.push(String(payload.text));
        return { kind: 'done' };
      },
    },
  };
}

let count = 0;
function says(text: string, pick?: string): ReturnType<typeof turn> {
  count += 1;
  const message = pick === undefined ? { text, attachments: 0 } : { text, attachments: 0, pick };
  return turn(house, { ...SPEAKER, key: `k${count}`, at: 1_000_000 + count, message });
}

/** Answers questions until a fix is on the table. */
async function untilFix(): Promise<void> {
  await says('the printer does not print anything at all');
  for (let i = 0; i < 12; i++) {
    const file = mind.reviveCase((await store.read('c1')).case, 0);
    if (file.open?.kind === 'fix') return;
    const choice = file.open?.choices[0];
    await says(choice?.label ?? 'it does not print', choice?.pick);
  }
  throw new Error('no fix was offered');
}

/** The follow-up that is planned, as if its time had come. */
async function planned(): Promise<Task | undefined> {
  // Nothing in the queue of jobs lies further ahead than no time at all: what waits is due.
  await store.tasks.unstick('job', 0);
  return (await store.tasks.claim('job', ['follow-up'], 60_000, 5))[0];
}

function comeBack(task: Task): Promise<Outcome> {
  const sends = channels[0]?.outbox?.tasks ?? (() => []);
  const handler = followUpHandler({ store, now: () => 2 * DAY, reviveCase: mind.reviveCase, followUp: mind.followUp, sends });
  return handler(task, new AbortController().signal);
}

async function lastLine(): Promise<string> {
  const log = await store.after('c1', 0, 1000);
  const said = log.at(-1)?.said;
  return said?.from === 'bot' ? said.reply.id : 'nothing';
}

describe('coming back to somebody who was given a fix', () => {
  test('happens once, and sends it', async () => {
    channels.push(postChannel([]));
    await untilFix();
    const task = await planned();
    expect(await comeBack(task!)).toEqual({ kind: 'done' });
    expect(await lastLine()).toMatch(/^follow_up#/);
    expect(await comeBack(task!)).toEqual({ kind: 'done' });
    const lines = await store.after('c1', 0, 1000);
    expect(lines.filter(({ said }) => said.from === 'bot' && said.reply.id.startsWith('follow_up#'))).toHaveLength(1);
    const sent = await store.tasks.claim('outbox', ['post'], 1000, 100);
    expect(sent.length).toBeGreaterThan(0);
    // What is answered to it leads on as if it had been answered at once, and no other follow-up is planned.
    await store.tasks.finish(task!);
    await says('it did not help');
    expect(await lastLine()).not.toMatch(/^follow_up#/);
    expect(await planned()).toBeUndefined();
  });

  test('is cancelled by any message', async () => {
    channels.push(postChannel([]));
    await untilFix();
    const task = await planned();
    await says('hello?');
    const before = (await store.read('c1')).version;
    expect(await comeBack(task!)).toEqual({ kind: 'done' });
    expect((await store.read('c1')).version).toBe(before);
  });

  test('does not happen once the person has asked not to be asked', async () => {
    channels.push(postChannel([]));
    await untilFix();
    const task = await planned();
    await comeBack(task!);
    await store.tasks.finish(task!);
    const asked = (await store.after('c1', 0, 1000)).at(-1)?.said;
    const quiet = asked?.from === 'bot' ? asked.reply.choices.at(-1) : undefined;
    await says(quiet?.label ?? '', quiet?.pick);
    expect(await lastLine()).toMatch(/^follow_up_off#/);
    expect(mind.reviveCase((await store.read('c1')).case, 0)).toMatchObject({ quiet: true, open: { kind: 'fix' } });
    await says('start over');
    await untilFix();
    expect(await planned()).toBeUndefined();
  });

  test('is not even planned where nobody can be reached, or when it is off', async () => {
    await untilFix();
    expect(await planned()).toBeUndefined();
    const off = afterwardsOf({ followUpHours: 0 }, () => [postChannel([])]);
    const decision = { case: mind.reviveCase((await store.read('c1')).case, 0), replies: [], effects: [] };
    expect(decision.case.open?.kind).toBe('fix');
    const made = { speaker: SPEAKER, key: 'k', version: 5, before: decision.case, decision, said: [] };
    expect(off(made)).toEqual([]);
    expect(afterwardsOf({ followUpHours: 5 }, () => [postChannel([])])(made)).toMatchObject([
      { queue: 'job', kind: 'follow-up', delay: 5 * HOUR, payload: { version: 5 } },
    ]);
  });

  test('a job that cannot be read is given up on', async () => {
    expect(
      await comeBack({ id: 1, key: 'x', kind: 'follow-up', conversation: 'c1', payload: {}, epoch: 1, attempts: 0, since: 0 }),
    ).toMatchObject({
      kind: 'never',
    });
  });
});

describe('upkeep', () => {
  function handlers(now: () => number, keepDays = 30, failures: unknown[] = []) {
    return upkeepHandlers({ store, now, keepDays, failed: (_job, error) => failures.push(error) });
  }
  const task = (payload: JsonObject): Task => ({
    id: 1,
    key: 'x',
    kind: 'x',
    conversation: undefined,
    payload,
    epoch: 1,
    attempts: 0,
    since: 0,
  });
  const idle = new AbortController().signal;

  test('is planned once, however often a server starts', async () => {
    await planUpkeep(store);
    await planUpkeep(store);
    expect((await store.tasks.claim('job', undefined, 1000, 10)).map(({ key }) => key)).toEqual(['retention', 'rollup']);
  });

  test('what is old goes step by step, what is young stays', async () => {
    for (let i = 0; i < 450; i++) await store.commitTurn(aTurn({ conversation: `old${i}`, at: DAY }));
    await store.commitTurn(aTurn({ conversation: 'young', at: 39 * DAY }));
    const { retention } = handlers(() => 40 * DAY);
    const step = async (payload: JsonObject): Promise<JsonObject> => {
      const outcome = await retention(task(payload), idle);
      return outcome.kind === 'again' ? { delay: outcome.delay, ...outcome.payload } : {};
    };
    const first = await step({ seen: 40 * DAY });
    const second = await step(first);
    expect([first.delay, second.delay]).toEqual([200, 200]);
    expect(await step(second)).toEqual({ delay: 6 * HOUR, seen: 40 * DAY });
    expect(await store.read('old7')).toMatchObject({ version: 0 });
    expect(await store.read('young')).toMatchObject({ version: 1 });
  });

  test('a clock that jumps ahead drops nothing', async () => {
    await store.commitTurn(aTurn({ at: DAY }));
    const { retention } = handlers(() => 50 * 365 * DAY);
    for (const payload of [{}, { seen: DAY }, { seen: DAY, cursor: 'a' }]) {
      expect(await retention(task(payload), idle)).toMatchObject({ kind: 'again', payload: { seen: 50 * 365 * DAY } });
    }
    expect(await store.read('c1')).toMatchObject({ version: 1 });
  });

  test('0 days keeps everything', async () => {
    await store.commitTurn(aTurn({ at: DAY, happened: [{ kind: 'rated', value: 1 }] }));
    const { retention, rollup } = handlers(() => 900 * DAY, 0);
    expect(await retention(task({ seen: 900 * DAY }), idle)).toMatchObject({ kind: 'again', delay: 6 * HOUR });
    expect(await store.read('c1')).toMatchObject({ version: 1 });
    await store.upkeep.rollUp(DAY);
    expect(await store.upkeep.counts(0, 2 * DAY)).toHaveLength(1);
    expect(await rollup(task({}), idle)).toEqual({ kind: 'again', delay: HOUR });
  });

  test('what happened today and yesterday is counted', async () => {
    await store.commitTurn(aTurn({ at: 3 * DAY - 1, happened: [{ kind: 'rated', value: 1 }] }));
    await store.commitTurn(aTurn({ key: 'k2', version: 1, at: 3 * DAY, happened: [{ kind: 'rated', value: 2 }] }));
    await handlers(() => 3 * DAY + 5).rollup(task({}), idle);
    expect((await store.upkeep.counts(0, 9 * DAY)).map(({ day, sum }) => [day, sum])).toEqual([
      [2 * DAY, 1],
      [3 * DAY, 2],
    ]);
  });

  test('trouble is told, and it goes on later', async () => {
    const failures: unknown[] = [];
    await store.close();
    expect(await handlers(() => DAY, 30, failures).rollup(task({}), idle)).toEqual({ kind: 'again', delay: HOUR / 4 });
    expect(failures).toHaveLength(1);
  });
});

describe('what goes on beside the turns', () => {
  test('replies in a channel that has to be called go out, in order', async () => {
    const sent: string[] = [];
    channels.push(postChannel(sent));
    const log = newLog('silent', 'json', () => undefined);
    const later = openLater({ config: { keepDays: 30 }, house: Promise.resolve(house), channels, now: Date.now, log });
    await later.ready;
    const { log: first } = await says('the printer does not print anything at all');
    const { log: second } = await says('what?');
    const texts = [...first, ...second].flatMap(({ said }) => (said.from === 'bot' ? [said.reply.text] : []));
    await until(() => sent.length >= texts.length);
    expect(sent).toEqual(texts);
    await later.stop();
  });

  test('a database that is away when the server starts is waited for', async () => {
    const away = [new StoreError('unreachable', 'test'), new StoreError('slow', 'test')];
    const plan: Store['tasks']['plan'] = async (...given) => {
      const trouble = away.shift();
      if (trouble !== undefined) throw trouble;
      return store.tasks.plan(...given);
    };
    const shaky = { ...house, store: { ...store, tasks: { ...store.tasks, plan } } };
    const told: string[] = [];
    const log = newLog('warn', 'json', (line) => told.push(line));
    const later = openLater({ config: { keepDays: 30 }, house: Promise.resolve(shaky), channels, now: Date.now, log });
    await later.ready;
    expect(told.map((line) => JSON.parse(line).what)).toEqual(Array(2).fill('jobs cannot be planned'));
    expect((await store.tasks.depth('job')).waiting).toBeGreaterThan(0);
    await later.stop();
  });

  test('stopping before the house is there begins nothing', async () => {
    const log = newLog('silent', 'json', () => undefined);
    let arrive = (_house: House): void => undefined;
    const coming = new Promise<House>((resolve) => {
      arrive = resolve;
    });
    const later = openLater({ config: { keepDays: 30 }, house: coming, channels, now: Date.now, log });
    await later.stop();
    arrive(house);
    await later.ready;
    expect(await store.tasks.depth('job')).toMatchObject({ waiting: 0 });
  });
});
