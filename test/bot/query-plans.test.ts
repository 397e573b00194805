/** What a turn costs must not grow with what is kept: every statement finds its rows by an index. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { openPostgres } from '../../bot/store/postgres.ts';
import { TASK_SQL as POSTGRES_TASKS } from '../../bot/store/postgres-tasks.ts';
import { TURN_SQL } from '../../bot/store/postgres-turns.ts';
import { openDatabase } from '../../bot/store/sqlite-open.ts';
import { TASK_SQL } from '../../bot/store/sqlite-tasks.ts';
import { SQL } from '../../bot/store/sqlite-turns.ts';
import { UPKEEP_SQL } from '../../bot/store/sqlite-upkeep.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

const MIGRATIONS = join(process.cwd(), 'bot/store/migrations');
/** Our tables, and the names that statements give them. */
const WHOLE_TABLE = /^SCAN (?:conversation|activity|inbox|task|event|rollup|shared|own|earlier)\b/;

describe('SQLite', () => {
  const db = openDatabase(':memory:', MIGRATIONS, false);
  afterAll(() => db.close());

  test.each(Object.entries({ ...SQL, ...TASK_SQL, ...UPKEEP_SQL }))('%s reads no whole table', (_name, sql) => {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    expect(plan.map(({ detail }) => String(detail)).filter((step) => WHOLE_TABLE.test(step))).toEqual([]);
  });

  test('a whole table would be seen', () => {
    const [step] = db.prepare('EXPLAIN QUERY PLAN SELECT * FROM activity WHERE from_role = ?').all();
    expect(String(step?.detail)).toMatch(WHOLE_TABLE);
  });
});

describe('PostgreSQL', () => {
  let server: PostgresServer;
  let client: Client;
  beforeAll(async () => {
    server = await startPostgres();
    const url = await server.database();
    const settings = { url, listenUrl: '', connections: 2, timeout: 5000, patience: 5000 };
    await (await openPostgres(settings, MIGRATIONS, () => undefined)).close();
    client = new Client({ connectionString: url });
    await client.connect();
    // Tables without rows are read whole because that is cheapest; forbidden, only those are for which no index will do.
    await client.query('SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan');
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await server.stop();
  });

  async function plan(sql: string): Promise<string> {
    const { rows } = await client.query(`EXPLAIN (GENERIC_PLAN) ${sql}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  test.each(Object.values({ ...TURN_SQL, ...POSTGRES_TASKS }).map(({ name, text }) => [name, text]))(
    '%s reads no whole table',
    async (_name, text) => {
      expect(await plan(text)).not.toMatch(/Seq Scan/);
    },
  );

  test('a whole table would be seen', async () => {
    expect(await plan('SELECT * FROM activity WHERE from_role = $1')).toMatch(/Seq Scan/);
  });
});
