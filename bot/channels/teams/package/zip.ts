import { crc32 } from 'node:zlib';

export type Entry = { readonly name: string; readonly bytes: Uint8Array };

/** Lengths of the fixed parts, and what they begin with. */
const LOCAL = { size: 30, signature: 0x04034b50 };
const CENTRAL = { size: 46, signature: 0x02014b50 };
const END = { size: 22, signature: 0x06054b50 };
/** The first day that a ZIP file can tell of: the same package is the same bytes, whenever it is built. */
const DAY = 0x21;
const VERSION = 20;

/** A ZIP file of these files, stored as they are: they are small, and pictures are packed already. */
export function zipOf(entries: readonly Entry[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const file = Buffer.concat([localHeader(entry), entry.bytes]);
    directory.push(centralHeader(entry, offset));
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...files, listed, endOf(entries.length, listed.length, offset)]);
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(LOCAL.size);
  header.writeUInt32LE(LOCAL.signature, 0);
  header.writeUInt16LE(VERSION, 4);
  about(header, 10, entry);
  return Buffer.concat([header, Buffer.from(entry.name)]);
}

function centralHeader(entry: Entry, offset: number): Buffer {
  const header = Buffer.alloc(CENTRAL.size);
  header.writeUInt32LE(CENTRAL.signature, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  about(header, 12, entry);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, Buffer.from(entry.name)]);
}

/** Time, date, checksum, both sizes and the length of the name, which stand alike in both headers. */
function about(header: Buffer, at: number, { name, bytes }: Entry): void {
  header.writeUInt16LE(DAY, at + 2);
  header.writeUInt32LE(crc32(bytes), at + 4);
  header.writeUInt32LE(bytes.length, at + 8);
  header.writeUInt32LE(bytes.length, at + 12);
  header.writeUInt16LE(Buffer.byteLength(name), at + 16);
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(END.size);
  end.writeUInt32LE(END.signature, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
