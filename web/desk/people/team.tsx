import type { Present } from '../../../bot/handoff/desk-api.ts';
import { Face } from '../frame/face.tsx';
import { word } from '../words.ts';

/** Who is at the desk now. */
export function Team({ agents, me }: { readonly agents: readonly Present[]; readonly me: string }) {
  return (
    <section aria-labelledby="team" class="team">
      <h2 id="team">{word().team}</h2>
      {agents.length === 0 && <p class="muted">{word().nobodyHere}</p>}
      <ul>
        {agents.map(({ id, name, status }) => (
          <li key={id} class={status}>
            <Face name={name} id={id} />
            <span>
              {name}
              {id === me && ` (${word().you})`}
            </span>
            <span class="status">{word().status[status]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
