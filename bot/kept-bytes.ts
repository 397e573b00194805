/** Bytes kept in a file for the next start. Never throws for the disk's sake. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What is in the file and is whole, as `read` says; undefined when it says so, fails, or there is no such file. */
export async function readKept<T>(file: string, read: (bytes: Uint8Array) => T | undefined): Promise<T | undefined> {
  try {
    return read(await readFile(file));
  } catch {
    return;
  }
}

/** Written beside and moved into place, so that nobody ever reads half of it. Says whether it could be written. */
export async function writeKept(file: string, bytes: Uint8Array): Promise<boolean> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, bytes);
    await rename(beside, file);
    return true;
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
    return false;
  }
}
