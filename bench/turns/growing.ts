import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { Store, Turn } from '../../bot/store/store.ts';
import { turn } from '../../bot/turn.ts';
import { SAYINGS } from '../load/sayings.ts';
import { cpuOf } from '../load/subject.ts';
import { openBenchStore } from './bench-store.ts';
import { benchHouse } from './recorded.ts';

/** Turns that are under way at the same time. */
const BESIDE = 16;
/** Lines of each conversation that was there before. */
const LINES = 12;

/** cpu: microseconds a turn. What the database says of itself, a turn: rows read, and bytes of its log of writes and of its tables. */
export type Many = { readonly conversations: number; readonly cpu: number; readonly database: Database | undefined };

type Database = { readonly rows: number; readonly log: number; readonly tables: number };

type Wish = {
  readonly url: string;
  readonly sizes: readonly number[];
  readonly turns: number;
  readonly recorded: readonly Turn[];
  readonly pids: () => readonly number[];
};

/** CPU of the store a turn, the database's included, with ever more conversations in it; each turn goes to any of them. */
export async function amongMany({ url, sizes, turns, recorded, pids }: Wish): Promise<readonly Many[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-growth-'));
  const file = join(folder, 'growth.db');
  const measured: Many[] = [];
  for (const [i, conversations] of sizes.entries()) {
    await (await openBenchStore(file, url)).close();
    await fill(file, url, i === 0 ? 0 : (sizes[i - 1] ?? 0), conversations, recorded[2] as Turn);
    const store = await openBenchStore(file, url);
    await write(store, conversations, Math.ceil(turns / 4), recorded);
    const before = await counted(url);
    const began = cpuOf([process.pid, ...pids()]);
    await write(store, conversations, turns, recorded);
    const cpu = (cpuOf([process.pid, ...pids()]) - began) / turns;
    await store.close();
    measured.push({ conversations, cpu, database: before && perTurn(before, await counted(url), turns) });
  }
  rmSync(folder, { recursive: true, force: true });
  return measured;
}

async function write(store: Store, conversations: number, turns: number, recorded: readonly Turn[]): Promise<void> {
  let left = turns;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const conversation = `g${Math.floor(Math.random() * conversations)}`;
      const { version } = await store.read(conversation);
      const like = recorded[1 + (version % (recorded.length - 1))] as Turn;
      await store.commitTurn({ ...like, conversation, version, key: `n${left}-${Math.random()}`, at: Date.now() });
    }
  };
  await Promise.all(Array.from({ length: BESIDE }, worker));
}

/** Conversations straight into the tables, from one number to another. */
async function fill(file: string, url: string, from: number, to: number, like: Turn): Promise<void> {
  const payload = JSON.stringify(like.said[1]);
  const values = { state: JSON.stringify(like.case), payload };
  const statements = url === '' ? fillSql(SQLITE, from, to, values) : fillSql(POSTGRES, from, to, values);
  if (url === '') {
    const db = new DatabaseSync(file);
    db.exec(`BEGIN; ${statements.join(';')}; COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`);
    return db.close();
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of [...statements, 'VACUUM ANALYZE']) await client.query(statement);
  await client.end();
}

type Series = (name: string, from: number, to: number) => string;
const SQLITE: Series = (name, from, to) =>
  `(WITH RECURSIVE one(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM one WHERE n < ${to}) SELECT n FROM one) AS ${name}`;
const POSTGRES: Series = (name, from, to) => `generate_series(${from}, ${to}) AS ${name}(n)`;

function fillSql(
  series: Series,
  from: number,
  to: number,
  { state, payload }: { readonly state: string; readonly payload: string },
): readonly string[] {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const talks = series('talk', from, to - 1);
  const lines = series('line', 1, LINES);
  return [
    `INSERT INTO conversation (id, channel, user_key, version, next_seq, last_at, state, updated_at)
      SELECT 'g' || talk.n, 'directline', 'u' || talk.n, 1, ${LINES + 1}, 1000, ${quoted(state)}, 1000 FROM ${talks}`,
    `INSERT INTO activity (conv_id, seq, at, from_role, payload) SELECT 'g' || talk.n, line.n, line.n, 'bot', ${quoted(payload)} FROM ${talks}, ${lines}`,
    `INSERT INTO inbox (conv_id, activity_id, first_seq, last_seq, at) SELECT 'g' || talk.n, 'begin', 1, ${LINES}, 1000 FROM ${talks}`,
  ];
}

const COUNTED = `SELECT
  (SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::float8 FROM pg_stat_user_tables) AS rows,
  (pg_current_wal_insert_lsn() - '0/0')::float8 AS log,
  (SELECT sum(pg_total_relation_size(relid))::float8 FROM pg_stat_user_tables) AS tables`;

/** What the database counted so far; undefined when there is none that counts. */
async function counted(url: string): Promise<Database | undefined> {
  if (url === '') return undefined;
  const client = new Client({ connectionString: url });
  await client.connect();
  // Its statistics come a moment late.
  await new Promise((wake) => setTimeout(wake, 1500));
  const { rows } = await client.query(COUNTED);
  await client.end();
  return rows[0];
}

function perTurn(before: Database, after: Database | undefined, turns: number): Database {
  const of = (what: keyof Database): number => ((after?.[what] ?? 0) - before[what]) / turns;
  return { rows: of('rows'), log: of('log'), tables: of('tables') };
}

/** Turns whose CPU is taken together, at the beginning and at the end of a conversation. */
const WINDOW = 400;

/** CPU of whole turns at the beginning and at the end of one conversation of so many activities. */
export async function inOneConversation(activities: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-growth-'));
  const store = await openBenchStore(join(folder, 'long.db'), '');
  const house = await benchHouse(store);
  let n = 0;
  const say = async (conversation: string): Promise<void> => {
    const text = SAYINGS[n % SAYINGS.length] ?? '';
    await turn(house, { channel: 'directline', conversation, user: 'u', locale: 'en', key: `k${n++}`, at: Date.now(), message: { text } });
  };
  const window = async (conversation: string): Promise<number> => {
    const before = cpuOf([process.pid]);
    for (let i = 0; i < WINDOW; i++) await say(conversation);
    return (cpuOf([process.pid]) - before) / WINDOW;
  };
  await window('warm');
  const first = await window('long');
  const length = async (): Promise<number> => (await store.read('long')).nextSeq - 1;
  while ((await length()) < activities) for (let i = 0; i < 50; i++) await say('long');
  const last = await window('long');
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return [
    `one conversation, its first ${WINDOW} turns: ${first.toFixed(0)} µs CPU a whole turn`,
    `one conversation, after ${activities} activities: ${last.toFixed(0)} µs CPU a whole turn (× ${(last / first).toFixed(2)})`,
  ];
}
