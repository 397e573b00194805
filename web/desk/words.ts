/** What the page of the desk says, in the language of whoever sits there. */
import { type Tongue, tongueOf } from '../ground/tongue.ts';
import { type Cell, newCell } from './cell.ts';
import { WORDS_DE } from './words-de.ts';
import { WORDS_EN, type Words } from './words-en.ts';
import { WORDS_ES } from './words-es.ts';

const LANGUAGES = { en: WORDS_EN, de: WORDS_DE, es: WORDS_ES } satisfies Record<string, Words>;
export type Language = keyof typeof LANGUAGES;

/** The languages by their own names. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', es: 'Español' };

const KEPT = 'desk language';

/** What is spoken now; the page is drawn again when that changes. */
export const tongue: Cell<Tongue<Language>> = newCell(wanted());

export function word(): Words {
  return LANGUAGES[tongue.get().language];
}

/** How times, numbers and names of languages are written. */
export function locale(): string {
  return tongue.get().locale;
}

/** Speaks another language from now on, in this browser. */
export function speak(language: Language): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Then it is the browser's own again next time.
  }
  tongue.set(tongueOf([...navigator.languages.filter((one) => one.startsWith(language)), language], ['en', 'de', 'es']));
}

function wanted(): Tongue<Language> {
  const { languages = [] } = globalThis.navigator ?? {};
  const kept = chosen();
  return tongueOf([...languages.filter((one) => kept !== undefined && one.startsWith(kept)), kept, ...languages], ['en', 'de', 'es']);
}

function chosen(): string | undefined {
  try {
    return localStorage.getItem(KEPT) ?? undefined;
  } catch {
    return undefined;
  }
}
