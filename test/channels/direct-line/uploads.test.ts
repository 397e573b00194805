/** Files that come with messages: what is taken, what is kept of it, and how it is shown again. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newFileLinks } from '../../../bot/files/file-links.ts';
import { safeName } from '../../../bot/files/kinds.ts';
import { listen, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';
import { comment, exif, GIF, jpeg, png, sizeOfJpeg, WEBP } from './pictures.ts';
import { fetched, kept, type Shown, shownOf, upload } from './upload-client.ts';

const LOOSE = { KEEPSAKE_MESSAGES_PER_10S: '10000', KEEPSAKE_MESSAGES_PER_MINUTE: '10000', KEEPSAKE_TOKENS_PER_MINUTE: '10000' };
const inAddress = (type: string, bytes: Buffer): string => `data:${type};base64,${bytes.toString('base64')}`;
const SMALL = inAddress('image/png', png(2, 2));
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1');

let server: TestServer;
beforeAll(async () => {
  server = await testServer(LOOSE);
});
afterAll(() => server.close());

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
        { contentType: 'image/png', name: 'first.png', thumbnailUrl: SMALL },
        { contentType: 'text/plain', name: 'second.log' },
      ],
    };
    const files = [
      { name: 'second.log', bytes: Buffer.from('all is well') },
      { name: 'first.png', bytes: png(4, 4) },
    ];
    const answer = await upload(server.url, ann, files, template);
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
    expect(shown.map(({ thumbnailUrl }) => thumbnailUrl)).toEqual([SMALL, undefined]);
    expect(reply?.text).toMatch(/^1: look/);
    expect((await fetched(shown[1]?.contentUrl)).bytes.toString()).toBe('all is well');
    // The same delivery again is the same turn.
    expect((await upload(server.url, ann, files, template)).body.id).toBe(echo?.id);
    expect(await ann.read()).toHaveLength(3);
    stream.socket.terminate();
  });

  test.each([
    'data:image/svg+xml;base64,PHN2Zz4=',
    'https://evil.example/pixel.png',
    'javascript:alert(1)',
    `data:image/png;base64,${'A'.repeat(30_000)}`,
    inAddress('image/png', Buffer.from('my password is hunter2')),
    inAddress('image/png', GIF),
    inAddress('image/jpeg', jpeg([exif('52.5200 N 13.4050 E')])),
    inAddress('image/png', png(2, 2, [['tEXt', Buffer.from('Author\0ann@example.com', 'latin1')]])),
    7,
  ])('shows the picture itself instead of the small one %#', async (thumbnailUrl) => {
    const ann = await visit(server.url);
    await upload(server.url, ann, [{ name: 'a.png', bytes: png(2, 2) }], {
      type: 'message',
      attachments: [{ name: 'a.png', thumbnailUrl }],
    });
    const [shown] = await shownOf(ann);
    expect(shown?.thumbnailUrl).toBe(shown?.contentUrl);
  });

  test('may be files alone', async () => {
    const ann = await visit(server.url);
    expect((await upload(server.url, ann, [{ name: 'a.png', bytes: png(2, 2) }])).status).toBe(200);
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
    await upload(server.url, ann, [{ name: 'a.png', bytes: png(2, 2) }], {
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
    const answer = await upload(server.url, ann, [{ name: 'a.png', bytes: png(2, 2) }], undefined, token);
    expect(answer.status).toBe(whose === 'other' ? status : 403);
    const none = await fetch(`${server.url}${ann.path}/upload`, { method: 'POST', body: 'x' });
    expect(none.status).toBe(401);
  });
});

describe('the address of a file', () => {
  test('gives the file to be saved, and lets it do nothing', async () => {
    const { response } = await kept(server.url, 'x "y".png', png(2, 2));
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
    const { shown } = await kept(server.url, 'x.png', png(2, 2));
    const response = await fetch(shown.contentUrl, { headers: { Origin: 'https://shop.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });

  test('cannot be made by anybody else', async () => {
    const one = new URL((await kept(server.url, 'x.png', png(2, 2))).shown.contentUrl);
    const two = new URL((await kept(server.url, 'y.png', png(2, 2))).shown.contentUrl);
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
    const { shown } = await kept(server.url, 'x.png', png(2, 2));
    const ticket = new URL(shown.contentUrl).searchParams.get('t') ?? '';
    expect(server.logged.join('\n')).toContain('/files/');
    expect(server.logged.join('\n')).not.toContain(ticket);
  });

  test('leads nowhere once the person was erased', async () => {
    const ann = await visit(server.url);
    await upload(server.url, ann, [{ name: 'a.png', bytes: png(2, 2) }]);
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
    const { bytes, shown } = await kept(server.url, 'IMG_1.JPG', Buffer.concat([photo, Buffer.from('PK\x03\x04 a zip behind it')]));
    expect(sizeOfJpeg(bytes)).toEqual([8, 16]);
    expect(bytes.toString('latin1')).not.toMatch(/52\.5200|Exif|script|zip behind/);
    expect(shown).toMatchObject({ name: 'IMG_1.JPG', contentType: 'image/jpeg' });
  });

  test('a PNG loses its texts and what stands behind it', async () => {
    const texts = [['tEXt', Buffer.from('Author\0ann@example.com', 'latin1')]] as const;
    const { bytes } = await kept(server.url, 'a.png', Buffer.concat([png(5, 4, texts), Buffer.from('<html><script>1</script>')]));
    expect(bytes.toString('latin1')).not.toMatch(/ann@|script/);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([5, 4]);
  });

  test.each([
    ['a GIF', GIF, 'image/gif'],
    ['a WebP', WEBP, 'image/webp'],
    ['a PDF', PDF, 'application/pdf'],
  ])('%s is taken for what it is, whatever it calls itself', async (_what, bytes, type) => {
    const { shown, response } = await kept(server.url, 'evil.html', bytes);
    expect([shown.contentType, response.headers.get('content-type')]).toEqual([type, type]);
    expect(shown.name).toBe(`evil.${type.split('/')[1]}`);
  });

  test('a log is kept without its secrets, as UTF-8', async () => {
    const { bytes, shown } = await kept(server.url, 'sync.log', Buffer.from('\ufefflogin with hunter2\r\nerror 9', 'utf16le'));
    expect(bytes.toString('utf8')).toBe('login with [password]\r\nerror 9');
    expect([shown.name, shown.contentType]).toEqual(['sync.log', 'text/plain']);
  });

  test('of a long log every line is read for secrets', async () => {
    const line = 'the login of ann is hunter2 at 10:00';
    const log = `${Array.from({ length: 5000 }, () => line).join('\n')}\n`;
    const { bytes } = await kept(server.url, 'long.log', Buffer.from(log));
    expect(bytes.toString('utf8')).toBe(log.replaceAll('hunter2', '[password]'));
  });

  test('of its name nothing secret is', async () => {
    expect((await kept(server.url, 'hunter2.png', png(2, 2))).shown.name).toBe('[password].png');
    // What a name may not have in it hides nothing.
    expect((await kept(server.url, 'hun\u200bter2.png', png(2, 2))).shown.name).toBe('[password].png');
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
  [`a${' '.repeat(8000)}b.png`, 'image/png', 'a.png'],
  [`${' '.repeat(8000)}.log`, 'text/plain', 'log.txt'],
  [`${'x'.repeat(99)}😀.png`, 'image/png', `${'x'.repeat(99)}.png`],
  ['ü 😀 (1).jpeg', 'image/jpeg', 'ü 😀 (1).jpeg'],
] as const)('the name %j of a %s becomes %j', (name, kind, safe) => {
  expect(safeName(name, kind)).toBe(safe);
});
