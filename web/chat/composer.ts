/** The field to write in: Enter sends, Shift+Enter begins a new line, it grows with what is written. */
import type { Tray } from './tray.ts';

export type Composer = {
  readonly focus: () => void;
  readonly lock: (locked: boolean) => void;
  /** Shows what this person has half-written, in place of what stands there. */
  readonly restore: (draft: string) => void;
};

/** What the person does there; `draft` hears what is half-written after each change. */
export type Written = {
  readonly send: (text: string, files: readonly File[]) => void;
  readonly typing: () => void;
  readonly draft: (text: string) => void;
};

export function newComposer(form: HTMLFormElement, field: HTMLTextAreaElement, tray: Tray, written: Written): Composer {
  const fill = (text: string): void => {
    field.value = text;
    grow(field);
  };
  const submit = (): void => {
    const text = field.value;
    const files = tray.take();
    field.focus();
    if (text.trim() === '' && files.length === 0) return;
    fill('');
    written.draft('');
    written.send(text, files);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener('input', () => {
    grow(field);
    written.draft(field.value);
    written.typing();
  });
  field.addEventListener('keydown', (event) => {
    // While an input method composes, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  return {
    focus: () => field.focus(),
    lock: (locked) => {
      form.hidden = locked;
    },
    restore: fill,
  };
}

/** One to six lines. */
function grow(field: HTMLTextAreaElement): void {
  field.rows = 1;
  const lines = Math.ceil((field.scrollHeight - 20) / 24);
  field.rows = Math.min(Math.max(lines, 1), 6);
}
