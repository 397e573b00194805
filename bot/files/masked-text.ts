/** Takes secrets out of texts as long as files are, piece by piece: everybody else is served in between. */
import { setImmediate } from 'node:timers/promises';

/** Characters that are masked at once; and those of the longest secret, which is a key written over many lines. */
const PIECE = 16_384;
const LONGEST = 8192;
const KEY = '-----BEGIN ';

/** The text without what `mask` takes out of it. */
export async function maskedText(text: string, mask: (text: string) => string): Promise<string> {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = endOfPiece(text, start);
    pieces.push(mask(text.slice(start, end)));
    start = end;
    await setImmediate();
  }
  return pieces.join('');
}

/** A piece ends where a secret hardly goes on: with a line, else with a word; and never within a key. */
function endOfPiece(text: string, start: number): number {
  const most = start + PIECE;
  if (text.length <= most) return text.length;
  const key = text.lastIndexOf(KEY, most);
  if (key > start && most - key < LONGEST) return key;
  const border = ['\n', ' ', '\t', ',', ';', '&'].map((sign) => text.lastIndexOf(sign, most - 1)).find((at) => at >= start + PIECE / 2);
  return border === undefined ? most : border + 1;
}
