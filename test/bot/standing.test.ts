import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { NO_FILE } from '../../bot/handoff/rota.ts';
import { standingOf } from '../../bot/handoff/standing.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import { aTurn } from './a-turn.ts';

const ABOUT = { topic: '', title: '', language: 'en', reason: 'asked' };

test('who asks for their place on the way to a desk stands behind who is there already', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-standing-'));
  const store = await openSqlite(join(folder, 'keepsake.db'), join(process.cwd(), 'bot/store/migrations'));
  await store.commitTurn(aTurn({ conversation: 'c1', desk: { state: 'waiting', since: 1, desk: 'console', about: ABOUT } }));
  await store.commitTurn(aTurn({ conversation: 'c2', desk: { state: 'waiting', since: 2, about: ABOUT } }));
  const parts = { store, rota: NO_FILE, desks: [], now: () => 3 };
  expect(await standingOf(parts, 'c2', 'en')).toMatchObject({ place: 2 });
  expect(await standingOf(parts, 'c1', 'en')).toMatchObject({ place: 1 });
  expect(await standingOf(parts, 'c3', 'en')).toBeUndefined();
  await store.close();
  rmSync(folder, { recursive: true });
});
