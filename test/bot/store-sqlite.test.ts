import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { takeDataFolder } from '../../bot/store/data-folder.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { ADDRESS_SQL } from '../../bot/store/sqlite-addresses.ts';
import { DESK_SQL } from '../../bot/store/sqlite-desks.ts';
import { refuseOldEngine } from '../../bot/store/sqlite-open.ts';
import { TASK_SQL } from '../../bot/store/sqlite-tasks.ts';
import { SQL } from '../../bot/store/sqlite-turns.ts';
import { UPKEEP_SQL } from '../../bot/store/sqlite-upkeep.ts';
import { StoreError } from '../../bot/store/store.ts';
import { aTurn } from './a-turn.ts';
import { storeContract } from './store.contract.ts';

const MIGRATIONS = join(process.cwd(), 'bot/store/migrations');

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'keepsake-store-'));
}

storeContract('sqlite', async () => {
  const folder = newFolder();
  return {
    open: () => openSqlite(join(folder, 'keepsake.db'), MIGRATIONS),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

describe('sqlite', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = newFolder();
    file = join(folder, 'keepsake.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function errorOf(work: () => unknown): StoreError {
    try {
      work();
    } catch (error) {
      if (error instanceof StoreError) return error;
      throw error;
    }
    throw new Error('nothing was thrown');
  }

  test('what was acknowledged outlives kill -9, without gaps', async () => {
    for (let round = 0; round < 4; round++) {
      const acknowledged = await killedAfter(40 + round * 25);
      const store = await openSqlite(file, MIGRATIONS);
      for (const conversation of ['a', 'b', 'c', 'd']) {
        const { version, case: file, nextSeq } = await store.read(conversation);
        expect(version).toBeGreaterThanOrEqual(acknowledged.get(conversation) ?? 0);
        expect(nextSeq).toBe(version * 2 + 1);
        if (version > 0) expect(file).toEqual({ turns: version });
        expect((await store.after(conversation, 0, 100_000)).map(({ seq }) => seq)).toEqual(
          Array.from({ length: version * 2 }, (_, i) => i + 1),
        );
      }
      await store.close();
    }
  });

  /** Lets a child write until it has acknowledged so many turns, kills it, and says how far each conversation had come. */
  function killedAfter(turns: number): Promise<ReadonlyMap<string, number>> {
    const child = spawn(process.execPath, [join(process.cwd(), 'test/bot/kill-writer.ts'), file, MIGRATIONS]);
    let out = '';
    let trouble = '';
    child.stderr.on('data', (chunk) => (trouble += chunk));
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.split('\n').length > turns) child.kill('SIGKILL');
    });
    return new Promise((resolve, reject) => {
      child.on('close', (_code, signal) => {
        if (signal !== 'SIGKILL') return reject(new Error(trouble));
        // The last line may have been cut off: then its number is not to be trusted.
        const lines = out.slice(0, out.lastIndexOf('\n')).split('\n');
        resolve(new Map(lines.map((line) => line.split(' ')).map(([name, count]) => [name ?? '', Number(count)])));
      });
    });
  }

  test('a full disk fails the turn, writes no half of it, and the next one works', async () => {
    const store = await openSqlite(file, MIGRATIONS);
    await store.commitTurn(aTurn());
    await store.close();
    const small = new DatabaseSync(file);
    const pages = Number(Object.values(small.prepare('PRAGMA page_count').get() ?? {})[0]);
    small.close();
    const tight = await openSqlite(file, MIGRATIONS, { mostPages: pages + 1 });
    const long = aTurn({ key: 'k2', version: 1, said: [{ from: 'user', user: 'ann', text: 'x'.repeat(100_000) }] });
    await expect(tight.commitTurn(long)).rejects.toMatchObject({ code: 'full' });
    expect(await tight.read('c1')).toMatchObject({ version: 1, nextSeq: 3 });
    expect(await tight.after('c1', 2, 10)).toEqual([]);
    expect(await tight.commitTurn(aTurn({ key: 'k3', version: 1 }))).toMatchObject({ kind: 'done', firstSeq: 3 });
    await tight.close();
  });

  test('somebody else holds the lock: the turn waits, then says so, and is not written', async () => {
    const store = await openSqlite(file, MIGRATIONS, { lockPatience: 200 });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.commitTurn(aTurn())).rejects.toMatchObject({ code: 'locked' });
    expect(await store.read('c1')).toMatchObject({ version: 0 });
    const waiting = store.commitTurn(aTurn());
    other.exec('ROLLBACK');
    expect(await waiting).toMatchObject({ kind: 'done' });
    other.close();
    await store.close();
  });

  test('a damaged database is named, not opened', async () => {
    writeFileSync(file, 'this is no database, but it is long enough to be read as one. '.repeat(100));
    await expect(openSqlite(file, MIGRATIONS)).rejects.toMatchObject({ code: 'damaged' });
  });

  test('a database with a damaged page is named, not opened', async () => {
    const store = await openSqlite(file, MIGRATIONS);
    for (let i = 0; i < 50; i++) await store.commitTurn(aTurn({ key: `k${i}`, version: i }));
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xab, 4096 * 3, 4096 * 5);
    writeFileSync(file, bytes);
    await expect(openSqlite(file, MIGRATIONS)).rejects.toMatchObject({ code: 'damaged' });
  });

  test('a database of a newer Keepsake is left alone', async () => {
    await (await openSqlite(file, MIGRATIONS)).close();
    const db = new DatabaseSync(file);
    db.exec('INSERT INTO schema_version (version) VALUES (9999)');
    db.close();
    await expect(openSqlite(file, MIGRATIONS)).rejects.toMatchObject({ code: 'newer' });
  });

  test('an old SQLite is refused', () => {
    expect(errorOf(() => refuseOldEngine('3.51.2')).code).toBe('oldEngine');
    expect(errorOf(() => refuseOldEngine('3.9.9')).code).toBe('oldEngine');
    for (const good of ['3.51.3', '3.52.0', '4.0.0']) refuseOldEngine(good);
  });

  test('a case file that is no JSON any more begins anew, its log stays', async () => {
    const store = await openSqlite(file, MIGRATIONS);
    await store.commitTurn(aTurn());
    const db = new DatabaseSync(file);
    db.exec(`UPDATE conversation SET state = '{"v":'`);
    db.close();
    expect(await store.read('c1')).toEqual({ version: 1, case: undefined, nextSeq: 3 });
    expect(await store.after('c1', 0, 10)).toHaveLength(2);
    await store.close();
  });

  test.each([SQL, TASK_SQL, ADDRESS_SQL, DESK_SQL, UPKEEP_SQL].flatMap((statements) => Object.entries<string>(statements)))(
    'an index finds everything: %s',
    async (_name, sql) => {
      await (await openSqlite(file, MIGRATIONS)).close();
      const db = new DatabaseSync(file);
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
      // Only the list of kinds that is handed in is read from end to end, and the index that holds nobody but those who wait or are helped.
      const scanned = plan
        .map(({ detail }) => String(detail))
        .filter((step) => /^SCAN (?!json_each|CONSTANT|.* USING (?:COVERING )?INDEX handoff_open)/.test(step));
      expect(scanned).toEqual([]);
      db.close();
    },
  );

  test('a database of the first release keeps who waits for a person', async () => {
    const db = new DatabaseSync(file);
    db.exec(readFileSync(join(MIGRATIONS, 'sqlite/0001-conversations.sql'), 'utf8'));
    db.exec('CREATE TABLE schema_version (version INTEGER PRIMARY KEY) STRICT; INSERT INTO schema_version VALUES (1)');
    db.exec(`INSERT INTO handoff VALUES ('c9', 'asked', '{"title":"stuck"}', 'the note', 7)`);
    db.close();
    const store = await openSqlite(file, MIGRATIONS);
    expect(await store.tasks.claim('handoff', undefined, 1000, 5)).toMatchObject([
      { conversation: 'c9', kind: 'asked', payload: { summary: { title: 'stuck' }, note: 'the note' }, since: 7 },
    ]);
    await store.close();
  });

  test('a database of before its rows were put in order keeps every conversation and its log', async () => {
    const db = new DatabaseSync(file);
    const before = ['0001-conversations', '0002-tasks', '0003-sites-and-files', '0004-handoff', '0005-accounts', '0006-addresses'];
    db.exec('CREATE TABLE schema_version (version INTEGER PRIMARY KEY) STRICT');
    for (const [i, name] of before.entries()) {
      db.exec(readFileSync(join(MIGRATIONS, `sqlite/${name}.sql`), 'utf8'));
      db.exec(`INSERT INTO schema_version VALUES (${i + 1})`);
    }
    const payload = JSON.stringify({ from: 'bot', reply: { text: 'x'.repeat(3000) } });
    for (const id of ['zebra', 'ant']) {
      db.exec(`INSERT INTO conversation VALUES ('${id}', 'directline', 'u-${id}', 3, 3, 2, '{"of":"${id}"}', 9)`);
      for (const seq of [2, 1]) db.prepare('INSERT INTO activity VALUES (?, ?, ?, ?, ?)').run(id, seq, seq, 'bot', payload);
      db.exec(`INSERT INTO inbox VALUES ('${id}', 'k', 1, 2, 9)`);
    }
    db.close();
    const store = await openSqlite(file, MIGRATIONS);
    for (const id of ['zebra', 'ant']) {
      expect(await store.read(id)).toEqual({ version: 3, case: { of: id }, nextSeq: 3 });
      expect((await store.after(id, 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
      expect(await store.commitTurn(aTurn({ conversation: id, key: 'k', version: 3 }))).toMatchObject({ kind: 'duplicate', firstSeq: 1 });
      expect(await store.commitTurn(aTurn({ conversation: id, key: 'new', version: 3 }))).toMatchObject({ kind: 'done', firstSeq: 3 });
    }
    await store.close();
  });

  test('a thread that ends takes nobody along: what is asked of it fails with a word', async () => {
    const store = await openSqlite(file, MIGRATIONS);
    await store.close();
    await expect(store.read('c1')).rejects.toMatchObject({ code: 'failed', detail: 'the database is closed' });
    await expect(store.commitTurn(aTurn())).rejects.toMatchObject({ code: 'failed' });
  });

  test('of turns that are written together one that the database refuses fails alone', async () => {
    const store = await openSqlite(file, MIGRATIONS);
    const channel = null as unknown as string;
    const bad = aTurn({ conversation: 'bad', channel, tasks: [{ queue: 'outbox', key: 'a', kind: 'teams', payload: {} }] });
    const turns = [...Array.from({ length: 10 }, (_, i) => aTurn({ conversation: `c${i}` })), bad, aTurn({ conversation: 'last' })];
    const written = await Promise.allSettled(turns.map((turn) => store.commitTurn(turn)));
    expect(written.flatMap(({ status }, i) => (status === 'rejected' ? [turns[i]?.conversation] : []))).toEqual(['bad']);
    expect(await store.read('bad')).toMatchObject({ version: 0 });
    expect(await store.after('bad', 0, 10)).toEqual([]);
    expect(await store.tasks.depth('outbox')).toMatchObject({ waiting: 0 });
    expect(await store.read('last')).toMatchObject({ version: 1 });
    await store.close();
  });

  test('turns that come at once share a sync of the disk', async () => {
    const store = await openSqlite(file, MIGRATIONS);
    const turns = Array.from({ length: 64 }, (_, i) => store.commitTurn(aTurn({ conversation: `c${i}` })));
    expect((await Promise.all(turns)).every(({ kind }) => kind === 'done')).toBe(true);
    // Each transaction leaves one frame that says it is committed: the last page of it names the size of the database.
    const wal = readFileSync(`${file}-wal`);
    const frame = 24 + wal.readUInt32BE(8);
    const frames = Array.from({ length: Math.floor((wal.length - 32) / frame) }, (_, i) => wal.readUInt32BE(32 + i * frame + 4));
    expect(frames.filter((size) => size > 0).length).toBeLessThan(32);
    await store.close();
  });
});

describe('data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is made when it is not there, and taken by one at a time', () => {
    const path = join(folder, 'deep/er');
    const first = takeDataFolder(path);
    expect(() => takeDataFolder(path)).toThrow(/Another Keepsake is running/);
    first.release();
    takeDataFolder(path).release();
  });

  test('that is a file, or below one, is refused in words', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => takeDataFolder(file)).toThrow(/cannot be written/);
    expect(() => takeDataFolder(join(file, 'below'))).toThrow(/cannot be written/);
  });

  test('that may not be written is refused in words', () => {
    // The administrator may write everywhere, so for them there is nothing to refuse.
    const mine = process.getuid?.() === 0;
    chmodSync(folder, 0o500);
    if (mine) takeDataFolder(folder).release();
    else expect(() => takeDataFolder(folder)).toThrow(/cannot be written/);
    chmodSync(folder, 0o700);
  });
});
