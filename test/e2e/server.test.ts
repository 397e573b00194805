import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../../bench/load/http.ts';
import { BAD_BODIES } from '../bot/bad-input.ts';
import { call, listen, visit } from '../bot/line-client.ts';
import { until } from '../until.ts';
import { newDataFolder, runServer, type ServerProcess, startServer } from './server-process.ts';

const LOOSE = {
  LOG_LEVEL: 'debug',
  KEEPSAKE_MESSAGES_PER_10S: '10000',
  KEEPSAKE_MESSAGES_PER_MINUTE: '10000',
  KEEPSAKE_TOKENS_PER_MINUTE: '10000',
};

const data = newDataFolder();
afterAll(data.remove);

describe('the real server', () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServer(data.path, LOOSE);
  });
  afterAll(async () => {
    await server.stop('SIGKILL');
  });

  test('serves its page and health while it learns, and is then ready', async () => {
    expect((await call(server.url, 'GET', '/')).status).toBe(200);
    expect(await call(server.url, 'GET', '/healthz')).toMatchObject({ status: 200, body: { ok: true } });
    await server.ready;
    expect(await call(server.url, 'GET', '/readyz')).toMatchObject({ status: 200, body: { ready: true } });
  });

  test('the page comes with a policy that lets nothing foreign run', async () => {
    const { headers, body } = await call(server.url, 'GET', '/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(String(body.text)).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/i);
    const again = await call(server.url, 'GET', '/', { headers: { 'If-None-Match': headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  test('a conversation over HTTP and WebSocket', async () => {
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    const [welcome] = await stream.until(1);
    expect(welcome?.from.role).toBe('bot');
    await ann.say('my backup fails with error 4013', 'k1');
    const seen = await stream.until(3);
    expect(seen[1]).toMatchObject({ text: 'my backup fails with error 4013', channelData: { clientActivityID: 'k1' } });
    expect(seen[2]?.text).toContain('4013');
    stream.socket.close();
  });

  test.each(BAD_BODIES)('%s: %i, and the next message works', async (_what, status, body) => {
    const ann = await visit(server.url);
    expect((await call(server.url, 'POST', `${ann.path}/activities`, { token: ann.token, body })).status).toBe(status);
    expect((await ann.say('my backup is stuck')).status).toBe(200);
    const lines = await ann.read();
    expect(lines.at(-1)).toMatchObject({ from: { role: 'bot' }, text: expect.stringMatching(/\w/) });
    expect(server.output()).not.toMatch(/"level":"error"/);
  });

  test('secrets are in no answer, no file and no log', async () => {
    const ann = await visit(server.url);
    await ann.say('my password is Zebra-Quilt-77 and my mail is ann.example@mail.example');
    const told = 'password: Zebra-Quilt-77';
    const ids = { clientActivityID: told, id: told, timestamp: told, watermark: told, replyToId: told };
    await ann.post({ type: 'message', text: 'hi', locale: told, localTimestamp: told, name: told, channelData: ids, from: { id: told } });
    await ann.post({ type: 'event', name: told, value: { told: [told] }, channelData: { [told]: told, ...ids } });
    const form = new FormData();
    form.append(told, new Blob([told], { type: 'text/plain' }), `${told}.txt`);
    const headers = { Authorization: `Bearer ${ann.token}` };
    await fetch(`${server.url}${ann.path}/upload?userId=${encodeURIComponent(told)}`, { method: 'POST', headers, body: form });
    expect(JSON.stringify(await ann.read())).not.toMatch(/Zebra|ann\.example@/);
    const files = ['keepsake.db', 'keepsake.db-wal'].map((name) => readFileSync(join(data.path, name), 'latin1')).join();
    expect(files + server.output()).not.toMatch(/Zebra|ann\.example@/);
  });

  test('keys and database are for their owner only, also in a folder that others may read', () => {
    for (const name of ['keys/direct-line.json', 'keepsake.db', 'keepsake.db-wal'])
      expect([name, statSync(join(data.path, name)).mode & 0o077]).toEqual([name, 0]);
  });
});

describe('a conversation', () => {
  test('survives a kind stop and kill -9, with its token and everything said', async () => {
    // A port that stays free while the server is away.
    let server = await startServer(data.path, { ...LOOSE, PORT: String(await freePort()) });
    const ann = await visit(server.url);
    await ann.say('my backup fails with error 4013');
    const before = await ann.read();
    const again = async (signal: NodeJS.Signals): Promise<number | null> => {
      const code = await server.stop(signal);
      server = await startServer(data.path, { ...LOOSE, PORT: String(server.port) });
      return code;
    };
    expect(await again('SIGTERM')).toBe(0);
    expect(await ann.read()).toEqual(before);
    expect(await again('SIGKILL')).toBeNull();
    expect(await ann.read()).toEqual(before);
    expect((await ann.say('yes')).status).toBe(200);
    expect((await ann.read()).length).toBeGreaterThan(before.length + 1);
    expect(await server.stop()).toBe(0);
  });

  test('a stop says goodbye to open streams, with 1001', async () => {
    const server = await startServer(data.path, LOOSE);
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    const code = server.stop('SIGINT');
    expect(await stream.closed).toBe(1001);
    expect(await code).toBe(0);
  });
});

describe('a server behind a balancer', () => {
  test('says that it is draining, finishes what comes meanwhile, and asks for no more on the same connection', async () => {
    const server = await startServer(data.path, { ...LOOSE, KEEPSAKE_DRAIN_SECONDS: '10' });
    await server.ready;
    const ann = await visit(server.url);
    const code = server.stop('SIGTERM');
    // The signal needs a moment to arrive.
    const { body, headers } = await until(async () => {
      const answer = await call(server.url, 'GET', '/readyz');
      return answer.status === 503 && answer;
    });
    expect({ body, connection: headers.get('connection') }).toEqual({ body: { ready: false, why: 'draining' }, connection: 'close' });
    expect((await ann.say('my backup is stuck')).status).toBe(200);
    expect(await code).toBe(0);
  });

  test('does not keep waiting who presses Ctrl+C', async () => {
    const server = await startServer(data.path, { ...LOOSE, KEEPSAKE_DRAIN_SECONDS: '300' });
    await server.ready;
    expect(await server.stop('SIGINT')).toBe(0);
  });
});

describe('what the operator is told, in one clear line each', () => {
  const scratch = newDataFolder();
  afterAll(scratch.remove);

  async function lines(env: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<readonly string[]> {
    const { code, err } = await runServer({ KEEPSAKE_DATA: join(scratch.path, 'data'), ...env }, args);
    expect(code).toBe(1);
    expect(err).not.toMatch(/^\s+at /m);
    return err.trim().split('\n');
  }

  test('a port that is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    expect(await lines({ PORT: String(port) })).toEqual([
      `keepsake: Port ${port} on 127.0.0.1 is taken. Stop what listens there, or set PORT to another one.`,
    ]);
    other.close();
  });

  test('settings that are wrong, all of them', async () => {
    expect(await lines({ PORT: 'x', LOG_LEVEL: 'y' })).toEqual([
      'keepsake: PORT must be a whole number from 0 to 65535. It is "x".',
      'keepsake: LOG_LEVEL must be one of debug, info, warn, error, silent. It is "y".',
    ]);
  });

  test('a data folder that cannot be one', async () => {
    const file = join(scratch.path, 'file');
    writeFileSync(file, '');
    expect(await lines({ KEEPSAKE_DATA: file })).toEqual([expect.stringMatching(/^keepsake: The data folder cannot be written\./)]);
  });

  test('a damaged database', async () => {
    const folder = join(scratch.path, 'damaged');
    mkdirSync(folder);
    writeFileSync(join(folder, 'keepsake.db'), 'no database '.repeat(1000));
    expect(await lines({ KEEPSAKE_DATA: folder })).toEqual([
      expect.stringMatching(/^keepsake: The database is damaged\. Put a backup in its place/),
    ]);
  });

  test('another server on the same data', async () => {
    const server = await startServer(data.path);
    expect(await lines({ KEEPSAKE_DATA: data.path })).toEqual([
      expect.stringMatching(/^keepsake: Another Keepsake is running on this data folder\./),
    ]);
    await server.stop();
  });

  test('a pack that is broken, with every place', async () => {
    const pack = join(scratch.path, 'pack');
    mkdirSync(pack);
    writeFileSync(join(pack, 'pack.yaml'), 'id: broken\nsettings: [\n');
    const told = await lines({ KEEPSAKE_PACK: pack });
    expect(told[0]).toBe(`keepsake: The knowledge pack ${pack} cannot be used:`);
    expect(told[1]).toMatch(/^keepsake: .*pack\.yaml:\d+:\d+: /);
  });

  test('an option that does not exist; help and version are no errors', async () => {
    expect(await lines({}, ['--frobnicate'])).toEqual(['keepsake: There is no option --frobnicate. --help tells what there is.']);
    expect(await runServer({}, ['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    const help = await runServer({}, ['--help']);
    expect(help).toMatchObject({ code: 0, out: expect.stringMatching(/^ {2}KEEPSAKE_CONVERSATIONS_PER_USER {2}New conversations/m) });
    expect(help.out.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });
});
