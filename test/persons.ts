/**
 * Simulated persons: they answer from what is true of their case, in words or by buttons, sometimes wrongly or not at all,
 * try the fixes that they are given, and say what came of it. `converse` leads one conversation and notes every broken promise.
 */
import type { CaseFile } from '../dialogs/case-file.ts';
import { likelihood } from '../dialogs/beliefs.ts';
import { type Decision, decide } from '../dialogs/decide.ts';
import type { Summary } from '../dialogs/effect.ts';
import { known } from '../dialogs/facts.ts';
import type { Message } from '../dialogs/heard.ts';
import { contextOf, openCase } from '../dialogs/open-case.ts';
import { type Pick, readStored } from '../dialogs/picks.ts';
import { plain, type Choice, type Reply } from '../dialogs/reply.ts';
import type { Pack } from '../knowledge/pack.ts';
import type { Brain } from './chat.ts';
import { type PersonCase, pickOne, type Random, type Truth, withFact, withFacts } from './person-case.ts';

/** How somebody is: shares of questions answered wrongly and with "I don't know", of buttons pressed, of yeses. */
export type Temper = {
  readonly wrong: number;
  readonly unsure: number;
  readonly buttons: number;
  /** Agrees to a destructive fix. */
  readonly consents: number;
  /** Takes the person who is offered while there is still something to try. */
  readonly hands: number;
  /** Takes the person who is offered at the end. */
  readonly handsLast: boolean;
  /** Fixes do what the pack says of them; otherwise none ever works. */
  readonly lucky: boolean;
  /** Says something beside the point now and then. */
  readonly strays: number;
};

export const COOPERATIVE: Temper = { wrong: 0, unsure: 0, buttons: 0.5, consents: 1, hands: 0, handsLast: true, lucky: true, strays: 0 };
export const UNCOOPERATIVE: Temper = { wrong: 0, unsure: 0.9, buttons: 0.3, consents: 0, hands: 0, handsLast: false, lucky: false, strays: 0.2 };
export const ORDINARY: Temper = { wrong: 0.05, unsure: 0.2, buttons: 0.5, consents: 0.8, hands: 0.5, handsLast: true, lucky: true, strays: 0 };

export type Ended = 'solved' | 'handoff' | 'honest' | 'lost';

export type Talked = {
  readonly ended: Ended;
  /** The fix that worked. */
  readonly fix: string | undefined;
  readonly turns: number;
  /** Of the person: answering checks, trying fixes, waiting for a person. */
  readonly minutes: number;
  readonly file: CaseFile;
  readonly summary: Summary | undefined;
  /** Ids of all replies, without their wording's number. */
  readonly said: ReadonlySet<string>;
  /** Promises that were broken. */
  readonly broken: readonly string[];
  readonly transcript: string;
};

export const MOST_TURNS = 60;

/** One person in one conversation. */
type Life = {
  readonly brain: Brain;
  readonly one: PersonCase;
  readonly temper: Temper;
  readonly random: Random;
  truth: Truth;
  words: readonly string[];
  readonly luck: Map<string, boolean>;
  /** Questions that were answered wrongly: they stay so. */
  readonly lies: Map<string, Message>;
  worked: string | undefined;
  minutes: number;
};

const YES = ['yes', 'yeah', 'yep', 'ok'];
const WORKED = ['that worked', 'yes it works now', 'it worked', 'fixed, thanks', 'yes'];
const FAILED = ['still the same', 'nope', 'no', 'didnt help', "that didn't work", 'no change'];
const UNSURE = ['idk', 'no idea', 'not sure', "i don't know", 'dunno'];
const STRAYS = ['this is so annoying', 'what?', 'hmm', 'ok', 'why?'];

function say(life: Life, texts: readonly string[]): Message {
  return { text: pickOne(life.random, texts) ?? '' };
}

function press(choice: Choice): Message {
  return { text: choice.label, pick: choice.pick };
}

type Button = { readonly choice: Choice; readonly pick: Pick };

function buttonsOf(last: Decision): readonly Button[] {
  const choices = last.replies.at(-1)?.choices ?? [];
  return choices.flatMap((choice) => {
    const pick = readStored(choice.pick);
    return pick === undefined ? [] : [{ choice, pick }];
  });
}

function find<K extends Pick['kind']>(last: Decision, kind: K, fits: (pick: Extract<Pick, { kind: K }>) => boolean = () => true): Choice | undefined {
  return buttonsOf(last).find((b) => b.pick.kind === kind && fits(b.pick as Extract<Pick, { kind: K }>))?.choice;
}

/** Presses the button or says the same in words. */
function pressOrSay(life: Life, choice: Choice | undefined, texts: readonly string[]): Message {
  if (choice !== undefined && (life.random() < life.temper.buttons || texts.length === 0)) return press(choice);
  return say(life, texts);
}

/** How likely it is that this answer is the true one, by what the cause shows and what is true already. */
function weightOf(life: Life, facts: readonly (readonly [string, string])[]): number {
  const { pack } = life.brain;
  if (withFacts(pack, life.truth, facts) === undefined) return 0;
  const cause = pack.causes.get(life.one.cause);
  let weight = 1;
  for (const [slot, value] of facts) {
    if (life.truth[slot] === undefined && pack.checks.has(slot)) weight *= likelihood(pack, cause, slot, value);
  }
  return weight;
}

/** The words with which a value may be given in answer to its question. */
function wordsFor(pack: Pack, facts: readonly (readonly [string, string])[], label: string): readonly string[] {
  const [slot = '', id = ''] = facts[0] ?? [];
  const value = pack.slots.get(slot)?.values.find((v) => v.id === id);
  const words = facts.length === 1 && value !== undefined ? [...value.answers.slice(0, 6), value.label.toLowerCase()] : [];
  return [label, label.toLowerCase(), ...words];
}

function answerSlot(life: Life, last: Decision, slot: string): Message {
  const asked = buttonsOf(last).flatMap(({ choice, pick }) => (pick.kind === 'set' ? [{ choice, facts: pick.facts }] : []));
  const unsure = find(last, 'unsure');
  life.minutes += life.brain.pack.checks.get(slot)?.minutes ?? 0.2;
  if (life.random() < life.temper.unsure) return pressOrSay(life, unsure, UNSURE);
  const weighed = asked.map((a) => ({ ...a, weight: weightOf(life, a.facts) })).filter((a) => a.weight > 0);
  const lie = life.random() < life.temper.wrong && asked.length > 1;
  const meant = lie ? pickOne(life.random, asked) : chooseBy(life.random, weighed);
  if (meant === undefined) return openAnswer(life, slot, unsure);
  if (!lie) life.truth = withFacts(life.brain.pack, life.truth, meant.facts) ?? life.truth;
  return pressOrSay(life, meant.choice, wordsFor(life.brain.pack, meant.facts, meant.choice.label));
}

function chooseBy<T extends { readonly weight: number }>(random: Random, items: readonly T[]): T | undefined {
  let left = random() * items.reduce((sum, i) => sum + i.weight, 0);
  return items.find((i) => (left -= i.weight) <= 0);
}

const TYPED: Readonly<Record<string, string>> = { version: '16.2', size: '120 GB', rate: '20 Mbit/s', duration: '6 hours' };

/** What no button says: a value that is read as written, the label of what is true, or "I don't know". */
function openAnswer(life: Life, slot: string, unsure: Choice | undefined): Message {
  const declared = life.brain.pack.slots.get(slot);
  const true_ = declared?.values.find((v) => v.id === life.truth[slot]);
  if (true_ !== undefined) return { text: true_.label };
  const typed = life.truth[slot] ?? TYPED[declared?.kind ?? ''];
  if (typed !== undefined) return { text: typed };
  const possible = (declared?.values ?? []).filter((v) => withFact(life.brain.pack, life.truth, slot, v.id) !== undefined);
  const value = pickOne(life.random, possible);
  return value === undefined ? pressOrSay(life, unsure, UNSURE) : { text: value.label };
}

/** Tries the fix and says what came of it. */
function tryFix(life: Life, last: Decision, fixId: string): Message {
  const fix = life.brain.pack.fixes.get(fixId);
  const tried = life.luck.has(fixId);
  if (!tried) {
    life.minutes += fix?.minutes ?? 0;
    life.luck.set(fixId, life.temper.lucky && life.random() < (fix?.removes[life.one.cause] ?? 0));
  }
  const works = life.luck.get(fixId) === true;
  if (works) life.worked = fixId;
  if (!tried && life.random() < life.temper.unsure / 4) return say(life, ['not sure how to tell', 'idk']);
  const choice = find(last, 'fix', (p) => p.outcome === (works ? 'worked' : 'failed'));
  return pressOrSay(life, choice, works ? WORKED : FAILED);
}

function chooseTopic(life: Life, last: Decision): Message {
  const meant = find(last, 'topic', (p) => p.topic === life.one.topic);
  if (meant !== undefined) return pressOrSay(life, meant, [meant.label]);
  return describeAgain(life);
}

function describeAgain(life: Life): Message {
  const [next = life.one.first, ...rest] = life.words;
  life.words = [...rest, next];
  return { text: next };
}

function offered(life: Life, last: Decision): Message {
  const final = last.replies.some((r) => /^(?:nothing_left|dead_end)#/.test(r.id));
  const yes = final ? life.temper.handsLast : life.random() < life.temper.hands;
  return pressOrSay(
    life,
    find(last, 'person', (p) => p.yes === yes),
    yes ? ['yes please', 'yes'] : ['no', 'no thanks'],
  );
}

/** What this person says next; nothing when the conversation is over for them. */
function next(life: Life, file: CaseFile, last: Decision): Message | undefined {
  const { open } = file;
  if (open === undefined) return undefined;
  if (life.random() < life.temper.strays) return say(life, STRAYS);
  switch (open.kind) {
    case 'slot':
      return answerSlot(life, last, open.about ?? '');
    case 'fix':
      return tryFix(life, last, open.about ?? '');
    case 'consent': {
      const yes = life.random() < life.temper.consents;
      const choice = find(last, 'consent', (p) => p.yes === yes);
      return pressOrSay(life, choice, yes ? YES : ['no', 'no dont do that']);
    }
    case 'topic':
      return chooseTopic(life, last);
    case 'person':
      return offered(life, last);
    case 'near-code':
      return pressOrSay(life, buttonsOf(last).at(-1)?.choice, ['none of these']);
    case 'guide':
      return pressOrSay(life, find(last, 'helped', (p) => !p.yes), ['no']);
    case 'rating':
      return undefined;
    default:
      return describeAgain(life);
  }
}

/** Promises of rules 1, 3 and 9 that this turn broke. */
function brokenBy(pack: Pack, before: CaseFile, last: Decision, lastReplies: readonly Reply[]): string[] {
  const facts = known(before);
  const broken: string[] = [];
  const twice = new Set(lastReplies.map(plain));
  for (const reply of last.replies) {
    const asked = /^ask:(.*)#\d+$/.exec(reply.id)?.[1];
    if (asked !== undefined && known(last.case)[asked] !== undefined) broken.push(`asked for ${asked}, known as ${facts[asked]}`);
    if (twice.has(plain(reply))) broken.push(`said twice: ${plain(reply).slice(0, 80)}`);
    if (/\{[a-z_]+\}|undefined|\[object/.test(plain(reply))) broken.push(`not filled in: ${plain(reply).slice(0, 80)}`);
  }
  for (const problem of last.case.problems) {
    for (const [id, outcome] of Object.entries(problem.fixes)) {
      const destroys = pack.fixes.get(id)?.risk === 'destructive' && outcome !== 'skipped';
      if (destroys && !last.case.consents.some((c) => c.fix === id)) broken.push(`offered ${id} without consent`);
    }
  }
  return broken;
}

function endedBy(life: Life, last: Decision): Ended | undefined {
  if (last.effects.some((e) => e.kind === 'handoff')) return 'handoff';
  if (last.effects.some((e) => e.kind === 'solved')) return 'solved';
  const final = last.replies.some((r) => /^(?:nothing_left|dead_end|neighbour:.*)#/.test(r.id));
  return final && !life.temper.handsLast ? 'honest' : undefined;
}

const START = Date.UTC(2026, 0, 5);

/** One conversation from the first message to its end, or to the most turns that a person has patience for. */
export function converse(brain: Brain, one: PersonCase, temper: Temper, random: Random): Talked {
  const life: Life = { brain, one, temper, random, truth: one.truth, words: one.words, luck: new Map(), lies: new Map(), worked: undefined, minutes: 0 };
  let file = openCase(brain.pack, 'en', START);
  let message: Message | undefined = { text: one.first };
  let last: Decision | undefined;
  let ended: Ended | undefined;
  const said = new Set<string>();
  const broken: string[] = [];
  const lines: string[] = [];
  let turns = 0;
  while (message !== undefined && ended === undefined && turns < MOST_TURNS) {
    turns += 1;
    const before = file;
    const now: Decision = decide(brain.pack, file, brain.understand(message, contextOf(file)), START + turns * 20_000);
    broken.push(...brokenBy(brain.pack, before, now, last?.replies ?? []));
    lines.push(`user: ${message.pick === undefined ? message.text : `[${message.text}]`}`, ...now.replies.map(show));
    for (const reply of now.replies) said.add(reply.id.replace(/#\d+$/, ''));
    last = now;
    file = now.case;
    ended = endedBy(life, now) ?? (now.replies.some((r) => r.id.startsWith('neighbour:')) ? 'honest' : undefined);
    message = next(life, file, now);
  }
  const handed = last?.effects.find((e) => e.kind === 'handoff');
  if (ended === 'handoff') life.minutes += brain.pack.manifest.settings.help_minutes;
  return {
    ended: ended ?? 'lost',
    fix: life.worked,
    turns,
    minutes: life.minutes,
    file,
    summary: handed?.kind === 'handoff' ? handed.summary : undefined,
    said,
    broken,
    transcript: lines.join('\n'),
  };
}

function show(reply: Reply): string {
  const buttons = reply.choices.length > 0 ? `\n      [${reply.choices.map((c) => c.label).join(' | ')}]` : '';
  return `  bot (${reply.id}): ${plain(reply).replaceAll('\n', '\n      ')}${buttons}`;
}
