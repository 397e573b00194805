import { useEffect, useState } from 'preact/hooks';
import type { Queue, Status } from '../../../bot/handoff/desk-api.ts';
import type { Desk } from '../desk.ts';
import { type NotifyState, notifyState, toggleNotify } from '../notify.ts';
import { word } from '../words.ts';
import { Face } from './face.tsx';
import { Icon, Mark } from './icon.tsx';

type HeaderProps = {
  readonly desk: Desk;
  readonly queue: Queue | undefined;
  readonly showInsight: () => void;
  readonly showKeys: () => void;
  readonly showAccount: () => void;
};

export function HeaderBar({ desk, queue, showInsight, showKeys, showAccount }: HeaderProps) {
  const own = queue?.agents.find(({ id }) => id === desk.me.id)?.status ?? 'available';
  return (
    <header class="bar">
      <h1>
        <Mark />
        <span class="roomy">{word().desk}</span>
      </h1>
      <fieldset class="switch">
        <legend class="sr">{word().yourStatus}</legend>
        {(['available', 'away'] satisfies Status[]).map((status) => (
          <label key={status} class={status}>
            <input type="radio" name="status" checked={own === status} onChange={() => void desk.status(status)} />
            <span>{word().status[status]}</span>
          </label>
        ))}
      </fieldset>
      {desk.me.role === 'lead' && (
        <button type="button" class="quiet" onClick={showInsight}>
          <Icon name="bars" />
          <span class="wide">{word().insight}</span>
        </button>
      )}
      <NotifyButton />
      <button type="button" class="quiet keyboard" onClick={showKeys}>
        <Icon name="keyboard" />
        <span class="wide">{word().shortcuts}</span>
      </button>
      <button type="button" class="quiet me" onClick={showAccount}>
        <Face name={desk.me.name} id={desk.me.id} />
        <span class="sr">{word().account}:</span> <span class="wide">{desk.me.name}</span>
      </button>
    </header>
  );
}

/** Asks the browser only when it is pressed. */
function NotifyButton() {
  const [state, setState] = useState<NotifyState>('off');
  useEffect(() => setState(notifyState()), []);
  if (state === 'impossible') return null;
  const about = state === 'blocked' ? word().notifyBlocked : word().notifyAbout;
  return (
    <button type="button" class="quiet" title={about} aria-pressed={state === 'on'} onClick={() => void toggleNotify().then(setState)}>
      <Icon name="bell" />
      <span class="wide">{state === 'on' ? word().notifying : word().notify}</span>
    </button>
  );
}
