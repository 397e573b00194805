import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Ground, ORPHANS, TORN, TURNS, tornFaults } from './ground.ts';

/** Tables in the database at `url`; servers reach it by `env`, where a proxy or a pooler may stand between. */
export function onPostgres(url: string, env: Ground['env'] = { DATABASE_URL: url }): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-torture-'));
  return {
    engine: 'postgres',
    data: (n) => join(folder, String(n)),
    env,
    torn: async () => {
      const [torn = [], [orphans] = []] = await ask(url, TORN, ORPHANS);
      return tornFaults(torn, Number(orphans?.orphans));
    },
    turns: async () => Number((await ask(url, TURNS))[0]?.[0]?.turns),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

type Rows = readonly Readonly<Record<string, unknown>>[];

async function ask(url: string, ...statements: readonly string[]): Promise<readonly Rows[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const answers: Rows[] = [];
    for (const statement of statements) answers.push((await client.query(statement)).rows);
    return answers;
  } finally {
    await client.end();
  }
}
