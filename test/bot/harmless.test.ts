import { expect, test } from '@jest/globals';
import { harmless } from '../../bot/harmless.ts';
import { missedText } from '../../bot/insight/insight-text.ts';

const STEERING = 'a\u001b[2J\u009b2J\r\n\u0007b\u202e\u2066\u2028\u2029\ufeff';

test('what a terminal obeys is spelled out; what people write in their languages stays', () => {
  expect(harmless(STEERING)).toBe('a\\u001b[2J\\u009b2J\\u000d\\u000a\\u0007b\\u202e\\u2066\\u2028\\u2029\\ufeff');
  const languages = 'Ünïcödé резервная 备份 نسخة می‌خواهم 👩‍👩‍👧 "quoted" \\';
  expect(harmless(languages)).toBe(languages);
});

test('messages that were not understood are listed, and steer no terminal', () => {
  const text = missedText([{ conversation: 'c1', at: 0, text: STEERING }]);
  expect(text.split('\n')).toHaveLength(2);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066\u2028]/);
});
