import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { MESSAGE_LENGTH } from '../../../bot/handoff/desk-api.ts';
import { Icon } from '../frame/icon.tsx';
import { WORDS } from '../words.ts';

const MOST: typeof MESSAGE_LENGTH = 4000;

type ComposerProps = {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly draft: string;
  readonly write: (draft: string) => void;
  readonly send: (text: string) => void;
  readonly showCanned: () => void;
};

/** Where the agent writes. */
export function Composer({ field, draft, write, send, showCanned }: ComposerProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field grows with what stands in it
  useLayoutEffect(() => fit(field.current), [draft]);
  const go = (): void => {
    const text = draft.trim();
    if (text === '') return;
    send(text);
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
      <button type="button" class="quiet" onClick={showCanned}>
        <Icon name="list" />
        {WORDS.canned}
      </button>
      <div class="entry">
        <textarea
          ref={field}
          rows={1}
          value={draft}
          maxLength={MOST}
          dir="auto"
          aria-label={WORDS.write}
          aria-describedby="write-hint"
          placeholder={WORDS.write}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            go();
          }}
        />
        <button type="submit" class="strong" aria-label={WORDS.send}>
          <Icon name="send" />
        </button>
      </div>
      <p id="write-hint" class="muted">
        {WORDS.writeHint}
      </p>
    </form>
  );
}

function fit(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight + 2, 220)}px`;
}
