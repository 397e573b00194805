/** A conversation that does not get on says so, and asks nothing that has no answer. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import { decide } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Message } from '../../dialogs/heard.ts';
import { contextOf, openCase } from '../../dialogs/open-case.ts';
import { brainOf } from '../brain.ts';

let brain: Brain;
beforeAll(async () => {
  brain = await brainOf();
});

function talk(...messages: readonly Message[]): Decision[] {
  const turns: Decision[] = [];
  for (const message of messages) {
    const file = turns.at(-1)?.case ?? openCase(brain.pack, 'en', 0);
    turns.push(decide(brain.pack, file, brain.understand(message, contextOf(file)), turns.length));
  }
  return turns;
}

const said = (turn: Decision | undefined): string[] => (turn?.replies ?? []).map((r) => r.id.replace(/#\d+$/, ''));

test('a guide that did not help is not given again', () => {
  const question = { text: 'how long are backups kept' };
  const turns = talk(question, { text: 'No, something is wrong', pick: 'helped:is=no' }, question);
  const guide = said(turns[0]).find((id) => id.startsWith('guide:'));
  expect(guide).toBeDefined();
  expect(said(turns[2])).not.toContain(guide);
});

test('after many failed fixes the bot admits it, also to somebody who wants no person', () => {
  let turns = talk({ text: 'my iphone will not back up to icloud' });
  let failed = 0;
  while (!said(turns.at(-1)).includes('nothing_left') && turns.length < 60) {
    const open = turns.at(-1)?.case.open;
    const fix: Message = { text: 'no', pick: `fix:${open?.about}=failed` };
    const next = open?.kind === 'fix' ? fix : open?.kind === 'person' ? { text: 'no', pick: 'person:is=no' } : { text: 'skip' };
    failed += open?.kind === 'fix' ? 1 : 0;
    const file = turns.at(-1)?.case ?? openCase(brain.pack, 'en', 0);
    turns = [...turns, decide(brain.pack, file, brain.understand(next, contextOf(file)), turns.length)];
  }
  expect(said(turns.at(-1))).toContain('nothing_left');
  expect(failed).toBeGreaterThan(3);
  expect(failed).toBeLessThanOrEqual(9);
});

test('an answer to one question says nothing of another that is known', () => {
  const [first, second] = talk({ text: 'Some items could not be downloaded' }, { text: 'x', pick: 'unsure:slot=storage' });
  const file = {
    ...(second?.case ?? openCase(brain.pack, 'en', 0)),
    open: { kind: 'slot' as const, about: 'missing', choices: [], times: 1, at: 2 },
  };
  const after = decide(brain.pack, file, brain.understand({ text: 'whatsapp' }, contextOf(file)), 3).case;
  expect(first?.case.facts.place?.value).toBe('phone_setup');
  expect(after.facts.missing?.value).toBe('whatsapp');
  expect(after.facts.place?.value).toBe('phone_setup');
});

test('a guide that waits for an answer waits no longer once it is about a problem', () => {
  const asked = talk({ text: 'how long will my backup take' }, { text: 'icloud storage is full on my iphone' });
  expect(asked[0]?.case.pending).toBe('how-long-it-takes');
  expect(asked[1]?.case.problems).toHaveLength(1);
  expect(asked[1]?.case.pending).toBeUndefined();
});

test('"back" takes back the outcome of its own problem, whatever was told with it', () => {
  const [, worked] = talk({ text: 'icloud storage full on my iphone' }, { text: 'It worked', pick: 'fix:trim-icloud-backup=worked' });
  const file = worked?.case ?? openCase(brain.pack, 'en', 0);
  const heard = { ...brain.understand({ text: 'go back' }, contextOf(file)), topics: [{ id: 'device_wont_start', confidence: 0.99 }] };
  const back = decide(brain.pack, file, heard, 9).case;
  expect(back.problems[0]).toMatchObject({ topic: 'storage_full', status: 'open', fixes: { 'trim-icloud-backup': 'offered' } });
  expect(back.problems[back.current]?.topic).toBe('storage_full');
  expect(back.problems.filter(({ topic }) => topic === 'storage_full')).toHaveLength(1);
});

test('what answers a question and asks something with it is not asked the same once more', () => {
  const [, , answered] = talk(
    { text: 'my iphone fails' },
    { text: 'A backup fails', pick: 'topic:is=backup_fails' },
    { text: 'icloud, how do i do that' },
  );
  expect(answered?.case.facts.route?.value).toBe('icloud');
  expect(said(answered).filter((id) => id === 'ask:route' || id === 'how:route')).toEqual([]);
});
