/** The chat in a terminal, for people. */
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import type { Effect } from '../../dialogs/effect.ts';
import type { Choice, Reply } from '../../dialogs/reply.ts';
import { type Clock, readTimed } from '../clock.ts';
import type { Talk } from '../talk.ts';
import { wrap } from './wrap.ts';

type Style = Parameters<typeof styleText>[0];
export type Terminal = {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number; readonly isTTY?: boolean };
};

const PROMPT = 'you › ';
const GOODBYE = 'Take care. Nothing of this conversation was kept.';

/** Talks until the input ends, or Ctrl+C. */
export async function talkInTerminal(talk: Talk, clock: Clock, title: string, { input, output }: Terminal): Promise<void> {
  const paint = (style: Style, text: string): string => styleText(style, text, { stream: output });
  const print = (text: string): void => void output.write(`${text}\n`);
  const width = Math.min(output.columns ?? 80, 88) - 4;
  const reader = createInterface({ input, output, prompt: paint('cyan', PROMPT), terminal: output.isTTY === true });
  reader.on('SIGINT', () => reader.close());
  print(
    `\n${paint('bold', 'Keepsake')} · ${title}\n${paint('dim', 'Write as you would to a person. A number takes that answer. Ctrl+C ends.')}`,
  );
  printReplies(talk.greeting, width, paint, print);
  reader.prompt();
  for await (const line of reader) {
    const { text, at, wrong } = readTimed(numbered(line, talk.choices()));
    if (at !== undefined) clock.set(at);
    if (wrong !== undefined) print(paint('yellow', wrong));
    const { user, decision } = talk.say(text, clock.now());
    if (user !== text) print(paint('dim', wrap(`(kept as: ${user.slice(0, 400)})`, width)));
    printReplies(decision.replies, width, paint, print);
    for (const effect of decision.effects) printEffect(effect, width, paint, print);
    reader.prompt();
  }
  print(`\n${paint('dim', GOODBYE)}`);
}

/** "2" takes the second of the offered answers. */
function numbered(line: string, choices: readonly Choice[]): string {
  const number = /^\s*(\d{1,2})[.)]?\s*$/.exec(line)?.[1];
  return (number === undefined ? undefined : choices[Number(number) - 1]?.label) ?? line;
}

type Paint = (style: Style, text: string) => string;

function printReplies(replies: readonly Reply[], width: number, paint: Paint, print: (text: string) => void): void {
  let number = 0;
  for (const { text, steps, close, choices } of replies) {
    const parts = [
      wrap(text, width),
      steps.map((step, i) => wrap(`${`${i + 1}.`.padStart(3)} ${step}`, width, '    ')).join('\n'),
      close === undefined ? '' : paint('bold', wrap(close, width)),
      choices.map(({ label }) => `${paint('cyan', `${++number})`.padStart(3))} ${wrap(label, width - 4, '    ')}`).join('\n'),
    ];
    print(`\n${indented(parts.filter((part) => part !== '').join('\n\n'))}`);
  }
  print('');
}

function printEffect(effect: Effect, width: number, paint: Paint, print: (text: string) => void): void {
  if (effect.kind !== 'handoff') return;
  print(paint('dim', indented(wrap(`A person would now take over, with this note:\n\n${effect.text}`, width))));
  print('');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
