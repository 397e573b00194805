/**
 * A text from outside as it may stand in a line of a log or of a terminal: what would begin a line there, what a terminal obeys, and what
 * turns the direction of writing is spelled out.
 */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, spelled);
}

function spelled(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
