/** What all desks have in common that call us: who may, and what becomes of it. */

import { newTurnstile } from '../../files/turnstile.ts';
import type { Answer, Ask, Route } from '../../http/exchange.ts';
import { parseObject } from '../../http/json.ts';
import type { Part } from '../../http/multipart.ts';
import { Refusal } from '../../http/refusal.ts';
import type { JsonObject } from '../../store/store.ts';
import type { Hear, Heard, Inward } from '../desk.ts';
import type { DeskFiles } from '../desk-files.ts';
import type { ShowTyping } from '../show-typing.ts';
import { refuseUnsigned } from './signature.ts';

const DONE: Answer = { status: 200, json: { ok: true } };
/** Bytes of a call, at most: files stand in it. */
const MOST = 8 * 1_048_576;
/** Bytes of a call without files; of larger ones so many at once, for a call has to be in memory before it is known whose it is. */
const PLAIN = 262_144;
const LARGE_AT_ONCE = 4;

/** What is needed to be called by a desk. */
export type InboxParts = {
  readonly name: string;
  readonly secret: string;
  readonly showTyping: ShowTyping;
  readonly files: Pick<DeskFiles, 'clean'>;
  readonly now: () => number;
  readonly hear: Hear;
};

/** What a call asks for: something that is written, somebody who is typing, or nothing that concerns us. */
export type Wish =
  | { readonly kind: 'hear'; readonly inward: Omit<Inward, 'desk'>; readonly files?: readonly Part[] }
  | { readonly kind: 'typing'; readonly conversation: string; readonly agent: { readonly id: string; readonly name: string } }
  | { readonly kind: 'nothing' };

/** The address at which this desk calls us. `read` throws Refusal for what it does not understand. */
export function inbox(parts: InboxParts, path: string, read: (body: JsonObject) => Wish): Route {
  const large = newTurnstile(LARGE_AT_ONCE, LARGE_AT_ONCE);
  const body = (ask: Ask): Promise<Buffer> =>
    Number(ask.header('content-length') ?? MOST) <= PLAIN ? ask.bytes(PLAIN) : large('', () => ask.bytes(MOST));
  const answer = async (ask: Ask): Promise<Answer> => take(parts, ask, await body(ask), read);
  return { method: 'POST', path: `/desks/${parts.name}/${path}`, open: false, answer };
}

async function take(parts: InboxParts, ask: Ask, bytes: Buffer, read: (body: JsonObject) => Wish): Promise<Answer> {
  const { name, secret, showTyping, now, hear } = parts;
  // Before anything of it is read, it is known whose it is.
  refuseUnsigned(secret, ask.header, bytes, now());
  const wish = read(parseObject(bytes.toString('utf8')));
  if (wish.kind === 'typing') await showTyping(name, wish.conversation, wish.agent);
  return wish.kind === 'hear' ? answerTo(await hear({ ...(await withFiles(parts, ask, wish)), desk: name })) : DONE;
}

/** What an agent wrote, with the files that they sent along. */
async function withFiles({ files }: InboxParts, ask: Ask, wish: Extract<Wish, { kind: 'hear' }>): Promise<Omit<Inward, 'desk'>> {
  const { inward, files: sent = [] } = wish;
  return inward.line === undefined ? inward : { ...inward, line: { ...inward.line, files: await files.clean(ask, sent) } };
}

/** Once more is as good as once. What cannot be done any more need not be tried again. */
function answerTo(heard: Heard): Answer {
  if (heard.kind === 'unknown') throw new Refusal('NotFound', 'No such case was handed over.');
  if (heard.kind === 'refused') throw new Refusal('NotYours', 'This case is not with this desk any more.');
  return DONE;
}
