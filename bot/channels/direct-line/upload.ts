import type { Answer, Ask } from '../../http/exchange.ts';
import { parseObject } from '../../http/json.ts';
import type { Part } from '../../http/multipart.ts';
import { Refusal } from '../../http/refusal.ts';
import type { FileWithBytes, JsonObject } from '../../store/store.ts';
import { callerOf, refuseOther } from './access.ts';
import { refuseFlood, takeMessage, userOf } from './activities.ts';
import { type Posted, readActivity } from './activity.ts';
import { conversationOf } from './conversations.ts';
import type { Line } from './line.ts';

/** Takes a message with files, or files alone. They are written with the turn, or not at all. */
export async function takeUpload(line: Line, ask: Ask): Promise<Answer> {
  const conversation = conversationOf(ask);
  const caller = await callerOf(line, ask);
  refuseOther(caller, conversation);
  refuseFlood(line, conversation);
  return line.files.admit(ask, async () => {
    const { template, parts } = sorted(await ask.parts(line.files.limits));
    const posted = readActivity({ ...template, type: 'message' });
    if (parts.length === 0 && posted.message.text === '') throw new Refusal('MissingProperty', 'There is no file.');
    const from = posted.from ?? ask.query.get('userId') ?? undefined;
    const user = await userOf(line, caller, conversation, from);
    const files: FileWithBytes[] = [];
    // One after the other: a picture takes much memory while it is drawn.
    for (const part of inOrder(parts, posted)) {
      const thumbnail = posted.attached.find(({ name }) => name === part.name)?.thumbnail;
      files.push({ ...(await line.files.clean(part, ask.address)), ...(thumbnail !== undefined && { thumbnail }) });
    }
    const message = { ...posted.message, attachments: files.length };
    return takeMessage(line, conversation, caller, user, { ...posted, message }, files);
  });
}

type Sorted = { readonly template: JsonObject; readonly parts: readonly Part[] };

/** The message among the parts, and the files. */
function sorted(all: readonly Part[]): Sorted {
  const isMessage = ({ type }: Part): boolean => type.startsWith('application/vnd.microsoft.activity');
  const message = all.find(isMessage);
  const template = message === undefined ? {} : parseObject(message.bytes.toString('utf8'));
  return { template, parts: all.filter((part) => !isMessage(part)) };
}

/** Clients send files in any order; the message says in which they belong, by their names. */
function inOrder(parts: readonly Part[], { attached }: Posted): readonly Part[] {
  const place = ({ name }: Part): number => {
    const found = attached.findIndex((one) => one.name === name);
    return found < 0 ? attached.length : found;
  };
  return parts.toSorted((a, b) => place(a) - place(b));
}
