import { describe, expect, test } from '@jest/globals';
import { millisecondsOf } from '../../../bot/channels/teams/connector.ts';

const NOW = Date.UTC(2026, 0, 5, 10, 0, 0);

describe('Retry-After', () => {
  test.each([
    ['seconds', '7', 7000],
    ['parts of a second', '0.5', 500],
    ['a date', 'Mon, 05 Jan 2026 10:00:30 GMT', 30_000],
    ['a date that has passed', 'Mon, 05 Jan 2026 09:00:00 GMT', undefined],
    ['no time at all', '0', undefined],
    ['less than none', '-5', undefined],
    ['nonsense', 'soon', undefined],
    ['nothing', '', undefined],
    ['no header', undefined, undefined],
  ])('as %s', (_what, header, ms) => {
    expect(millisecondsOf(header, NOW)).toBe(ms);
  });
});
