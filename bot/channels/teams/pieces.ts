/** Bytes of an activity that services take; they refuse somewhat more. */
export const MOST_BYTES = 80 * 1024;

/** Bytes that it takes to send this. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/**
 * The end of the piece of a text that begins there and is at most so many bytes of JSON: between paragraphs, lines or words if one
 * of them ends in its second half, and never within a character. Always ahead of the start, so that pieces come to an end.
 */
export function endOfPiece(text: string, start: number, most: number): number {
  if (bytesOf(text.slice(start)) <= most) return text.length;
  let fits = start;
  let tooFar = Math.min(text.length, start + most) + 1;
  while (tooFar - fits > 1) {
    const middle = Math.floor((fits + tooFar) / 2);
    if (bytesOf(text.slice(start, middle)) <= most) fits = middle;
    else tooFar = middle;
  }
  const piece = text.slice(start, fits);
  for (const border of ['\n\n', '\n', ' ']) {
    const at = piece.lastIndexOf(border);
    if (at > piece.length / 2) return start + at + border.length;
  }
  // Half a surrogate pair belongs to what follows.
  const whole = /[\uD800-\uDBFF]$/.test(piece) ? fits - 1 : fits;
  return Math.max(whole, start + (whole > start ? 0 : 2));
}
