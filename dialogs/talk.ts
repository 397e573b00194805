/** One turn while it is being made: what is known so far, and what has been said. Every step returns a new one. */
import type { Pack } from '../knowledge/pack.ts';
import type { ReplyKey } from '../knowledge/reply-keys.ts';
import { type CaseFile, type Instant, MOST, type Open, type Problem } from './case-file.ts';
import type { Effect } from './effect.ts';
import { known } from './facts.ts';
import { fill } from './fill.ts';
import type { Understanding } from './heard.ts';
import type { Choice, Reply } from './reply.ts';
import type { Standing } from './standing.ts';

export type Talk = {
  /** In the language of the conversation. */
  readonly pack: Pack;
  /** In its first language, which those speak who take over. */
  readonly whole: Pack;
  readonly heard: Understanding;
  readonly at: Instant;
  /** The case as the turn found it. */
  readonly before: CaseFile;
  readonly file: CaseFile;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
  /** How it stands with who waits for a person. */
  readonly standing?: Standing;
};

type More = { readonly steps?: readonly string[]; readonly close?: string; readonly choices?: readonly Choice[] };

const LANGUAGE = 'en';

/** Wordings of a reply in the person's language, else in English. */
export function wordings(pack: Pack, locale: string, key: ReplyKey): readonly string[] {
  return pack.replies.get(locale)?.get(key) ?? pack.replies.get(LANGUAGE)?.get(key) ?? [];
}

/** The wording that was said longest ago. */
function leastRecent(said: readonly string[], id: string, count: number): number {
  let best = 0;
  let oldest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i += 1) {
    const last = said.lastIndexOf(`${id}#${i}`);
    if (last < oldest) {
      oldest = last;
      best = i;
    }
  }
  return best;
}

function remember(file: CaseFile, id: string): CaseFile {
  return { ...file, said: [...file.said.filter((s) => s !== id), id].slice(-MOST.said) };
}

/** One wording of a reply key, filled in: for parts of a bubble. */
export function phrase(talk: Talk, key: ReplyKey, values: Readonly<Record<string, string>> = {}): string {
  const all = wordings(talk.pack, talk.file.locale, key);
  const text = all[leastRecent(talk.file.said, key, all.length)] ?? '';
  return fill(talk.pack, text, known(talk.file), values);
}

/** What a fix is called, filled in; its id when the pack no longer has it. */
export function fixTitle({ pack, file }: Talk, id: string): string {
  return fill(pack, pack.fixes.get(id)?.title ?? id, known(file));
}

/** Minutes as people say them: "about 5 minutes", "about 2 hours". */
export function spanOf(talk: Talk, minutes: number): string {
  if (minutes <= 1) return phrase(talk, 'span_minute');
  if (minutes < 50) return phrase(talk, 'span_minutes', { count: String(Math.round(minutes)) });
  if (minutes < 90) return phrase(talk, 'span_hour');
  if (minutes < 60 * 36) return phrase(talk, 'span_hours', { count: String(Math.round(minutes / 60)) });
  return phrase(talk, 'span_days', { count: String(Math.round(minutes / (60 * 24))) });
}

/** Short words in answer: they have several wordings, and nobody introduces them as a repetition. */
const IN_ANSWER =
  /^(?:skipped|fix_failed|fix_done_before|noted|tried_noted|corrected|unsure_noted|thanks|smalltalk_beside|note_taken|no_hurry|hear_you)#/;

function wasJustSaid(talk: Talk, id: string): boolean {
  return !IN_ANSWER.test(id) && talk.before.said.slice(-4).includes(id);
}

/** Says a text that has several wordings; what was said in the last turn is said in other words, or introduced as a repetition. */
export function sayText(
  talk: Talk,
  id: string,
  texts: readonly string[],
  values: Readonly<Record<string, string>> = {},
  more: More = {},
): Talk {
  const chosen = leastRecent(talk.file.said, id, texts.length);
  const said = `${id}#${chosen}`;
  const facts = known(talk.file);
  const again = wasJustSaid(talk, said) ? `${phrase(talk, 'again')} ` : '';
  const reply: Reply = {
    id: said,
    text: again + fill(talk.pack, texts[chosen] ?? '', facts, values),
    steps: (more.steps ?? []).map((step) => fill(talk.pack, step, facts, values)),
    ...(more.close === undefined ? {} : { close: fill(talk.pack, more.close, facts, values) }),
    choices: more.choices ?? [],
  };
  const file =
    again === ''
      ? talk.file
      : remember(talk.file, `again#${leastRecent(talk.file.said, 'again', wordings(talk.pack, talk.file.locale, 'again').length)}`);
  return { ...talk, file: remember(file, said), replies: [...talk.replies, reply] };
}

/** Says a reply of the pack. */
export function say(talk: Talk, key: ReplyKey, values: Readonly<Record<string, string>> = {}, more: More = {}): Talk {
  return sayText(talk, key, wordings(talk.pack, talk.file.locale, key), values, more);
}

/** Opens a question or offer; asking the same again counts up. */
export function open(talk: Talk, kind: Open['kind'], about: string | undefined, choices: readonly Choice[]): Talk {
  const same = talk.file.open?.kind === kind && talk.file.open.about === about;
  const next: Open = {
    kind,
    ...(about === undefined ? {} : { about }),
    choices: choices.slice(0, MOST.choices).map(({ pick, label }) => ({ pick, label: label.slice(0, MOST.label) })),
    times: same ? (talk.file.open?.times ?? 0) + 1 : 1,
    at: talk.at,
  };
  return { ...talk, file: { ...talk.file, open: next } };
}

/** Nothing is asked any more. */
export function close(talk: Talk): Talk {
  const { open: _, ...file } = talk.file;
  return { ...talk, file };
}

/** Changes the case. */
export function update(talk: Talk, change: Partial<CaseFile>): Talk {
  return { ...talk, file: { ...talk.file, ...change } };
}

/** The problem being worked on, if it is still open. */
export function currentProblem(file: CaseFile): Problem | undefined {
  const problem = file.problems[file.current];
  return problem?.status === 'open' ? problem : undefined;
}

/** Changes the problem being worked on. */
export function updateProblem(file: CaseFile, change: Partial<Problem>): CaseFile {
  return { ...file, problems: file.problems.map((problem, i) => (i === file.current ? { ...problem, ...change } : problem)) };
}

/** A question that the person cannot or would rather not answer: it is not asked again for the problem at hand. */
export function passOver(file: CaseFile, slot: string): CaseFile {
  const problem = currentProblem(file);
  return problem === undefined ? file : updateProblem(file, { unsure: [...new Set([...problem.unsure, slot])].slice(-MOST.unsure) });
}

/** A person was offered for the problem at hand: from now on it is tried without one. */
export function goAlone(file: CaseFile): CaseFile {
  return updateProblem(file, { alone: true });
}

/** Notes that something was done which is done only once in a conversation. */
export function markOnce(file: CaseFile, what: string): CaseFile {
  return file.once.includes(what) ? file : { ...file, once: [...file.once, what].slice(-MOST.once) };
}
