import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Queue } from '../../bot/handoff/desk-api.ts';
import type { Calls } from './calls.ts';
import { ConversationView } from './conversation/conversation-view.tsx';
import { type Desk, openDesk } from './desk.ts';
import type { Me } from './desk-state.ts';
import { AccountWindow } from './frame/account-window.tsx';
import { HeaderBar } from './frame/header-bar.tsx';
import { Mark } from './frame/icon.tsx';
import { KeysWindow } from './frame/keys-window.tsx';
import { InsightWindow } from './insight/insight-window.tsx';
import type { Kept } from './kept.ts';
import { useKeys } from './keys.ts';
import { arrivals, notify } from './notify.ts';
import type { Opened } from './opened.ts';
import { PeoplePanel } from './people/people-panel.tsx';
import type { Session } from './session.ts';
import { useCell } from './use-cell.ts';
import { word } from './words.ts';

type DeskProps = { readonly me: Me; readonly calls: Calls; readonly kept: Kept; readonly session: Session; readonly left: () => void };

/** The desk of somebody who is signed in. */
export function DeskView({ me, calls, kept, session, left }: DeskProps) {
  const desk = useMemo(() => openDesk(me, calls, kept), [me, calls, kept]);
  useEffect(() => desk.stop, [desk]);
  const { queue, opened, fresh, skew, live, trouble } = useCell(desk.state);
  const [over, setOver] = useState<'insight' | 'keys' | 'account' | undefined>(undefined);
  const open = useAddress(desk, opened?.id);
  const said = useArrivals(queue, open);
  useWriting(opened, open);
  useFresh(fresh, queue, open);
  const takeNext = (): void => {
    const next = desk.state.get().queue?.waiting[0];
    if (next === undefined) return;
    open(next.conversation);
    void desk.take(next.conversation);
  };
  const move = (by: 1 | -1) => (): void => {
    const next = neighbour(queue, opened?.id, by);
    if (next !== undefined) open(next);
  };
  useKeys({ '?': () => setOver('keys'), j: move(1), k: move(-1), n: takeNext });
  return (
    <div class={`desk ${opened === undefined ? 'nobody' : 'somebody'}`}>
      <HeaderBar
        desk={desk}
        queue={queue}
        showInsight={() => setOver('insight')}
        showKeys={() => setOver('keys')}
        showAccount={() => setOver('account')}
      />
      <p class="line-state" role="status">
        {live === 'away' ? word().away : ''}
      </p>
      {trouble !== undefined && (
        <div class="trouble" role="alert">
          <span>{trouble}</span>
          <button type="button" class="quiet" onClick={desk.forgive}>
            {word().done}
          </button>
        </div>
      )}
      <nav class="people" aria-label={word().people}>
        <PeoplePanel desk={desk} queue={queue} skew={skew} fresh={fresh} opened={opened?.id} open={open} takeNext={takeNext} />
      </nav>
      {opened === undefined ? (
        <Nobody waiting={queue?.waiting.length ?? 0} />
      ) : (
        <ConversationView
          key={opened.id}
          desk={desk}
          opened={opened}
          skew={skew}
          agents={queue?.agents ?? []}
          kept={kept}
          back={() => open(undefined)}
        />
      )}
      <p class="sr" role="status">
        {said}
      </p>
      {over === 'insight' && <InsightWindow calls={calls} close={() => setOver(undefined)} />}
      {over === 'keys' && <KeysWindow close={() => setOver(undefined)} />}
      {over === 'account' && <AccountWindow me={me} session={session} close={() => setOver(undefined)} left={left} />}
    </div>
  );
}

type Open = (conversation: string | undefined) => void;

/** Nothing is open. */
function Nobody({ waiting }: { readonly waiting: number }) {
  return (
    <main class="empty">
      <Mark />
      <h2>{waiting === 0 ? word().quiet : word().somebodyWaits(waiting)}</h2>
      <p>{waiting === 0 ? word().quietAbout : word().choose}</p>
    </main>
  );
}

/** The open conversation stands in the address, so that a reload comes back to it. */
function useAddress(desk: Desk, opened: string | undefined): Open {
  useEffect(() => {
    const named = /^#c=([\w.~%-]{1,300})$/.exec(location.hash)?.[1];
    if (named !== undefined) desk.open(decodeURIComponent(named));
  }, [desk]);
  useEffect(() => {
    const at = opened === undefined ? '' : `#c=${encodeURIComponent(opened)}`;
    if (location.hash !== at) history.replaceState(null, '', `${location.pathname}${at}`);
  }, [opened]);
  return desk.open;
}

/** Tells who has come: in the title, to who listens to the page (by what it returns), and to who looks elsewhere. */
function useArrivals(queue: Queue | undefined, open: Open): string {
  const before = useRef<Queue | undefined>(undefined);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (queue === undefined) return;
    document.title = word().title(queue.waiting.length);
    const fresh = arrivals(before.current, queue);
    for (const { conversation, title } of fresh) notify(conversation, word().arrived(title), open);
    if (fresh[0] !== undefined) setSaid(word().arrived(fresh[0].title));
    before.current = queue;
  }, [queue, open]);
  return said;
}

/** Tells who looks elsewhere that the person in the open conversation has written. */
function useWriting(opened: Opened | undefined, open: Open): void {
  const seen = useRef({ id: '', seq: 0 });
  const id = opened?.id ?? '';
  const seq = opened?.lines.filter(({ from }) => from === 'user').at(-1)?.seq ?? 0;
  const title = opened?.known?.item.title ?? '';
  useEffect(() => {
    const before = seen.current;
    if (before.id === id && before.seq > 0 && seq > before.seq) notify(id, word().wrote(title), open);
    seen.current = { id, seq };
  }, [id, seq, title, open]);
}

/** Tells who looks elsewhere that somebody wrote in a conversation that is theirs but not open. */
function useFresh(fresh: ReadonlySet<string>, queue: Queue | undefined, open: Open): void {
  const before = useRef(fresh);
  useEffect(() => {
    for (const id of fresh) {
      const item = before.current.has(id) ? undefined : queue?.mine.find(({ conversation }) => conversation === id);
      if (item !== undefined) notify(id, word().wrote(item.title), open);
    }
    before.current = fresh;
  }, [fresh, queue, open]);
}

function neighbour(queue: Queue | undefined, opened: string | undefined, by: 1 | -1): string | undefined {
  const all = [...(queue?.mine ?? []), ...(queue?.waiting ?? []), ...(queue?.taken ?? [])].map(({ conversation }) => conversation);
  const at = opened === undefined ? -1 : all.indexOf(opened);
  if (at === -1) return by === 1 ? all[0] : all.at(-1);
  return all[Math.min(all.length - 1, Math.max(0, at + by))];
}
