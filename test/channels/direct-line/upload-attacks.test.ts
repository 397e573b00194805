/** Files that nobody gets in with, and what keeps so many of them from being a flood. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/files/kinds.ts';
import { openPictures } from '../../../bot/files/pictures.ts';
import { newTurnstile } from '../../../bot/files/turnstile.ts';
import { type Answered, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';
import { until } from '../../until.ts';
import { png, WEBP } from './pictures.ts';
import { upload } from './upload-client.ts';

const LOOSE = { KEEPSAKE_MESSAGES_PER_10S: '10000', KEEPSAKE_MESSAGES_PER_MINUTE: '10000', KEEPSAKE_TOKENS_PER_MINUTE: '10000' };
const THREAD = join(process.cwd(), 'bot/files/picture-thread.ts');

let server: TestServer;
beforeAll(async () => {
  server = await testServer(LOOSE);
});
afterAll(() => server.close());

const codeOf = ({ status, body }: Answered): unknown => [status, (body.error as { code: string } | undefined)?.code];

describe('no way in', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
  const bomb = png(1, 1, [], [60_000, 60_000]);

  test.each([
    ['an SVG', Buffer.from(SVG), 'x.svg', 'image/svg+xml'],
    ['an SVG called PNG', Buffer.from(SVG), 'x.png', 'image/png'],
    ['an SVG behind a declaration', Buffer.from(`\ufeff<?xml version="1.0"?>\n<!-- x -->${SVG}`), 'x.txt', 'text/plain'],
    ['a page', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), 'x.txt', 'text/plain'],
    ['a page in UTF-16', Buffer.from('\ufeff<html><script>1</script>', 'utf16le'), 'x.log', 'text/plain'],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /'), 'x.txt', 'text/plain'],
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'x.png', 'image/png'],
    ['an archive', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), 'x.docx', 'application/zip'],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'x.heic', 'image/heic'],
    ['a script that begins like a GIF', Buffer.from('GIF89a/*\0\0*/=1;alert(1)//', 'latin1'), 'x.gif', 'image/gif'],
    ['a page that begins like a JPEG', Buffer.from('\xff\xd8\xff<html><script>1</script>', 'latin1'), 'x.jpg', 'image/jpeg'],
    ['half a PNG', png(64, 64).subarray(0, 60), 'x.png', 'image/png'],
    ['nothing but the head of a WebP', WEBP.subarray(0, 16), 'x.webp', 'image/webp'],
    ['bytes', Buffer.from(Array.from({ length: 256 }, (_, i) => i)), 'x.bin', 'application/octet-stream'],
  ])('%s is refused, and nothing is written', async (_what, bytes, name, type) => {
    const ann = await visit(server.url);
    expect(codeOf(await upload(server.url, ann, [{ name, bytes, type }], { type: 'message', text: 'x' }))).toEqual([415, 'FileNotTaken']);
    expect(await ann.read()).toHaveLength(1);
    expect((await ann.say('and now?')).status).toBe(200);
  });

  test('a picture that would fill the memory is refused by its head', async () => {
    const ann = await visit(server.url);
    expect(codeOf(await upload(server.url, ann, [{ name: 'x.png', bytes: bomb }]))).toEqual([413, 'FilesTooBig']);
  });

  test('who sends a HEIC is told what to send instead', async () => {
    const photo = { name: 'IMG_1.HEIC', bytes: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), type: 'image/heic' };
    const { body } = await upload(server.url, await visit(server.url), [photo]);
    expect((body.error as { message: string }).message).toMatch(/^"IMG_1.HEIC" is a HEIC photo.*screenshot.*JPEG/);
  });

  test('a text that would take seconds to read for secrets is refused', async () => {
    const ann = await visit(server.url);
    const log = { name: 'all.log', bytes: Buffer.alloc(2_200_000, '12 34-') };
    expect(codeOf(await upload(server.url, ann, [log]))).toEqual([413, 'FilesTooBig']);
  });

  test('of several files one bad one keeps all of them out', async () => {
    const ann = await visit(server.url);
    const files = [
      { name: 'a.png', bytes: png(2, 2) },
      { name: 'b.svg', bytes: Buffer.from(SVG) },
    ];
    const answer = await upload(server.url, ann, files);
    expect(answer.status).toBe(415);
    expect((answer.body.error as { message: string }).message).toContain('b.svg');
    expect(await ann.read()).toHaveLength(1);
  });

  test.each([
    ['no boundary', 'multipart/form-data', 'x'],
    ['no end', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc'],
    ['no parts', 'multipart/form-data; boundary=b', '--b--\r\n'],
    ['nothing', 'multipart/form-data; boundary=b', ''],
    ['another boundary', 'multipart/form-data; boundary=b', '--c\r\n\r\nx\r\n--c--'],
  ])('a body with %s is refused', async (_what, type, body) => {
    const ann = await visit(server.url);
    const headers = { Authorization: `Bearer ${ann.token}`, 'Content-Type': type };
    const response = await fetch(`${server.url}${ann.path}/upload`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('a message among the parts is checked as any other', async () => {
    const ann = await visit(server.url);
    const file = [{ name: 'a.png', bytes: png(2, 2) }];
    const form = new FormData();
    form.append('activity', new Blob(['{"type":"message","__proto__":{"x":1}}'], { type: 'application/vnd.microsoft.activity' }), 'blob');
    const headers = { Authorization: `Bearer ${ann.token}` };
    expect((await fetch(`${server.url}${ann.path}/upload`, { method: 'POST', headers, body: form })).status).toBe(400);
    expect((await upload(server.url, ann, file, { type: 'message', text: 7 })).status).toBe(400);
    expect((await upload(server.url, ann, file, { type: 'event', name: 'handoff.status', channelData: { system: true } })).status).toBe(
      200,
    );
    const echo = (await ann.read()).find(({ from }) => from.role === 'user');
    expect([echo?.type, echo?.channelData?.system]).toEqual(['message', undefined]);
  });

  test('too many, too much and too often has its limits', async () => {
    const small = await testServer({ ...LOOSE, KEEPSAKE_UPLOAD_FILES: '2', KEEPSAKE_UPLOAD_MB: '1', KEEPSAKE_UPLOAD_MB_PER_HOUR: '1' });
    const ann = await visit(small.url);
    const file = { name: 'a.png', bytes: png(2, 2) };
    expect(codeOf(await upload(small.url, ann, [file, file, file, file], { type: 'message' }))).toEqual([413, 'FilesTooBig']);
    expect(codeOf(await upload(small.url, ann, [{ name: 'a.log', bytes: Buffer.alloc(1_100_000, 'x') }]))).toEqual([413, 'FilesTooBig']);
    const log = { name: 'a.log', bytes: Buffer.alloc(600_000, 'x') };
    expect((await upload(small.url, ann, [log])).status).toBe(200);
    const more = await upload(small.url, ann, [log]);
    expect([more.status, Number(more.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await ann.say('and now?')).status).toBe(200);
    await small.close();
  });

  test('who finds no room is asked to come again, which is no news for the log', async () => {
    const small = await testServer(LOOSE);
    const ann = await visit(small.url);
    const { hostname, port } = new URL(small.url);
    const head = `POST ${ann.path}/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ann.token}\r\nContent-Length: 9000\r\n\r\n`;
    // One more than there may be of one address, and none of them comes to an end.
    const slow = Array.from({ length: 4 }, () => connect(Number(port), hostname));
    for (const socket of slow) socket.on('error', () => undefined).write(head);
    const [refused] = (await Promise.race(slow.map((socket) => once(socket, 'data')))) as [Buffer];
    expect(refused.toString()).toMatch(/^HTTP\/1\.1 503.*Retry-After: 5.*"Unavailable"/s);
    expect(small.logged.join('\n')).not.toContain('request failed');
    for (const socket of slow) socket.destroy();
    await small.close();
  });

  test('can be closed altogether', async () => {
    const none = await testServer({ ...LOOSE, KEEPSAKE_UPLOAD_FILES: '0' });
    const ann = await visit(none.url);
    expect(codeOf(await upload(none.url, ann, [{ name: 'a.png', bytes: png(2, 2) }]))).toEqual([415, 'FileNotTaken']);
    await none.close();
  });
});

describe('the room where pictures are drawn', () => {
  test('drops a picture that takes too long, and goes on with the next', async () => {
    const hasty = openPictures({ thread: THREAD, area: 1e6, patience: 0 });
    expect(await hasty.draw('image/png', png(2, 2))).toEqual({ kind: 'slow' });
    await hasty.close();
    const calm = openPictures({ thread: THREAD, area: 1e6 });
    expect(await calm.draw('image/png', Buffer.from('nonsense'))).toEqual({ kind: 'broken' });
    expect((await calm.draw('image/png', png(2, 2))).kind).toBe('drawn');
    expect((await calm.draw('image/png', png(2000, 2000))).kind).toBe('large');
    await calm.close();
  });

  test('sends away who finds a long line before it', async () => {
    const pictures = openPictures({ thread: THREAD, area: 1e6 });
    const all = await Promise.all(Array.from({ length: 40 }, () => pictures.draw('image/png', png(2, 2))));
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['drawn', 'busy']));
    await pictures.close();
  });

  test('whose thread dies between two pictures opens another one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keepsake-thread-'));
    const thread = join(folder, 'thread.mjs');
    const die = "setTimeout(() => { throw new Error('too late for anybody') }, 1)";
    const deaths = join(folder, 'deaths');
    writeFileSync(
      thread,
      `import { appendFileSync } from 'node:fs';
      import { parentPort } from 'node:worker_threads';
      process.once('exit', () => appendFileSync(${JSON.stringify(deaths)}, 'x'));
      parentPort.on('message', ({ id }) => { parentPort.postMessage({ id, bytes: new Uint8Array(1) }); ${die}; });`,
    );
    const pictures = openPictures({ thread, area: 1e6 });
    for (let i = 1; i <= 3; i++) {
      // Between its last breath and our hearing of it the next picture may still go to the dead one.
      await until(async () => (await pictures.draw('image/png', png(2, 2))).kind === 'drawn');
      await until(() => existsSync(deaths) && readFileSync(deaths).length >= i);
    }
    await pictures.close();
    rmSync(folder, { recursive: true });
  });

  test('reads no kind by its name alone', () => {
    expect(kindOf(Buffer.from(''))).toBe('text/plain');
    expect(kindOf(Buffer.from('hello'))).toBe('text/plain');
    expect(kindOf(Buffer.from([0xc3, 0x28]))).toBeUndefined();
  });
});

test('a turnstile lets so many in at once, and of one name fewer', async () => {
  const turnstile = newTurnstile(3, 2);
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const inside = [turnstile('ann', () => gate), turnstile('ann', () => gate)];
  await expect(turnstile('ann', () => gate)).rejects.toMatchObject({ code: 'Unavailable' });
  inside.push(turnstile('bob', () => gate));
  await expect(turnstile('carl', () => gate)).rejects.toMatchObject({ code: 'Unavailable' });
  open();
  await Promise.all(inside);
  await expect(turnstile('ann', async () => 'in')).resolves.toBe('in');
});
