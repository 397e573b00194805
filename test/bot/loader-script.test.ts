import { runInNewContext } from 'node:vm';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import type { Answer, Ask } from '../../bot/http/exchange.ts';
import { withThemes } from '../../bot/http/loader-script.ts';
import type { Theme } from '../../bot/sites/site.ts';

const THEMES: Readonly<Record<string, Theme>> = { shop: { color: '#1a66d6', greeting: '</script>\u2028"' }, plain: {} };
const BUILT = 'seen = document.currentScript.keepsake;';

const pages = withThemes(
  async (ask): Promise<Answer> =>
    ask.header('accept-encoding') === undefined
      ? { status: 200, body: Buffer.from(BUILT), headers: { ETag: '"built"', 'Cache-Control': 'no-cache' } }
      : { status: 200, body: 'as it was packed', headers: { ETag: '"built"' } },
  async (site) => {
    if (site === 'broken') throw new Error('the database is away');
    return Object.hasOwn(THEMES, site) ? THEMES[site] : undefined;
  },
);

function asked(address: string, headers: Readonly<Record<string, string>> = { 'accept-encoding': 'br' }): Promise<Answer> {
  const { pathname, searchParams } = new URL(address, 'http://x');
  const ask: Partial<Ask> = { method: 'GET', path: pathname, query: searchParams, header: (name) => headers[name] };
  return pages(ask as Ask);
}

test('the theme of the site that is named stands before the script, and is data whatever is in it', async () => {
  const { status, body, headers } = await asked('/embed.js?site=shop');
  expect(status).toBe(200);
  expect(headers).toMatchObject({ 'Content-Encoding': 'br', 'Cross-Origin-Resource-Policy': 'cross-origin', 'Cache-Control': 'no-cache' });
  const page = { document: { currentScript: {} }, seen: undefined };
  runInNewContext(brotliDecompressSync(body as Buffer).toString(), page);
  expect(JSON.stringify(page.seen)).toBe(JSON.stringify(THEMES.shop));
});

test('it is packed as the browser can unpack it', async () => {
  const gzipped = await asked('/embed.js?site=shop', { 'accept-encoding': 'gzip, br;q=0' });
  expect(gunzipSync(gzipped.body as Buffer).toString()).toContain(BUILT);
  const plain = await asked('/embed.js?site=shop', {});
  expect(String(plain.body)).toContain(BUILT);
  expect(plain.headers).not.toHaveProperty('Content-Encoding');
});

test('who has it is not sent it again, until the site is set otherwise', async () => {
  const { headers } = await asked('/embed.js?site=shop');
  const tag = headers?.ETag ?? '';
  expect(tag).not.toBe('"built"');
  expect(await asked('/embed.js?site=shop', { 'accept-encoding': 'br', 'if-none-match': tag })).toMatchObject({ status: 304 });
  expect(await asked('/embed.js?site=shop', { 'accept-encoding': 'br', 'if-none-match': '"other"' })).toMatchObject({ status: 200 });
});

test.each(['/embed.js', '/embed.js?site=plain', '/embed.js?site=nobody', '/embed.js?site=broken', '/embed.js?site=__proto__'])(
  '%s is the script as it was built',
  async (address) => {
    expect(await asked(address)).toMatchObject({ body: 'as it was packed', headers: { 'Cross-Origin-Resource-Policy': 'cross-origin' } });
  },
);

test('other pages are left alone', async () => {
  expect(await asked('/?site=shop')).toEqual({ status: 200, body: 'as it was packed', headers: { ETag: '"built"' } });
});
