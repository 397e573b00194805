/** `npm run backup -- FILE`: a copy of the database, while the server runs. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { databaseFile } from '../open-store.ts';
import { runCommand } from '../run-command.ts';
import { backupSqlite } from '../store/sqlite-backup.ts';

const HELP = `Copy the database while the server runs.

  npm run backup -- FILE

FILE must not exist yet. To go back to it: stop the server, remove keepsake.db, keepsake.db-wal and keepsake.db-shm
from the data folder, and put the copy there as keepsake.db. The folder keys/ beside it signs tokens; keep a copy of
it too, or people start new conversations.

With DATABASE_URL, PostgreSQL's own tools do it:  pg_dump --format=custom --file=FILE "$DATABASE_URL"`;

const [file, ...rest] = process.argv.slice(2);

process.exitCode = await runCommand(
  async ({ config, print, complain }) => {
    if (file === '--help' || file === '-h') {
      print(HELP);
      return 0;
    }
    if (file === undefined || file.startsWith('-') || rest.length > 0) {
      complain(HELP);
      return 2;
    }
    if (config.databaseUrl !== '') {
      complain('keepsake: The database is PostgreSQL: pg_dump --format=custom --file=FILE "$DATABASE_URL" copies it while it runs.');
      return 2;
    }
    await backupSqlite(databaseFile(config), resolve(file));
    print(`${file}: ${Math.ceil(statSync(file).size / 1024)} KB, checked`);
    return 0;
  },
  (line) => console.log(line),
  (line) => console.error(line),
);
