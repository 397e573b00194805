/** What was written to somebody and is not in the log yet. It carries a key, so that sending it again never doubles it. */
import type { Kept } from './kept.ts';

/** `seq`: the server has it, and it will come with the log. */
export type Unsent = {
  readonly conversation: string;
  readonly key: string;
  readonly text: string;
  readonly failed?: string;
  readonly seq?: number;
};

const NAME = 'unsent';

/** What this tab had on its way before it was loaded again. */
export function readUnsent(kept: Kept): readonly Unsent[] {
  try {
    const found: unknown = JSON.parse(kept.read(NAME) || '[]');
    return Array.isArray(found) ? found.filter(isUnsent) : [];
  } catch {
    return [];
  }
}

export function keepUnsent(kept: Kept, unsent: readonly Unsent[]): void {
  const open = unsent.filter(({ seq }) => seq === undefined).map(({ conversation, key, text }) => ({ conversation, key, text }));
  kept.write(NAME, open.length === 0 ? '' : JSON.stringify(open));
}

function isUnsent(value: unknown): value is Unsent {
  const one = value as Partial<Unsent> | null;
  return typeof one?.conversation === 'string' && typeof one.key === 'string' && typeof one.text === 'string';
}
