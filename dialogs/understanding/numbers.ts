/**
 * Numbers, ordinals and assent in words, by Microsoft's recognizers. They are slow (milliseconds) and super-linear, so they
 * are asked only about a short answer to an open question, and only after our own words found nothing.
 */
import { Culture } from '@microsoft/recognizers-text';
import { recognizeBoolean } from '@microsoft/recognizers-text-choice';
import { recognizeNumber, recognizeOrdinal } from '@microsoft/recognizers-text-number';

/** Longer text is never handed over. */
const MOST = 100;
const CULTURE = Culture.English;
const NUMBER_HINT =
  /\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|dozen)\b/i;
const ORDINAL_HINT = /\d(?:st|nd|rd|th)\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b/i;
/** The words that the recognizer knows, or signs that it may read as one of them. */
const ASSENT_HINT = /[^\x20-\x7e\s]|\b(?:true|yes|yep|yup|yeah|y|sure|ok|agree|false|nope|nop|no|disagree)\b/i;

/** The only number said, or undefined: "about a hundred and twenty" is 120. */
export function numberIn(text: string): number | undefined {
  return text.length <= MOST && NUMBER_HINT.test(text) ? only(recognizeNumber(text, CULTURE)) : undefined;
}

/** The only ordinal said, or undefined: "the second one" is 2. */
export function ordinalIn(text: string): number | undefined {
  return text.length <= MOST && ORDINAL_HINT.test(text) ? only(recognizeOrdinal(text, CULTURE)) : undefined;
}

type Found = { readonly resolution: { readonly [key: string]: unknown } };

function only(found: readonly Found[]): number | undefined {
  if (found.length !== 1) return;
  const value = Number(found[0]?.resolution.value);
  return Number.isFinite(value) ? value : undefined;
}

/** Assent or refusal in words that our own list does not have. */
export function assentIn(text: string): boolean | undefined {
  if (text.length > MOST || !ASSENT_HINT.test(text)) return;
  const found = recognizeBoolean(text, CULTURE);
  const value: unknown = found[0]?.resolution.value;
  return found.length === 1 && typeof value === 'boolean' ? value : undefined;
}
