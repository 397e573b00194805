/** Each place in a message where it says something of a slot, before contradictions are settled. */
import type { SlotValue } from '../../knowledge/pack.ts';
import type { Context } from '../heard.ts';
import { setApart } from './another.ts';
import { type Clauses, isCorrection, isDenied } from './clauses.ts';
import { findPhrases, type PhraseMatch } from './phrases.ts';
import type { Sign, SlotIndex } from './slot-index.ts';

/** `at` is the word where it is said, `weight` how much it says against other values of the slot. */
export type Mention = {
  readonly slot: string;
  readonly value: string;
  readonly at: number;
  readonly to: number;
  readonly weight: number;
  readonly corrects: boolean;
};

const WINDOW = 6;

/** All mentions by words; recognisers add theirs. */
export function mentionsIn(index: SlotIndex, clauses: Clauses, context: Context): Mention[] {
  const matches = findPhrases(index.signs, clauses.words);
  const named = [
    ...matches.flatMap((match) => valueMention(matches, match, clauses, context)),
    ...stateMentions(matches, clauses, context),
    ...faultMentions(index, matches, clauses),
    ...clearedMentions(index, matches, clauses),
  ];
  const answers = answerMentions(index, clauses, context).filter((answer) => !named.some((mention) => isSaidOf(mention, answer)));
  const all = [...named, ...answers].flatMap((mention) => [mention, ...impliedBy(index, mention)]);
  return setApart(index.slots, all, clauses, context);
}

/** "The line is fine" answers no question about room: what is said of something by its name is said of that. */
function isSaidOf(mention: Mention, answer: Mention): boolean {
  const longer = mention.to - mention.at > answer.to - answer.at;
  return longer && mention.slot !== answer.slot && mention.at <= answer.at && mention.to >= answer.to;
}

type Values = Extract<Sign, { kind: 'value' | 'state' }>;

/** What is said where nothing is asked, supposed or denied; a denial may mean another value. */
function said(sign: Values, at: number, clauses: Clauses, context: Context): string | undefined {
  if (sign.check && clauses.open[at] && context.open?.slot !== sign.slot) return;
  return isDenied(clauses, at) ? sign.value.not : sign.value.id;
}

function valueMention(all: readonly PhraseMatch<Sign>[], match: PhraseMatch<Sign>, clauses: Clauses, context: Context): Mention[] {
  const { from, to, means } = match;
  const corrects = isCorrection(clauses, from);
  if (means.kind === 'phrase') {
    if (isDenied(clauses, from) || clauses.open[from]) return [];
    return Object.entries(means.sets).map(([slot, value]) => ({ slot, value, at: from, to, weight: 2 + to - from, corrects }));
  }
  if (means.kind !== 'value' || isWithinLonger(all, match, means.slot)) return [];
  const value = said(means, from, clauses, context);
  if (value !== undefined) return [{ slot: means.slot, value, at: from, to, weight: 1 + 0.5 * (to - from), corrects }];
  const named = !means.check && means.value.not === undefined && clauses.words.length > SHORT;
  // "I meant this, not that" does not speak of that.
  const spokenOf = named && clauses.corrections.length === 0;
  return spokenOf ? [{ slot: means.slot, value: means.value.id, at: from, to, weight: 0.3, corrects: false }] : [];
}

/** In a longer message, what is denied is still what it is about ("I never backed it up"); "not an X" alone is not. */
const SHORT = 6;

/** "restore from a backup" does not also say what "backup" alone would. */
function isWithinLonger(all: readonly PhraseMatch<Sign>[], match: PhraseMatch<Sign>, slot: string): boolean {
  return all.some(
    (other) =>
      (other.means.kind === 'value' || other.means.kind === 'prefix') &&
      other.means.slot === slot &&
      other.from <= match.from &&
      other.to >= match.to &&
      other.to - other.from > match.to - match.from,
  );
}

type Pair = { readonly sign: Values; readonly about: PhraseMatch<Sign>; readonly state: PhraseMatch<Sign>; readonly far: number };

/** "the printer is fine": a state near what it is said of. Each state goes to its nearest subject, and to those joined with that by "and". */
function stateMentions(matches: readonly PhraseMatch<Sign>[], clauses: Clauses, context: Context): Mention[] {
  const abouts = matches.filter((match) => match.means.kind === 'about');
  if (abouts.length === 0) return [];
  const pairs: Pair[] = matches
    .flatMap((state) => (state.means.kind === 'state' ? pairsOf(state, state.means, abouts, clauses) : []))
    .sort((a, b) => a.far - b.far || b.state.to - b.state.from - (a.state.to - a.state.from));
  const owners = new Map<number, Pair>();
  const settled = new Set<string>();
  const mentions: Mention[] = [];
  for (const pair of pairs) {
    const owner = owners.get(pair.state.from);
    if (settled.has(pair.sign.slot) || (owner && owner.sign.slot !== pair.sign.slot && !areJoined(owner.about, pair.about, clauses)))
      continue;
    if (!owner) owners.set(pair.state.from, pair);
    settled.add(pair.sign.slot);
    mentions.push(...stateMention(pair, clauses, context));
  }
  return mentions;
}

function pairsOf(state: PhraseMatch<Sign>, sign: Values, abouts: readonly PhraseMatch<Sign>[], clauses: Clauses): Pair[] {
  return abouts.flatMap((about) => {
    if (about.means.kind !== 'about' || about.means.slot !== sign.slot) return [];
    const far = distance(about, state, clauses);
    return far === undefined ? [] : [{ sign, about, state, far }];
  });
}

/** Words between subject and state, small ones not counted; more for commas and for a state that comes first. Undefined when too far. */
function distance(about: PhraseMatch<Sign>, state: PhraseMatch<Sign>, clauses: Clauses): number | undefined {
  if (clauses.clause[about.from] !== clauses.clause[state.from]) return;
  const before = state.to <= about.from;
  if (!before && state.from < about.to) return;
  const gap = before ? clauses.words.slice(state.to, about.from) : clauses.words.slice(about.to, state.from);
  const between = gap.filter((word) => !clauses.spoken.coordinators.has(word)).length;
  const commas = Math.abs((clauses.commas[about.from] as number) - (clauses.commas[state.from] as number));
  const far = between + (before ? 1.5 : 0) + 1.5 * commas;
  return far <= WINDOW ? far : undefined;
}

function areJoined(a: PhraseMatch<Sign>, b: PhraseMatch<Sign>, clauses: Clauses): boolean {
  const [first, last] = a.from < b.from ? [a, b] : [b, a];
  for (let i = first.to; i < last.from; i++) {
    const comma = (clauses.commas[i] as number) > (clauses.commas[i - 1] as number);
    if (!clauses.spoken.coordinators.has(clauses.words[i] as string) && !comma) return false;
  }
  return last.from <= first.to + 4;
}

function stateMention(pair: Pair, clauses: Clauses, context: Context): Mention[] {
  const value = said(pair.sign, pair.state.from, clauses, context);
  const flipped =
    value !== undefined && isDenied(clauses, pair.about.from) && pair.about.from < pair.state.from ? pair.sign.value.not : value;
  if (flipped === undefined) return [];
  const at = Math.min(pair.about.from, pair.state.from);
  const to = Math.max(pair.about.to, pair.state.to);
  return [{ slot: pair.sign.slot, value: flipped, at, to, weight: 2, corrects: isCorrection(clauses, pair.state.from) }];
}

/** "it's not the cable": what is named as not being it is well. */
function clearedMentions(index: SlotIndex, matches: readonly PhraseMatch<Sign>[], clauses: Clauses): Mention[] {
  return matches.flatMap(({ means, from, to }) => {
    const poles = means.kind === 'about' && !clauses.open[from] ? index.poles.get(means.slot) : undefined;
    if (means.kind !== 'about' || !poles || !isNotIt(clauses, from)) return [];
    return [{ slot: means.slot, value: poles.well, at: from, to, weight: 1, corrects: false }];
  });
}

/** "not the …" where a clause begins or after "is"; "does not back up" denies a verb. */
function isNotIt(clauses: Clauses, at: number): boolean {
  const { words, commas, clause } = clauses;
  const not = /^(?:the|my|a)$/.test(words[at - 1] ?? '') ? at - 2 : at - 1;
  if (words[not] !== 'not') return false;
  return not === 0 || /^(?:is|was|and)$/.test(words[not - 1] ?? '') || commas[not] !== commas[not - 1] || clause[not] !== clause[not - 1];
}

/** "the cable is the problem", "it is not the cable's fault", "ruled out the cable". */
function faultMentions(index: SlotIndex, matches: readonly PhraseMatch<Sign>[], clauses: Clauses): Mention[] {
  const faults = clauses.words.flatMap((word, i) =>
    clauses.spoken.faults.has(word) ? [{ at: i, to: i + 1, cleared: isDenied(clauses, i) }] : [],
  );
  const cleared = matches.flatMap((match) => (match.means.kind === 'cleared' ? [{ at: match.from, to: match.to, cleared: true }] : []));
  return [...faults, ...cleared].flatMap((fault) =>
    matches.flatMap((about) => {
      if (about.means.kind !== 'about' || clauses.open[about.from]) return [];
      const poles = index.poles.get(about.means.slot);
      const value = poles && faultValue(about, fault, clauses, poles);
      return value === undefined ? [] : [{ slot: about.means.slot, value, at: about.from, to: about.to, weight: 1.5, corrects: false }];
    }),
  );
}

function faultValue(
  about: PhraseMatch<Sign>,
  fault: { readonly at: number; readonly to: number; readonly cleared: boolean },
  clauses: Clauses,
  poles: { readonly well: string; readonly ill: string },
): string | undefined {
  if (clauses.clause[about.from] !== clauses.clause[fault.at]) return;
  const between = about.to <= fault.at ? clauses.words.slice(about.to, fault.at) : clauses.words.slice(fault.to, about.from);
  if (between.length > 4) return;
  if (fault.cleared || isDenied(clauses, about.from)) return poles.well;
  const blamed = about.to <= fault.at && /^(?:is|was|must be|seems to be)(?: probably| definitely| clearly)? the$/.test(between.join(' '));
  return blamed ? poles.ill : undefined;
}

const ANSWER_WORDS = 8;
const YES_NO = /^(?:yes|no|yeah|nope|yep|nah|none|neither|si|ja|nein)$/;

/** While a slot's question is open, a short message may answer it in words that would say nothing elsewhere. */
function answerMentions(index: SlotIndex, clauses: Clauses, context: Context): Mention[] {
  const answers = index.answers.get(context.open?.slot ?? '');
  if (!answers || clauses.words.length > ANSWER_WORDS) return [];
  const matches = findPhrases(answers, clauses.words).filter((match) => {
    const word = clauses.words.slice(match.from, match.to).join(' ');
    // "Ok, it finished": what was read, before something else.
    if (match.from === 0 && clauses.words.length > match.to && clauses.spoken.acknowledging.has(word)) return false;
    return YES_NO.test(word) ? clauses.words.length === match.to - match.from : isMostOf(match, clauses);
  });
  const longest = Math.max(0, ...matches.map((match) => match.to - match.from));
  const best = matches.filter((match) => match.to - match.from === longest);
  const fitting = best.filter((match) => fits(match.means, context));
  const values = new Set(fitting.map((match) => match.means));
  return values.size === 1 ? fitting.flatMap((match) => answerMention(match, clauses, context)) : [];
}

/** Words beside the answer that mean something of their own make it another sentence; one word says less than several. */
const BESIDE = 3;

function isMostOf({ from, to }: PhraseMatch<SlotValue>, { words, spoken }: Clauses): boolean {
  const beside = words.filter((word, i) => (i < from || i >= to) && !spoken.transparent.has(word) && !spoken.fillers.has(word));
  return beside.length <= (to - from > 1 ? BESIDE : BESIDE - 1);
}

/** Of two names that the answer fits, the one that goes with what is known. */
function fits(value: SlotValue, context: Context): boolean {
  return Object.entries(value.implies).every(([slot, implied]) => (context.facts[slot] ?? implied) === implied);
}

function answerMention(match: PhraseMatch<SlotValue>, clauses: Clauses, context: Context): Mention[] {
  const value = isDenied(clauses, match.from) ? match.means.not : match.means.id;
  if (value === undefined) return [];
  return [
    { slot: context.open?.slot as string, value, at: match.from, to: match.to, weight: 4, corrects: isCorrection(clauses, match.from) },
  ];
}

/** What follows from a value counts as said, and weighs more than a word: a model tells its maker surely. */
function impliedBy(index: SlotIndex, mention: Mention): Mention[] {
  const value = index.slots.get(mention.slot)?.values.find((v) => v.id === mention.value);
  return Object.entries(value?.implies ?? {}).map(([slot, implied]) => ({ ...mention, slot, value: implied, weight: mention.weight + 1 }));
}
