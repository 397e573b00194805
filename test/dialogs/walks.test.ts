/** Random walks over the real pack: whatever is said, the conversation keeps its promises. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import { CASE_BYTES, CaseFile } from '../../dialogs/case-file.ts';
import { decide } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import { type FromDesk, hearDesk } from '../../dialogs/desk-talk.ts';
import { known } from '../../dialogs/facts.ts';
import type { Message } from '../../dialogs/heard.ts';
import { contextOf, openCase, reviveCase } from '../../dialogs/open-case.ts';
import { type Choice, plain, type Reply } from '../../dialogs/reply.ts';
import { holds } from '../../dialogs/when.ts';
import { brainOf } from '../brain.ts';

let brain: Brain;
beforeAll(async () => {
  brain = await brainOf();
});

const START = Date.UTC(2026, 0, 5);
const PHRASES = [
  'yes',
  'no',
  'nope still the same',
  'idk',
  'already did that',
  'it worked!',
  'how do i check that',
  'why?',
  'back',
  'skip',
  'start over',
  'human please',
  'thanks',
  'hello',
  '',
  '   ',
  '😭😭',
  'asdfghjkl',
  'what?',
  'is my data gone??',
  'just give me the fix',
  'wait actually its an android',
  'iphone 13',
  'pixel 7',
  'samsung',
  'windows',
  'mac',
  '48 of 50 gb',
  'wifi is fine',
  'storage full',
  'i updated yesterday',
  'error 4013',
  'error 4031',
  'error 9',
  'error 14',
  'code 7',
  'error 99999',
  'my photos are gone after the restore',
  'it hangs since 9am',
  'forgot backup password',
  'how long are backups kept',
  'my battery drains',
  'the phone does not turn on',
  'also my contacts are missing',
  'not yet',
  'kinda',
  'the second one',
  'no error code',
  'this is useless!!',
  'ok',
  'repeat that',
  '1',
  '5',
  'bye',
  'no tengo espacio en icloud',
];

/** Whatever the pack knows, in all its languages, as people would quote it. */
function fragments({ pack }: Brain): readonly string[] {
  return [pack, ...pack.translated.values()].flatMap((own) => [
    ...[...own.entries.values()].flatMap(({ code, messages }) => [...messages, ...(code === undefined ? [] : [code])]),
    ...[...own.slots.values()].flatMap(({ values }) => values.flatMap(({ label, words, states }) => [label, ...words, ...states])),
    ...[...own.topics.values()].flatMap(({ examples }) => examples),
    ...[...own.guides.values()].flatMap(({ label, examples }) => [label, ...examples]),
    ...[...own.alarms.values()].flatMap(({ words }) => words),
    ...[...own.fixes.values()].flatMap(({ title, tried }) => [title, ...tried]),
  ]);
}

/** A step of a walk: a phrase, any text, a button of the last turn by number, or a button that was never offered. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PHRASES).map((text) => ({ kind: 'text' as const, text })) },
  { weight: 6, arbitrary: fc.nat(9).map((index) => ({ kind: 'button' as const, index })) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }).map((text) => ({ kind: 'text' as const, text })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('fix:none=worked', 'set:facts=platform~nokia', 'consent:x=yes', 'rate:is=9', '__proto__:x=y', 'topic:is=nothing', 'x')
      .map((pick) => ({ kind: 'pick' as const, pick })),
  },
  { weight: 1, arbitrary: fc.integer({ min: -3_600_000, max: 40 * 86_400_000 }).map((by) => ({ kind: 'wait' as const, by })) },
);

function messageOf(one: { kind: string; text?: string; index?: number; pick?: string }, last: readonly Reply[]): Message {
  if (one.kind === 'pick') return { text: 'button', pick: one.pick ?? '' };
  const buttons = last.flatMap((r) => r.choices);
  const pressed = one.kind === 'button' && buttons.length > 0 ? buttons[(one.index ?? 0) % buttons.length] : undefined;
  return pressed === undefined ? { text: one.text ?? 'ok' } : { text: pressed.label, pick: pressed.pick };
}

/** Everything that must hold after each turn. */
function promises(before: CaseFile, after: CaseFile, replies: readonly Reply[], last: readonly Reply[]): void {
  expect(new TextEncoder().encode(JSON.stringify(after)).length).toBeLessThanOrEqual(CASE_BYTES);
  expect(CaseFile.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
  expect(reviveCase(brain.pack, JSON.parse(JSON.stringify(after)), after.updated)).toEqual(after);
  if (after.mode !== 'human') expect(replies.length).toBeGreaterThan(0);
  const saidLast = new Set(last.map(plain));
  for (const reply of replies) {
    expect(plain(reply).trim()).not.toBe('');
    expect(plain(reply)).not.toMatch(/\{[a-z_]+\}|undefined|\[object/);
    if (plain(reply).length > 0) expect(saidLast.has(plain(reply)) ? `twice: ${plain(reply)}` : '').toBe('');
  }
  neverAskWhatIsKnown(before, after, replies);
  neverDestroyUnasked(after);
  oneThingAtATime(replies);
  neverWhatCannotBe(after, replies);
}

/** One question or one fix in a turn, never a quiz and never two fixes. */
function oneThingAtATime(replies: readonly Reply[]): void {
  const asked = replies.filter((r) => /^(?:ask|how):/.test(r.id)).length;
  const offered = replies.filter((r) => /^fix(?:_sure|_next|_changed|_again)?#/.test(r.id)).length;
  expect(asked + offered).toBeLessThanOrEqual(1);
}

/** A fix that was put into words fits the device, and what it needs is known. */
function neverWhatCannotBe(after: CaseFile, replies: readonly Reply[]): void {
  if (!replies.some((r) => /^fix(?:_sure|_next)?#/.test(r.id))) return;
  const fix = brain.pack.fixes.get(after.open?.about ?? '');
  expect(after.open?.kind).toBe('fix');
  expect(holds(fix?.when ?? {}, known(after))).not.toBe('no');
  expect(holds(fix?.needs ?? {}, known(after))).toBe('yes');
}

function neverAskWhatIsKnown(before: CaseFile, after: CaseFile, replies: readonly Reply[]): void {
  const asked = replies.flatMap((r) => (r.id.startsWith('ask:') ? [r.id.slice(4).replace(/#\d+$/, '')] : []));
  const facts = known(after);
  for (const slot of asked)
    expect(facts[slot] === undefined ? '' : `asked for ${slot}, known as ${facts[slot]}; before: ${before.facts[slot]?.value}`).toBe('');
}

function neverDestroyUnasked(after: CaseFile): void {
  const offered = after.problems.flatMap((p) => Object.entries(p.fixes).flatMap(([id, o]) => (o === 'offered' ? [id] : [])));
  for (const id of offered) {
    const fix = brain.pack.fixes.get(id);
    if (fix?.risk === 'destructive') expect(after.consents.map((c) => c.fix)).toContain(id);
  }
}

/** What an adversary does: bits of the pack beside each other, buttons of any earlier moment, people who come and go. */
const attack = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 3 }), fc.constantFrom(...PHRASES))
      .map(([bits, phrase]) => ({ kind: 'bits' as const, bits, phrase })),
  },
  { weight: 6, arbitrary: fc.nat(1_000_000).map((index) => ({ kind: 'old' as const, index })) },
  { weight: 2, arbitrary: fc.constantFrom(...PHRASES).map((text) => ({ kind: 'text' as const, text })) },
  { weight: 1, arbitrary: fc.constantFrom('joins', 'leaves', 'ends').map((does) => ({ kind: 'desk' as const, does })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 * 86_400_000 }).map((by) => ({ kind: 'wait' as const, by })) },
);

const AGENT = { id: 'a', name: 'Maria' };
const DESK: Readonly<Record<string, FromDesk>> = {
  joins: { kind: 'assigned', agent: AGENT, takes: true },
  leaves: { kind: 'left', agent: AGENT.id },
  ends: { kind: 'ended', agent: AGENT.id, reason: 'done' },
};

/** After these nothing is asked: it is over, or somebody else's turn. */
const ENDS = /^(?:goodbye|solved|rated|thanks|fix_worked|no_hurry|take_your_time|follow_up_off|note_taken|withdrawn|alarm:.*)#/;

/** Whoever talks to the bot always sees how it goes on. */
function leavesAWayOn(after: CaseFile, replies: readonly Reply[]): void {
  const asks = after.open !== undefined || replies.some(({ choices }) => choices.length > 0);
  const last = replies.at(-1)?.id ?? '';
  expect(after.mode === 'human' || asks || ENDS.test(last) ? '' : `nothing after ${replies.map(({ id }) => id)}`).toBe('');
}

describe('random walks', () => {
  test('of adversaries keep every promise, and are the same when they are walked again', () => {
    const bits = fragments(brain);
    expect(bits.length).toBeGreaterThan(2000);
    fc.assert(
      fc.property(fc.array(attack, { minLength: 1, maxLength: 40 }), fc.constantFrom('en', 'de', 'es'), (steps, locale) => {
        const walk = (): readonly CaseFile[] => walked(steps, locale, bits);
        expect(walk()).toEqual(walk());
      }),
      { numRuns: 100 },
    );
  });

  test('of up to 60 turns keep every promise', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        let file = openCase(brain.pack, 'en', START);
        let now = START;
        let last: readonly Reply[] = [];
        for (const one of steps) {
          if (one.kind === 'wait') {
            now += one.by;
            continue;
          }
          const heard = brain.understand(messageOf(one, last), contextOf(file));
          const decision = decide(brain.pack, file, heard, now);
          promises(file, decision.case, decision.replies, last);
          expect(decide(brain.pack, file, heard, now)).toEqual(decision);
          file = decision.case;
          last = decision.replies;
          now += 30_000;
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a person who always says it did not help ends at a person or an honest end', () => {
    const topics = [...brain.pack.topics.values()].filter((t) => t.kind === 'problem');
    expect(topics.flatMap((topic) => neverHandedOver(topic.id, topic.label))).toEqual([]);
  });
});

type Attack = typeof attack extends fc.Arbitrary<infer T> ? T : never;

/** The cases of a walk, each of which has been to the store and back. */
function walked(steps: readonly Attack[], locale: string, bits: readonly string[]): readonly CaseFile[] {
  const files = [openCase(brain.pack, locale, START)];
  let now = START;
  const offered: Choice[] = [];
  for (const one of steps) {
    now += one.kind === 'wait' ? one.by : 30_000;
    const before = reviveCase(brain.pack, JSON.parse(JSON.stringify(files.at(-1))), now);
    const decision =
      one.kind === 'desk' ? hearDesk(brain.pack, before, DESK[one.does] as FromDesk, now) : answered(before, one, { offered, bits, now });
    if (decision === undefined) continue;
    offered.push(...decision.replies.flatMap(({ choices }) => choices));
    files.push(decision.case);
  }
  return files;
}

type Around = { readonly offered: readonly Choice[]; readonly bits: readonly string[]; readonly now: number };

function answered(before: CaseFile, one: Exclude<Attack, { kind: 'desk' }>, { offered, bits, now }: Around): Decision | undefined {
  if (one.kind === 'wait') return undefined;
  const old = one.kind === 'old' ? offered[one.index % Math.max(1, offered.length)] : undefined;
  const text =
    one.kind === 'bits' ? [...one.bits.map((at) => bits[at % bits.length]), one.phrase].join(' ') : one.kind === 'text' ? one.text : 'ok';
  const message: Message = old === undefined ? { text } : { text: old.label, pick: old.pick };
  const decision = decide(brain.pack, before, brain.understand(message, contextOf(before)), now);
  promises(before, decision.case, decision.replies, []);
  leavesAWayOn(decision.case, decision.replies);
  return decision;
}

/** What a person does for whom nothing works: says so, answers with the first button, and takes a person when offered. */
function hopeless(last: readonly Reply[]): Message {
  const buttons = last.flatMap((r) => r.choices);
  const wanted = [/=failed$/, /^person:is=yes$/, /^consent:.*=yes$/];
  const choice = wanted.flatMap((w) => buttons.find((c) => w.test(c.pick)) ?? [])[0] ?? buttons[0];
  return choice === undefined ? { text: 'no, it still does not work' } : { text: choice.label, pick: choice.pick };
}

function neverHandedOver(topic: string, label: string): string[] {
  let file = openCase(brain.pack, 'en', START);
  let message: Message = { text: label, pick: `topic:is=${topic}` };
  let last: readonly Reply[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    const decision = decide(brain.pack, file, brain.understand(message, contextOf(file)), START + turn * 60_000);
    if (decision.effects.some((e) => e.kind === 'handoff')) return [];
    file = decision.case;
    last = decision.replies;
    message = hopeless(last);
  }
  return [`${topic}: ${last.map(plain).join(' / ')}`];
}
