/** A text from outside as it may stand in a line of a log or a terminal: what would begin a line there, or what a terminal obeys, is spelled out. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => sign.split('').map(spelled).join(''));
}

function spelled(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
