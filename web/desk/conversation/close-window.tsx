import type { CloseReason } from '../../../bot/handoff/desk-api.ts';
import { Window } from '../frame/window.tsx';
import { WORDS } from '../words.ts';

type CloseProps = { readonly end: (reason: CloseReason) => void; readonly close: () => void };

/** How it ended. */
export function CloseWindow({ end, close }: CloseProps) {
  return (
    <Window title={WORDS.closing} close={close}>
      <p class="muted">{WORDS.closingAbout}</p>
      <ul class="choose">
        {(Object.entries(WORDS.reasons) as [CloseReason, string][]).map(([reason, words]) => (
          <li key={reason}>
            <button
              type="button"
              onClick={() => {
                close();
                end(reason);
              }}
            >
              {words}
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
