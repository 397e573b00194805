/** What a message says to the open question: yes, no, one of the choices, or why there is no answer. */
import type { Answer, Context } from '../heard.ts';
import { nearestName } from './fuzzy.ts';
import { ANSWER_PICTURES } from './lexicon/answers.ts';
import type { AnswerKind } from './lexicon/lexicon.ts';
import { assentIn, numberIn, ordinalIn } from './numbers.ts';
import { findPhrases } from './phrases.ts';
import { swapsAndEdits } from './spelling.ts';
import type { Spoken } from './spoken.ts';
import { wordsOf } from './words.ts';

type Kind = AnswerKind;

const key = (words: readonly string[]): string => words.join('');

/** Words up to which a sentence is still an answer and not a story. */
const ANSWER_WORDS = 25;
const SHORT = 8;

/**
 * `filled`: whether words of the message filled the slot that was asked for, so that numbers in it are no ordinals, or only other
 * slots, so that nothing but a label itself is a choice: a device is none of "It is full" and "There is room".
 */
export function answerOf(said: Said, { open }: Context, filled: Filled): Answer | undefined {
  const whole = wholeAnswer(said);
  if (!open) return whole && { kind: whole };
  const answer = readAnswer(said, open, filled, whole);
  const yes = answer?.kind === 'yes' || (answer?.kind === 'choice' && whole === 'yes');
  return answer && yes && STATES.has(open.kind) && isHedged(said, open) ? { ...answer, hedged: true } : answer;
}

/** Questions whose yes states something, or agrees to it. */
const STATES: ReadonlySet<string> = new Set(['slot', 'consent']);

function readAnswer(said: Said, open: Open, filled: Filled, whole: Kind | undefined): Answer | undefined {
  const answered = filled === 'asked';
  const plain = open.kind === 'fix' && isAcknowledged(said) ? 'not-yet' : whole;
  if (open.slot !== undefined && isBeside(said, plain, answered)) return;
  const chosen = choiceOf(said, open, filled, plain);
  if (chosen !== undefined) return { kind: 'choice', index: chosen };
  const kind = plain ?? (answered ? undefined : sentenceAnswer(said));
  return kind && { kind };
}

/** A yes is plain when it is nothing but that, or what stands on a button. */
function isHedged({ text, words, spoken }: Said, open: Open): boolean {
  const plain = words.every((word) => spoken.plainYes.has(word)) && !text.includes('?');
  return !plain && !open.choices.some((label) => labelOf(label).key === key(words));
}

/** "Ok", "great thanks" to a question is polite and no answer, unless the slot has such a value; "no luck" is said of something else. */
function isBeside({ words, spoken }: Said, plain: Kind | undefined, answered: boolean): boolean {
  const bare = words.filter((word) => !spoken.fillers.has(word));
  if (bare.length > 0 && bare.every((word) => POLITE.test(word))) return true;
  if (answered) return false;
  if (words.some((word) => NOUGHT.test(word)) && words.some((word) => SEEN.test(word))) return true;
  return (plain === 'no' || plain === 'yes') && words.some((word) => OUTCOME.test(word));
}

/** "There is nothing there", "no, I didn't do anything": what is not there to be seen, or was not done. */
const NOUGHT = /^(?:nothing|anything|nichts|nada)$/;
const SEEN =
  /^(?:there|here|do|did|done|doing|touch(?:ed)?|happen(?:s|ed)?|came|shows?|appears?|da|dort|passiert|gemacht|getan|ahí|allí|hice|hecho|pasa|pasó|sale)$/;

const POLITE = /^(?:ok|okay|okey|okie|k|kk|alright|fine|good|great|perfect|cool|understood|got|it|gut|bien|bueno|vale)$/;

/** Words that say what came of something. */
const OUTCOME =
  /^(?:luck|joy|dice|success|avail|going|running|backing|finished|completed|work(?:s|ed|ing)?|help(?:s|ed|ing)?|fix(?:ed)?|solved|resolved|fail(?:s|ed|ing)?|unsuccessful|worse)$/;

/** Which slots a message filled. */
export type Filled = 'asked' | 'others' | 'none';

/** `asks`: it is a question. `addressed`: it is said to the conversation itself, and names no choice by a slip of the pen. */
export type Said = {
  readonly text: string;
  readonly words: readonly string[];
  readonly spoken: Spoken;
  readonly asks?: boolean;
  readonly addressed?: boolean;
};

/** "ok thanks" to a fix says that it was read, not that it worked. */
function isAcknowledged({ words, spoken }: Said): boolean {
  const bare = words.filter((word) => !spoken.fillers.has(word) && !spoken.acknowledging.has(word));
  return bare.length === 0 && words.some((word) => spoken.acknowledging.has(word));
}

/** All that is said is an answer, but for filler words and pictures. */
function wholeAnswer({ text, words, spoken }: Said): Kind | undefined {
  if (words.length === 0) return ANSWER_PICTURES.find(([picture]) => picture.test(text))?.[1];
  if (words.length > SHORT + 4) return;
  const { whole } = spoken;
  const direct = whole.get(key(words));
  if (direct) return direct;
  const bare = words.filter((word) => !spoken.fillers.has(word));
  return whole.get(key(trimmed(words, spoken))) ?? whole.get(key(bare)) ?? repeated(bare, spoken) ?? inTwo(bare, spoken);
}

/** "no, still the same", "yeah nope it didn't": two answers in one; the second says it more exactly. */
function inTwo(words: readonly string[], { whole }: Spoken): Kind | undefined {
  for (let cut = 1; cut < words.length; cut++) {
    const first = whole.get(key(words.slice(0, cut)));
    const second = first && whole.get(key(words.slice(cut)));
    if (second) return first === 'no' && second === 'yes' ? 'no' : second;
  }
  return;
}

/** Fillers go from both ends. */
function trimmed(words: readonly string[], { fillers }: Spoken): readonly string[] {
  let from = 0;
  let to = words.length;
  while (from < to && fillers.has(words[from] as string)) from++;
  while (to > from && fillers.has(words[to - 1] as string)) to--;
  return words.slice(from, to);
}

/** "no no no", "yes yes". */
function repeated(words: readonly string[], { whole }: Spoken): Kind | undefined {
  return words.length > 1 && words.every((word) => word === words[0]) ? whole.get(words[0] as string) : undefined;
}

type Open = NonNullable<Context['open']>;

/** What stands on a button, in words. */
type Label = { readonly words: readonly string[]; readonly key: string; readonly spaced: string };

/** Buttons are the same in most conversations; forgotten when there are many. */
const labelsRead = new Map<string, Label>();
const LABELS_KEPT = 2000;

function labelOf(label: string): Label {
  const known = labelsRead.get(label);
  if (known !== undefined) return known;
  if (labelsRead.size >= LABELS_KEPT) labelsRead.clear();
  const words = wordsOf(label).map((word) => word.word);
  const read = { words, key: key(words), spaced: ` ${words.join(' ')} ` };
  labelsRead.set(label, read);
  return read;
}

function choiceOf(said: Said, open: Open, filled: Filled, plain: Kind | undefined): number | undefined {
  const labels = open.choices.map(labelOf);
  const exact = labels.findIndex((label) => label.key === key(said.words));
  if (exact >= 0) return exact;
  if (plain === 'yes' || plain === 'no') return openingChoice(labels, plain, said.spoken);
  if (plain) return;
  if (filled === 'others' && open.slot !== undefined) return;
  const named = namedChoice(labels, said);
  if (named !== undefined || filled === 'asked') return named;
  return numberedChoice(said, open) ?? (filled === 'none' ? fuzzyChoice(open, said) : undefined);
}

/** "yes" to buttons of which just one begins with "Yes". */
function openingChoice(labels: readonly Label[], answer: Kind, { whole }: Spoken): number | undefined {
  const found = labels.flatMap(({ words: [first] }, i) => (first !== undefined && whole.get(first) === answer ? [i] : []));
  return found.length === 1 ? found[0] : undefined;
}

/** A label said within a short answer, or the only label that has all of what was said. */
function namedChoice(labels: readonly Label[], { words, spoken }: Said): number | undefined {
  if (words.length > SHORT) return;
  const said = ` ${words.join(' ')} `;
  const contained = labels.flatMap((label, i) => (label.words.length > 0 && said.includes(label.spaced) ? [i] : []));
  if (contained.length === 1 && !words.some((word) => spoken.negators.has(word))) return contained[0];
  return onlyHaving(labels, words, spoken);
}

/** The only label with all the words that carry meaning. */
function onlyHaving(labels: readonly Label[], words: readonly string[], spoken: Spoken): number | undefined {
  const bare = trimmed(words, spoken).filter((word) => !/^(?:the|a|my|it|is|one|i|its|on|in)$/.test(word));
  if (bare.length === 0 || key(bare).length < 3) return;
  const having = labels.flatMap((label, i) => (bare.every((word) => label.words.includes(word)) ? [i] : []));
  return having.length === 1 ? having[0] : undefined;
}

const PLACES =
  /^(?:(?:the|option|number|choice|answer|button|no|nr)\s*)*(?:(\d{1,2})|first|second|third|fourth|fifth|sixth|last)(?:st|nd|rd|th)?(?:\s*(?:one|option|choice|please|button))*$/;

/** "2", "option 2", "the second one", "last". Where a number is asked for, a number is no place. */
function numberedChoice({ text, words, spoken }: Said, open: Open): number | undefined {
  const said = trimmed(words, spoken).join(' ');
  const named = namedPlace(words, spoken);
  if (named !== undefined && named <= open.choices.length) return named - 1;
  if (open.choices.length === 0 || !PLACES.test(said)) return;
  if (/\blast\b/.test(said)) return open.choices.length - 1;
  const place = ordinalIn(text) ?? numberIn(text);
  return place !== undefined && Number.isInteger(place) && place >= 1 && place <= open.choices.length ? place - 1 : undefined;
}

/** "la segunda": a place in words, with nothing else that carries meaning. */
function namedPlace(words: readonly string[], { places, transparent, fillers }: Spoken): number | undefined {
  const bare = words.filter((word) => !transparent.has(word) && !fillers.has(word));
  return bare.length === 1 ? places.get(bare[0] as string) : undefined;
}

function fuzzyChoice(open: Open, { words, spoken, addressed }: Said): number | undefined {
  if (addressed) return;
  const bare = trimmed(words, spoken);
  if (bare.length === 0 || bare.length > 4 || bare.some((word) => word === 'not' || word === 'how' || word === 'why' || word === 'what'))
    return;
  const found = nearestName(open.choices, bare.join(' '));
  return found >= 0 && bare.every((word) => isSlipOf(word, labelOf(open.choices[found] as string).words)) ? found : undefined;
}

/** Letters of a word from which on two slips may be in it. */
const LONG = 8;

/** "Hope" is no slip of "phone", and "cool" none of "school". */
function isSlipOf(word: string, meant: readonly string[]): boolean {
  const most = word.length < LONG ? 1 : 2;
  return meant.some((right) => swapsAndEdits(word, right) <= most);
}

/** An answer within a sentence: how it ends counts more than how it begins ("yes I did that, still the same error"). */
function sentenceAnswer({ text, words, spoken, asks, addressed }: Said): Kind | undefined {
  if (words.length > ANSWER_WORDS || addressed) return;
  const opening = openingOf(words, spoken);
  if (!opening && (text.includes('?') || (asks && ASKING.test(words[0] ?? '')))) return;
  return withinAnswer(words, opening, spoken) ?? opening ?? closingOf(words, spoken) ?? guessedAnswer(text, words, spoken);
}

/** Words that begin a question and no answer: "did that" and "have tried" answer. */
const ASKING = /^(?:can|could|would|should|what|how|why|where|who|which|is|are)$/;

/** "second computer same", "held both buttons nothing": what was done, and how it ended. */
function closingOf(words: readonly string[], { whole }: Spoken): Kind | undefined {
  if (words.length > SHORT) return;
  if (words.length > 2 && words.at(-1) === 'nothing') return 'no';
  return [3, 2, 1].some((count) => words.length > count && whole.get(key(words.slice(-count))) === 'same') ? 'same' : undefined;
}

/** "Ok" before something else says only that it was read. */
function guessedAnswer(text: string, words: readonly string[], { acknowledging }: Spoken): Kind | undefined {
  const unclear = words.some((word) => word === 'not' || word === 'no' || acknowledging.has(word));
  return words.length <= SHORT && !unclear ? assent(text) : undefined;
}

function withinAnswer(words: readonly string[], opening: Kind | undefined, spoken: Spoken): Kind | undefined {
  const found = findPhrases(spoken.within, words).filter((match) => !isCovered(match, words));
  const kinds = found.map((match) => match.means);
  if (words.includes('already') && (kinds.includes('done-already') || opening === 'done-already')) return 'done-already';
  if (kinds.length === 0 || opening === 'unsure') return;
  return strongest(
    found.map((match) => ({ kind: match.means, ...match })),
    opening,
  );
}

/** "worked" in "it worked before" is a story, and "did it" in "how did it" a question. */
function isCovered(match: { readonly from: number; readonly to: number; readonly means: Kind }, words: readonly string[]): boolean {
  const before = words[match.from - 1] ?? '';
  const after = words[match.to] ?? '';
  if (/^(?:what|how|why|when|where|if|who)$/.test(before)) return true;
  return match.means === 'yes' && (/^(?:not|never|no|nothing)$/.test(before) || /^(?:before|until|yesterday|last|fine|once)$/.test(after));
}

type Within = { readonly kind: Kind; readonly from: number; readonly to: number };

/** The longest phrases first; of equally telling ones the last. */
function strongest(found: readonly Within[], opening: Kind | undefined): Kind {
  const outer = found.filter((a) => !found.some((b) => b !== a && b.from <= a.from && b.to >= a.to && b.to - b.from > a.to - a.from));
  const last = outer.reduce((best, match) => (match.to >= best.to ? match : best), outer[0] as Within);
  if (opening === 'no' && last.kind === 'yes' && last.to - last.from <= 2) return 'no';
  if (opening === 'partly') return 'partly';
  return last.kind;
}

/** "No backup", "no computer": what there is not, and no answer; "no change" and the like are answers by themselves. */
function deniesThing(words: readonly string[], { noAnswers }: Spoken): boolean {
  return noAnswers && words.length > 1 && words.length <= DENIAL && words[0] === 'no' && !AFTER_NO.test(words[1] as string);
}

/** "No" and so many words more. */
const DENIAL = 3;
const AFTER_NO =
  /^(?:i|it|its|that|this|these|those|the|my|we|they|he|she|you|there|not|still|but|because|cause|sorry|thanks|thank|never|nothing|nope|no|only|just|luck|change|changes|difference|joy|dice|success|help|use|good|effect|result|results|improvement|progress|way|idea|clue|really|actually|unfortunately|sadly|same|again|ok|okay|yet|more|longer)$/;

/** Words from its start on in which a message is opened. */
const OPENING_WORDS = 5;

function openingOf(words: readonly string[], spoken: Spoken): Kind | undefined {
  const { fillers, openings } = spoken;
  if (deniesThing(words, spoken)) return;
  const start = words.findIndex((word) => !fillers.has(word) || word === 'so');
  const atStart = findPhrases(openings, words).filter(
    ({ from, to }) => (from === Math.max(0, start) || from === 0) && to <= start + OPENING_WORDS,
  );
  return atStart.reduce<{ to: number; kind?: Kind }>((best, match) => (match.to > best.to ? { to: match.to, kind: match.means } : best), {
    to: 0,
  }).kind;
}

function assent(text: string): Kind | undefined {
  const yes = assentIn(text);
  return yes === undefined ? undefined : yes ? 'yes' : 'no';
}
