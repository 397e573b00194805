import { plain } from '../../dialogs/reply.ts';
import type { Clock } from '../clock.ts';
import { readTimed } from '../clock.ts';
import type { Talk, Told } from '../talk.ts';

/** For programs: a line in is a turn of the person, a line out is what the bot made of it. Times that cannot be read are told to `warn`. */
export async function* answerLines(
  talk: Talk,
  clock: Clock,
  lines: AsyncIterable<string>,
  warn: (message: string) => void,
): AsyncIterable<string> {
  for await (const line of lines) {
    const { text, at, wrong } = readTimed(line);
    if (at !== undefined) clock.set(at);
    if (wrong !== undefined) warn(wrong);
    yield asLine(talk.say(text, clock.now()));
  }
}

function asLine({ user, decision }: Told): string {
  const replies = decision.replies.map((reply) => ({ text: plain(reply), choices: reply.choices.map(({ label }) => label) }));
  return JSON.stringify({ user, replies, case: decision.case, effects: decision.effects });
}
