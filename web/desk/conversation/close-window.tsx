import type { CloseReason } from '../../../bot/handoff/desk-api.ts';
import { ChooseWindow } from '../frame/choose-window.tsx';
import { word } from '../words.ts';

type CloseProps = { readonly end: (reason: CloseReason) => void; readonly close: () => void };

/** How it ended. */
export function CloseWindow({ end, close }: CloseProps) {
  const reasons = Object.keys(word().reasons) as CloseReason[];
  const show = (reason: CloseReason) => word().reasons[reason];
  return (
    <ChooseWindow title={word().closing} list="choose" choices={reasons} name={(reason) => reason} show={show} choose={end} close={close}>
      <p class="muted">{word().closingAbout}</p>
    </ChooseWindow>
  );
}
