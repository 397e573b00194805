/** Files that come with messages: what is taken and how it is shown again, and what nobody gets in with. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newFileLinks } from '../../../bot/files/file-links.ts';
import { kindOf, safeName } from '../../../bot/files/kinds.ts';
import { openPictures } from '../../../bot/files/pictures.ts';
import { newTurnstile } from '../../../bot/files/turnstile.ts';
import { type Answered, listen, type Visitor, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';
import { comment, exif, GIF, jpeg, png, sizeOfJpeg, WEBP } from './pictures.ts';

const LOOSE = { KEEPSAKE_MESSAGES_PER_10S: '10000', KEEPSAKE_MESSAGES_PER_MINUTE: '10000', KEEPSAKE_TOKENS_PER_MINUTE: '10000' };
const THREAD = join(process.cwd(), 'bot/files/picture-thread.ts');
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1');

let server: TestServer;
beforeAll(async () => {
  server = await testServer(LOOSE);
});
afterAll(() => server.close());

type Sent = { readonly name: string; readonly bytes: Buffer; readonly type?: string };
type Shown = { readonly contentType: string; readonly contentUrl: string; readonly name: string; readonly thumbnailUrl?: string };

/** Sends as Microsoft's client does: a message as a file called "blob", then the files. */
async function upload(
  to: Visitor,
  files: readonly Sent[],
  activity?: object,
  options: { token?: string; url?: string } = {},
): Promise<Answered> {
  const form = new FormData();
  if (activity !== undefined)
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'blob');
  for (const { name, bytes, type = 'application/octet-stream' } of files)
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  const response = await fetch(`${options.url ?? server.url}${to.path}/upload?userId=somebody`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${options.token ?? to.token}` },
    body: form,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answered['body'] };
}

async function shownOf(to: Visitor): Promise<readonly Shown[]> {
  const echo = (await to.read()).findLast(({ from }) => from.role === 'user');
  return (echo?.attachments ?? []) as readonly Shown[];
}

async function fetched(url: string | undefined): Promise<{ readonly response: Response; readonly bytes: Buffer }> {
  const response = await fetch(url ?? '');
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Sends one file, and gives what is kept of it. */
async function kept(name: string, bytes: Buffer): Promise<{ readonly shown: Shown; readonly response: Response; readonly bytes: Buffer }> {
  const ann = await visit(server.url);
  const answer = await upload(ann, [{ name, bytes }], { type: 'message', text: '' });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  const [shown] = await shownOf(ann);
  return { shown: shown as Shown, ...(await fetched(shown?.contentUrl)) };
}

const codeOf = ({ status, body }: Answered): unknown => [status, (body.error as { code: string } | undefined)?.code];

describe('a message with files', () => {
  test('is one turn, and shows its files in the order of the message, however they came', async () => {
    const ann = await visit(server.url);
    const stream = await listen(ann.streamUrl);
    const template = {
      type: 'message',
      text: 'look',
      from: { id: 'eve' },
      channelData: { clientActivityID: 'k1', attachmentSizes: [1, 2] },
      attachments: [
        { contentType: 'image/png', name: 'first.png', thumbnailUrl: 'data:image/png;base64,x' },
        { contentType: 'text/plain', name: 'second.log' },
      ],
    };
    const files = [
      { name: 'second.log', bytes: Buffer.from('all is well') },
      { name: 'first.png', bytes: png(4, 4) },
    ];
    const answer = await upload(ann, files, template);
    expect(answer.status).toBe(200);
    const [, echo, reply] = await stream.until(3);
    expect(answer.body.id).toBe(echo?.id);
    expect(echo).toMatchObject({ text: 'look', channelData: { clientActivityID: 'k1' }, from: { role: 'user' } });
    expect(echo?.from.id).toMatch(/^dl_/);
    const shown = echo?.attachments as readonly Shown[];
    expect(shown.map(({ name, contentType }) => [name, contentType])).toEqual([
      ['first.png', 'image/png'],
      ['second.log', 'text/plain'],
    ]);
    expect(shown[0]?.thumbnailUrl).toBe(shown[0]?.contentUrl);
    expect(reply?.text).toMatch(/^1: look/);
    expect((await fetched(shown[1]?.contentUrl)).bytes.toString()).toBe('all is well');
    // The same delivery again is the same turn.
    expect((await upload(ann, files, template)).body.id).toBe(echo?.id);
    expect(await ann.read()).toHaveLength(3);
    stream.socket.terminate();
  });

  test('may be files alone', async () => {
    const ann = await visit(server.url);
    expect((await upload(ann, [{ name: 'a.png', bytes: png(2, 2) }])).status).toBe(200);
    expect((await shownOf(ann)).map(({ name }) => name)).toEqual(['a.png']);
  });

  test('may be one file as the body', async () => {
    const ann = await visit(server.url);
    const headers = {
      Authorization: `Bearer ${ann.token}`,
      'Content-Type': 'image/png',
      'Content-Disposition': 'name="file"; filename="shot.png"',
    };
    const response = await fetch(`${server.url}${ann.path}/upload`, { method: 'POST', headers, body: new Uint8Array(png(3, 3)) });
    expect(response.status).toBe(200);
    expect((await shownOf(ann)).map(({ name, contentType }) => [name, contentType])).toEqual([['shot.png', 'image/png']]);
  });

  test('tells the mind how many files came', async () => {
    const ann = await visit(server.url);
    await upload(ann, [{ name: 'a.png', bytes: png(2, 2) }], {
      type: 'message',
      text: 'x',
      attachments: [{ name: 'a.png' }, { name: 'b.png' }],
    });
    const lines = await server.store.after(ann.conversation, 0, 10);
    expect(lines[1]?.said).toMatchObject({ from: 'user', files: [{ name: 'a.png', type: 'image/png', size: expect.any(Number) }] });
  });

  test.each([
    ['nobody', 401, ''],
    ['somebody of another conversation', 403, 'other'],
  ])('is refused from %s', async (_who, status, whose) => {
    const ann = await visit(server.url);
    const token = whose === 'other' ? (await visit(server.url)).token : 'x';
    const answer = await upload(ann, [{ name: 'a.png', bytes: png(2, 2) }], undefined, { token });
    expect(answer.status).toBe(whose === 'other' ? status : 403);
    const none = await fetch(`${server.url}${ann.path}/upload`, { method: 'POST', body: 'x' });
    expect(none.status).toBe(401);
  });
});

describe('the address of a file', () => {
  test('gives the file to be saved, and lets it do nothing', async () => {
    const { response } = await kept('x "y".png', png(2, 2));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': "attachment; filename*=UTF-8''x%20y.png",
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'private, max-age=3600, immutable',
    });
  });

  test('may be read by pages of other origins', async () => {
    const { shown } = await kept('x.png', png(2, 2));
    const response = await fetch(shown.contentUrl, { headers: { Origin: 'https://shop.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });

  test('cannot be made by anybody else', async () => {
    const one = new URL((await kept('x.png', png(2, 2))).shown.contentUrl);
    const two = new URL((await kept('y.png', png(2, 2))).shown.contentUrl);
    const ticket = one.searchParams.get('t') ?? '';
    const status = async (path: string, t: string) => (await fetch(`${server.url}${path}?t=${encodeURIComponent(t)}`)).status;
    expect(await status(one.pathname, ticket)).toBe(200);
    for (const bad of [
      two.searchParams.get('t') ?? '',
      '',
      'x',
      `${ticket}x`,
      ticket.slice(0, -2),
      ticket.replace(/^[^.]+/, 'zzzzzzzzz'),
      '..',
      '0.0.0',
    ]) {
      expect([bad, await status(one.pathname, bad)]).toEqual([bad, 404]);
    }
    expect(await status(two.pathname, ticket)).toBe(404);
    for (const path of [
      '/files/../../keys/direct-line.json',
      '/files/%2e%2e%2fkeys/x',
      `/files/x/..%2f..%2fkeepsake.db`,
      '/files//',
      '/files/a/b/c',
    ]) {
      expect([path, await status(path, ticket)]).toEqual([path, 404]);
    }
  });

  test('ends, and stays the same for a while before', async () => {
    let now = 1_000_000;
    const keys = [{ kid: 'k', secret: new Uint8Array(32), from: 0 }];
    const links = newFileLinks(
      async () => keys,
      () => now,
    );
    const url = (await links.from('http://here'))('c', 'f');
    const ticket = new URL(url).searchParams.get('t') ?? '';
    now += 60_000;
    expect((await links.from('http://here'))('c', 'f')).toBe(url);
    expect(await links.check('c', 'f', ticket)).toBe(true);
    now += 26 * 3_600_000;
    expect(await links.check('c', 'f', ticket)).toBe(false);
  });

  test('is not written into the log of the server', async () => {
    const { shown } = await kept('x.png', png(2, 2));
    const ticket = new URL(shown.contentUrl).searchParams.get('t') ?? '';
    expect(server.logged.join('\n')).toContain('/files/');
    expect(server.logged.join('\n')).not.toContain(ticket);
  });

  test('leads nowhere once the person was erased', async () => {
    const ann = await visit(server.url);
    await upload(ann, [{ name: 'a.png', bytes: png(2, 2) }]);
    const [shown] = await shownOf(ann);
    const user = (await ann.read()).find(({ from }) => from.role === 'user')?.from.id ?? '';
    expect(await server.store.upkeep.eraseUser(user)).toBe(1);
    expect((await fetched(shown?.contentUrl)).response.status).toBe(404);
  });
});

describe('what is kept of a file', () => {
  test('a photo stands upright, without its place, its comments and what hides in it', async () => {
    const photo = jpeg([exif('52.5200 N 13.4050 E'), comment('<script>alert(1)</script>')]);
    expect(sizeOfJpeg(photo)).toEqual([16, 8]);
    const { bytes, shown } = await kept('IMG_1.JPG', Buffer.concat([photo, Buffer.from('PK\x03\x04 a zip behind it')]));
    expect(sizeOfJpeg(bytes)).toEqual([8, 16]);
    expect(bytes.toString('latin1')).not.toMatch(/52\.5200|Exif|script|zip behind/);
    expect(shown).toMatchObject({ name: 'IMG_1.JPG', contentType: 'image/jpeg' });
  });

  test('a PNG loses its texts and what stands behind it', async () => {
    const texts = [['tEXt', Buffer.from('Author\0ann@example.com', 'latin1')]] as const;
    const { bytes } = await kept('a.png', Buffer.concat([png(5, 4, texts), Buffer.from('<html><script>1</script>')]));
    expect(bytes.toString('latin1')).not.toMatch(/ann@|script/);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([5, 4]);
  });

  test.each([
    ['a GIF', GIF, 'image/gif'],
    ['a WebP', WEBP, 'image/webp'],
    ['a PDF', PDF, 'application/pdf'],
  ])('%s is taken for what it is, whatever it calls itself', async (_what, bytes, type) => {
    const { shown, response } = await kept('evil.html', bytes);
    expect([shown.contentType, response.headers.get('content-type')]).toEqual([type, type]);
    expect(shown.name).toBe(`evil.${type.split('/')[1]}`);
  });

  test('a log is kept without its secrets, as UTF-8', async () => {
    const { bytes, shown } = await kept('sync.log', Buffer.from('\ufefflogin with hunter2\r\nerror 9', 'utf16le'));
    expect(bytes.toString('utf8')).toBe('login with [password]\r\nerror 9');
    expect([shown.name, shown.contentType]).toEqual(['sync.log', 'text/plain']);
  });

  test('of its name nothing secret is', async () => {
    expect((await kept('hunter2.png', png(2, 2))).shown.name).toBe('[password].png');
  });
});

test.each([
  ['../../etc/passwd', 'image/png', 'passwd.png'],
  ['C:\\Users\\ann\\shot.PNG', 'image/png', 'shot.png'],
  ['a\r\nSet-Cookie: x=1.png', 'image/png', 'aSet-Cookie x=1.png'],
  ['invoice\u202egnp.exe', 'image/png', 'invoicegnp.png'],
  ['', 'text/plain', 'file.txt'],
  ['...', 'image/jpeg', 'file.jpg'],
  ['.htaccess', 'text/plain', 'htaccess.txt'],
  ['run.sh', 'text/plain', 'run.txt'],
  ['crash.ips', 'text/plain', 'crash.ips'],
  [`${'x'.repeat(500)}.png`, 'image/png', `${'x'.repeat(100)}.png`],
  ['ü 😀 (1).jpeg', 'image/jpeg', 'ü 😀 (1).jpeg'],
] as const)('the name %j of a %s becomes %j', (name, kind, safe) => {
  expect(safeName(name, kind)).toBe(safe);
});

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
    expect(codeOf(await upload(ann, [{ name, bytes, type }], { type: 'message', text: 'x' }))).toEqual([415, 'FileNotTaken']);
    expect(await ann.read()).toHaveLength(1);
    expect((await ann.say('and now?')).status).toBe(200);
  });

  test('a picture that would fill the memory is refused by its head', async () => {
    const ann = await visit(server.url);
    expect(codeOf(await upload(ann, [{ name: 'x.png', bytes: bomb }]))).toEqual([413, 'FilesTooBig']);
  });

  test('of several files one bad one keeps all of them out', async () => {
    const ann = await visit(server.url);
    const files = [
      { name: 'a.png', bytes: png(2, 2) },
      { name: 'b.svg', bytes: Buffer.from(SVG) },
    ];
    const answer = await upload(ann, files);
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
    expect((await upload(ann, file, { type: 'message', text: 7 })).status).toBe(400);
    expect((await upload(ann, file, { type: 'event', name: 'handoff.status', channelData: { system: true } })).status).toBe(200);
    const echo = (await ann.read()).find(({ from }) => from.role === 'user');
    expect([echo?.type, echo?.channelData?.system]).toEqual(['message', undefined]);
  });

  test('too many, too much and too often has its limits', async () => {
    const small = await testServer({ ...LOOSE, KEEPSAKE_UPLOAD_FILES: '2', KEEPSAKE_UPLOAD_MB: '1', KEEPSAKE_UPLOAD_MB_PER_HOUR: '1' });
    const ann = await visit(small.url);
    const file = { name: 'a.png', bytes: png(2, 2) };
    const to = { url: small.url };
    expect(codeOf(await upload(ann, [file, file, file, file], { type: 'message' }, to))).toEqual([413, 'FilesTooBig']);
    expect(codeOf(await upload(ann, [{ name: 'a.log', bytes: Buffer.alloc(1_100_000, 'x') }], undefined, to))).toEqual([
      413,
      'FilesTooBig',
    ]);
    const log = { name: 'a.log', bytes: Buffer.alloc(600_000, 'x') };
    expect((await upload(ann, [log], undefined, to)).status).toBe(200);
    const more = await upload(ann, [log], undefined, to);
    expect([more.status, Number(more.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await ann.say('and now?')).status).toBe(200);
    await small.close();
  });

  test('can be closed altogether', async () => {
    const none = await testServer({ ...LOOSE, KEEPSAKE_UPLOAD_FILES: '0' });
    const ann = await visit(none.url);
    expect(codeOf(await upload(ann, [{ name: 'a.png', bytes: png(2, 2) }], undefined, { url: none.url }))).toEqual([415, 'FileNotTaken']);
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
