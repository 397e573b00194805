import type { Present } from '../../../bot/handoff/desk-api.ts';
import { ChooseWindow } from '../frame/choose-window.tsx';
import { Face } from '../frame/face.tsx';
import { WORDS } from '../words.ts';

type PassProps = { readonly others: readonly Present[]; readonly pass: (to: string) => void; readonly close: () => void };

/** To whom the conversation goes. */
export function PassWindow({ others, pass, close }: PassProps) {
  const show = ({ id, name, status }: Present) => (
    <>
      <Face name={name} id={id} />
      <span>{name}</span>
      <span class="muted">{WORDS.status[status]}</span>
    </>
  );
  return (
    <ChooseWindow
      title={WORDS.passTo}
      list="choose"
      choices={others}
      name={({ id }) => id}
      show={show}
      choose={({ id }) => pass(id)}
      close={close}
    >
      {others.length === 0 && <p>{WORDS.nobodyElse}</p>}
    </ChooseWindow>
  );
}
