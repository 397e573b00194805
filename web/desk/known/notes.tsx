import { useEffect, useState } from 'preact/hooks';
import type { Conversation } from '../../../bot/handoff/desk-api.ts';
import type { Desk } from '../desk.ts';
import { Icon } from '../frame/icon.tsx';
import type { Kept } from '../kept.ts';
import { clock } from '../time.ts';
import { useNow } from '../use-now.ts';
import { word } from '../words.ts';

/** What agents write for each other. */
export function Notes({ desk, known, kept }: { readonly desk: Desk; readonly known: Conversation; readonly kept: Kept }) {
  const name = `note ${known.conversation}`;
  const [draft, setDraft] = useState(kept.read(name));
  const [busy, setBusy] = useState(false);
  const now = useNow();
  useEffect(() => setDraft(kept.read(name)), [kept, name]);
  const write = (next: string): void => {
    kept.write(name, next);
    setDraft(next);
  };
  const add = async (): Promise<void> => {
    if (busy || draft.trim() === '') return;
    setBusy(true);
    if (await desk.note(draft.trim())) write('');
    setBusy(false);
  };
  return (
    <section class="notes" aria-labelledby="notes">
      <h3 id="notes">
        <Icon name="lock" /> {word().notes}
      </h3>
      <p class="muted">{word().notesAbout}</p>
      <ul>
        {known.notes.map(({ at, agent, text }) => (
          <li key={`${at} ${agent.id}`}>
            <p class="who">
              {agent.name} <time dateTime={new Date(at).toISOString()}>{clock(at, now)}</time>
            </p>
            <p class="text" dir="auto">
              {text}
            </p>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <textarea
          id="note"
          rows={2}
          maxLength={4000}
          aria-label={word().note}
          placeholder={word().note}
          dir="auto"
          value={draft}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <button type="submit" aria-disabled={busy}>
          {word().addNote}
        </button>
      </form>
    </section>
  );
}
