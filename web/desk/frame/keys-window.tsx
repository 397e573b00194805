import { useState } from 'preact/hooks';
import { keysAreOn, switchKeys } from '../keys.ts';
import { word } from '../words.ts';
import { Done, Window } from './window.tsx';

/** The keys, and a switch for people whose tools type by themselves. */
export function KeysWindow({ close }: { readonly close: () => void }) {
  const [on, setOn] = useState(keysAreOn());
  const change = (next: boolean): void => {
    switchKeys(next);
    setOn(next);
  };
  return (
    <Window title={word().shortcutsTitle} close={close}>
      <label class="tick">
        <input type="checkbox" checked={on} onChange={(event) => change(event.currentTarget.checked)} />
        <span>{word().shortcutsOn}</span>
      </label>
      <dl class="keys">
        {Object.entries(word().keys).map(([key, about]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{about}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{word().escape}</dd>
        </div>
      </dl>
      <Done />
    </Window>
  );
}
