import { useState } from 'preact/hooks';
import type { Called } from '../calls.ts';
import type { Me } from '../desk-state.ts';

/** A form that is being sent: whether it is on its way, and what was wrong with it. */
export function useSubmit(send: () => Promise<Called<Me | undefined>>, entered: (me: Me) => void) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setWrong(undefined);
    const called = await send();
    setBusy(false);
    if (!called.ok) setWrong(called.message);
    else if (called.value !== undefined) entered(called.value);
  };
  return { busy, wrong, submit };
}
