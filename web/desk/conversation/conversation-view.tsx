import { useRef, useState } from 'preact/hooks';
import type { Present } from '../../../bot/handoff/desk-api.ts';
import { useCell } from '../cell.ts';
import type { Desk } from '../desk.ts';
import type { Kept } from '../kept.ts';
import { useKeys } from '../keys.ts';
import { KnownPanel } from '../known/known-panel.tsx';
import { type Opened, readUpTo } from '../opened.ts';
import { WORDS } from '../words.ts';
import { CannedWindow } from './canned-window.tsx';
import { CloseWindow } from './close-window.tsx';
import { Composer } from './composer.tsx';
import { ConversationBar } from './conversation-bar.tsx';
import { Log } from './log.tsx';
import { PassWindow } from './pass-window.tsx';
import { useDraft } from './use-draft.ts';

type ConversationProps = {
  readonly desk: Desk;
  readonly opened: Opened;
  readonly skew: number;
  readonly agents: readonly Present[];
  readonly kept: Kept;
  readonly back: () => void;
};

type Over = 'canned' | 'pass' | 'close' | undefined;

/** One conversation: what was said, what is known, and what can be done. */
export function ConversationView({ desk, opened, skew, agents, kept, back }: ConversationProps) {
  const { known, id } = opened;
  const [over, setOver] = useState<Over>(undefined);
  const [knows, setKnows] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const { draft, write, insert } = useDraft(kept, id, field);
  const unsent = useCell(desk.outbox.unsent).filter(
    ({ conversation, seq }) => conversation === id && (seq === undefined || seq > readUpTo(opened)),
  );
  const own = known?.state === 'taken' && known.agent?.id === desk.me.id;
  const take = (): void => void desk.take(id).then((taken) => taken && field.current?.focus());
  const whenOwn = (work: () => void) => () => own && work();
  useKeys({
    t: () => known?.state === 'waiting' && take(),
    r: () => field.current?.focus(),
    i: () => document.getElementById('note')?.focus(),
    s: () => setKnows(!knows),
    '/': whenOwn(() => setOver('canned')),
    p: whenOwn(() => setOver('pass')),
    u: whenOwn(() => void desk.release()),
    x: whenOwn(() => setOver('close')),
  });
  if (known === undefined)
    return (
      <p role="status" class="empty">
        {opened.refused ?? WORDS.loading}
      </p>
    );
  const verbs = {
    take,
    release: () => void desk.release(),
    pass: () => setOver('pass'),
    end: () => setOver('close'),
    know: () => setKnows(!knows),
    back,
  };
  return (
    <>
      <main class="talk" aria-labelledby="conversation">
        <ConversationBar known={known} me={desk.me} verbs={verbs} />
        <Log desk={desk} opened={opened} unsent={unsent} skew={skew} putBack={insert} />
        {opened.refused !== undefined && (
          <p role="alert" class="wrong">
            {WORDS.gone}
          </p>
        )}
        {own ? (
          <Composer
            field={field}
            draft={draft}
            write={(next) => {
              write(next);
              if (next !== '') desk.typing();
            }}
            send={(text) => desk.outbox.say(id, text)}
            showCanned={() => setOver('canned')}
          />
        ) : (
          <p class="composer muted">{known.state === 'closed' ? WORDS.closedAlready : WORDS.takeToWrite}</p>
        )}
      </main>
      <KnownPanel desk={desk} known={known} insert={own ? insert : undefined} shown={knows} kept={kept} />
      {over === 'canned' && <CannedWindow canned={known.canned} insert={insert} close={() => setOver(undefined)} />}
      {over === 'pass' && (
        <PassWindow
          others={agents.filter((agent) => agent.id !== desk.me.id)}
          pass={(to) => void desk.transfer(to)}
          close={() => setOver(undefined)}
        />
      )}
      {over === 'close' && <CloseWindow end={(reason) => void desk.close(reason)} close={() => setOver(undefined)} />}
    </>
  );
}
