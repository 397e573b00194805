import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ORPHANS, TORN, tornFaults } from '../../bench/torture/ground.ts';

let db: DatabaseSync;
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec(`
    CREATE TABLE conversation (id TEXT, version INTEGER, next_seq INTEGER);
    CREATE TABLE activity (conv_id TEXT, seq INTEGER);
    CREATE TABLE inbox (conv_id TEXT, activity_id TEXT, first_seq INTEGER, last_seq INTEGER);
    INSERT INTO conversation VALUES ('c1', 2, 4);
    INSERT INTO activity VALUES ('c1', 1), ('c1', 2), ('c1', 3);
    INSERT INTO inbox VALUES ('c1', 'begin', 1, 1), ('c1', 'k0', 2, 3);
  `);
});
afterEach(() => db.close());

function torn(): readonly string[] {
  return tornFaults(db.prepare(TORN).all(), Number(db.prepare(ORPHANS).get()?.orphans));
}

describe('half a turn shows in the tables', () => {
  test('whole turns do not', () => {
    expect(torn()).toEqual([]);
  });

  test.each([
    ['a line is missing', 'DELETE FROM activity WHERE seq = 2'],
    ['a line too many', "INSERT INTO activity VALUES ('c1', 4)"],
    ['a delivery that is not noted', "DELETE FROM inbox WHERE activity_id = 'k0'"],
    ['a state that was not moved', 'UPDATE conversation SET version = 1'],
    ['a count that was not moved', 'UPDATE conversation SET next_seq = 3'],
    ['lines of nobody', "INSERT INTO activity VALUES ('c2', 1)"],
  ])('%s', (_what, sql) => {
    db.exec(sql);
    expect(torn()).toHaveLength(1);
  });
});
