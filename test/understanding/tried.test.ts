import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import { brainOf } from '../brain.ts';

let brain: Brain;
beforeAll(async () => {
  brain = await brainOf();
});

const TRIED: readonly (readonly [text: string, fix: string | undefined])[] = [
  ['tried 3 cables still 4014', 'swap-cable-and-port'],
  ['i already swapped the cable', 'swap-cable-and-port'],
  ['used a different port and a new cable, same error', 'swap-cable-and-port'],
  ['restarted it twice', 'force-restart-iphone'],
  ['did a hard restart already', 'force-restart-android'],
  ['went to another computer, nothing', 'second-computer'],
  ['i have reset network settings', 'reset-network-settings'],
  ['already upgraded my storage to 200gb', 'more-cloud-storage'],
  ['left it overnight and it moved nowhere', 'leave-it-overnight'],
  ['should i try another cable?', undefined],
  ['i have not tried another cable', undefined],
  ["haven't restarted it", undefined],
  ['if i used another computer would it work', undefined],
  ['where do i get a new cable', undefined],
  ['my cable is old', undefined],
];

describe('fixes that were tried before anybody suggested them', () => {
  test.each(TRIED)('%s', (text, fix) => {
    const { tried } = brain.understand({ text }, { facts: {} });
    if (fix === undefined) expect(tried).toEqual([]);
    else expect(tried).toContain(fix);
  });
});
