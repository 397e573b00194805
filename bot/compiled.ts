import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Where what was compiled is kept: beside the code. In the folder for everybody's temporary files, which Node would take, others could lay something of theirs. */
const FOLDER = join(import.meta.dirname, '../dist/compiled');

/** The next start need not compile everything again; where the folder may not be written it has to. */
export function keepCompiled(): void {
  enableCompileCache(FOLDER);
}
