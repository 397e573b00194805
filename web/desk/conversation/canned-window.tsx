import { useState } from 'preact/hooks';
import type { Canned } from '../../../bot/handoff/desk-api.ts';
import { Window } from '../frame/window.tsx';
import { WORDS } from '../words.ts';

type CannedProps = { readonly canned: readonly Canned[]; readonly insert: (text: string) => void; readonly close: () => void };

/** The pack's fixes for this device, to be put into the answer. */
export function CannedWindow({ canned, insert, close }: CannedProps) {
  const [wanted, setWanted] = useState('');
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const found = canned.filter(({ title, text }) => words.every((word) => `${title} ${text}`.toLowerCase().includes(word)));
  return (
    <Window title={WORDS.cannedFor} close={close}>
      <p class="field">
        <input
          type="search"
          aria-label={WORDS.cannedFind}
          placeholder={WORDS.cannedFind}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      </p>
      {found.length === 0 && <p role="status">{WORDS.noCanned}</p>}
      <ul class="canned">
        {found.map(({ id, title, text }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                close();
                insert(text);
              }}
            >
              <strong>{title}</strong>
              <span>{withoutTitle(text, title)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form method="dialog" class="row end">
        <button type="submit">{WORDS.cancel}</button>
      </form>
    </Window>
  );
}

function withoutTitle(text: string, title: string): string {
  return text.startsWith(title) ? text.slice(title.length).trim() : text;
}
