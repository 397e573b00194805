/** What the page itself says; the bot's own sentences come from the server. */
import { primary, tongueOf } from '../ground/tongue.ts';
import { WORDS_DE } from './words-de.ts';
import { WORDS_EN, type Words } from './words-en.ts';
import { WORDS_ES } from './words-es.ts';

const LANGUAGES = { en: WORDS_EN, es: WORDS_ES, de: WORDS_DE } satisfies Record<string, Words>;
/** Written from right to left: the page follows, also where it has no words of that language. */
const LEFTWARD = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'ur', 'yi']);

let words: Words = WORDS_EN;
let written = 'en';

/** The words of the page's language. Asked for whenever something is said, since the language may change. */
export function word(): Words {
  return words;
}

/** The language with its country where the person's browser names one: how times and days are written. */
export function locale(): string {
  return written;
}

/** Speaks the first of these languages that the page knows, else English, and puts the page into it; says whether that is another one. */
export function speak(locales: readonly string[]): boolean {
  const before = words;
  const tongue = tongueOf(locales, ['en', 'es', 'de']);
  words = LANGUAGES[tongue.language];
  written = tongue.locale;
  document.documentElement.lang = tongue.language;
  document.documentElement.dir = LEFTWARD.has(primary(locales[0] ?? '')) ? 'rtl' : 'ltr';
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
