/** From the name of something to its pages: a code in all its meanings, an on-screen text, a fix, topic, guide or cause. */
import { nearestNames } from '../../knowledge/nearest.ts';
import type { Entry, Pack } from '../../knowledge/pack.ts';
import type { Page } from './page.ts';
import { causePage, entryPage, fixPage, guidePage, topicPage } from './pages.ts';

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
  ];
  return named.length > 0 ? named : quoted(pack, wanted).map((entry) => entryPage(pack, entry));
}

function quoted(pack: Pack, wanted: string): Entry[] {
  if (wanted.length < QUOTE) return [];
  return [...pack.entries.values()].filter((entry) => entry.messages.some((message) => plain(message).includes(wanted)));
}

/** Names that were perhaps meant, best first. */
export function namesNear(pack: Pack, name: string): readonly string[] {
  const codes = [...pack.entries.values()].flatMap((entry) => entry.code ?? []);
  const tables = [pack.entries, pack.fixes, pack.topics, pack.guides, pack.causes];
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
