/** The facts that a message tells, one value a slot, with contradictions settled. */
import type { Slot } from '../../knowledge/pack.ts';
import { megabits } from '../estimate.ts';
import type { Context, HeardFact } from '../heard.ts';
import { bareVersion, durationsIn, ratesIn, versionAfter } from './amounts.ts';
import type { Clauses } from './clauses.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import { withDigits } from './number-words.ts';
import { findPhrases } from './phrases.ts';
import { type Room, readSizes } from './sizes.ts';
import type { SlotIndex } from './slot-index.ts';
import type { Word } from './words.ts';

type Span = { readonly start: number; readonly end: number };

/** `vague`: mentions that an amount beside them leaves open. `spans`: numbers of the text that mean something else than an error code. `preferred` settles what nothing else does. */
export type Told = { readonly mentions: readonly Mention[]; readonly vague: readonly Mention[]; readonly spans: readonly Span[] };

/** Reads what is told; `settle` makes facts of it. */
export function readTold(index: SlotIndex, text: string, placed: readonly Word[], clauses: Clauses, context: Context): Told {
  const mentions = mentionsIn(index, clauses, context);
  const spans = mentions
    .map((m) => spanOf(placed, m))
    .filter((span) => /\d/.test(text.slice(span.start, span.end)) && span.end - span.start < 40);
  const reader: Reader = { text, context, mentions: [...mentions], vague: [], spans: [...spans] };
  const digits = /\d/.test(text);
  if (digits) readVersions(index, reader, placed, clauses);
  const counted = withDigits(text);
  if (digits || counted !== text) readSizeSlots(index, reader, counted, placed);
  // Of all amounts only durations and sizes can be told without a digit.
  readAmounts(index, reader, digits ? ['rate', 'duration'] : ['duration']);
  return reader;
}

function spanOf(placed: readonly Word[], mention: Mention): Span {
  return { start: placed[mention.at]?.start ?? 0, end: placed[mention.to - 1]?.end ?? 0 };
}

type Reader = {
  readonly text: string;
  readonly context: Context;
  readonly mentions: Mention[];
  readonly vague: Mention[];
  readonly spans: Span[];
};

function tell(reader: Reader, slot: string, value: string, where: Span & { readonly at?: number; readonly weight?: number }): void {
  reader.mentions.push({ slot, value, at: where.at ?? 0, to: (where.at ?? 0) + 1, weight: where.weight ?? 1, corrects: false });
  reader.spans.push({ start: where.start, end: where.end });
}

/** "NAME 17.4": the number is a version, and the name may tell more. */
function readVersions(index: SlotIndex, reader: Reader, placed: readonly Word[], clauses: Clauses): void {
  for (const { means, from, to } of findPhrases(index.signs, clauses.words)) {
    const version = means.kind === 'prefix' ? versionAfter(reader.text, placed[to - 1]?.end ?? 0) : undefined;
    if (means.kind !== 'prefix' || !version) continue;
    const facts = [[means.slot, version.value] as const, ...Object.entries(means.implies)];
    for (const [slot, value] of facts) tell(reader, slot, value, { ...version, at: from });
  }
  readBareVersion(index, reader);
}

/** A version without a name belongs to the slot that is asked for, or to the first one for versions. */
function readBareVersion(index: SlotIndex, reader: Reader): void {
  const first = [...index.slots.values()].find((slot) => slot.kind === 'version');
  const open = index.slots.get(reader.context.open?.slot ?? '');
  const slot = open?.kind === 'version' ? open : first;
  if (!slot || reader.mentions.some((m) => m.slot === slot.id)) return;
  const bare = bareVersion(reader.text, open === slot);
  if (bare) tell(reader, slot.id, bare.value, bare);
}

/** Room that is left, and how much there is: a share where both amounts are said, else what is little or much by itself. */
function readSizeSlots(index: SlotIndex, reader: Reader, text: string, placed: readonly Word[]): void {
  const open = index.slots.get(reader.context.open?.slot ?? '');
  const taken = [...reader.spans];
  const size = askedFor(index, reader, 'size');
  const asked = { room: open?.room !== undefined || namesRoom(index, placed), amount: size !== undefined };
  const { rooms, amount, read } = readSizes(text, asked, index.sizeWords, (span) => overlaps(taken, span));
  for (const room of rooms) tellRoom(index, reader, room, placed);
  const slot = size ?? firstOf(index, 'size');
  if (slot && amount) tell(reader, slot.id, amount.value, amount);
  reader.spans.push(...read);
}

/** What is free, and how much of it there is, in the words of every slot about room. */
function tellRoom(index: SlotIndex, reader: Reader, room: Room, placed: readonly Word[]): void {
  reader.spans.push(room);
  for (const { id, room: declared } of index.slots.values()) {
    if (declared === undefined) continue;
    const value = roomValue(declared, room);
    if (value !== undefined) tell(reader, id, value, { ...room, weight: 5 });
    else reader.vague.push(...besideRoom(reader, id, room, placed));
  }
}

/** "3 GB free" is neither little nor much: then its "free" says nothing either. */
function besideRoom({ mentions }: Reader, slot: string, room: Room, placed: readonly Word[]): Mention[] {
  return mentions.filter((mention) => {
    const { start, end } = spanOf(placed, mention);
    return mention.slot === slot && start <= room.end + BESIDE && end >= room.start;
  });
}

/** Characters after an amount in which a word still belongs to it. */
const BESIDE = 12;

/** Whether a word for room stands in the message: then two bare numbers may be how full it is. */
function namesRoom(index: SlotIndex, placed: readonly Word[]): boolean {
  const words = placed.map(({ word }) => word);
  return findPhrases(index.signs, words).some(({ means }) => means.kind === 'about' && index.slots.get(means.slot)?.room !== undefined);
}

function overlaps(spans: readonly Span[], span: Span): boolean {
  return spans.some((other) => span.start < other.end && span.end > other.start);
}

function roomValue(declared: NonNullable<Slot['room']>, room: Room): string | undefined {
  const tight = isTight(room.share, room.free, declared.below);
  if (tight === undefined) return;
  return tight ? declared.tight : declared.enough;
}

const LITTLE = 1e9;
const MUCH = 2e10;

function isTight(share: number | undefined, free: number | undefined, below: number): boolean | undefined {
  if (share !== undefined) return share < below;
  if (free === undefined) return;
  return free <= LITTLE ? true : free >= MUCH ? false : undefined;
}

/** Rates and durations, each to the first slot of its kind, or to the one that is asked for. */
function readAmounts(index: SlotIndex, reader: Reader, kinds: readonly ('rate' | 'duration')[]): void {
  const taken = [...reader.spans];
  for (const kind of kinds) {
    const asked = askedFor(index, reader, kind);
    const read = kind === 'rate' ? ratesIn(reader.text, asked !== undefined) : durationsIn(reader.text, asked !== undefined);
    const slot = asked ?? firstOf(index, kind);
    const best = read.filter((span) => !overlaps(taken, span))[0];
    if (slot && best) tell(reader, slot.id, best.value, best);
    if (kind === 'rate' && best) readSpeed(index, reader, best);
    reader.spans.push(...read);
  }
}

type AmountKind = 'size' | 'rate' | 'duration';

function askedFor(index: SlotIndex, { text, context }: Reader, kind: AmountKind): Slot | undefined {
  const open = index.slots.get(context.open?.slot ?? '');
  return open?.kind === kind && !namesDuration(text, kind) ? open : undefined;
}

function firstOf({ slots }: SlotIndex, kind: AmountKind): Slot | undefined {
  return [...slots.values()].find((slot) => slot.kind === kind && (slot.about.length === 0 || slot.question !== undefined));
}

/** "Nine hours" is no size and no speed, whatever is asked for. */
function namesDuration(text: string, kind: AmountKind): boolean {
  return kind !== 'duration' && durationsIn(text, false).length > 0;
}

/** What a speed means where it is asked in words: "0.8 Mbit/s" is slow. */
function readSpeed(index: SlotIndex, reader: Reader, rate: Span & { readonly value: string }): void {
  const mbits = megabits(rate.value);
  for (const { id, speed } of index.slots.values()) {
    if (speed === undefined || mbits === undefined) continue;
    if (mbits < speed.below) tell(reader, id, speed.slow, rate);
    else if (mbits >= speed.from) tell(reader, id, speed.fast, rate);
  }
}

/** What decides between values of a slot that are told in one message. */
export type Deciders = {
  readonly isCheck: (slot: string) => boolean;
  /** Values that the topic brings along. */
  readonly preferred: Readonly<Record<string, string>>;
  /** How often examples tell a `slot=value`. */
  readonly usual: ReadonlyMap<string, number>;
};

/** One value for each slot. */
export function settle(told: Told, clauses: Clauses, deciders: Deciders): HeardFact[] {
  const bySlot = new Map<string, Mention[]>();
  const clear = told.mentions.filter((mention) => !told.vague.includes(mention));
  for (const mention of clear) bySlot.set(mention.slot, [...(bySlot.get(mention.slot) ?? []), mention]);
  return [...bySlot].map(([slot, mentions]) => {
    const value = settled(mentions, clauses, deciders);
    return { slot, value, corrects: mentions.some((m) => m.value === value && m.corrects) };
  });
}

function settled(mentions: readonly Mention[], clauses: Clauses, deciders: Deciders): string {
  const values = new Set(mentions.map((m) => m.value));
  const first = mentions[0] as Mention;
  if (values.size === 1) return first.value;
  const corrected = mentions.filter((m) => m.corrects).at(-1);
  if (corrected && mentions.some((m) => !m.corrects && m.value !== corrected.value)) return corrected.value;
  return goal(mentions, clauses) ?? heaviest(mentions, deciders) ?? first.value;
}

/** "from X to Y": Y is what the person has now. */
function goal(mentions: readonly Mention[], clauses: Clauses): string | undefined {
  const after = (m: Mention, word: string) => clauses.words.slice(Math.max(0, m.at - 4), m.at).includes(word);
  const left = mentions.find((m) => after(m, 'from'));
  const reached = mentions.filter((m) => after(m, 'to') && left !== undefined && m.value !== left.value);
  return reached.length > 0 && new Set(reached.map((m) => m.value)).size === 1 ? reached[0]?.value : undefined;
}

/** Values whose words weigh nearly the same are equals. */
const NEARLY = 1.1;

/** States change while they are told, so the last counts; of things, the one that the topic is about, then the rarer. */
function heaviest(mentions: readonly Mention[], deciders: Deciders): string | undefined {
  const most = Math.max(...mentions.map((m) => m.weight));
  const best = mentions.filter((m) => m.weight >= most - NEARLY).sort((a, b) => a.at - b.at);
  const slot = best[0]?.slot ?? '';
  if (deciders.isCheck(slot)) return best.at(-1)?.value;
  const preferred = deciders.preferred[slot];
  if (preferred !== undefined && mentions.some((m) => m.value === preferred)) return preferred;
  const usual = (m: Mention) => deciders.usual.get(`${m.slot}=${m.value}`) ?? 0;
  return [...best].sort((a, b) => usual(a) - usual(b))[0]?.value;
}
