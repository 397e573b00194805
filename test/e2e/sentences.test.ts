import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { visit } from '../bot/line-client.ts';
import { until } from '../sentences/kept-log.ts';
import { withEnergetic } from '../sentences/with-energetic.ts';
import { newDataFolder, type ServerProcess, startServer } from './server-process.ts';

const WANTED = { KEEPSAKE_EMBEDDER: 'energetic', KEEPSAKE_EMBEDDER_MS: '5000', KEEPSAKE_PACK: 'test/packs/printers', LOG_LEVEL: 'debug' };

let data: ReturnType<typeof newDataFolder>;
let server: ServerProcess | undefined;
beforeEach(() => {
  data = newDataFolder();
});
afterEach(async () => {
  await server?.stop('SIGKILL');
  data.remove();
});

/** Starts, waits until sentences count, and says where they are from. */
async function counting(): Promise<string> {
  server = await startServer(data.path, WANTED);
  const { output, ready } = server;
  await ready;
  await until(() => output().includes('is awake'));
  return /"whole sentences count, too".*?"from":"(\w+)"/.exec(output())?.[1] ?? '';
}

withEnergetic('the server with sentences', () => {
  test('learns them once, uses them, and learns anew what is damaged', async () => {
    expect(await counting()).toBe('training');
    const ann = await visit(server?.url ?? '');
    await ann.say('nothing comes out of the machine in my office');
    const activities = await ann.read();
    expect(activities.filter(({ from }) => from.role === 'bot').length).toBeGreaterThan(1);
    expect(server?.output()).not.toContain('left out');
    expect(await server?.stop()).toBe(0);

    expect(await counting()).toBe('cache');
    expect(await server?.stop()).toBe(0);

    const folder = join(data.path, 'sentences');
    for (const name of readdirSync(folder)) truncateSync(join(folder, name), 1000);
    expect(await counting()).toBe('training');
    expect(await server?.stop()).toBe(0);
  }, 300_000);
});
