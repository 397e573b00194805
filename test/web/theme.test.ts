import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contrast, readColour, shadesOf } from '../../web/chat/theme.ts';
import { snippet } from '../../web/snippet/snippet-line.ts';

const byte = fc.integer({ min: 0, max: 255 });
const WHITE = [255, 255, 255] as const;

test('whatever colour a site has, what is written in it or on it can be read', () => {
  fc.assert(
    fc.property(fc.tuple(byte, byte, byte), (rgb) => {
      const shades = shadesOf(rgb);
      const shade = (name: string) => shades[name] ?? WHITE;
      // White letters on the person's bubble and on the launcher; dark ones and white ones on buttons; the colour on its own tint.
      expect(contrast(shade('--own-light'), WHITE)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(shade('--accent-light'), WHITE)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(shade('--accent-dark'), [8, 37, 31])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(shade('--strong-light'), shade('--tint-light'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(shade('--strong-dark'), shade('--tint-dark'))).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('a colour that can be read already stays as it is', () => {
  expect(shadesOf([12, 102, 87])['--accent-light']).toEqual([12, 102, 87]);
});

test.each(['', 'red', '#fff', '#12345g', '#1234567', 'url(x)', 'rgb(0 0 0)'])('%s is no colour of a site', (text) => {
  expect(readColour(text)).toBeUndefined();
});

test('the snippet carries what was chosen, and nothing breaks out of it', () => {
  expect(snippet('https://help.example', { site: 'shop', color: '#1a66d6' })).toBe(
    '<script async src="https://help.example/embed.js?site=shop" data-color="#1a66d6"></script>',
  );
  expect(snippet('https://h', { label: '"></script><script>alert(1)</script>&' })).toBe(
    '<script async src="https://h/embed.js?site=default" data-label="&quot;&gt;&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"></script>',
  );
});
