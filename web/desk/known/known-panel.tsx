import { useEffect, useRef } from 'preact/hooks';
import type { Conversation } from '../../../bot/handoff/desk-api.ts';
import type { Desk } from '../desk.ts';
import { Icon, type IconName } from '../frame/icon.tsx';
import type { Kept } from '../kept.ts';
import { percent } from '../time.ts';
import { word } from '../words.ts';
import { Notes } from './notes.tsx';

type Summary = Conversation['summary'];
type Problem = Summary['problems'][number];

type KnownProps = {
  readonly desk: Desk;
  readonly known: Conversation;
  /** Undefined while nothing can be written. */
  readonly insert: ((text: string) => void) | undefined;
  /** Where there is no room beside the conversation it lies over it, when it is asked for. */
  readonly shown: boolean;
  readonly hide: () => void;
  readonly kept: Kept;
};

/** What Keepsake found out, on one screen, so that nobody is asked twice: what is wrong and was tried first, details behind it. */
export function KnownPanel({ desk, known, insert, shown, hide, kept }: KnownProps) {
  const { summary } = known;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (shown) heading.current?.focus();
  }, [shown]);
  return (
    <aside
      id="known-panel"
      class={`known ${shown ? 'shown' : ''}`}
      aria-labelledby="known"
      onKeyDown={({ key, target }) => key === 'Escape' && !(target instanceof HTMLTextAreaElement) && hide()}
    >
      <div class="row">
        <h2 id="known" ref={heading} tabIndex={-1}>
          {word().summary}
        </h2>
        <button type="button" class="quiet hide" onClick={hide}>
          <Icon name="failed" />
          <span class="sr">{word().hideSummary}</span>
        </button>
      </div>
      {summary.facts.length + summary.problems.length === 0 && <p class="muted">{word().nothingKnown}</p>}
      {summary.note !== undefined && (
        <blockquote aria-label={word().inTheirWords} dir="auto">
          {summary.note}
        </blockquote>
      )}
      {summary.problems.map((problem) => (
        <ProblemView key={problem.topic} problem={problem} />
      ))}
      <NextStep known={known} insert={insert} />
      <Facts facts={summary.facts} />
      <Notes desk={desk} known={known} kept={kept} />
    </aside>
  );
}

function Facts({ facts }: Pick<Summary, 'facts'>) {
  if (facts.length === 0) return null;
  return (
    <dl class="facts" aria-label={word().facts}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function NextStep({ known: { summary, canned, state }, insert }: Pick<KnownProps, 'known' | 'insert'>) {
  const { next } = summary;
  if (next === undefined || state === 'closed') return null;
  return (
    <section class="next-step" aria-labelledby="next-step">
      <h3 id="next-step">{word().nextStep}</h3>
      <p>
        <strong>{next.fix}</strong>
      </p>
      <p>{word().because(next.why)}</p>
      <InsertNext text={canned.find(({ title }) => title === next.fix)?.text} insert={insert} />
    </section>
  );
}

function InsertNext({ text, insert }: { readonly text: string | undefined; readonly insert: KnownProps['insert'] }) {
  if (text === undefined || insert === undefined) return null;
  return (
    <button type="button" onClick={() => insert(text)}>
      {word().insert}
    </button>
  );
}

const OUTCOMES: Readonly<Record<string, IconName>> = { worked: 'worked', failed: 'failed', 'done-before': 'failed' };

function ProblemView({ problem }: { readonly problem: Problem }) {
  const { topic, codes, tried, causes, status } = problem;
  return (
    <section class="problem">
      <h3>
        {topic} <span class={`tag ${status}`}>{word().problemStatus[status] ?? status}</span>
      </h3>
      {codes.length > 0 && (
        <p class="codes">
          {word().codes}:{' '}
          {codes.map((code) => (
            <code key={code}>{code}</code>
          ))}
        </p>
      )}
      <h4>{word().tried}</h4>
      {tried.length === 0 && <p class="muted">{word().nothingTried}</p>}
      <ul class="tried">
        {tried.map(({ fix, outcome }) => (
          <li key={fix} class={outcome}>
            <Icon name={OUTCOMES[outcome] ?? 'other'} />
            <span>
              {fix} <span class="muted">({word().outcome[outcome] ?? outcome})</span>
            </span>
          </li>
        ))}
      </ul>
      {causes.length > 0 && (
        <>
          <h4>{word().causes}</h4>
          <ul class="causes">
            {causes.map(({ cause, probability }) => (
              <li key={cause}>
                <meter min={0} max={1} value={probability} aria-label={cause}>
                  {percent(probability)}
                </meter>
                <span aria-hidden="true">{percent(probability)}</span> <span>{cause}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
