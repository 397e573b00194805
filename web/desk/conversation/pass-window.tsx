import type { Present } from '../../../bot/handoff/desk-api.ts';
import { Face } from '../frame/face.tsx';
import { Window } from '../frame/window.tsx';
import { WORDS } from '../words.ts';

type PassProps = { readonly others: readonly Present[]; readonly pass: (to: string) => void; readonly close: () => void };

/** To whom the conversation goes. */
export function PassWindow({ others, pass, close }: PassProps) {
  return (
    <Window title={WORDS.passTo} close={close}>
      {others.length === 0 && <p>{WORDS.nobodyElse}</p>}
      <ul class="choose">
        {others.map(({ id, name, status }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                close();
                pass(id);
              }}
            >
              <Face name={name} id={id} />
              <span>{name}</span>
              <span class="muted">{WORDS.status[status]}</span>
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
