import { createHash } from 'node:crypto';

/** A name of our own for something that others named: letters only, so that no mask takes it for a number worth hiding. */
export function nameOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 24);
  return hex.replace(/[0-9a-f]/g, (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)] ?? '');
}

/** What such a name looks like. */
export const NAME = /^[a-p]{24}$/;
