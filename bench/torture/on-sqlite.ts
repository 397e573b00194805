import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Ground, ORPHANS, TORN, TURNS, tornFaults } from './ground.ts';

/** A data folder of its own, in `parent`. */
export function onSqlite(parent = tmpdir()): Ground {
  const folder = mkdtempSync(join(parent, 'keepsake-torture-'));
  const looking = <T>(look: (db: DatabaseSync) => T): T => {
    const db = new DatabaseSync(join(folder, 'keepsake.db'), { readOnly: true, timeout: 5000 });
    try {
      return look(db);
    } finally {
      db.close();
    }
  };
  return {
    engine: 'sqlite',
    data: () => folder,
    // An empty setting is none: the surroundings may name a server.
    env: { DATABASE_URL: '' },
    torn: async () => looking((db) => tornFaults([...db.prepare(TORN).all(), ...damage(db)], Number(db.prepare(ORPHANS).get()?.orphans))),
    turns: async () => looking((db) => Number(db.prepare(TURNS).get()?.turns)),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function damage(db: DatabaseSync): readonly object[] {
  return db
    .prepare('PRAGMA quick_check(1)')
    .all()
    .filter((row) => row.quick_check !== 'ok');
}
