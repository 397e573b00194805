import type { Said, Turn } from '../../bot/store/store.ts';
import type { Reply } from '../../dialogs/reply.ts';

/** What the bot says in tests. */
export function saying(text: string): Reply {
  return { id: `test:${text}`, text, steps: [], choices: [] };
}

/** A turn to commit: one line by the user, one by the bot. */
export function aTurn(changes: Partial<Turn> = {}): Turn {
  const said: readonly Said[] = [
    { from: 'user', user: 'ann', text: 'it does not work' },
    { from: 'bot', reply: saying('what does it say?') },
  ];
  const conversation = changes.conversation ?? 'c1';
  const plain = { channel: 'test', user: 'ann', at: 1_000, version: 0, case: { v: 1 }, said, happened: [] };
  return { conversation, key: 'k1', ...plain, ...changes };
}
