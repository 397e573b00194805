/** What an answer may be at most, and what it is taken for. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, type SeenActivity, visit } from '../../bot/line-client.ts';
import { type TestServer, testServer } from '../../bot/line-house.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ KEEPSAKE_MESSAGES_PER_10S: '10000' });
});
afterAll(() => server.close());

test('reads on through a past that is too much for one answer, in order and without gaps', async () => {
  const ann = await visit(server.url);
  for (let i = 0; i < 50; i++) await ann.post({ type: 'message', text: `${i} ${'x'.repeat(7900)}`, channelData: { y: 'z'.repeat(8000) } });
  const ids: string[] = [];
  let answers = 0;
  for (let from = '0'; ; answers++) {
    const { body } = await call(server.url, 'GET', `${ann.path}/activities?watermark=${from}`, { token: ann.token });
    expect(JSON.stringify(body).length).toBeLessThan(1_100_000);
    const read = body.activities as readonly SeenActivity[];
    if (read.length === 0) break;
    ids.push(...read.map(({ id }) => id));
    from = String(body.watermark);
  }
  expect(answers).toBeGreaterThan(1);
  expect(ids.map((id) => Number(id.split('|')[1]))).toEqual(Array.from({ length: 101 }, (_, i) => i + 1));
});

test('what is no page is shown as none: no frame, no script, no guess at its type', async () => {
  for (const path of ['/healthz', '/nowhere', '/embed/site']) {
    const { headers } = await call(server.url, 'GET', path);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect([headers.get('x-frame-options'), headers.get('x-content-type-options')]).toEqual(['DENY', 'nosniff']);
  }
});
