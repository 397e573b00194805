import { useEffect, useState } from 'preact/hooks';
import type { Queue, Status } from '../../../bot/handoff/desk-api.ts';
import type { Desk } from '../desk.ts';
import { type NotifyState, notifyState, toggleNotify } from '../notify.ts';
import { WORDS } from '../words.ts';
import { Face } from './face.tsx';
import { Icon, Mark } from './icon.tsx';

type HeaderProps = {
  readonly desk: Desk;
  readonly queue: Queue | undefined;
  readonly showKeys: () => void;
  readonly showAccount: () => void;
};

export function HeaderBar({ desk, queue, showKeys, showAccount }: HeaderProps) {
  const own = queue?.agents.find(({ id }) => id === desk.me.id)?.status ?? 'available';
  return (
    <header class="bar">
      <h1>
        <Mark />
        <span class="roomy">{WORDS.desk}</span>
      </h1>
      <fieldset class="switch">
        <legend class="sr">{WORDS.yourStatus}</legend>
        {(['available', 'away'] satisfies Status[]).map((status) => (
          <label key={status} class={status}>
            <input type="radio" name="status" checked={own === status} onChange={() => void desk.status(status)} />
            <span>{WORDS.status[status]}</span>
          </label>
        ))}
      </fieldset>
      <NotifyButton />
      <button type="button" class="quiet" onClick={showKeys}>
        <Icon name="keyboard" />
        <span class="wide">{WORDS.shortcuts}</span>
      </button>
      <button type="button" class="quiet me" onClick={showAccount}>
        <Face name={desk.me.name} id={desk.me.id} />
        <span class="sr">{WORDS.account}:</span> <span class="wide">{desk.me.name}</span>
      </button>
    </header>
  );
}

/** Asks the browser only when it is pressed. */
function NotifyButton() {
  const [state, setState] = useState<NotifyState>('off');
  useEffect(() => setState(notifyState()), []);
  if (state === 'impossible') return null;
  const about = state === 'blocked' ? WORDS.notifyBlocked : WORDS.notifyAbout;
  return (
    <button type="button" class="quiet" title={about} aria-pressed={state === 'on'} onClick={() => void toggleNotify().then(setState)}>
      <Icon name="bell" />
      <span class="wide">{state === 'on' ? WORDS.notifying : WORDS.notify}</span>
    </button>
  );
}
