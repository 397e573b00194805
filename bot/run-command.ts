import { resolve } from 'node:path';
import { type Config, environment, readConfig } from './config.ts';
import { errorStack } from './error-code.ts';
import { StoreError } from './store/store.ts';

/** What a command works with, besides its own words. */
export type CommandParts = {
  readonly config: Config;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
};

/** How a command ends: 0 is well, 1 is trouble, 2 was called wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Runs a command with the settings of the server; what hinders it is told in clear lines. */
export async function runCommand(
  work: (parts: CommandParts) => Promise<ExitCode>,
  print: (line: string) => void,
  complain: (line: string) => void,
): Promise<ExitCode> {
  // Copies, and what the server finds there later, are for the owner alone.
  process.umask(0o077);
  try {
    const read = readConfig(environment(resolve('.env')));
    if (read.ok) return await work({ config: read.config, print, complain });
    for (const problem of read.problems) complain(`keepsake: ${problem}`);
  } catch (error) {
    complain(`keepsake: ${error instanceof StoreError ? error.message : errorStack(error)}`);
  }
  return 1;
}
