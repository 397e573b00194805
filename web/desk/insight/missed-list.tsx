import { useState } from 'preact/hooks';
import type { Missed } from '../../../bot/insight/figures.ts';
import { clock, percent } from '../time.ts';
import { word } from '../words.ts';

/** What was not understood, and what it would be taken for now: from here the next examples of the pack come. */
export function MissedList({ missed }: { readonly missed: readonly Missed[] }) {
  const now = Date.now();
  return (
    <section class="missed" aria-labelledby="missed">
      <h3 id="missed">{word().notUnderstood}</h3>
      <p class="muted">{missed.length === 0 ? word().allUnderstood : word().missedAbout}</p>
      {missed.length > 0 && <CopyButton missed={missed} />}
      <ul>
        {missed.map((one) => (
          <li key={`${one.conversation} ${one.at}`}>
            <time>{clock(one.at, now)}</time>
            <p>{one.text}</p>
            <small>{one.now === undefined ? word().stillNot : `${word().takenFor(one.now.title)} ${percent(one.now.sure)}`}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Copies the texts as the lines of a list in the pack. */
function CopyButton({ missed }: { readonly missed: readonly Missed[] }) {
  const [copied, setCopied] = useState(false);
  // What JSON puts into quotes, YAML reads.
  const lines = missed.map(({ text }) => `  - ${JSON.stringify(text.replace(/\s+/g, ' '))}`).join('\n');
  return (
    <p class="row">
      <button type="button" onClick={() => void navigator.clipboard.writeText(lines).then(() => setCopied(true))}>
        {word().copyExamples}
      </button>
      <span role="status">{copied ? word().copied : ''}</span>
    </p>
  );
}
