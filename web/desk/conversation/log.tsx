import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Line } from '../../../bot/handoff/desk-api.ts';
import { pathOf } from '../calls.ts';
import type { Desk } from '../desk.ts';
import { Icon } from '../frame/icon.tsx';
import type { Opened } from '../opened.ts';
import type { Unsent } from '../unsent.ts';
import { useNow } from '../use-now.ts';
import { word } from '../words.ts';
import { LineView } from './line-view.tsx';

type LogProps = {
  readonly desk: Desk;
  readonly opened: Opened;
  readonly unsent: readonly Unsent[];
  readonly skew: number;
  readonly putBack: (text: string) => void;
};

/** Pixels from the end within which somebody is reading the end. */
const NEAR = 80;

/** Everything that was said, the newest in sight unless somebody reads further up. */
export function Log({ desk, opened, unsent, skew, putBack }: LogProps) {
  const now = useNow();
  const { scroller, atEnd, look, goToEnd } = useEnd(opened.id, opened.lines.length + unsent.length);
  const fileAt = (file: string): string => `/desk/api${pathOf(opened.id)}/files/${encodeURIComponent(file)}`;
  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="log" ref={scroller} onScroll={look} tabIndex={0} aria-label={word().messages}>
        <div role="log" aria-label={word().messages}>
          <ol>
            {opened.lines.map((line: Line, i) => (
              <LineView key={line.seq} line={line} goesOn={goesOn(opened.lines[i - 1], line)} now={now} skew={skew} fileAt={fileAt} />
            ))}
            {unsent.map((one) => (
              <UnsentView key={one.key} one={one} desk={desk} putBack={putBack} />
            ))}
          </ol>
        </div>
        <p class="typing" role="status">
          {opened.typing ? word().typing : ''}
        </p>
      </section>
      {!atEnd && (
        <button type="button" class="latest" onClick={goToEnd}>
          <Icon name="down" />
          {word().latest}
        </button>
      )}
    </div>
  );
}

/** Milliseconds within which who goes on speaking is not named again. */
const BREATH = 5 * 60_000;

function goesOn(before: Line | undefined, line: Line): boolean {
  if (before === undefined || line.from === 'notice' || before.from !== line.from) return false;
  return before.agent?.id === line.agent?.id && line.at - before.at < BREATH;
}

function useEnd(conversation: string, length: number) {
  const scroller = useRef<HTMLElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const toEnd = (): void => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  const goToEnd = (): void => {
    toEnd();
    // The button goes when the end is there.
    scroller.current?.focus({ preventScroll: true });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation begins at its end
  useEffect(() => setAtEnd(true), [conversation]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is added
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [conversation, length, atEnd]);
  const stays = useRef(true);
  stays.current = atEnd;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it watches as long as the log is shown
  useEffect(() => {
    const frame = scroller.current;
    if (frame === null) return;
    // A keyboard that opens, or a tablet that is turned, leaves the end in sight.
    const sized = new ResizeObserver(() => stays.current && toEnd());
    sized.observe(frame);
    // A picture takes its place only when it has come.
    const loaded = (): unknown => stays.current && toEnd();
    frame.addEventListener('load', loaded, true);
    return () => {
      sized.disconnect();
      frame.removeEventListener('load', loaded, true);
    };
  }, []);
  const look = (): void => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
    setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR);
  };
  return { scroller, atEnd, look, goToEnd };
}

type UnsentProps = { readonly one: Unsent; readonly desk: Desk; readonly putBack: (text: string) => void };

function UnsentView({ one, desk, putBack }: UnsentProps) {
  const { key, text, failed } = one;
  return (
    <li class="line agent unsent">
      <div class="bubble">
        <p class="text" dir="auto">
          {text}
        </p>
        {failed === undefined ? (
          <p class="state">{word().sending}</p>
        ) : (
          <p class="state wrong" role="alert">
            {word().unsent} {failed}{' '}
            <button type="button" class="quiet" onClick={() => desk.outbox.again(key)}>
              {word().again}
            </button>
            <button type="button" class="quiet" onClick={() => putBack(desk.outbox.putBack(key))}>
              {word().putBack}
            </button>
          </p>
        )}
      </div>
    </li>
  );
}
