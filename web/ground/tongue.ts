/** What a page speaks, and how it writes times and numbers: the same language with the country that the person's browser names. */
export type Tongue<Language extends string> = { readonly language: Language; readonly locale: string };

/** The first of the wanted languages that is among the known ones; else the first of those. */
export function tongueOf<Language extends string>(
  wanted: readonly (string | undefined)[],
  known: readonly [Language, ...Language[]],
): Tongue<Language> {
  for (const locale of wanted) {
    const language = known.find((one) => one === primary(locale ?? ''));
    if (language !== undefined) return { language, locale: locale as string };
  }
  return { language: known[0], locale: known[0] };
}

/** "de" of "de-AT". */
export function primary(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? '';
}

/** A language as it is told in words: what is a text in one is a text in all, what is made of parts is made of the same parts. */
export type Told<T> = T extends (...given: infer Given) => string
  ? (...given: Given) => string
  : T extends string
    ? string
    : { readonly [Key in keyof T]: Told<T[Key]> };
