import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseChat } from '../bot/rehearsal/chat-file.ts';
import { type Brain, runChat } from '../bot/rehearsal/run-chat.ts';
import { brainOf } from './brain.ts';

const folder = path.resolve('test/conversations');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.chat'))
  .sort();

let brain: Brain;
beforeAll(async () => {
  brain = await brainOf();
});

describe('conversations', () => {
  test.each(files)('%s', (name) => {
    const chat = parseChat(`test/conversations/${name}`, readFileSync(path.join(folder, name), 'utf8'));
    expect(runChat(brain, chat).transcript).not.toBe('');
  });
});

/** `| S07 | ios-9, ios-4013 | s07-hardware-codes.chat |` */
const ROW = /^\|\s*(S\d\d)\s*\|([^|]*)\|([^|]*)\|/;

describe('the seed', () => {
  const table = readFileSync(path.resolve('knowledge/phone-backup/COVERAGE.md'), 'utf8').split('\n');
  const rows = table.flatMap((line) => {
    const [, id = '', entries = '', chats = ''] = ROW.exec(line) ?? [];
    return id === '' ? [] : [{ id, entries: list(entries), chats: list(chats) }];
  });

  test('every row is covered', () => {
    expect(rows.map((r) => r.id).sort()).toEqual(Array.from({ length: 23 }, (_, i) => `S${String(i + 1).padStart(2, '0')}`));
  });

  test.each(rows)('$id is reached in a conversation', ({ entries, chats }) => {
    const reached = new Set<string>();
    for (const name of chats) {
      const chat = parseChat(name, readFileSync(path.join(folder, name), 'utf8'));
      for (const id of runChat(brain, chat).reached) reached.add(id.replace(/^(?:guide|how|ask|tip|alarm):/, ''));
    }
    expect(entries.filter((id) => !reached.has(id))).toEqual([]);
    expect(entries.length).toBeGreaterThan(0);
  });
});

function list(cell: string): string[] {
  return cell
    .split(',')
    .map((word) => word.trim().replaceAll('`', ''))
    .filter((word) => word !== '');
}
