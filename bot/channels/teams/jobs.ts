/** What of a turn has to be sent, as tasks. */
import * as z from 'zod';
import type { Reply } from '../../../dialogs/reply.ts';
import type { Agent, JsonObject, Notice, Said, SentFile } from '../../store/store.ts';
import type { Channel } from '../channel.ts';
import { nameOf } from './names.ts';
import { CHANNEL } from './reference.ts';

/** What we wrote ourselves is not read letter by letter. */
const ours = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);

const Shown = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), turn: z.string(), reply: ours<Reply>(), card: z.string() }),
  z.object({ kind: z.literal('agent'), agent: ours<Agent>(), text: z.string(), files: z.array(ours<SentFile>()).exactOptional() }),
  z.object({ kind: z.literal('notice'), notice: ours<Notice>() }),
]);
/** Shows a card as answered. */
const Answered = z.object({ kind: z.literal('answered'), card: z.string(), label: z.string() });
/** Shows that an agent is writing. */
const Typing = z.object({ kind: z.literal('typing'), agent: ours<Agent>() });
const Job = z.union([Shown, Answered, Typing]);

/** How far a text has come that is too large for one call: the characters that were sent, and the bytes to try. */
const Progress = z.object({ from: z.number().default(0), most: z.number().exactOptional() });

/** What a task of this channel shows. */
export type Job = z.infer<typeof Job>;
/** How far the text of a job has come. */
export type Progress = z.infer<typeof Progress>;

/** What a task asks for; undefined when it cannot be read. */
export function readJob(payload: JsonObject): { readonly job: Job; readonly progress: Progress } | undefined {
  const job = Job.safeParse(payload);
  const progress = Progress.safeParse(payload);
  return job.success && progress.success ? { job: job.data, progress: progress.data } : undefined;
}

/** The tasks of a turn, or of what a desk said. */
export const tasksFor: NonNullable<Channel['outbox']>['tasks'] = ({ conversation }, key, said) =>
  said.flatMap((one, i) => {
    const payload = payloadFor(one, key, nameOf(conversation, key, String(i)));
    return payload === undefined ? [] : [{ queue: 'outbox', key: `${CHANNEL}/${conversation}/${key}/${i}`, kind: CHANNEL, payload }];
  });

/** The task of an agent who is writing: planned again while it waits, it stays the one that it was. */
export const typingTask: NonNullable<NonNullable<Channel['outbox']>['typing']> = (conversation, agent) => ({
  queue: 'outbox',
  key: `${CHANNEL}/${conversation}/typing`,
  kind: CHANNEL,
  payload: { kind: 'typing', agent },
});

function payloadFor(said: Said, turn: string, card: string): JsonObject | undefined {
  switch (said.from) {
    case 'bot':
      return { kind: 'reply', turn, reply: { ...said.reply }, card } as JsonObject;
    case 'agent':
      return { kind: 'agent', agent: said.agent, text: said.text, ...(said.files && { files: said.files }) };
    case 'notice':
      return { kind: 'notice', notice: said.notice };
    case 'user': {
      const pressed = said.extra?.card;
      return typeof pressed === 'string' ? { kind: 'answered', card: pressed, label: said.text } : undefined;
    }
  }
}
