/**
 * `npm run test:playground`: whole conversations in Microsoft's own client, in a real Chromium, with the real server. `--shots FOLDER`
 * keeps pictures of them, `--package FOLDER` the client. Ends with 1 when something does not hold, with 77 when it could not be run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CHROMIUM, openBrowser } from '../e2e/browser.ts';
import { newDataFolder, startServer } from '../e2e/server-process.ts';
import { fetchClient, startClient } from './client.ts';
import { type Check, HANDED_OVER, SOLVED } from './conversations.ts';
import { openScreen, type Screen } from './screen.ts';

const OPTIONS = { shots: { type: 'string' }, package: { type: 'string' } } as const;

async function run(folder: string, shots: string, kept: string | undefined): Promise<number> {
  if (CHROMIUM === undefined) throw new Error('no Chromium was found: set CHROMIUM to its path');
  const program = fetchClient(kept ?? folder);
  const data = newDataFolder();
  const server = await startServer(data.path, { ALLOW_ANONYMOUS: '1', HOST: '127.0.0.1' });
  await server.ready;
  const client = await startClient(program, server.url, folder);
  const browser = await openBrowser();
  try {
    return await holdAll(await openScreen(browser, client.url, shots), [...SOLVED, ...HANDED_OVER]);
  } finally {
    await browser.close();
    await client.stop();
    await server.stop();
    data.remove();
  }
}

/** Says how many did not hold. What comes after one of them is not looked at: it would only tell the same. */
async function holdAll(screen: Screen, checks: readonly Check[]): Promise<number> {
  for (const [i, { what, hold }] of checks.entries()) {
    try {
      await hold(screen);
      console.log(`ok      ${what}`);
    } catch (error) {
      await screen.shoot('failed');
      console.log(`FAILED  ${what}: ${error}\n${checks.length - i} of ${checks.length} do not hold, or were not reached.`);
      return checks.length - i;
    }
  }
  console.log(`All ${checks.length} hold.`);
  return 0;
}

/** What test runners understand as neither passed nor failed. */
const NOT_RUN = 77;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS });
  const folder = mkdtempSync(join(tmpdir(), 'keepsake-playground-'));
  try {
    return (await run(folder, values.shots === undefined ? join(folder, 'shots') : resolve(values.shots), values.package)) === 0 ? 0 : 1;
  } catch (error) {
    console.log(`NOT RUN: ${error instanceof Error ? error.message : error}`);
    return NOT_RUN;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
