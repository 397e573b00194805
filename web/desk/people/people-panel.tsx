import type { ComponentChildren } from 'preact';
import type { Queue, QueueItem } from '../../../bot/handoff/desk-api.ts';
import type { Desk } from '../desk.ts';
import { span, urgency } from '../time.ts';
import { useNow } from '../use-now.ts';
import { locale, word } from '../words.ts';
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
  if (queue === undefined) return <p role="status">{word().loading}</p>;
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
      {queue.mine.length > 0 && (
        <Group name="mine" title={word().mine} count={queue.mine.length}>
          <ul class="rows">{queue.mine.map((item) => row(item, false))}</ul>
        </Group>
      )}
      <Group name="waiting" title={word().waiting} count={queue.waiting.length}>
        {queue.waiting.length === 0 && <p class="muted">{word().nobodyWaits}</p>}
        {queue.waiting.length > 0 && (
          <button type="button" class="strong next" onClick={takeNext}>
            {word().next}
          </button>
        )}
        <ul class="rows">{queue.waiting.map((item) => row(item, true))}</ul>
      </Group>
      {queue.taken.length > 0 && (
        <Group name="taken" title={word().taken} count={queue.taken.length}>
          <ul class="rows">{queue.taken.map((item) => row(item, false))}</ul>
        </Group>
      )}
      <Team agents={queue.agents} me={desk.me.id} />
    </>
  );
}

type GroupProps = { readonly name: string; readonly title: string; readonly count: number; readonly children: ComponentChildren };

function Group({ name, title, count, children }: GroupProps) {
  return (
    <section aria-labelledby={name}>
      <h2 id={name}>
        {title} <span class="count">{count}</span>
      </h2>
      {children}
    </section>
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
          {title} {fresh && <span class="new">{word().fresh}</span>}
        </span>
        <span class="why">
          <abbr title={languageName(language)}>{language.split('-')[0]}</abbr>
          {' · '}
          {word().reason[reason] ?? reason}
          {agent !== undefined && ` · ${word().with(agent.name)}`}
        </span>
        <span class={`time ${waits ? urgency(now - since) : ''}`}>
          <span class="sr">{waits ? word().waits(time) : word().since(time)}</span>
          <span aria-hidden="true">{time}</span>
        </span>
      </button>
    </li>
  );
}

/** "es" in the language of the page; what it does not know stays as it is. */
function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(locale(), { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
