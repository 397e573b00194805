import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type Ask, addressOf, blockOf, homeOf } from '../../bot/http/exchange.ts';
import { openPages } from '../../bot/http/pages.ts';
import { newRate } from '../../bot/http/rate.ts';
import { shieldsFor } from '../../bot/http/shield.ts';
import { loggable, newLog } from '../../bot/log.ts';

function ask(path: string, headers: Readonly<Record<string, string>> = {}, query = ''): Ask {
  const home = 'https://help.example.com';
  const header = (name: string): string | undefined => headers[name];
  const body = { json: async () => ({}), bytes: async () => Buffer.alloc(0), parts: async () => [] };
  return { method: 'GET', path, params: {}, query: new URLSearchParams(query), header, address: '', home, ...body };
}

describe('pages', () => {
  let folder: string;
  let pages: (ask: Ask) => Promise<Answer>;
  const framedBy = async (site: string): Promise<readonly string[]> => (site === 'shop' ? ['https://shop.example'] : []);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keepsake-pages-'));
    mkdirSync(join(folder, 'web/deep'), { recursive: true });
    writeFileSync(join(folder, 'secret.json'), '{}');
    writeFileSync(join(folder, 'web/index.html'), '<!doctype html>'.repeat(40));
    writeFileSync(join(folder, 'web/main-dc65563336.js'), 'x');
    writeFileSync(join(folder, 'web/direct-line-client.js'), 'x');
    writeFileSync(join(folder, 'web/deep/index.html'), 'deep');
    for (const name of ['embed', 'demo', 'snippet', 'webchat']) {
      mkdirSync(join(folder, 'web', name));
      writeFileSync(join(folder, 'web', name, 'index.html'), name);
    }
    writeFileSync(join(folder, 'web/key.pem'), 'no page');
    writeFileSync(join(folder, 'web/index.html.br'), 'brotli');
    writeFileSync(join(folder, 'web/index.html.gz'), 'gzip');
    pages = openPages(join(folder, 'web'), shieldsFor(framedBy));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the first page is at /, others where their folder is', async () => {
    expect(await pages(ask('/'))).toMatchObject({
      status: 200,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' },
    });
    expect(String((await pages(ask('/deep/'))).body)).toBe('deep');
    expect(String((await pages(ask('/deep'))).body)).toBe('deep');
  });

  test('only names with a hash are kept for good', async () => {
    expect((await pages(ask('/main-dc65563336.js'))).headers?.['Cache-Control']).toContain('immutable');
    expect((await pages(ask('/direct-line-client.js'))).headers?.['Cache-Control']).toBe('no-cache');
  });

  test('are packed for whoever can unpack, and not sent again to whoever has them', async () => {
    const asked = (path: string, codings: string): Promise<Answer> => pages(ask(path, { 'accept-encoding': codings }));
    const body = async (path: string, codings: string): Promise<string> => String((await asked(path, codings)).body);
    expect(await body('/', 'gzip, deflate, br;q=0.9')).toBe('brotli');
    expect(await body('/', 'gzip, br;q=0')).toBe('gzip');
    expect(await body('/', 'gzip')).toBe('gzip');
    expect(await body('/', 'zstd, brotli')).toContain('<!doctype html>');
    expect(await body('/deep/', 'br, gzip')).toBe('deep');
    const { headers } = await asked('/', 'br');
    expect(headers?.['Content-Encoding']).toBe('br');
    await expect(pages(ask('/index.html.br'))).rejects.toThrow(/nothing here/);
    expect(await pages(ask('/', { 'if-none-match': headers?.ETag ?? '' }))).toMatchObject({ status: 304 });
  });

  test('may talk to this server and to nobody else', async () => {
    const { headers } = await pages(ask('/'));
    expect(headers?.['Content-Security-Policy']).toContain("connect-src 'self' wss://help.example.com");
    expect(headers?.['Content-Security-Policy']).toContain("frame-ancestors 'none'");
    expect(headers?.['X-Frame-Options']).toBe('DENY');
  });

  test('are in the frames of those only whom their site names', async () => {
    const framed = async (query: string) => (await pages(ask('/embed', {}, query))).headers ?? {};
    expect((await framed('site=shop'))['Content-Security-Policy']).toMatch(/frame-ancestors https:\/\/shop\.example$/);
    expect(Object.keys(await framed('site=shop'))).not.toContain('X-Frame-Options');
    expect((await framed('site=other'))['Content-Security-Policy']).toMatch(/frame-ancestors 'none'$/);
    expect((await pages(ask('/deep', {}, 'site=shop'))).headers?.['Content-Security-Policy']).toMatch(/frame-ancestors 'none'$/);
  });

  test.each(['/', '/embed', '/demo', '/snippet', '/webchat', '/deep'])('%s runs no script that stands in the page', async (path) => {
    const policy = (await pages(ask(path))).headers?.['Content-Security-Policy'] ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none';");
    expect(policy).not.toContain('unsafe-');
  });

  test.each(['/../secret.json', '/%2e%2e/secret.json', '/key.pem', '/nowhere', '/index.html/'])('%s is not there', async (path) => {
    await expect(pages(ask(path))).rejects.toThrow(/nothing here/);
  });

  test('that come later are there when they have come, and not before', async () => {
    const later = join(folder, 'later');
    const some = openPages(join(folder, 'web'), shieldsFor(framedBy), later);
    await expect(some(ask('/fetched.js'))).rejects.toThrow(/nothing here/);
    mkdirSync(later);
    writeFileSync(join(later, 'fetched.js'), 'fetched');
    expect(String((await some(ask('/fetched.js'))).body)).toBe('fetched');
    expect(String((await some(ask('/deep'))).body)).toBe('deep');
    await expect(some(ask('/nowhere'))).rejects.toThrow(/nothing here/);
  });

  test('that were never built are told', async () => {
    const none = openPages(join(folder, 'nowhere'), shieldsFor(framedBy));
    expect(await none(ask('/'))).toMatchObject({ status: 503, body: expect.stringContaining('build-web') });
  });
});

describe('what stands before the server', () => {
  const request = (headers: Readonly<Record<string, string>>) => ({ headers, socket: { remoteAddress: '10.0.0.1' } }) as never;
  const spoofed = {
    host: 'help.example',
    'x-forwarded-for': '1.1.1.1, 2.2.2.2, 3.3.3.3',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'shop.example',
  };

  test('is believed only as far as it is trusted', () => {
    expect([0, 1, 2, 5].map((hops) => addressOf(request(spoofed), hops))).toEqual(['10.0.0.1', '3.3.3.3', '2.2.2.2', '1.1.1.1']);
    expect(homeOf(request(spoofed), { publicUrl: '', trustProxy: 0 })).toBe('http://help.example');
    expect(homeOf(request(spoofed), { publicUrl: '', trustProxy: 1 })).toBe('https://shop.example');
    expect(homeOf(request(spoofed), { publicUrl: 'https://real.example', trustProxy: 1 })).toBe('https://real.example');
  });

  test.each(['a"><script>', 'a:b', '[::', ''])('a host that is none is not repeated: %j', (host) => {
    expect(homeOf(request({ host }), { publicUrl: '', trustProxy: 0 })).toBe('http://localhost');
  });

  test('a host is written as browsers write it', () => {
    const headers = { 'x-forwarded-host': 'Help.Example:443', 'x-forwarded-proto': 'https' };
    expect(homeOf(request(headers), { publicUrl: '', trustProxy: 1 })).toBe('https://help.example');
    expect(homeOf(request({ host: '[::1]:3978' }), { publicUrl: '', trustProxy: 0 })).toBe('http://[::1]:3978');
  });

  test.each([
    ['1.2.3.4:5678', '1.2.3.4'],
    ['[2001:db8::6]:5678', '2001:db8::6'],
    ['[2001:db8::6]', '2001:db8::6'],
    ['2001:db8::6', '2001:db8::6'],
  ])('a proxy that tells the port as well, as in %s, means %s', (told, address) => {
    expect(addressOf(request({ 'x-forwarded-for': told }), 1)).toBe(address);
  });

  test.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is one of those that one customer has: %s', (address, block) => {
    expect(blockOf(address)).toBe(block);
  });
});

test('a rate lets so many through in its time, and a clock set back locks nobody out', () => {
  const rate = newRate(2, 1000);
  expect([rate('a', 5000), rate('a', 5001), rate('a', 5400), rate('b', 5400)]).toEqual([0, 0, 600, 0]);
  expect([rate('a', 6000), rate('a', 100)]).toEqual([0, 0]);
});

describe('the log', () => {
  test('has its level, as JSON or for the eye', () => {
    const lines: string[] = [];
    newLog('info', 'json', (line) => lines.push(line)).debug('hidden');
    newLog('info', 'json', (line) => lines.push(line)).info('seen', { port: 1 });
    newLog('warn', 'pretty', (line) => lines.push(line)).warn('look', { why: 'a b', none: undefined });
    newLog('silent', 'pretty', (line) => lines.push(line)).error('hidden');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', what: 'seen', port: 1 });
    expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d warn {2}look {2}why="a b"$/);
  });

  test('keeps tickets and tokens out of addresses', () => {
    expect(loggable('/stream?watermark=3&t=eyJ.x.y&a=1')).toBe('/stream?watermark=3&t=…&a=1');
    expect(loggable('/x?token=abc')).toBe('/x?token=…');
    expect(loggable('/upload?userId=ann%40example.com&after=12')).toBe('/upload?userId=…&after=12');
    expect(loggable('/x?watermark=3hunter2&4')).toBe('/x?watermark=…&4');
  });

  test('is steered by no text from outside: no line of its own, no sign that a terminal obeys', () => {
    const lines: string[] = [];
    const why = 'a\nb\u001b[31m\u009b2J\u202e\u2028"';
    newLog('info', 'pretty', (line) => lines.push(line)).info('seen', { why, path: '/\u001b[2J' });
    newLog('info', 'json', (line) => lines.push(line)).info('seen', { why });
    expect(lines[0]).toMatch(/why="a\\nb\\u001b\[31m\\u009b2J\\u202e\\u2028\\"" path="\/\\u001b\[2J"$/);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ why });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2028]/);
  });
});
