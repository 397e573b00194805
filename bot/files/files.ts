/** Files that people send: checked by what stands in them, cleaned, and shown again only by addresses that end. */
import { randomBytes } from 'node:crypto';
import type { Config } from '../config.ts';
import { type Answer, type Ask, blockOf, type Route } from '../http/exchange.ts';
import type { Part, PartLimits } from '../http/multipart.ts';
import { newRate } from '../http/rate.ts';
import { Refusal } from '../http/refusal.ts';
import type { Keys } from '../keys/token-keys.ts';
import type { FileWithBytes, Store } from '../store/store.ts';
import { fileAnswer } from './file-answer.ts';
import { type FileLinks, newFileLinks } from './file-links.ts';
import { inHand } from './in-hand.ts';
import { isHeic, isPicture, type Kind, kindOf, safeName, textOf } from './kinds.ts';
import { maskedText } from './masked-text.ts';
import { openPictures, type Picture } from './pictures.ts';
import { newTurnstile } from './turnstile.ts';

/** Messages with files that are worked on at once; of one address. Their files are in memory meanwhile. */
const AT_ONCE = 24;
const OF_ONE = 3;
/** Parts beside the files: the message itself. */
const OTHER_PARTS = 1;
const MB = 1_048_576;
/** Megabytes of a text, which is read for secrets: a log of hours has less. */
const TEXT_MB = 2;

/** What is done with files, from their coming in to their being shown. */
export type Files = {
  readonly links: FileLinks;
  /** How much may come in one message. */
  readonly limits: PartLimits;
  /** Does the work when there is room for it. Throws Refusal. */
  readonly admit: <T>(ask: Ask, work: () => Promise<T>) => Promise<T>;
  /** The file as it may be kept. Throws Refusal. */
  readonly clean: (part: Part, address: string) => Promise<FileWithBytes>;
  readonly routes: readonly Route[];
  readonly close: () => Promise<void>;
};

/** What it is built from. */
export type FilesParts = {
  readonly config: Pick<Config, 'uploadFiles' | 'uploadMb' | 'uploadMbPerHour' | 'megapixels'>;
  readonly store: Pick<Store, 'file' | 'read'>;
  readonly keys: () => Promise<Keys>;
  /** Takes secrets out of texts. */
  readonly mask: (text: string) => string;
  /** Where the thread is that draws pictures. */
  readonly thread: string | URL;
  readonly now: () => number;
};

/** Everything about files, in one place. */
export function openFiles({ config, store, keys, mask, thread, now }: FilesParts): Files {
  const links = newFileLinks(keys, now);
  const pictures = openPictures({ thread, area: config.megapixels * 1_000_000 });
  const turnstile = newTurnstile(AT_ONCE, OF_ONE);
  const fileOf = inHand(store);
  const hourly = newRate(config.uploadMbPerHour * MB, 3_600_000);
  return {
    links,
    limits: { bytes: config.uploadMb * MB, parts: config.uploadFiles + OTHER_PARTS },
    admit: (ask, work) => {
      if (config.uploadFiles === 0) throw new Refusal('FileNotTaken', 'No files are taken here.');
      return turnstile(blockOf(ask.address), work);
    },
    clean: async (part, address) => {
      refuseTooMuch(hourly(blockOf(address), now(), part.bytes.length));
      const kind = kindOf(part.bytes);
      if (kind === undefined) throw new Refusal('FileNotTaken', whyNot(part));
      const bytes = isPicture(kind) ? drawn(await pictures.draw(kind, part.bytes), config.megapixels) : await kept(kind, part.bytes, mask);
      return { id: randomBytes(16).toString('base64url'), name: nameOf(part, kind, mask), type: kind, size: bytes.length, bytes };
    },
    routes: [{ method: 'GET', path: '/files/:conversation/:id', open: true, answer: (ask) => show(ask, fileOf, links) }],
    close: pictures.close,
  };
}

/** Masked twice: what a name may not have in it could hide a secret, or make it known as one. */
function nameOf({ name }: Part, kind: Kind, mask: FilesParts['mask']): string {
  return safeName(mask(safeName(mask(name), kind)), kind);
}

function whyNot({ name, bytes }: Part): string {
  const shown = JSON.stringify(name.slice(0, 100));
  return isHeic(bytes)
    ? `${shown} is a HEIC photo, which browsers cannot show. A screenshot of it will do, or the photo saved as JPEG.`
    : `${shown} is no file that is taken here.`;
}

function refuseTooMuch(wait: number): void {
  if (wait === 0) return;
  const retry = { 'Retry-After': String(Math.ceil(wait / 1000)) };
  throw new Refusal('TooManyRequests', 'Too many megabytes of files came from this address.', retry);
}

function drawn(picture: Picture, megapixels: number): Uint8Array {
  switch (picture.kind) {
    case 'drawn':
      return picture.bytes;
    case 'busy':
      throw new Refusal('Unavailable', 'Many pictures are being looked at just now.', { 'Retry-After': '5' });
    case 'large':
      throw new Refusal('FilesTooBig', `A picture has more than ${megapixels} megapixels.`);
    case 'broken':
    case 'slow':
      throw new Refusal('FileNotTaken', 'A picture is damaged, or more complicated than pictures are.');
  }
}

/** Texts without secrets, as UTF-8. */
async function kept(kind: Kind, bytes: Buffer, mask: FilesParts['mask']): Promise<Uint8Array> {
  if (kind !== 'text/plain') return bytes;
  if (bytes.length > TEXT_MB * MB) throw new Refusal('FilesTooBig', `A text has more than ${TEXT_MB} MB: its last lines are enough.`);
  return Buffer.from(await maskedText(textOf(bytes) ?? '', mask), 'utf8');
}

/** The file, which pages of other origins may show. */
async function show(ask: Ask, fileOf: Store['file'], links: FileLinks): Promise<Answer> {
  const { conversation = '', id = '' } = ask.params;
  const good = await links.check(conversation, id, ask.query.get('t') ?? '');
  const file = good ? await fileOf(conversation, id) : undefined;
  if (file === undefined) throw new Refusal('NotFound', 'There is no such file, or its address has ended.');
  const answer = fileAnswer(file);
  return { ...answer, headers: { ...answer.headers, 'Cross-Origin-Resource-Policy': 'cross-origin' } };
}
