import { expect, test } from '@jest/globals';
import { maskedText } from '../../bot/files/masked-text.ts';
import { mask } from '../../bot/masking.ts';

const LINE = 'Nov 22 14:18:57 phone backupd[12] <Notice>: error -36 after 12.3 MB, user ann@example.com';

test('a long text is masked as a short one is, and waits for nobody', async () => {
  const text = Array.from({ length: 1000 }, () => LINE).join('\n');
  let rounds = 0;
  const counting = setInterval(() => {
    rounds += 1;
  }, 0);
  expect(await maskedText(text, mask)).toBe(mask(text));
  clearInterval(counting);
  expect(rounds).toBeGreaterThan(1);
});

test('no piece is much longer than others, whatever the text', async () => {
  for (const text of ['x'.repeat(100_000), `${'y'.repeat(40_000)} ${'z'.repeat(40_000)}`, '\n'.repeat(50_000), '😀'.repeat(30_000)]) {
    const lengths: number[] = [];
    const same = await maskedText(text, (piece) => {
      lengths.push(piece.length);
      return piece;
    });
    expect(same).toBe(text);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(16_384);
    expect(Math.min(...lengths.slice(0, -1))).toBeGreaterThan(8000);
  }
});

test('a key that is written over many lines is found wherever it stands', async () => {
  const key = `-----BEGIN PRIVATE KEY-----\n${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlq\n'.repeat(100)}-----END PRIVATE KEY-----`;
  for (let before = 10_000; before < 18_000; before += 777) {
    const masked = await maskedText(`${'.'.repeat(before)}\n${key}\n${LINE}`, mask);
    expect(masked).not.toContain('QUJDREVGR0hJ');
  }
});
