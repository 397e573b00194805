/** Whose a thing is, by the words around its name: "my old X", "the X i sold", "from an X to …". */
import type { Clauses } from './clauses.ts';
import { type Possessions, possessionsIn } from './lexicon/possessions.ts';
import { addPhrase, emptyPhrases, findPhrases, type Phrases, waysOf } from './phrases.ts';
import { wordsOf } from './words.ts';

/** gone: had and no more. other: the old one, or somebody's. latest: the new one. plain: nothing is said of it. */
export type Possession = 'gone' | 'other' | 'latest' | 'plain';
type Span = { readonly at: number; readonly to: number };

type Lists = {
  readonly former: ReadonlySet<string>;
  readonly latest: ReadonlySet<string>;
  readonly had: Phrases<true>;
  readonly gone: Phrases<true>;
  readonly people: ReadonlySet<string>;
  readonly belonging: Phrases<true>;
  readonly origins: ReadonlySet<string>;
  readonly goals: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
};

/** Words around a name that are looked at. */
const NEAR = 5;

/** What is said of the thing named at `span`; `next` is the thing named after it. */
export function possessionsOf({ words, clause, spoken }: Clauses, span: Span, next: Span | undefined): Possession {
  const lists = listsOf(spoken.language);
  const start = before(words, span.at, lists);
  if (ends(lists.had, words, start) || begins(lists.gone, words, span.to)) return 'gone';
  const around = [...words.slice(start, span.at), words[span.to] ?? ''].filter(
    (_, i, all) => i < all.length - 1 || clause[span.to] === clause[span.at],
  );
  if (around.some((word) => lists.latest.has(word))) return 'latest';
  if (around.some((word) => lists.former.has(word) || lists.people.has(word))) return 'other';
  if (isPersons(words, span.to, lists) || isOrigin(words, start, lists) || leadsTo(words, span, next, lists)) return 'other';
  return 'plain';
}

/** Where the words begin that belong to the name: articles, "old", "wife's". */
function before(words: readonly string[], at: number, lists: Lists): number {
  let start = at;
  while (start > Math.max(0, at - NEAR) && belongs(words[start - 1] as string, lists)) start--;
  return start;
}

function belongs(word: string, { articles, former, latest, people }: Lists): boolean {
  return articles.has(word) || former.has(word) || latest.has(word) || people.has(word);
}

function ends(phrases: Phrases<true>, words: readonly string[], at: number): boolean {
  // The article may belong to either: "i had | an X", "i had an | X".
  const from = Math.max(0, at - NEAR);
  return findPhrases(phrases, words.slice(from, at + 1)).some(({ to }) => from + to >= at);
}

function begins(phrases: Phrases<true>, words: readonly string[], at: number): boolean {
  return findPhrases(phrases, words.slice(at, at + NEAR)).some(({ from }) => from === 0);
}

/** "the X of my wife" */
function isPersons(words: readonly string[], to: number, { belonging, people }: Lists): boolean {
  return findPhrases(belonging, words.slice(to, to + NEAR)).some((match) => match.from === 0 && people.has(words[to + match.to] ?? ''));
}

function isOrigin(words: readonly string[], start: number, { origins }: Lists): boolean {
  return origins.has(words[start - 1] ?? '');
}

/** "X to Y", "my X to the new Y". */
function leadsTo(words: readonly string[], { to }: Span, next: Span | undefined, lists: Lists): boolean {
  if (next === undefined || next.at === to || next.at - to > NEAR) return false;
  const between = words.slice(to, next.at);
  return between.some((word) => lists.goals.has(word)) && between.every((word) => lists.goals.has(word) || belongs(word, lists));
}

const arranged = new Map<string, Lists>();

function listsOf(language: string): Lists {
  const known = arranged.get(language);
  if (known !== undefined) return known;
  const lists = arrange(possessionsIn(language));
  arranged.set(language, lists);
  return lists;
}

function arrange(own: Possessions): Lists {
  return {
    former: wordsIn(own.former),
    latest: wordsIn(own.latest),
    had: phrasesIn(own.had),
    gone: phrasesIn(own.gone),
    people: wordsIn(own.people),
    belonging: phrasesIn(own.belonging),
    origins: wordsIn(own.origins),
    goals: wordsIn(own.goals),
    articles: wordsIn(own.articles),
  };
}

function wordsIn(list: string): ReadonlySet<string> {
  return new Set(wordsOf(list).map(({ word }) => word));
}

function phrasesIn(list: string): Phrases<true> {
  const phrases = emptyPhrases<true>();
  for (const way of waysOf(list)) addPhrase(phrases, way, true);
  return phrases;
}
