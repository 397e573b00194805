/** What turns a conversation to another problem, and what only answers a question. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import type { CaseFile } from '../../dialogs/case-file.ts';
import { decide } from '../../dialogs/decide.ts';
import type { Message } from '../../dialogs/heard.ts';
import { contextOf, openCase } from '../../dialogs/open-case.ts';
import { brainOf } from '../brain.ts';

let brain: Brain;
beforeAll(async () => {
  brain = await brainOf();
});

function led(...messages: readonly Message[]): CaseFile {
  return messages.reduce(
    (file, message, i) => decide(brain.pack, file, brain.understand(message, contextOf(file)), i).case,
    openCase(brain.pack, 'en', 0),
  );
}

const problem = (file: CaseFile): string | undefined => file.problems[file.current]?.topic;
const FULL: Message = { text: 'Cloud storage is full', pick: 'set:facts=storage~full,full_where~cloud' };

describe('a topic turns', () => {
  test('to what is told unasked, where it is akin', () => {
    expect(problem(led({ text: 'my iphone backup fails' }, { text: 'it just says not enough storage' }))).toBe('storage_full');
  });

  test('but not to what a question brought out', () => {
    expect(problem(led({ text: "my iphone won't turn on" }, FULL))).toBe('device_wont_start');
    expect(problem(led({ text: 'my iphone backup is corrupt' }, FULL))).toBe('backup_corrupt');
    const asked = [{ text: 'my android will not back up' }, { text: 'google account' }];
    expect(led(...asked).open?.about).toBe('storage');
    expect(problem(led(...asked, { text: 'the phone is full' }))).toBe('backup_fails');
  });

  test('to three words, when it was asked what is wrong', () => {
    const asked = led({ text: 'hello' });
    expect(asked.open?.kind).toBe('topic');
    expect(problem(led({ text: 'hello' }, { text: 'An update fails' }))).toBe('update_fails');
  });
});
