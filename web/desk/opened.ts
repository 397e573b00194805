/** The conversation that is open in the page, and its log as far as it was read. */
import type { Conversation, Line } from '../../bot/handoff/desk-api.ts';
import type { Failed } from './calls.ts';

export type Opened = {
  readonly id: string;
  /** All of it but the log, as last read; undefined until it was read once. */
  readonly known: Conversation | undefined;
  readonly lines: readonly Line[];
  readonly typing: boolean;
  /** Why it cannot be shown. */
  readonly refused?: string;
};

/** A conversation of which nothing was read yet. */
export function newOpened(id: string): Opened {
  return { id, known: undefined, lines: [], typing: false };
}

/** Up to where the log was read. */
export function readUpTo({ lines }: Pick<Opened, 'lines'>): number {
  return lines.at(-1)?.seq ?? 0;
}

/** With what was read put behind what is there; a line that came twice is there once. */
export function withRead(opened: Opened, read: Conversation): Opened {
  const last = readUpTo(opened);
  const fresh = read.lines.filter(({ seq }) => seq > last);
  const typing = read.person.typing && fresh.every(({ from }) => from !== 'user');
  return { id: opened.id, known: { ...read, lines: [] }, lines: [...opened.lines, ...fresh], typing };
}

/** With why it could not be read. What is known stays in sight while the server is away. */
export function withRefusal(opened: Opened, { passing, status, message }: Failed): Opened {
  return passing || status === 401 ? opened : { ...opened, refused: message };
}
