/** Characters of a line that are read; what is longer is cut, and still one line. */
const MOST = 2_000_000;

/**
 * Lines of a stream of UTF-8, each once and in order, also the last without its end. Only a line feed ends a line, a
 * carriage return before it belongs to it, a byte order mark at the very beginning does not count.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    if (length < MOST) parts.push(part.slice(0, MOST - length));
    length += part.length;
  };
  const take = (): string => {
    const line = parts.join('');
    parts = [];
    length = 0;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  for await (const chunk of stream) {
    const [first = '', ...rest] = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    add(first);
    for (const part of rest) {
      yield take();
      add(part);
    }
  }
  add(decoder.decode());
  if (length > 0) yield take();
}
