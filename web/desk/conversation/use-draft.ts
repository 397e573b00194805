import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Kept } from '../kept.ts';

export type Draft = {
  readonly draft: string;
  readonly write: (next: string) => void;
  /** Puts a text behind what stands there already. */
  readonly insert: (text: string) => void;
};

/** What is half-written in this conversation; it outlives a reload, and a look into another conversation. */
export function useDraft(kept: Kept, conversation: string, field: RefObject<HTMLTextAreaElement | null>): Draft {
  const name = `draft ${conversation}`;
  const [draft, setDraft] = useState(kept.read(name));
  useEffect(() => setDraft(kept.read(name)), [kept, name]);
  const write = (next: string): void => {
    kept.write(name, next);
    setDraft(next);
  };
  const insert = (text: string): void => {
    const before = kept.read(name).trimEnd();
    write(before === '' ? text : `${before}\n\n${text}`);
    // The window that it came from gives the focus back first.
    setTimeout(() => field.current?.focus(), 0);
  };
  return { draft, write, insert };
}
