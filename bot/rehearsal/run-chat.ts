/** Holds a conversation that is written down against the real pack and the real decisions, and says where and why it differs. */
import type { CaseFile, Helper } from '../../dialogs/case-file.ts';
import { decide, welcome } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import { type FromDesk, hearDesk } from '../../dialogs/desk-talk.ts';
import type { Message, Understanding } from '../../dialogs/heard.ts';
import { contextOf, openCase } from '../../dialogs/open-case.ts';
import { plain } from '../../dialogs/reply.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { type Chat, ChatProblem, type Line } from './chat-file.ts';

/** What thinks: a pack, and how messages are understood over it. */
export type Brain = {
  readonly pack: Pack;
  readonly understand: (message: Message, context: ReturnType<typeof contextOf>) => Understanding;
};

/** What a run came by: entries, fixes offered, and the ids of all replies, without their wording's number. */
export type Run = { readonly reached: ReadonlySet<string>; readonly transcript: string };

type State = { file: CaseFile; now: number; last: Decision | undefined; transcript: string[]; reached: Set<string> };

const START = Date.UTC(2026, 0, 5, 2, 0);

function take(brain: Brain, state: State, message: Message): void {
  const heard = brain.understand(message, contextOf(state.file));
  state.last = decide(brain.pack, state.file, heard, state.now);
  state.file = state.last.case;
  state.now += 20_000;
  state.transcript.push(`  user: ${message.text.slice(0, 300)}`);
  for (const reply of state.last.replies) {
    const buttons = reply.choices.length > 0 ? `\n        [${reply.choices.map((c) => c.label).join(' | ')}]` : '';
    state.transcript.push(`  bot:  ${plain(reply).replaceAll('\n', '\n        ')}${buttons}`);
    state.reached.add(reply.id.replace(/#\d+$/, ''));
  }
  for (const problem of state.file.problems) for (const id of [...problem.entries, ...Object.keys(problem.fixes)]) state.reached.add(id);
}

const ASPECTS: Readonly<Record<string, (file: CaseFile) => string | undefined>> = {
  topic: (file) => problemAt(file)?.topic,
  status: (file) => problemAt(file)?.status,
  mode: (file) => file.mode,
  open: (file) => file.open?.kind,
};

function problemAt(file: CaseFile): CaseFile['problems'][number] | undefined {
  return file.problems[file.current] ?? file.problems.at(-1);
}

/** One aspect of a case as a word; "?" when it is not known. */
function fact(file: CaseFile, key: string): string {
  const aspect = ASPECTS[key];
  if (aspect !== undefined) return aspect(file) ?? '?';
  if (key.startsWith('fix.')) return problemAt(file)?.fixes[key.slice(4)] ?? '?';
  return file.facts[key]?.value ?? '?';
}

function among(file: CaseFile, key: string): readonly string[] | undefined {
  if (key === 'code') return file.problems.flatMap((p) => p.codes);
  if (key === 'entry') return file.problems.flatMap((p) => p.entries);
  if (key === 'offered') return file.problems.flatMap((p) => Object.keys(p.fixes).filter((f) => p.fixes[f] === 'offered'));
  if (key === 'asked') return file.open?.kind === 'slot' ? [file.open.about ?? ''] : [];
  return undefined;
}

/** "?" among many means that there is none. */
function isAmong(many: readonly string[], wanted: string): boolean {
  return wanted === '?' ? many.length === 0 : many.includes(wanted);
}

function caseComplaint(file: CaseFile, text: string): string | undefined {
  for (const pair of text.split(/\s+/).filter((p) => p !== '')) {
    const [key = '', wanted = ''] = pair.split('=');
    const many = among(file, key);
    if (many !== undefined ? !isAmong(many, wanted) : fact(file, key) !== wanted) {
      return `expected ${pair}, got ${key}=${many === undefined ? fact(file, key) : `[${many.join(', ')}]`}`;
    }
  }
  return undefined;
}

function botComplaint(last: Decision, text: string): string | undefined {
  if (text === 'nothing') return last.replies.length === 0 ? undefined : 'the bot should say nothing';
  return contains(last.replies.map(plain), text, 'the bot');
}

function noticeComplaint({ notices = [] }: Decision, text: string): string | undefined {
  if (text === 'nothing') return notices.length === 0 ? undefined : 'nothing should be told';
  return contains(
    notices.map((notice) => notice.text),
    text,
    'a notice',
  );
}

function contains(texts: readonly string[], text: string, who: string): string | undefined {
  const said = texts.join('\n').toLowerCase();
  const negative = text.startsWith('!~');
  const wanted = text.replace(/^!?~\s*/, '').toLowerCase();
  if (said.includes(wanted) === !negative) return undefined;
  return negative ? `${who} should not say "${wanted}"` : `${who} should say "${wanted}"`;
}

function choicesComplaint(last: Decision, text: string): string | undefined {
  const offered = last.replies.flatMap((r) => r.choices.map((c) => c.label));
  const missing = text
    .split('|')
    .map((c) => c.trim())
    .filter((c) => !offered.some((o) => o.toLowerCase() === c.toLowerCase()));
  return missing.length === 0 ? undefined : `missing button ${missing.join(' | ')}; offered: ${offered.join(' | ')}`;
}

function effectComplaint(last: Decision, text: string): string | undefined {
  const kinds = last.effects.map((e) => e.kind as string);
  const fits = text === 'none' ? kinds.length === 0 : kinds.includes(text);
  return fits ? undefined : `expected effect ${text}, got [${kinds.join(', ')}]`;
}

function complaint(state: State, line: Line): string | undefined {
  if (state.last === undefined) return 'nothing was said yet';
  if (line.verb === 'bot') return botComplaint(state.last, line.text);
  if (line.verb === 'notice') return noticeComplaint(state.last, line.text);
  if (line.verb === 'choices') return choicesComplaint(state.last, line.text);
  return line.verb === 'case' ? caseComplaint(state.file, line.text) : effectComplaint(state.last, line.text);
}

function press(brain: Brain, state: State, line: Line): string | undefined {
  const buttons = state.last?.replies.flatMap((r) => r.choices) ?? [];
  const pressed = buttons.find((c) => c.label.toLowerCase() === line.text.toLowerCase());
  if (pressed === undefined) return `no button "${line.text}"; offered: ${buttons.map((c) => c.label).join(' | ')}`;
  take(brain, state, { text: pressed.label, pick: pressed.pick });
  return undefined;
}

const DOINGS: Readonly<Record<string, (agent: Helper) => FromDesk>> = {
  joins: (agent) => ({ kind: 'assigned', agent, takes: false }),
  writes: (agent) => ({ kind: 'message', agent, takes: false }),
  leaves: ({ id }) => ({ kind: 'left', agent: id }),
  ends: ({ id }) => ({ kind: 'ended', agent: id, reason: 'solved' }),
};

function readDesk(text: string): FromDesk | undefined {
  const standing = {
    place: Number(/number (\d+)/.exec(text)?.[1] ?? 1),
    staffed: !/nobody/.test(text),
    ...(/wait/.test(text) && { wait: 5 }),
  };
  if (text.startsWith('queued')) return { kind: 'queued', desk: 'console', standing };
  if (text.startsWith('untaken')) return { kind: 'untaken', standing };
  if (text === 'failed') return { kind: 'failed', desk: 'console' };
  const [, name = '', doing = ''] = /^(\w+) (\w+)$/.exec(text) ?? [];
  return DOINGS[doing]?.({ id: name.toLowerCase(), name });
}

/** What people at a desk do. It has to be possible, unless the line says "refused". */
function hearFromDesk(brain: Brain, state: State, text: string): string | undefined {
  const refused = text.endsWith(' refused');
  const said = readDesk(text.replace(/ refused$/, ''));
  if (said === undefined) return 'nobody at a desk does that';
  const decision = hearDesk(brain.pack, state.file, said, state.now);
  state.now += 20_000;
  if (decision === undefined || refused)
    return (decision === undefined) === refused ? undefined : `it is ${refused ? 'possible' : 'refused'}`;
  state.transcript.push(`  desk: ${text}`, ...(decision.notices ?? []).map((notice) => `        (${notice.text})`));
  for (const reply of decision.replies) state.transcript.push(`  bot:  ${plain(reply)}`);
  state.last = decision;
  state.file = decision.case;
  return undefined;
}

function carryOut(brain: Brain, state: State, line: Line): string | undefined {
  if (line.verb === 'after') {
    state.now += Number(line.text);
    return undefined;
  }
  if (line.verb === 'press') return press(brain, state, line);
  if (line.verb === 'desk') return hearFromDesk(brain, state, line.text);
  if (line.verb !== 'user') return complaint(state, line);
  take(brain, state, { text: line.text });
  return undefined;
}

/** Runs a conversation; throws ChatProblem at the first difference, naming file:line, what was expected, and all that was said. */
export function runChat(brain: Brain, chat: Chat): Run {
  // As on every channel, the greeting with its buttons comes first.
  const { case: greeted } = welcome(brain.pack, openCase(brain.pack, 'en', START), START);
  const state: State = { file: greeted, now: START, last: undefined, transcript: [], reached: new Set() };
  for (const line of chat.lines) {
    const wrong = carryOut(brain, state, line);
    if (wrong !== undefined)
      throw new ChatProblem(`${chat.file}:${line.at}: ${line.verb}: ${line.text}\n  ${wrong}\n\n${state.transcript.join('\n')}`);
  }
  return { reached: state.reached, transcript: state.transcript.join('\n') };
}
