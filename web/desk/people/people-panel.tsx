import type { Queue, QueueItem } from '../../../bot/handoff/desk-api.ts';
import type { Desk } from '../desk.ts';
import { span, urgency } from '../time.ts';
import { useNow } from '../use-now.ts';
import { WORDS } from '../words.ts';
import { Team } from './team.tsx';

type PeopleProps = {
  readonly desk: Desk;
  readonly queue: Queue | undefined;
  readonly skew: number;
  /** Conversations in which something was said since they were open. */
  readonly fresh: ReadonlySet<string>;
  readonly opened: string | undefined;
  readonly open: (conversation: string) => void;
  readonly takeNext: () => void;
};

/** Everybody who waits or is being helped, and who helps. */
export function PeoplePanel({ desk, queue, skew, fresh, opened, open, takeNext }: PeopleProps) {
  const now = useNow() + skew;
  if (queue === undefined) return <p role="status">{WORDS.loading}</p>;
  const row = (item: QueueItem & { readonly agent?: { readonly name: string } }, waits: boolean) => (
    <Row
      key={item.conversation}
      item={item}
      now={now}
      waits={waits}
      fresh={fresh.has(item.conversation)}
      current={item.conversation === opened}
      open={open}
    />
  );
  return (
    <>
      <section aria-labelledby="waiting">
        <h2 id="waiting">
          {WORDS.waiting} <span class="count">{queue.waiting.length}</span>
        </h2>
        {queue.waiting.length === 0 && <p class="muted">{WORDS.nobodyWaits}</p>}
        <ul class="rows">{queue.waiting.map((item) => row(item, true))}</ul>
        {queue.waiting.length > 0 && (
          <button type="button" class="strong next" onClick={takeNext}>
            {WORDS.next}
          </button>
        )}
      </section>
      <section aria-labelledby="mine">
        <h2 id="mine">
          {WORDS.mine} <span class="count">{queue.mine.length}</span>
        </h2>
        <ul class="rows">{queue.mine.map((item) => row(item, false))}</ul>
      </section>
      {queue.taken.length > 0 && (
        <section aria-labelledby="taken">
          <h2 id="taken">
            {WORDS.taken} <span class="count">{queue.taken.length}</span>
          </h2>
          <ul class="rows">{queue.taken.map((item) => row(item, false))}</ul>
        </section>
      )}
      <Team agents={queue.agents} me={desk.me.id} />
    </>
  );
}

type RowProps = {
  readonly item: QueueItem & { readonly agent?: { readonly name: string } };
  readonly now: number;
  readonly waits: boolean;
  readonly fresh: boolean;
  readonly current: boolean;
  readonly open: (conversation: string) => void;
};

function Row({ item, now, waits, fresh, current, open }: RowProps) {
  const { conversation, since, title, language, reason, agent } = item;
  const time = span(now - since);
  return (
    <li>
      <button type="button" class="person" aria-current={current ? 'true' : undefined} onClick={() => open(conversation)}>
        <span class="what">
          {title} {fresh && <span class="new">{WORDS.fresh}</span>}
        </span>
        <span class={`time ${waits ? urgency(now - since) : ''}`}>{waits ? WORDS.waits(time) : WORDS.since(time)}</span>
        <span class="why">
          {WORDS.reason[reason] ?? reason}
          {' · '}
          <abbr title={languageName(language)}>{language.split('-')[0]}</abbr>
          {agent !== undefined && ` · ${WORDS.with(agent.name)}`}
        </span>
      </button>
    </li>
  );
}

/** "es" in the words of this browser; what it does not know stays as it is. */
function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
