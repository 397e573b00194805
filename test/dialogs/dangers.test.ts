/** Steps that can cost data: the plan keeps them back until the data is safe, and whoever asks about one is warned. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import { decide } from '../../dialogs/decide.ts';
import { contextOf, openCase } from '../../dialogs/open-case.ts';
import { plain } from '../../dialogs/reply.ts';
import { brainOf } from '../brain.ts';

let brain: Brain;
beforeAll(async () => {
  brain = await brainOf();
});

describe('the plan', () => {
  test('offers nothing that erases before it knows that the data is safe, or gone already', () => {
    const destructive = [...brain.pack.fixes.values()].filter((fix) => fix.risk === 'destructive');
    expect(destructive.length).toBeGreaterThan(10);
    for (const { id, needs, loses } of destructive) {
      const safe = [needs.data_safe].flat();
      expect([id, safe.length > 0 && safe.every((value) => value === 'safe' || value === 'gone')]).toEqual([id, true]);
      expect([id, loses === undefined]).toEqual([id, false]);
    }
  });

  /** What erases or ends a backup, in the words of the menus and in ours. */
  const ERASES =
    /\b(?:erase all|factory (?:data )?reset|wipe data|restore iphone|clear (?:all )?data|manage space|delete & turn off|turn off backup|reset (?:the|your|this) phone|set up as new)\b/i;
  const WARNS = /\b(?:not|never|don't|leave|instead|only|until|before|erases|isn't|no longer)\b/i;

  test('names no such step in a gentle fix but to warn of it', () => {
    const gentle = [...brain.pack.fixes.values()].filter((fix) => fix.risk !== 'destructive');
    const steps = gentle.flatMap((fix) =>
      fix.steps.flatMap((variant) => [variant.say ?? '', ...variant.do].map((text) => ({ fix: fix.id, text }))),
    );
    expect(steps.some(({ text }) => ERASES.test(text))).toBe(true);
    expect(steps.filter(({ text }) => ERASES.test(text) && !WARNS.test(text))).toEqual([]);
  });
});

describe('whoever asks about it is warned', () => {
  test.each<readonly [danger: string, question: string, guide: string, warning: RegExp]>([
    [
      'switching the backup off',
      'should i turn google backup off and on again',
      'google-backup-off-and-on',
      /please don't.*erases the copy/is,
    ],
    ['not using the phone', 'how long does google keep my backup when the phone is unused', 'how-long-backups-are-kept', /57 days/],
    [
      'clearing the data of Play services',
      'should i clear the data of google play services?',
      'cache-or-data',
      /not the data.*signs you out/is,
    ],
    [
      'skipping the restore',
      'can i skip the restore in setup and restore my android backup later?',
      'restore-after-setup',
      /set-up|reset/i,
    ],
    ['a factory reset', 'what does a factory reset of my samsung delete?', 'does-restore-erase', /empties the phone.*old Google account/is],
    ['resetting the network', 'does reset network settings delete my esim on android?', 'does-restore-erase', /leave eSIM unticked/i],
    ['wiping in recovery', 'android recovery: should i choose wipe data or reboot?', 'android-recovery-menu', /erase everything/],
    [
      'Samsung encryption',
      'is my encrypted samsung sd card readable after a reset?',
      'samsung-encrypted-backup',
      /recovery code.*memory card/is,
    ],
    ['skipping WhatsApp', 'may i skip the whatsapp restore and do it another day?', 'whatsapp-restore-once', /don't skip.*deleted/is],
    [
      'a Huawei restore',
      'will a huawei cloud restore overwrite my newer chats?',
      'huawei-restore-overwrites',
      /cannot be undone.*replaces the oldest/is,
    ],
    ['developer commands', 'is it dangerous to run bmgr init?', 'developer-backup-commands', /init erases everything/],
    ['deleting old backups', 'is it safe to delete an old icloud backup?', 'delete-old-backup', /can't be undone.*only backup/is],
    ['Seedvault', 'why did seedvault turn itself off after the google notification?', 'seedvault-and-google', /switch Seedvault off/],
    ['a test restore', 'how can i test my backup on my only phone?', 'test-a-backup', /never on your only one/],
    [
      'a forced restart in an update',
      'can i force restart while the update bar moves?',
      'does-force-restart-erase',
      /never while an update bar/,
    ],
    ['Restore in recovery mode', 'recovery mode: update or restore to keep my iphone data?', 'update-or-restore', /restore erases/i],
    ['a damaged backup', 'should i delete the corrupt backup on my mac?', 'damaged-backup', /don't delete|keep/i],
    ['signing out', 'will i lose photos when i sign out of icloud?', 'sign-out-of-icloud', /never without a copy/],
  ])('%s: %s', (_danger, question, guide, warning) => {
    const file = openCase(brain.pack, 'en', 0);
    const first = decide(brain.pack, file, brain.understand({ text: question }, contextOf(file)), 0);
    const asked = first.replies.at(-1)?.choices.find((choice) => /platform~(?:ios|android)/.test(choice.pick));
    const heard = brain.understand({ text: asked?.label ?? '', pick: asked?.pick ?? '' }, contextOf(first.case));
    const replies = asked === undefined ? first.replies : decide(brain.pack, first.case, heard, 1).replies;
    expect(replies.map((reply) => reply.id.replace(/#\d+$/, ''))).toContain(`guide:${guide}`);
    expect(replies.map(plain).join('\n')).toMatch(warning);
  });
});
