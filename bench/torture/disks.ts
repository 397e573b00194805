import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disk } from './full.ts';
import { onSqlite } from './on-sqlite.ts';

/** A disk that is small because the database may not grow: everywhere. */
export function pagedDisk(): Disk {
  const ground = onSqlite();
  return { kind: 'max_page_count', ground, small: { KEEPSAKE_DATABASE_MB: '1' }, large: {}, enlarge: () => undefined };
}

/** A disk that really is small, where this user may mount one; undefined elsewhere. */
export function memoryDisk(): Disk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-disk-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    remove();
    return undefined;
  }
  const ground = onSqlite(folder);
  return {
    kind: 'tmpfs',
    ground: {
      ...ground,
      remove: async () => {
        await ground.remove();
        execFileSync('umount', [folder], { stdio: 'ignore' });
        remove();
      },
    },
    small: {},
    large: {},
    enlarge: () => execFileSync('mount', ['-o', 'remount,size=500m', folder], { stdio: 'ignore' }),
  };
}
