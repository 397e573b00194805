/** Buttons carry what they mean, so that one pressed late is understood as what it says. */

export type Outcome = 'worked' | 'failed' | 'done-before' | 'skipped';

export type Pick =
  | { readonly kind: 'set'; readonly facts: readonly (readonly [slot: string, value: string])[] }
  | { readonly kind: 'unsure'; readonly slot: string }
  | { readonly kind: 'fix'; readonly fix: string; readonly outcome: Outcome }
  | { readonly kind: 'consent'; readonly fix: string; readonly yes: boolean }
  | { readonly kind: 'code'; readonly code: string | undefined }
  | { readonly kind: 'topic'; readonly topic: string | undefined }
  | { readonly kind: 'guide'; readonly guide: string | undefined }
  | { readonly kind: 'helped'; readonly yes: boolean }
  | { readonly kind: 'person'; readonly yes: boolean }
  | { readonly kind: 'settled'; readonly yes: boolean }
  | { readonly kind: 'rate'; readonly rating: number }
  | { readonly kind: 'how' }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'continue' };

const NONE = 'none';

/** Writes what a button means: the counterpart of `readPick`. */
export function writePick(pick: Pick): string {
  switch (pick.kind) {
    case 'set':
      return `set:facts=${pick.facts.map(([slot, value]) => `${slot}~${value}`).join(',')}`;
    case 'unsure':
      return `unsure:slot=${pick.slot}`;
    case 'fix':
      return `fix:${pick.fix}=${pick.outcome}`;
    case 'consent':
      return `consent:${pick.fix}=${pick.yes ? 'yes' : 'no'}`;
    case 'code':
    case 'topic':
    case 'guide':
      return `${pick.kind}:is=${wordOf(pick) ?? NONE}`;
    case 'helped':
    case 'person':
    case 'settled':
      return `${pick.kind}:is=${pick.yes ? 'yes' : 'no'}`;
    case 'rate':
      return `rate:case=${pick.rating}`;
    default:
      return `${pick.kind}:is=go`;
  }
}

/** Whether a button of a list says that none of the others is meant. */
export function isWayOut(pick: Pick): boolean {
  return (pick.kind === 'code' || pick.kind === 'topic' || pick.kind === 'guide') && wordOf(pick) === undefined;
}

function wordOf(pick: Extract<Pick, { kind: 'code' | 'topic' | 'guide' }>): string | undefined {
  if (pick.kind === 'code') return pick.code;
  return pick.kind === 'topic' ? pick.topic : pick.guide;
}

const OUTCOMES: readonly Outcome[] = ['worked', 'failed', 'done-before', 'skipped'];

function readFacts(value: string): Pick | undefined {
  const facts = value.split(',').map((pair) => pair.split('~'));
  const whole = facts.flatMap(([slot, v]) => (slot !== undefined && v !== undefined && slot !== '' ? [[slot, v] as const] : []));
  return whole.length === facts.length ? { kind: 'set', facts: whole } : undefined;
}

const READERS: Readonly<Record<string, (about: string, value: string) => Pick | undefined>> = {
  set: (_, value) => readFacts(value),
  unsure: (_, slot) => ({ kind: 'unsure', slot }),
  fix: (fix, value) => {
    const outcome = OUTCOMES.find((o) => o === value);
    return outcome === undefined ? undefined : { kind: 'fix', fix, outcome };
  },
  consent: (fix, value) => (value === 'yes' || value === 'no' ? { kind: 'consent', fix, yes: value === 'yes' } : undefined),
  code: (_, value) => ({ kind: 'code', code: value === NONE ? undefined : value }),
  topic: (_, value) => ({ kind: 'topic', topic: value === NONE ? undefined : value }),
  guide: (_, value) => ({ kind: 'guide', guide: value === NONE ? undefined : value }),
  helped: (_, value) => ({ kind: 'helped', yes: value === 'yes' }),
  person: (_, value) => ({ kind: 'person', yes: value === 'yes' }),
  settled: (_, value) => ({ kind: 'settled', yes: value === 'yes' }),
  rate: (_, value) => (/^[1-5]$/.test(value) ? { kind: 'rate', rating: Number(value) } : undefined),
  how: () => ({ kind: 'how' }),
  quiet: () => ({ kind: 'quiet' }),
  withdraw: () => ({ kind: 'withdraw' }),
  continue: () => ({ kind: 'continue' }),
};

/** Reads a button's meaning; none for what no button of ours says. Whether the pack has what it names is for the caller to check. */
export function readPick(subject: string, value: string): Pick | undefined {
  const [kind = '', about = ''] = subject.split(/:(.*)/s);
  return Object.hasOwn(READERS, kind) ? READERS[kind]?.(about, value) : undefined;
}

/** Splits a stored `pick` at its first "=" and reads it. */
export function readStored(pick: string): Pick | undefined {
  const at = pick.indexOf('=');
  return at < 0 ? undefined : readPick(pick.slice(0, at), pick.slice(at + 1));
}
