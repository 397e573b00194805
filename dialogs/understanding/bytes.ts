/** Typed arrays and JSON in one run of bytes: a magic word, a checksum, then parts with their lengths, each at a multiple of four. */

const MAGIC = 0x4b53554d;
const HEAD = 16;

type Numbers = Int32Array | Float32Array | Int8Array;

export function byteWriter() {
  const parts: Uint8Array[] = [];
  const add = (bytes: Uint8Array) => {
    parts.push(new Uint8Array(Int32Array.of(bytes.length).buffer), bytes, new Uint8Array((4 - (bytes.length % 4)) % 4));
  };
  return {
    text: (text: string) => add(new TextEncoder().encode(text)),
    json: (value: unknown) => add(new TextEncoder().encode(JSON.stringify(value))),
    array: (array: Numbers) => add(new Uint8Array(array.buffer, array.byteOffset, array.byteLength)),
    done: () => assemble(parts),
  };
}

function assemble(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, HEAD);
  const bytes = new Uint8Array(length);
  let at = HEAD;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const [one, two] = checksum(bytes);
  bytes.set(new Uint8Array(Int32Array.of(MAGIC, length, one, two).buffer), 0);
  return bytes;
}

/** Two sums over the words after the head: any changed or moved word changes them. */
function checksum(bytes: Uint8Array): readonly [number, number] {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + HEAD, (bytes.length - HEAD) >> 2);
  let one = 0x811c9dc5 | 0;
  let two = 0;
  for (let i = 0; i < words.length; i++) {
    one = Math.imul(one ^ (words[i] as number), 0x01000193);
    two = (two + one) | 0;
  }
  return [one, two];
}

/** A reader of what `byteWriter` wrote, or undefined when magic word, length or checksum are wrong. */
export function byteReader(given: Uint8Array) {
  // What files are read into is a Buffer, whose `slice` shares memory instead of copying it.
  const bytes = given.byteOffset % 4 === 0 ? new Uint8Array(given.buffer, given.byteOffset, given.length) : Uint8Array.from(given);
  if (bytes.length < HEAD || bytes.length % 4 !== 0) return;
  const [magic, length, one, two] = new Int32Array(bytes.buffer, bytes.byteOffset, 4);
  const sums = checksum(bytes);
  if (magic !== MAGIC || length !== bytes.length || one !== sums[0] || two !== sums[1]) return;
  let at = HEAD;
  const next = (): Uint8Array => {
    const size = new Int32Array(bytes.buffer, bytes.byteOffset + at, 1)[0] as number;
    const part = bytes.subarray(at + 4, at + 4 + size);
    at += 4 + size + ((4 - (size % 4)) % 4);
    return part;
  };
  const text = () => new TextDecoder().decode(next());
  return {
    text,
    json: (): unknown => JSON.parse(text()),
    array: <T extends Numbers>(kind: new (buffer: ArrayBuffer) => T): T => new kind(next().slice().buffer),
  };
}
