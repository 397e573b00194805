import type { Present } from '../../../bot/handoff/desk-api.ts';
import { ChooseWindow } from '../frame/choose-window.tsx';
import { Face } from '../frame/face.tsx';
import { word } from '../words.ts';

type PassProps = { readonly others: readonly Present[]; readonly pass: (to: string) => void; readonly close: () => void };

/** To whom the conversation goes. */
export function PassWindow({ others, pass, close }: PassProps) {
  const show = ({ id, name, status }: Present) => (
    <>
      <Face name={name} id={id} />
      <span>{name}</span>
      <span class="muted">{word().status[status]}</span>
    </>
  );
  return (
    <ChooseWindow
      title={word().passTo}
      list="choose"
      choices={others}
      name={({ id }) => id}
      show={show}
      choose={({ id }) => pass(id)}
      close={close}
    >
      {others.length === 0 && <p>{word().nobodyElse}</p>}
    </ChooseWindow>
  );
}
