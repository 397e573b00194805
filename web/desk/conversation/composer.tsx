import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MESSAGE_LENGTH } from '../../../bot/handoff/desk-api.ts';
import type { Desk } from '../desk.ts';
import { Icon } from '../frame/icon.tsx';
import { word } from '../words.ts';
import type { Draft } from './use-draft.ts';

const MOST: typeof MESSAGE_LENGTH = 4000;

type ComposerProps = {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Whether to write at once: the conversation was taken just now. */
  readonly focus: boolean;
  readonly draft: Draft;
  readonly desk: Desk;
  readonly showCanned: () => void;
};

/** Where the agent writes. */
export function Composer({ field, focus, draft: { draft, write }, desk, showCanned }: ComposerProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it comes into the page
  useLayoutEffect(() => {
    if (focus) field.current?.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field grows with what stands in it
  useLayoutEffect(() => grow(field.current), [draft]);
  const input = (next: string): void => {
    write(next);
    if (next !== '') desk.typing();
  };
  const go = (): void => {
    const text = draft.trim();
    if (text === '') return;
    desk.say(text);
    write('');
    field.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <div class="row">
        <button type="button" class="quiet" onClick={showCanned}>
          <Icon name="list" />
          {word().canned}
        </button>
        <Attach desk={desk} />
      </div>
      <div class="entry">
        <textarea
          ref={field}
          rows={1}
          value={draft}
          maxLength={MOST}
          dir="auto"
          aria-label={word().write}
          aria-describedby="write-hint"
          placeholder={word().write}
          onInput={(event) => input(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            go();
          }}
        />
        <button type="submit" class="strong" aria-label={word().send}>
          <Icon name="send" />
        </button>
      </div>
      <p id="write-hint" class="muted">
        {word().writeHint}
      </p>
    </form>
  );
}

function Attach({ desk }: { readonly desk: Desk }) {
  const [busy, setBusy] = useState(false);
  const chosen = useRef<HTMLInputElement>(null);
  const send = async (): Promise<void> => {
    const files = [...(chosen.current?.files ?? [])];
    if (chosen.current !== null) chosen.current.value = '';
    if (files.length === 0) return;
    setBusy(true);
    await desk.attach(files);
    setBusy(false);
  };
  return (
    <>
      <input ref={chosen} type="file" multiple hidden aria-label={word().attach} onChange={() => void send()} />
      <button type="button" class="quiet" aria-disabled={busy} onClick={() => !busy && chosen.current?.click()}>
        <Icon name="clip" />
        <span aria-live="polite">{busy ? word().attaching : word().attach}</span>
      </button>
    </>
  );
}

function grow(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight + 2, 220)}px`;
}
