import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Insight, Missed } from '../../../bot/insight/figures.ts';
import type { Called, Calls } from '../calls.ts';
import { Done, Window } from '../frame/window.tsx';
import { word } from '../words.ts';
import { Figures } from './figures.tsx';
import { MissedList } from './missed-list.tsx';
import { useRead } from './use-read.ts';

const SPANS = [7, 30, 90] as const;

type InsightProps = { readonly calls: Calls; readonly close: () => void };

/** What people came with and what became of it, for leads. */
export function InsightWindow({ calls, close }: InsightProps) {
  const [days, setDays] = useState<number>(30);
  const figures = useRead<Insight>(calls, `/insight?days=${days}`);
  const missed = useRead<{ readonly missed: readonly Missed[] }>(calls, `/insight/missed?days=${days}`);
  return (
    <Window title={word().insight} close={close} wide>
      <fieldset class="switch">
        <legend class="sr">{word().insightSpan}</legend>
        {SPANS.map((span) => (
          <label key={span}>
            <input type="radio" name="span" checked={days === span} onChange={() => setDays(span)} />
            <span>{word().lastDays(span)}</span>
          </label>
        ))}
      </fieldset>
      <Read {...figures}>{(insight) => <Figures insight={insight} />}</Read>
      <Read {...missed}>{(read) => <MissedList missed={read.missed} />}</Read>
      <Done />
    </Window>
  );
}

type ReadProps<T> = {
  readonly called: Called<T> | undefined;
  readonly again: () => void;
  readonly children: (value: T) => ComponentChildren;
};

/** What was read; until then that it is being read, and if it cannot be, why. */
function Read<T>({ called, again, children }: ReadProps<T>) {
  if (called === undefined)
    return (
      <p class="muted loading" role="status">
        {word().loading}
      </p>
    );
  if (called.ok) return <>{children(called.value)}</>;
  return (
    <p role="alert" class="wrong">
      {called.message}{' '}
      <button type="button" onClick={again}>
        {word().again}
      </button>
    </p>
  );
}
