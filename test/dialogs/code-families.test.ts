import { describe, expect, it } from '@jest/globals';
import { familiesOf } from '../../dialogs/code-families.ts';
import type { Entry } from '../../knowledge/pack.ts';

const family = { id: 'answers', code: '3100', through: '3999' } as Entry;

describe('a family of codes', () => {
  it.each(['3100', '3150', '3999'])('has %s', (code) => {
    expect(familiesOf([family], code)).toEqual([family]);
  });
  it.each(['3099', '4000', '-3150', '315', '03150', '3150a', '0x3150', ''])('has not “%s”', (code) => {
    expect(familiesOf([family], code)).toEqual([]);
  });
});
