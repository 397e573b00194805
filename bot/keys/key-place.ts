import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../error-code.ts';
import { type Store, StoreError } from '../store/store.ts';

/** Where what only this server may know is kept. Everything rejects with StoreError. */
export type KeyPlace = {
  /** How people find it: for messages. */
  readonly called: (name: string) => string;
  /** The value of this name; the first one who asks makes it. */
  readonly read: (name: string, make: () => string) => Promise<string>;
  /** Puts another value in its place if it is still `before`; says whether it was. */
  readonly exchange: (name: string, before: string, after: string) => Promise<boolean>;
};

/** Files in this folder that only their owner may read: for one process. */
export function keyFiles(folder: string): KeyPlace {
  const fileOf = (name: string): string => join(folder, `${name}.json`);
  const tried = async <T>(name: string, work: (file: string) => T): Promise<T> => {
    try {
      return work(fileOf(name));
    } catch (error) {
      throw new StoreError('unwritable', fileOf(name), error);
    }
  };
  return {
    called: fileOf,
    read: (name, make) => tried(name, (file) => existing(file) ?? generate(file, make())),
    exchange: (name, before, after) =>
      tried(name, (file) => {
        if (existing(file) !== before) return false;
        renameSync(draftOf(file, after), file);
        return true;
      }),
  };
}

/** The database that all processes share. */
export function sharedKeys({ shared, exchange }: Pick<Store, 'shared' | 'exchange'>): KeyPlace {
  const called = (name: string): string => `${name}-keys`;
  return {
    called: (name) => `"${called(name)}" of table "shared"`,
    read: (name, make) => shared(called(name), make),
    exchange: (name, before, after) => exchange(called(name), before, after),
  };
}

function existing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written beside and then linked into place: whole or not at all, and of two that start at once the first one counts. */
function generate(file: string, value: string): string {
  const draft = draftOf(file, value);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}

function draftOf(file: string, value: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, value, { mode: 0o600, flush: true });
  return draft;
}
