/** What is not translated is introduced by a word about it, once, and only where it is said. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { introduceUntranslated } from '../../dialogs/locale.ts';
import type { Reply } from '../../dialogs/reply.ts';
import type { Talk } from '../../dialogs/talk.ts';
import type { Pack, Part } from '../../knowledge/pack.ts';
import { caseOf, heard, NOW, printers } from './given.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await printers();
});

function talkOf(untranslated: readonly Part[], ...ids: readonly string[]): Talk {
  const file = caseOf(pack);
  const replies = ids.map((id): Reply => ({ id, text: id, steps: [], choices: [] }));
  const own: Pack = { ...pack, untranslated: new Set(untranslated) };
  return { pack: own, whole: pack, heard: heard(), at: NOW, before: file, file, replies, effects: [] };
}

const idsOf = ({ replies }: Talk): readonly string[] => replies.map(({ id }) => id.replace(/#\d+$/, ''));

describe('a text in another language than the conversation', () => {
  test.each<[string, Part]>([
    ['guide:how-long#0', 'guides'],
    ['how:colour#0', 'slots'],
    ['tip:paper#0', 'tips'],
    ['say:new-drum#0', 'fixes'],
    ['fix_next#1', 'fixes'],
    ['consent#0', 'fixes'],
    ['dead_end#0', 'causes'],
    ['code_known#0', 'entries'],
    ['neighbour:E9#0', 'entries'],
  ])('%s is introduced where %s are not translated, and nowhere else', (id, part) => {
    expect(idsOf(introduceUntranslated(talkOf([part], 'ask:colour#0', id)))).toEqual([
      'ask:colour',
      'untranslated',
      id.replace(/#\d+$/, ''),
    ]);
    expect(introduceUntranslated(talkOf([], id)).replies).toHaveLength(1);
  });

  test('is introduced once in a conversation', () => {
    const first = introduceUntranslated(talkOf(['fixes'], 'fix#0'));
    const next = introduceUntranslated({ ...talkOf(['fixes'], 'fix_next#0'), file: first.file });
    expect(idsOf(next)).toEqual(['fix_next']);
  });

  test('that only asks something needs no word about it', () => {
    expect(introduceUntranslated(talkOf(['fixes', 'guides'], 'ask:colour#0', 'fix_failed#0')).replies).toHaveLength(2);
  });
});
