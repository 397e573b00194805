/** What a file is, by what stands in it: names and declared types are claims. */

/** Pictures are drawn anew; everything else is kept as it is, if it is what it says. */
export type Kind = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'application/pdf' | 'text/plain';

const SUFFIX: Readonly<Record<Kind, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
};
/** Endings that go with a kind, besides its own; of texts any will do that nothing runs. */
const ALSO: Readonly<Record<string, RegExp>> = {
  'image/jpeg': /^jpe?g$/i,
  'text/plain': /^(?:txt|log|csv|json|md|ips|crash|xml|yaml|ini)$/i,
};

/** What these bytes are, among what is taken; undefined for everything else. */
export function kindOf(bytes: Uint8Array): Kind | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  if (/^RIFF.{4}WEBP/s.test(head)) return 'image/webp';
  if (head.startsWith('%PDF-')) return 'application/pdf';
  return textOf(bytes) === undefined ? undefined : 'text/plain';
}

/** Whether these bytes are a photo as newer cameras keep it, which browsers cannot show. */
export function isHeic(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString('latin1');
  return /^.{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1|avif)/s.test(head);
}

/** Whether it is a picture, which is drawn anew. */
export function isPicture(kind: Kind): boolean {
  return kind.startsWith('image/');
}

/** What begins where a picture carries words, a place or another picture. */
const CARRIED = /Exif\0|http:\/\/ns\.adobe|Photoshop 3|eXIf|tEXt|zTXt|iTXt|EXIF|XMP /;

/** Whether it is a picture of this type with no such thing beside its points: as pages draw them. */
export function isBarePicture(type: string, bytes: Uint8Array): boolean {
  return type.startsWith('image/') && kindOf(bytes) === type && !CARRIED.test(Buffer.from(bytes).toString('latin1'));
}

/** Texts that a browser or a shell would run, however they are called. */
const RUNS = /^\s*(?:<!doctype|<\?xml|<(?:html|head|body|svg|script|iframe|math)\b|#!)/i;

/** The text in these bytes, whichever way it is encoded; undefined when it is none, or one that something would run. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return isBinary(text) || RUNS.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Control characters that no text has; tabs, ends of lines and pages are none, and escape is what coloured logs are written with. */
function isBinary(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x1b && (code < 0x09 || code > 0x0d)) return true;
  }
  return false;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Half of a character, which a cut leaves at the end. */
const HALF = /[\uD800-\uDBFF]$/;

/** Characters of a name that are looked at: of a longer one its beginning and its end. */
const LOOKED_AT = { begin: 300, end: 100 } as const;

/** The name as it may be shown and saved: without a path, without tricks, with the ending of what it is. */
export function safeName(name: string, kind: Kind): string {
  const { begin, end } = LOOKED_AT;
  const short = name.length > begin + end ? name.slice(0, begin) + name.slice(-end) : name;
  const last = short.toWellFormed().split(/[/\\]/).at(-1) ?? '';
  // Controls, and what turns the direction of writing so that an ending looks like another one.
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|?*:]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '');
  const dot = plain.lastIndexOf('.');
  const stem = (dot > 0 ? plain.slice(0, dot) : plain).slice(0, 100).replace(HALF, '').trim() || 'file';
  const ending = dot > 0 ? plain.slice(dot + 1) : '';
  const own = SUFFIX[kind];
  return `${stem}.${ending === own || ALSO[kind]?.test(ending) ? ending : own}`;
}
