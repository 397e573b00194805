/** A conversation of a simulated person with the bot, how it ended, and every promise that was broken on the way. */

import type { Brain } from '../bot/rehearsal/run-chat.ts';
import type { CaseFile } from '../dialogs/case-file.ts';
import { decide, welcome } from '../dialogs/decide.ts';
import type { Decision } from '../dialogs/decision.ts';
import type { Summary } from '../dialogs/effect.ts';
import { known } from '../dialogs/facts.ts';
import { labelOf } from '../dialogs/fill.ts';
import type { Message } from '../dialogs/heard.ts';
import { contextOf, openCase } from '../dialogs/open-case.ts';
import { plain, type Reply } from '../dialogs/reply.ts';
import type { Pack } from '../knowledge/pack.ts';
import type { PersonCase, Random } from './person-case.ts';
import { answer, begin, FINAL, type Life, type Temper } from './persons.ts';

/** honest: a short answer to what is not this trade, or the plain word that nothing is left, to who wants no person. lost: none of these. */
type Ended = 'solved' | 'handoff' | 'honest' | 'lost';

export type Talked = {
  readonly ended: Ended;
  /** The fix that removed the cause. */
  readonly fix: string | undefined;
  readonly turns: number;
  /** Answering checks, trying fixes, waiting for a person. */
  readonly minutes: number;
  readonly file: CaseFile;
  readonly summary: Summary | undefined;
  /** Ids of all replies, without their wording's number. */
  readonly said: ReadonlySet<string>;
  readonly broken: readonly string[];
  readonly transcript: string;
};

/** More than a person has patience for. */
const MOST_TURNS = 60;
const START = Date.UTC(2026, 0, 5);
const A_WHILE = 20_000;

/** One conversation from the first message to its end. */
export function converse(brain: Brain, one: PersonCase, temper: Temper, random: Random): Talked {
  const life = begin(brain.pack, one, temper, random);
  const talk: Decision[] = [];
  const broken: string[] = [];
  const lines: string[] = [];
  let message: Message | undefined = { text: one.first };
  let ended: Ended | undefined;
  while (message !== undefined && ended === undefined && talk.length < MOST_TURNS) {
    const { case: file, replies }: Decision = talk.at(-1) ?? welcome(brain.pack, openCase(brain.pack, 'en', START), START);
    const turn = decide(brain.pack, file, brain.understand(message, contextOf(file)), START + talk.length * A_WHILE);
    broken.push(...brokenBy(brain.pack, turn, replies));
    lines.push(`user: ${message.pick === undefined ? message.text : `[${message.text}]`}`, ...turn.replies.map(line));
    talk.push(turn);
    ended = endedBy(life, turn);
    message = answer(life, turn);
  }
  return told(brain.pack, life, talk, { ended: ended ?? 'lost', broken, transcript: lines.join('\n') });
}

function told(pack: Pack, life: Life, talk: readonly Decision[], so: Pick<Talked, 'ended' | 'broken' | 'transcript'>): Talked {
  const handed = talk.at(-1)?.effects.find((e) => e.kind === 'handoff');
  const waited = so.ended === 'handoff' ? pack.manifest.settings.help_minutes : 0;
  return {
    ...so,
    fix: life.worked,
    turns: talk.length,
    minutes: life.minutes + waited,
    file: talk.at(-1)?.case ?? openCase(pack, 'en', START),
    summary: handed?.kind === 'handoff' ? handed.summary : undefined,
    said: new Set(talk.flatMap((turn) => turn.replies.map((r) => r.id.replace(/#\d+$/, '')))),
  };
}

function endedBy(life: Life, { effects, replies }: Decision): Ended | undefined {
  if (effects.some((e) => e.kind === 'handoff')) return 'handoff';
  if (effects.some((e) => e.kind === 'solved')) return 'solved';
  if (replies.some((r) => r.id.startsWith('neighbour:'))) return 'honest';
  return !life.temper.handsLast && replies.some((r) => FINAL.test(r.id)) ? 'honest' : undefined;
}

function line(reply: Reply): string {
  const buttons = reply.choices.length > 0 ? `\n      [${reply.choices.map((c) => c.label).join(' | ')}]` : '';
  return `  bot: ${plain(reply).replaceAll('\n', '\n      ')}${buttons}   (${reply.id})`;
}

/** Never ask what is known, never say the same twice in a row, never leave a gap in a text, never destroy unasked. */
function brokenBy(pack: Pack, turn: Decision, before: readonly Reply[]): string[] {
  return [...turn.replies.flatMap((reply) => brokenByReply(turn.case, reply, before)), ...destroyedUnasked(pack, turn.case)];
}

function brokenByReply(file: CaseFile, reply: Reply, before: readonly Reply[]): string[] {
  const text = plain(reply);
  const asked = /^ask:(.*)#\d+$/.exec(reply.id)?.[1] ?? '';
  const value = known(file)[asked];
  return [
    ...(value === undefined ? [] : [`asked for ${asked}, known as ${value}`]),
    ...(before.some((one) => plain(one) === text) ? [`said twice: ${text.slice(0, 80)}`] : []),
    ...(/\{[a-z_]+\}|undefined|\[object/.test(text) ? [`not filled in: ${text.slice(0, 80)}`] : []),
  ];
}

function destroyedUnasked(pack: Pack, file: CaseFile): string[] {
  const shown = file.problems.flatMap((p) => Object.keys(p.fixes).filter((id) => p.fixes[id] !== 'skipped'));
  const agreed = new Set(file.consents.map((c) => c.fix));
  return shown.filter((id) => pack.fixes.get(id)?.risk === 'destructive' && !agreed.has(id)).map((id) => `offered ${id} without consent`);
}

/** Why this was no good end: neither was the true cause removed, nor did a person get the right summary. */
export function complaintAbout(pack: Pack, one: PersonCase, talked: Talked): string | undefined {
  if (talked.ended === 'solved') return talked.fix === undefined ? 'counted as solved, but nothing had worked' : undefined;
  if (talked.fix !== undefined) return `${talked.fix} worked, but that was not understood`;
  if (talked.summary === undefined) return `ended ${talked.ended}`;
  const left = leftOut(pack, talked, talked.summary);
  if (left.length > 0) return `the summary leaves out ${left.join(', ')}`;
  return namesTheProblem(pack, one, talked)
    ? undefined
    : `the summary names another problem: ${talked.summary.problems.map((p) => p.topic).join(', ')}`;
}

/** What was told or tried, and is not in the summary. */
function leftOut(pack: Pack, { file }: Talked, summary: Summary): string[] {
  const facts = known(file);
  const named = new Set(summary.facts.map((f) => f.value));
  const slots = pack.manifest.summary.filter((slot) => facts[slot] !== undefined && !named.has(labelOf(pack, slot, facts[slot])));
  const tried = file.problems.map((p) => Object.keys(p.fixes).length);
  const fixes = tried.flatMap((count, i) => (summary.problems[i]?.tried.length === count ? [] : [`fixes of problem ${i + 1}`]));
  return [...slots, ...fixes];
}

/** The problem as it was told, its code, or another topic that can have the same cause. */
function namesTheProblem(pack: Pack, one: PersonCase, { file }: Talked): boolean {
  const told = new Set([one.topic, ...[...pack.topics.values()].filter((t) => t.causes[one.cause] !== undefined).map((t) => t.id)]);
  return file.problems.some((p) => told.has(p.topic) || (one.entry !== undefined && p.entries.includes(one.entry)));
}
