/**
 * Simulated persons: they answer from what is true of their case, in words or by buttons, sometimes wrongly or not at all,
 * try the fixes that they are given, and say what came of it.
 */
import { likelihood } from '../dialogs/beliefs.ts';
import type { CaseFile } from '../dialogs/case-file.ts';
import type { Decision } from '../dialogs/decision.ts';
import type { Message } from '../dialogs/heard.ts';
import { type Pick, readStored } from '../dialogs/picks.ts';
import type { Choice } from '../dialogs/reply.ts';
import type { Pack } from '../knowledge/pack.ts';
import { type PersonCase, pickOne, type Random, type Truth, withFact, withFacts } from './person-case.ts';

/** How somebody is. Shares are of the occasions. */
export type Temper = {
  /** Questions answered wrongly. */
  readonly wrong: number;
  /** Questions answered with "I don't know". */
  readonly unsure: number;
  /** Answers by button, where there is one. */
  readonly buttons: number;
  /** Yeses to a destructive fix. */
  readonly consents: number;
  /** Yeses to a person while there is still something to try. */
  readonly hands: number;
  /** Takes the person who is offered at the end. */
  readonly handsLast: boolean;
  /** Fixes do what the pack says of them; otherwise none ever works. */
  readonly lucky: boolean;
  /** Messages beside the point. */
  readonly strays: number;
};

export const COOPERATIVE: Temper = {
  wrong: 0,
  unsure: 0,
  buttons: 0.5,
  consents: 1,
  hands: 0,
  handsLast: true,
  lucky: true,
  strays: 0,
};
export const UNCOOPERATIVE: Temper = {
  ...COOPERATIVE,
  unsure: 0.9,
  buttons: 0.3,
  consents: 0,
  handsLast: false,
  lucky: false,
  strays: 0.2,
};
export const ORDINARY: Temper = { ...COOPERATIVE, wrong: 0.05, unsure: 0.2, consents: 0.8, hands: 0.5 };

/** One person while they talk. */
export type Life = {
  readonly pack: Pack;
  readonly one: PersonCase;
  readonly temper: Temper;
  readonly random: Random;
  /** What is true of them, as far as anybody has looked. */
  truth: Truth;
  words: readonly string[];
  /** Fix → whether it works for them. */
  readonly luck: Map<string, boolean>;
  /** The fix that removed their cause. */
  worked: string | undefined;
  /** Spent on answering and trying. */
  minutes: number;
};

export function begin(pack: Pack, one: PersonCase, temper: Temper, random: Random): Life {
  return { pack, one, temper, random, truth: one.truth, words: one.words, luck: new Map(), worked: undefined, minutes: 0 };
}

const YES = ['yes', 'yeah', 'yep'];
const NO = ['no', 'nope', 'no thanks'];
const WORKED = ['that worked', 'yes it works now', 'it worked', 'fixed, thanks', 'yes'];
const FAILED = ['still the same', 'nope', 'no', 'didnt help', "that didn't work", 'no change'];
const UNSURE = ['idk', 'no idea', 'not sure', "i don't know", 'dunno'];
const STRAYS = ['this is so annoying', 'what?', 'hmm', 'ok', 'why?'];

function say(life: Life, texts: readonly string[]): Message {
  return { text: pickOne(life.random, texts) ?? '' };
}

type Button<K extends Pick['kind'] = Pick['kind']> = { readonly choice: Choice; readonly pick: Extract<Pick, { kind: K }> };

function buttonsOf<K extends Pick['kind']>(last: Decision, kind: K): readonly Button<K>[] {
  const choices = last.replies.at(-1)?.choices ?? [];
  return choices.flatMap((choice) => {
    const pick = readStored(choice.pick);
    return pick?.kind === kind ? [{ choice, pick: pick as Extract<Pick, { kind: K }> }] : [];
  });
}

/** Presses the button or says the same in words. */
function pressOrSay(life: Life, choice: Choice | undefined, texts: readonly string[]): Message {
  const press = choice !== undefined && life.random() < life.temper.buttons;
  return press ? { text: choice.label, pick: choice.pick } : say(life, texts);
}

type Facts = readonly (readonly [slot: string, value: string])[];

/** How likely it is that this answer is the true one, by what the cause shows and what is true already. */
function weightOf(life: Life, facts: Facts): number {
  if (withFacts(life.pack, life.truth, facts) === undefined) return 0;
  const cause = life.pack.causes.get(life.one.cause);
  const open = facts.filter(([slot]) => life.truth[slot] === undefined && life.pack.checks.has(slot));
  return open.reduce((weight, [slot, value]) => weight * likelihood(life.pack, cause, slot, value), 1);
}

/** The words with which a value may be given in answer to its question. */
function wordsFor(pack: Pack, facts: Facts, label: string): readonly string[] {
  const [slot = '', id = ''] = facts[0] ?? [];
  const value = facts.length === 1 ? pack.slots.get(slot)?.values.find((v) => v.id === id) : undefined;
  return [label, label.toLowerCase(), ...(value?.answers.slice(0, 6) ?? [])];
}

function chooseBy<T extends { readonly weight: number }>(random: Random, items: readonly T[]): T | undefined {
  let left = random() * items.reduce((sum, item) => sum + item.weight, 0);
  return items.find((item) => {
    left -= item.weight;
    return item.weight > 0 && left <= 0;
  });
}

function answerSlot(life: Life, last: Decision, slot: string): Message {
  const { pack, temper, random } = life;
  const asked = buttonsOf(last, 'set').map(({ choice, pick }) => ({ choice, facts: pick.facts, weight: weightOf(life, pick.facts) }));
  const unsure = buttonsOf(last, 'unsure')[0]?.choice;
  life.minutes += pack.checks.get(slot)?.minutes ?? 0;
  if (random() < temper.unsure) return pressOrSay(life, unsure, UNSURE);
  const wrong = random() < temper.wrong;
  const meant = wrong ? pickOne(random, asked) : chooseBy(random, asked);
  if (meant === undefined) return openAnswer(life, slot, unsure);
  if (!wrong) life.truth = withFacts(pack, life.truth, meant.facts) ?? life.truth;
  return pressOrSay(life, meant.choice, wordsFor(pack, meant.facts, meant.choice.label));
}

const TYPED: Readonly<Record<string, string>> = { version: '16.2', size: '120 GB', rate: '20 Mbit/s', duration: '6 hours' };

/** What no button says: the words of what is true, a value that is read as written, or "I don't know". */
function openAnswer(life: Life, slot: string, unsure: Choice | undefined): Message {
  const declared = life.pack.slots.get(slot);
  const is = declared?.values.find((v) => v.id === life.truth[slot]);
  const typed = life.truth[slot] ?? TYPED[declared?.kind ?? ''];
  if (is !== undefined || typed !== undefined) return { text: is?.label ?? typed ?? '' };
  const possible = (declared?.values ?? []).filter((v) => withFact(life.pack, life.truth, slot, v.id) !== undefined);
  const value = pickOne(life.random, possible);
  return value === undefined ? pressOrSay(life, unsure, UNSURE) : { text: value.label };
}

/** Tries the fix and says what came of it; now and then they cannot tell at first. */
function tryFix(life: Life, last: Decision, id: string): Message {
  const fix = life.pack.fixes.get(id);
  const first = !life.luck.has(id);
  if (first) {
    life.minutes += fix?.minutes ?? 0;
    life.luck.set(id, life.temper.lucky && life.random() < (fix?.removes[life.one.cause] ?? 0));
  }
  const works = life.luck.get(id) === true;
  if (works) life.worked = id;
  if (first && life.random() < life.temper.unsure) return say(life, ['not sure how to tell', ...UNSURE]);
  const outcome = buttonsOf(last, 'fix').find(({ pick }) => pick.outcome === (works ? 'worked' : 'failed'));
  return pressOrSay(life, outcome?.choice, works ? WORKED : FAILED);
}

function describeAgain(life: Life): Message {
  const [next = life.one.first, ...rest] = life.words;
  life.words = [...rest, next];
  return { text: next };
}

function chooseTopic(life: Life, last: Decision): Message {
  const meant = buttonsOf(last, 'topic').find(({ pick }) => pick.topic === life.one.topic)?.choice;
  return meant === undefined ? describeAgain(life) : pressOrSay(life, meant, [meant.label]);
}

/** Replies after which the bot has nothing more to try. */
export const FINAL = /^(?:nothing_left|dead_end)#/;

function answerPerson(life: Life, last: Decision): Message {
  const final = last.replies.some((r) => FINAL.test(r.id));
  const yes = final ? life.temper.handsLast : life.random() < life.temper.hands;
  return pressOrSay(life, buttonsOf(last, 'person').find(({ pick }) => pick.yes === yes)?.choice, yes ? YES : NO);
}

function answerConsent(life: Life, last: Decision): Message {
  const yes = life.random() < life.temper.consents;
  return pressOrSay(life, buttonsOf(last, 'consent').find(({ pick }) => pick.yes === yes)?.choice, yes ? YES : NO);
}

function answerGuide(life: Life, last: Decision): Message {
  return pressOrSay(life, buttonsOf(last, 'helped').find(({ pick }) => !pick.yes)?.choice, NO);
}

function answerCode(life: Life, last: Decision): Message {
  const written = life.pack.entries.get(life.one.entry ?? '')?.code;
  const buttons = buttonsOf(last, 'code');
  const meant = buttons.find(({ pick }) => pick.code === written) ?? buttons.at(-1);
  return pressOrSay(life, meant?.choice, [meant?.choice.label ?? 'no']);
}

type Answering = (life: Life, last: Decision, about: string) => Message | undefined;

const ANSWERS: Readonly<Partial<Record<NonNullable<CaseFile['open']>['kind'], Answering>>> = {
  slot: answerSlot,
  fix: tryFix,
  consent: answerConsent,
  topic: chooseTopic,
  person: answerPerson,
  'near-code': answerCode,
  guide: answerGuide,
  rating: () => undefined,
};

/** What this person says next; nothing when the conversation is over for them. */
export function answer(life: Life, last: Decision): Message | undefined {
  const { open } = last.case;
  if (open === undefined) return undefined;
  if (life.random() < life.temper.strays) return say(life, STRAYS);
  const answering = ANSWERS[open.kind] ?? describeAgain;
  return answering(life, last, open.about ?? '');
}
