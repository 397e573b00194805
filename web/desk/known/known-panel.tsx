import type { Conversation } from '../../../bot/handoff/desk-api.ts';
import type { Desk } from '../desk.ts';
import { Icon, type IconName } from '../frame/icon.tsx';
import type { Kept } from '../kept.ts';
import { WORDS } from '../words.ts';
import { Notes } from './notes.tsx';

type Summary = Conversation['summary'];
type Problem = Summary['problems'][number];

type KnownProps = {
  readonly desk: Desk;
  readonly known: Conversation;
  /** Undefined while nothing can be written. */
  readonly insert: ((text: string) => void) | undefined;
  readonly shown: boolean;
  readonly kept: Kept;
};

/** What Keepsake found out, on one screen, so that nobody is asked twice. */
export function KnownPanel({ desk, known, insert, shown, kept }: KnownProps) {
  const { summary, canned, state } = known;
  return (
    <aside class={`known ${shown ? 'shown' : ''}`} aria-labelledby="known">
      <h2 id="known">{WORDS.summary}</h2>
      {summary.facts.length + summary.problems.length === 0 && <p class="muted">{WORDS.nothingKnown}</p>}
      {summary.note !== undefined && (
        <blockquote aria-label={WORDS.inTheirWords} dir="auto">
          {summary.note}
        </blockquote>
      )}
      {summary.facts.length > 0 && (
        <dl class="facts" aria-label={WORDS.facts}>
          {summary.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {summary.problems.map((problem) => (
        <ProblemView key={problem.topic} problem={problem} />
      ))}
      {summary.next !== undefined && state !== 'closed' && (
        <section class="next-step" aria-labelledby="next-step">
          <h3 id="next-step">{WORDS.nextStep}</h3>
          <p>
            <strong>{summary.next.fix}</strong>
          </p>
          <p>{WORDS.because(summary.next.why)}</p>
          <InsertNext text={canned.find(({ title }) => title === summary.next?.fix)?.text} insert={insert} />
        </section>
      )}
      <Notes desk={desk} known={known} kept={kept} />
    </aside>
  );
}

function InsertNext({ text, insert }: { readonly text: string | undefined; readonly insert: KnownProps['insert'] }) {
  if (text === undefined || insert === undefined) return null;
  return (
    <button type="button" onClick={() => insert(text)}>
      {WORDS.insert}
    </button>
  );
}

const OUTCOMES: Readonly<Record<string, IconName>> = { worked: 'worked', failed: 'failed', 'done-before': 'failed' };

function ProblemView({ problem }: { readonly problem: Problem }) {
  const { topic, codes, tried, causes, status } = problem;
  return (
    <section class="problem">
      <h3>
        {topic} <span class={`tag ${status}`}>{status.replace('-', ' ')}</span>
      </h3>
      {codes.length > 0 && (
        <p class="codes">
          {WORDS.codes}:{' '}
          {codes.map((code) => (
            <code key={code}>{code}</code>
          ))}
        </p>
      )}
      <h4>{WORDS.tried}</h4>
      {tried.length === 0 && <p class="muted">{WORDS.nothingTried}</p>}
      <ul class="tried">
        {tried.map(({ fix, outcome }) => (
          <li key={fix} class={outcome}>
            <Icon name={OUTCOMES[outcome] ?? 'other'} />
            <span>
              {fix} <span class="muted">({WORDS.outcome[outcome] ?? outcome})</span>
            </span>
          </li>
        ))}
      </ul>
      {causes.length > 0 && (
        <>
          <h4>{WORDS.causes}</h4>
          <ul class="causes">
            {causes.map(({ cause, probability }) => (
              <li key={cause}>
                <meter min={0} max={1} value={probability} aria-label={cause}>
                  {Math.round(probability * 100)} %
                </meter>
                <span aria-hidden="true">{Math.round(probability * 100)} %</span> <span>{cause}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
