/** From the name of something to its pages: a code in all its meanings, an on-screen text, a fix, topic, guide, cause or term. */
import { nearestNames } from '../../knowledge/nearest.ts';
import type { Entry, Pack, Term } from '../../knowledge/pack.ts';
import type { Page } from './page.ts';
import { causePage, entryPage, fixPage, guidePage, termPage, topicPage } from './pages.ts';

/** Letters of an on-screen text by which it is recognised. */
const QUOTE = 8;
const NEAREST = 5;

/** All pages of this name; none when nothing is called so. */
export function pagesOf(pack: Pack, name: string): Page[] {
  const wanted = plain(name.replace(/^(?:error|code)\s+(?:code\s+)?/i, ''));
  const of = <T>(parts: ReadonlyMap<string, T>, page: (pack: Pack, part: T) => Page): Page[] =>
    [...parts].filter(([id]) => plain(id) === wanted).map(([, part]) => page(pack, part));
  const entries = [...pack.entries.values()].filter((entry) => plain(entry.id) === wanted || plain(entry.code ?? '') === wanted);
  const named = [
    ...entries.map((entry) => entryPage(pack, entry)),
    ...of(pack.fixes, fixPage),
    ...of(pack.topics, topicPage),
    ...of(pack.guides, guidePage),
    ...of(pack.causes, causePage),
    ...termsNamed(pack, wanted).map((term) => termPage(pack, term)),
  ];
  return named.length > 0 ? named : quoted(pack, wanted).map((entry) => entryPage(pack, entry));
}

/** A term by its id, or by what people call it. */
function termsNamed(pack: Pack, wanted: string): Term[] {
  return [...pack.terms.values()].filter(({ id, names }) => [id, ...names].some((name) => plain(name) === wanted));
}

function quoted(pack: Pack, wanted: string): Entry[] {
  if (wanted.length < QUOTE) return [];
  return [...pack.entries.values()].filter((entry) => entry.messages.some((message) => plain(message).includes(wanted)));
}

/** Names that were perhaps meant, best first. */
export function namesNear(pack: Pack, name: string): readonly string[] {
  const codes = [...pack.entries.values()].flatMap((entry) => entry.code ?? []);
  const tables = [pack.entries, pack.fixes, pack.topics, pack.guides, pack.causes, pack.terms];
  const known = new Set([...codes, ...tables.flatMap((table) => [...table.keys()])]);
  return nearestNames(name, known, NEAREST);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
    .trim()
    .replace(/\s+/g, ' ');
}
