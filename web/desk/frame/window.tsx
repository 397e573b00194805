import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { word } from '../words.ts';

type WindowProps = {
  readonly title: string;
  readonly close: () => void;
  /** There is much to see. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
};

/** A window over the page. Escape closes it, and the focus goes back to where it was. */
export function Window({ title, close, wide = false, children }: WindowProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const own = dialog.current;
    own?.showModal();
    // Closed before it goes, so that the browser gives the focus back.
    return () => own?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? 'wide-window' : undefined}
      aria-labelledby={id}
      onClose={(event) => event.currentTarget.isConnected && close()}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

/** The button that closes a window in which there is nothing to decide. */
export function Done() {
  return (
    <form method="dialog" class="row end">
      <button type="submit" class="strong">
        {word().done}
      </button>
    </form>
  );
}
