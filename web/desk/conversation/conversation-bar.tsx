import type { Conversation } from '../../../bot/handoff/desk-api.ts';
import type { Me } from '../desk-state.ts';
import { Icon } from '../frame/icon.tsx';
import { word } from '../words.ts';

/** What can be done with a conversation. */
export type Verbs = {
  readonly take: () => void;
  readonly release: () => void;
  readonly pass: () => void;
  readonly end: () => void;
  readonly know: () => void;
  readonly back: () => void;
};

type BarProps = { readonly known: Conversation; readonly me: Me; readonly verbs: Verbs; readonly knows: boolean };

/** Whose conversation it is, and what can be done with it. */
export function ConversationBar({ known, me, verbs, knows }: BarProps) {
  const { state, agent, item } = known;
  const own = state === 'taken' && agent?.id === me.id;
  return (
    <div class="conversation-bar">
      <button type="button" class="quiet back" onClick={verbs.back}>
        <Icon name="back" />
        <span class="sr">{word().back}</span>
      </button>
      <div class="heading">
        <h2 id="conversation" tabIndex={-1}>
          {item.title}
        </h2>
        <p class="muted">
          {word().reason[item.reason] ?? item.reason}
          {state === 'taken' && agent !== undefined && !own && ` · ${word().with(agent.name)}`}
        </p>
      </div>
      <div class="row">
        {state === 'waiting' && (
          <button type="button" class="strong" onClick={verbs.take}>
            {word().take}
          </button>
        )}
        {own && (
          <>
            <button type="button" onClick={verbs.release}>
              {word().release}
            </button>
            <button type="button" onClick={verbs.pass}>
              {word().transfer}
            </button>
            <button type="button" class="strong" onClick={verbs.end}>
              {word().close}
            </button>
          </>
        )}
      </div>
      <button type="button" id="know" class="quiet know" aria-expanded={knows} aria-controls="known-panel" onClick={verbs.know}>
        <Icon name="info" />
        <span class="sr">{word().summary}</span>
      </button>
    </div>
  );
}
