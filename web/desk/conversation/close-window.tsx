import type { CloseReason } from '../../../bot/handoff/desk-api.ts';
import { ChooseWindow } from '../frame/choose-window.tsx';
import { WORDS } from '../words.ts';

type CloseProps = { readonly end: (reason: CloseReason) => void; readonly close: () => void };

/** How it ended. */
export function CloseWindow({ end, close }: CloseProps) {
  const reasons = Object.keys(WORDS.reasons) as CloseReason[];
  const show = (reason: CloseReason) => WORDS.reasons[reason];
  return (
    <ChooseWindow title={WORDS.closing} list="choose" choices={reasons} name={(reason) => reason} show={show} choose={end} close={close}>
      <p class="muted">{WORDS.closingAbout}</p>
    </ChooseWindow>
  );
}
