/** What stands on a button: always what its pick says, in the language of now. */
import type { ReplyKey } from '../knowledge/reply-keys.ts';
import { type Outcome, type Pick, readStored, writePick } from './picks.ts';
import type { Choice } from './reply.ts';
import { phrase, type Talk } from './talk.ts';

type Labels = { readonly [K in Exclude<Pick['kind'], 'set'>]: (talk: Talk, pick: Extract<Pick, { kind: K }>) => string };

const OUTCOMES: Readonly<Record<Exclude<Outcome, 'skipped'>, ReplyKey>> = {
  worked: 'label_worked',
  failed: 'label_failed',
  'done-before': 'label_done_before',
};

const LABELS: Labels = {
  unsure: (talk) => phrase(talk, 'label_unsure'),
  how: (talk) => phrase(talk, 'label_how'),
  fix: (talk, { outcome }) => (outcome === 'skipped' ? '' : phrase(talk, OUTCOMES[outcome])),
  consent: (talk, { yes }) => phrase(talk, yes ? 'label_consent' : 'label_no_consent'),
  code: (talk, { code }) => code ?? phrase(talk, 'label_no'),
  topic: (talk, { topic }) => (topic === undefined ? phrase(talk, 'label_describe') : (talk.pack.topics.get(topic)?.label ?? topic)),
  guide: (talk, { guide }) => (guide === undefined ? phrase(talk, 'label_describe') : (talk.pack.guides.get(guide)?.label ?? guide)),
  helped: (talk, { yes }) => phrase(talk, yes ? 'label_guide_yes' : 'label_guide_no'),
  person: (talk, { yes }) => phrase(talk, yes ? 'label_person' : 'label_continue'),
  settled: (talk, { yes }) => phrase(talk, yes ? 'label_settled' : 'label_unsettled'),
  rate: (_, { rating }) => `${rating} ★`,
  quiet: (talk) => phrase(talk, 'label_quiet'),
  withdraw: (talk) => phrase(talk, 'label_withdraw'),
  continue: (talk) => phrase(talk, 'label_continue'),
};

/** A button that says this. What sets facts has labels of its own in the pack: see `slotChoices`. */
export function choice(talk: Talk, pick: Exclude<Pick, { kind: 'set' }>): Choice {
  const label = LABELS[pick.kind] as (talk: Talk, pick: Pick) => string;
  return { label: label(talk, pick), pick: writePick(pick) };
}

/** Buttons of before, as they are called now: the person may have changed the language, and a release the words. */
export function choicesNow(talk: Talk, stored: readonly Choice[]): Choice[] {
  return stored.map((one) => {
    const pick = readStored(one.pick);
    if (pick === undefined || isGone(talk, pick)) return { ...one };
    return pick.kind === 'set' ? { ...one, label: labelOfFacts(talk, pick.facts) ?? one.label } : choice(talk, pick);
  });
}

function isGone({ pack }: Talk, pick: Pick): boolean {
  if (pick.kind === 'topic') return pick.topic !== undefined && !pack.topics.has(pick.topic);
  return pick.kind === 'guide' && pick.guide !== undefined && !pack.guides.has(pick.guide);
}

/** The label of the one button, or of the one value, that sets just this. */
function labelOfFacts({ pack }: Talk, facts: readonly (readonly [string, string])[]): string | undefined {
  const slots = facts.flatMap(([slot]) => pack.slots.get(slot) ?? []);
  const choices = slots.flatMap(({ question }) => question?.choices ?? []);
  const same = choices.filter(
    ({ sets }) => Object.keys(sets).length === facts.length && facts.every(([slot, value]) => sets[slot] === value),
  );
  if (same.length > 0 || facts.length !== 1) return same.length === 1 ? same[0]?.label : undefined;
  return slots[0]?.values.find(({ id }) => id === facts[0]?.[1])?.label;
}
