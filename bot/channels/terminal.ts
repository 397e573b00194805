/** The chat in a terminal, for people. */
import { createInterface } from 'node:readline';
import { styleText } from 'node:util';
import type { Effect } from '../../dialogs/effect.ts';
import type { Choice, Reply } from '../../dialogs/reply.ts';
import { type Clock, readTimed } from '../clock.ts';
import type { Talk } from '../talk.ts';
import { wrap } from '../wrap.ts';

type Style = Parameters<typeof styleText>[0];
/** Where the chat is read from and written to. */
export type Terminal = {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number; readonly isTTY?: boolean };
};

/** Where things are written: `paint` colours where colours are wanted. */
type Screen = { readonly width: number; readonly paint: (style: Style, text: string) => string; readonly print: (text: string) => void };

const PROMPT = 'you › ';
const GUIDE = 'Write as you would to a person. A number takes that answer. Ctrl+C ends.';
const GOODBYE = 'Take care. Nothing of this conversation was kept.';

/** Talks until the input ends, or Ctrl+C. */
export async function talkInTerminal(talk: Talk, clock: Clock, title: string, { input, output }: Terminal): Promise<void> {
  const screen: Screen = {
    width: Math.min(output.columns ?? 80, 88) - 4,
    paint: (style, text) => styleText(style, text, { stream: output }),
    print: (text) => void output.write(`${text}\n`),
  };
  const reader = createInterface({ input, output, prompt: screen.paint('cyan', PROMPT), terminal: output.isTTY === true });
  let open = true;
  reader.on('SIGINT', () => reader.close());
  reader.on('close', () => {
    open = false;
  });
  screen.print(`\n${screen.paint('bold', `Keepsake · ${title}`)}`);
  note(screen, GUIDE);
  printReplies(talk.greeting, screen);
  reader.prompt();
  for await (const line of reader) {
    takeTurn(talk, clock, line, screen);
    // Lines may still be waiting when the input has ended.
    if (open) reader.prompt();
  }
  screen.print('');
  note(screen, GOODBYE);
}

function takeTurn(talk: Talk, clock: Clock, line: string, screen: Screen): void {
  const { text, at, wrong } = readTimed(numbered(line, talk.choices()));
  if (at !== undefined) clock.set(at);
  if (wrong !== undefined) note(screen, wrong);
  const { user, decision } = talk.say(text, clock.now());
  if (user !== text) note(screen, `(kept as: ${user.slice(0, 400)})`);
  printReplies(decision.replies, screen);
  for (const effect of decision.effects) printEffect(effect, screen);
}

function note({ paint, print, width }: Screen, text: string): void {
  print(paint('dim', wrap(text, width)));
}

/** "2" takes the second of the offered answers. */
function numbered(line: string, choices: readonly Choice[]): string {
  const number = /^\s*(\d{1,2})[.)]?\s*$/.exec(line)?.[1];
  return (number === undefined ? undefined : choices[Number(number) - 1]?.label) ?? line;
}

function printReplies(replies: readonly Reply[], { width, paint, print }: Screen): void {
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

function printEffect(effect: Effect, { width, paint, print }: Screen): void {
  if (effect.kind !== 'handoff') return;
  print(paint('dim', indented(wrap(`A person would now take over, with this note:\n\n${effect.text}`, width))));
  print('');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
