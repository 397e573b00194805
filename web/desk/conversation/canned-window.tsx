import { useState } from 'preact/hooks';
import type { Canned } from '../../../bot/handoff/desk-api.ts';
import { ChooseWindow } from '../frame/choose-window.tsx';
import { word } from '../words.ts';

type CannedProps = { readonly canned: readonly Canned[]; readonly insert: (text: string) => void; readonly close: () => void };

/** The pack's fixes for this device, to be put into the answer. */
export function CannedWindow({ canned, insert, close }: CannedProps) {
  const [wanted, setWanted] = useState('');
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const found = canned.filter(({ title, text }) => words.every((word) => `${title} ${text}`.toLowerCase().includes(word)));
  const show = ({ title, text }: Canned) => (
    <>
      <strong>{title}</strong>
      <span>{withoutTitle(text, title)}</span>
    </>
  );
  return (
    <ChooseWindow
      title={word().cannedFor}
      list="canned"
      choices={found}
      name={({ id }) => id}
      show={show}
      choose={({ text }) => insert(text)}
      close={close}
    >
      <p class="field">
        <input
          type="search"
          aria-label={word().cannedFind}
          placeholder={word().cannedFind}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      </p>
      {found.length === 0 && <p role="status">{word().noCanned}</p>}
    </ChooseWindow>
  );
}

function withoutTitle(text: string, title: string): string {
  return text.startsWith(title) ? text.slice(title.length).trim() : text;
}
