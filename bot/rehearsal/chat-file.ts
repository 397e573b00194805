/**
 * Conversations as files: what Keepsake should do, written as it would be read.
 *
 *     user: err E02                  a message          user: <<<  …lines…  >>>   a long one
 *     press: It worked               a button of the last turn, by its label
 *     bot: ~ cable                   some reply of the turn contains it, ignoring case
 *     bot: !~ ribbon                 no reply of the turn contains it
 *     choices: Yes | No              these buttons are offered
 *     case: topic=stuck colour=red age=? code=E02 entry=e02-tray fix.restart=failed offered=restart mode=queued
 *     effect: handoff                (or none)
 *     bot: nothing                   the bot is silent
 *     desk: Maria joins              people at a desk: queued, number 3 | Maria joins, writes, leaves, ends | failed | untaken
 *     notice: ~ joined               what is told of it; !~ as well, or nothing
 *     after 3 days:                  moves the clock
 */

/** A line that says or expects something; `at` counts from 1. */
export type Line = { readonly at: number; readonly verb: string; readonly text: string };
/** A conversation as it should go. */
export type Chat = { readonly file: string; readonly lines: readonly Line[] };

const VERBS = ['user', 'press', 'bot', 'choices', 'case', 'effect', 'desk', 'notice'];
const SPANS: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const AFTER = /^after (\d+) (second|minute|hour|day)s?:$/;

/** One line of a `.chat` file and the number of the line that it ends on. */
function readLine(file: string, raw: readonly string[], at: number): { line: Line; end: number } {
  const text = (raw[at] ?? '').trim();
  const after = AFTER.exec(text);
  if (after !== null)
    return { line: { at: at + 1, verb: 'after', text: String(Number(after[1]) * (SPANS[after[2] ?? ''] ?? 0)) }, end: at };
  const [, verb = '', rest = ''] = /^(\w+):\s?(.*)$/s.exec(text) ?? [];
  if (!VERBS.includes(verb))
    throw new ChatProblem(
      `${file}:${at + 1}: a line begins with one of ${VERBS.map((one) => `${one}:`).join(', ')} or "after N days:", not "${text}"`,
    );
  if (rest !== '<<<') return { line: { at: at + 1, verb, text: rest }, end: at };
  const end = raw.indexOf('>>>', at);
  if (end < 0) throw new ChatProblem(`${file}:${at + 1}: "<<<" without ">>>"`);
  return { line: { at: at + 1, verb, text: raw.slice(at + 1, end).join('\n') }, end };
}

/** A conversation that cannot be read, or does not go as it is written: with file:line, and all that was said. */
export class ChatProblem extends Error {}

/** Reads a `.chat` file; throws ChatProblem with file:line on what it does not understand. */
export function parseChat(file: string, text: string): Chat {
  const lines: Line[] = [];
  const raw = text.split(/\r?\n/);
  for (let i = 0; i < raw.length; i += 1) {
    const trimmed = (raw[i] ?? '').trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const { line, end } = readLine(file, raw, i);
    lines.push(line);
    i = end;
  }
  return { file, lines };
}
