/** What the page itself says; the bot's own sentences come from the server. */
import { WORDS_DE } from './words-de.ts';
import { WORDS_EN } from './words-en.ts';
import { WORDS_ES } from './words-es.ts';

type Told<T> = { readonly [Key in keyof T]: T[Key] extends (...given: infer Given) => string ? (...given: Given) => string : string };

/** Everything that is said, in one language; a language that leaves out a key does not compile. */
export type Words = Told<typeof WORDS_EN>;

const LANGUAGES: Readonly<Record<string, Words>> = { en: WORDS_EN, es: WORDS_ES, de: WORDS_DE };
/** Written from right to left: the page follows, also where it has no words of that language. */
const LEFTWARD = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'ur', 'yi']);

let words: Words = WORDS_EN;
let tongue = 'en';

/** The words of the page's language. Asked for whenever something is said, since the language may change. */
export function word(): Words {
  return words;
}

/** The language with its country where the person's browser names one: how times and days are written. */
export function locale(): string {
  return tongue;
}

/** Speaks the first of these languages that the page knows, else English, and puts the page into it; says whether that is another one. */
export function speak(locales: readonly string[]): boolean {
  const before = words;
  const wanted = locales.map(primary);
  const known = wanted.find((language) => Object.hasOwn(LANGUAGES, language)) ?? 'en';
  words = LANGUAGES[known] ?? WORDS_EN;
  tongue = locales.find((one) => primary(one) === known) ?? known;
  document.documentElement.lang = known;
  document.documentElement.dir = LEFTWARD.has(wanted[0] ?? '') ? 'rtl' : 'ltr';
  translate(document);
  return words !== before;
}

/** Puts words where the page says which: `data-word` for the text, `data-label` for the name, `data-hint` for what stands in an empty field. */
function translate(place: ParentNode): void {
  for (const one of place.querySelectorAll<HTMLElement>('[data-word]')) one.textContent = plainWord(one.dataset.word);
  for (const one of place.querySelectorAll<HTMLElement>('[data-label]')) one.setAttribute('aria-label', plainWord(one.dataset.label));
  for (const one of place.querySelectorAll<HTMLElement>('[data-hint]')) one.setAttribute('placeholder', plainWord(one.dataset.hint));
}

function plainWord(key: string | undefined): string {
  const said: unknown = key !== undefined && Object.hasOwn(words, key) ? words[key as keyof Words] : undefined;
  if (typeof said !== 'string') throw new Error(`the page asks for words that there are not: ${key}`);
  return said;
}

function primary(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? '';
}
