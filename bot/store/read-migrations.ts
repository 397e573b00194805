import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One step from a schema to the next. Those that were released never change. */
export type Migration = { readonly version: number; readonly sql: string };

/** The steps of one engine, in order. `folder` holds a folder for each engine. */
export function readMigrations(folder: string, engine: 'sqlite' | 'postgres'): readonly Migration[] {
  const own = join(folder, engine);
  const names = readdirSync(own).filter((name) => /^\d{4}-.+\.sql$/.test(name));
  return names.sort().map((name) => ({ version: Number(name.slice(0, 4)), sql: readFileSync(join(own, name), 'utf8') }));
}

/** The schema that this program knows. */
export function newestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}
