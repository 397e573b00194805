/** Which language a message is in, by its small words and telling letters. Short and unclear messages count as the one expected. */
import { SCRIPTS, STOP_WORDS, TELLING_LETTERS } from './lexicon/languages.ts';

/** word → the languages of which it is a small word. */
const SPEAKERS = new Map<string, string[]>();
for (const [language, words] of Object.entries(STOP_WORDS)) {
  for (const word of new Set(words.split(' '))) SPEAKERS.set(word, [...(SPEAKERS.get(word) ?? []), language]);
}

const READ = 600;
/** Without any of these, no letters tell. */
const MAY_TELL = /[^\0-\x7f]|'/;
/** Another language must lead the expected one by this much before it is believed. */
const LEAD = 1.2;

/** ISO 639-1 of the language; the expected one when nothing speaks against it, "und" when there is nothing to read. `words` are its raw words. */
export function languageOf(text: string, words: readonly string[], expected = 'en'): string {
  const sample = text.slice(0, READ).toLowerCase();
  const script = scriptOf(sample);
  if (script) return script;
  if (words.length === 0) return 'und';
  const points = pointsOf(sample, words.slice(0, 100));
  let best = { language: expected, points: (points.get(expected) ?? 0) + LEAD };
  for (const [language, value] of points) if (value > best.points) best = { language, points: value };
  return best.language;
}

function pointsOf(sample: string, words: readonly string[]): Map<string, number> {
  const points = new Map<string, number>();
  const add = (language: string, value: number) => points.set(language, (points.get(language) ?? 0) + value);
  for (const word of words) {
    const speakers = SPEAKERS.get(word) ?? [];
    for (const language of speakers) add(language, 1 / Math.sqrt(speakers.length));
  }
  if (MAY_TELL.test(sample)) for (const [letters, language, value] of TELLING_LETTERS) if (letters.test(sample)) add(language, value);
  return points;
}

const NOT_LATIN = /[^\p{sc=Latn}\p{sc=Zyyy}\p{sc=Zinh}]/u;

/** The language of a script other than Latin, when it is in most of the letters. */
function scriptOf(sample: string): string | undefined {
  if (!NOT_LATIN.test(sample)) return;
  const latin = sample.match(/\p{sc=Latn}/gu)?.length ?? 0;
  return SCRIPTS.find(([letters, language]) => weighed(sample.match(letters)?.length ?? 0, language) > latin)?.[1];
}

/** A sign of these scripts says as much as several letters. */
function weighed(count: number, language: string): number {
  return language === 'zh' || language === 'ja' ? count * 4 : count;
}
