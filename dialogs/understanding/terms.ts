/** Words of the trade whose meaning is asked: "what is X?", "no idea what X means", "X? what is that". */
import type { Pack } from '../../knowledge/pack.ts';
import type { Clauses } from './clauses.ts';
import { addPhrase, emptyPhrases, findPhrases, type PhraseMatch, type Phrases } from './phrases.ts';
import type { MessageRead } from './reading.ts';

/** Terms by what they are called. */
export function termIndex(pack: Pack): Phrases<string> {
  const names = emptyPhrases<string>();
  for (const { id, names: called } of pack.terms.values()) for (const name of called) addPhrase(names, name, id);
  return names;
}

/** `terms`: their ids. `nothingElse`: the message asks for their meaning, and says hardly more. */
export type AskedTerms = { readonly terms: readonly string[]; readonly places: readonly Place[]; readonly nothingElse: boolean };
type Place = { readonly from: number; readonly to: number };
type Named = PhraseMatch<string>;

const NONE: AskedTerms = { terms: [], places: [], nothingElse: false };
/** So many words beside the question are a greeting or a sigh. */
const BESIDE = 4;
/** So many are explained at once. */
const MOST = 2;

/** The terms that a message asks the meaning of, as they stand in it; `slot` is the one that is asked for. */
export function askedIn(names: Phrases<string>, { clauses, guarded, told }: MessageRead, slot: string | undefined): AskedTerms {
  const { words, spoken } = clauses;
  const found = findPhrases(names, words);
  if (found.length === 0) return NONE;
  const before = findPhrases(spoken.defining, words);
  const after = findPhrases(spoken.pointing, words);
  // "X?" in answer to a question is an answer, if a shy one.
  const answers = slot !== undefined && told.mentions.some((mention) => mention.slot === slot);
  const asked = found.flatMap((name) => {
    const place =
      askedBefore(name, before, clauses) ?? askedAfter(name, after, clauses) ?? (answers ? undefined : echoed(name, guarded.text, words));
    return place === undefined ? [] : [{ name, place }];
  });
  const outer = asked.filter(({ name }) => !asked.some((other) => holds(other.name, name)));
  const places = outer.map(({ place }) => place);
  const beside = words.filter((_, i) => !places.some(({ from, to }) => i >= from && i < to)).length;
  return {
    terms: [...new Set(outer.map(({ name }) => name.means))].slice(0, MOST),
    places,
    nothingElse: places.length > 0 && beside <= BESIDE,
  };
}

function holds(outer: Named, inner: Named): boolean {
  return outer.from <= inner.from && outer.to >= inner.to && outer.to - outer.from > inner.to - inner.from;
}

/** "What is the X?": the words before ask, and nothing but small words follows until the sentence ends. */
function askedBefore(name: Named, defining: readonly PhraseMatch<true>[], clauses: Clauses): Place | undefined {
  const { words, spoken } = clauses;
  let start = name.from;
  while (start > 0 && spoken.articles.has(words[start - 1] as string) && !defining.some(({ to }) => to === start)) start--;
  const lead = defining.find(({ to, from }) => to === start && clauses.clause[from] === clauses.clause[name.from]);
  const to = endOfQuestion(name.to, clauses);
  return lead === undefined || to === undefined ? undefined : { from: lead.from, to };
}

/** Where the sentence ends, if nothing of weight stands before. */
function endOfQuestion(at: number, { words, clause, commas, spoken }: Clauses): number | undefined {
  let end = at;
  while (end < words.length && clause[end] === clause[at - 1] && commas[end] === commas[at - 1]) {
    const word = words[end] as string;
    if (spoken.joiners.has(word)) return end;
    if (!spoken.defined.has(word)) return undefined;
    end++;
  }
  return end;
}

/** "X, what is that?" */
function askedAfter(name: Named, pointing: readonly PhraseMatch<true>[], { words, clause }: Clauses): Place | undefined {
  const next = pointing.find(({ from }) => from === name.to);
  if (next === undefined || endOfClause(next.to, clause, words.length) !== next.to) return undefined;
  return { from: name.from, to: next.to };
}

function endOfClause(at: number, clause: readonly number[], length: number): number {
  return at < length && clause[at] === clause[at - 1] ? at + 1 : at;
}

/** The word alone, with a question mark: "X??" */
function echoed(name: Named, text: string, words: readonly string[]): Place | undefined {
  return name.from === 0 && name.to === words.length && /\?\s*$/.test(text) ? { from: 0, to: words.length } : undefined;
}

/** The message without what its questions for meanings would tell: who asks what X is, does not say to have it. */
export function withoutAsked(read: MessageRead, { places }: AskedTerms): MessageRead {
  if (places.length === 0) return read;
  const mentions = read.told.mentions.filter(({ at }) => !places.some(({ from, to }) => at >= from && at < to));
  return { ...read, told: { ...read.told, mentions } };
}
