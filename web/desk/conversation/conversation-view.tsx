import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Conversation, Present } from '../../../bot/handoff/desk-api.ts';
import type { Desk } from '../desk.ts';
import type { Kept } from '../kept.ts';
import { useKeys } from '../keys.ts';
import { KnownPanel } from '../known/known-panel.tsx';
import { type Opened, readUpTo } from '../opened.ts';
import type { Unsent } from '../unsent.ts';
import { useCell } from '../use-cell.ts';
import { word } from '../words.ts';
import { CannedWindow } from './canned-window.tsx';
import { CloseWindow } from './close-window.tsx';
import { Composer } from './composer.tsx';
import { ConversationBar, type Verbs } from './conversation-bar.tsx';
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
export function ConversationView(props: ConversationProps) {
  const { known, refused } = props.opened;
  if (known !== undefined) return <KnownConversation {...props} known={known} />;
  return (
    <main class="empty">
      <p role="status">{refused ?? word().loading}</p>
    </main>
  );
}

function KnownConversation({ desk, opened, known, skew, agents, kept, back }: ConversationProps & { readonly known: Conversation }) {
  const { id } = opened;
  const [over, setOver] = useState<Over>(undefined);
  const [knows, setKnows] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const taking = useRef(false);
  const draft = useDraft(kept, id, field);
  const unsent = useUnsent(desk, opened);
  const own = known.state === 'taken' && known.agent?.id === desk.me.id;
  const hide = (): void => {
    setKnows(false);
    document.getElementById('know')?.focus();
  };
  const verbs: Verbs = {
    take: () => {
      taking.current = true;
      void desk.take(id);
    },
    release: () => {
      taking.current = false;
      void desk.release();
    },
    pass: () => setOver('pass'),
    end: () => setOver('close'),
    know: () => setKnows(!knows),
    back,
  };
  useConversationKeys(known.state === 'waiting' ? 'waiting' : own ? 'own' : 'other', verbs, () => setOver('canned'), field);
  return (
    <>
      <main class="talk" aria-labelledby="conversation">
        <ConversationBar known={known} me={desk.me} verbs={verbs} knows={knows} />
        <Log desk={desk} opened={opened} unsent={unsent} skew={skew} putBack={draft.insert} />
        {opened.refused !== undefined && (
          <p role="alert" class="wrong">
            {word().gone}
          </p>
        )}
        {own ? (
          <Composer field={field} focus={taking.current} draft={draft} desk={desk} showCanned={() => setOver('canned')} />
        ) : (
          <p class="composer muted">{known.state === 'closed' ? word().closedAlready : word().takeToWrite}</p>
        )}
      </main>
      <KnownPanel desk={desk} known={known} insert={own ? draft.insert : undefined} shown={knows} hide={hide} kept={kept} />
      <Windows desk={desk} over={over} known={known} agents={agents} insert={draft.insert} close={() => setOver(undefined)} />
    </>
  );
}

type WindowsProps = {
  readonly desk: Desk;
  readonly over: Over;
  readonly known: Conversation;
  readonly agents: readonly Present[];
  readonly insert: (text: string) => void;
  readonly close: () => void;
};

function Windows({ desk, over, known, agents, insert, close }: WindowsProps) {
  if (over === 'canned') return <CannedWindow canned={known.canned} insert={insert} close={close} />;
  if (over === 'close') return <CloseWindow end={(reason) => void desk.close(reason)} close={close} />;
  const others = agents.filter(({ id }) => id !== desk.me.id);
  return over === 'pass' ? <PassWindow others={others} pass={(to) => void desk.transfer(to)} close={close} /> : null;
}

/** What was written and is not in the log yet. */
function useUnsent(desk: Desk, opened: Opened): readonly Unsent[] {
  const all = useCell(desk.outbox.unsent);
  return all.filter(({ conversation, seq }) => conversation === opened.id && (seq === undefined || seq > readUpTo(opened)));
}

type Field = RefObject<HTMLTextAreaElement | null>;

function useConversationKeys(whose: 'waiting' | 'own' | 'other', verbs: Verbs, showCanned: () => void, field: Field): void {
  const whenOwn = (work: () => void) => (): void => {
    if (whose === 'own') work();
  };
  useKeys({
    t: () => {
      if (whose === 'waiting') verbs.take();
    },
    r: () => field.current?.focus(),
    i: () => document.getElementById('note')?.focus(),
    s: verbs.know,
    '/': whenOwn(showCanned),
    p: whenOwn(verbs.pass),
    u: whenOwn(verbs.release),
    x: whenOwn(verbs.end),
  });
}
