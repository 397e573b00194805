/**
 * Things of one kind that a message tells apart: the one at hand, and another (the old one, somebody else's, one that was sold). What
 * is said of the other is kept apart, so that it is never taken for the one at hand.
 */
import type { Slot } from '../../knowledge/pack.ts';
import type { Context } from '../heard.ts';
import type { Clauses } from './clauses.ts';
import { type Possession, possessionsOf } from './possession.ts';

type Mention = { readonly slot: string; readonly value: string; readonly at: number; readonly to: number; readonly corrects: boolean };
type Slots = ReadonlyMap<string, Slot>;

/** One place in a message that names a thing; a model and the maker that follows from it stand at the same. */
type Thing = { readonly at: number; readonly to: number; readonly how: Possession };

/** The mentions without those of another thing; where the pack keeps them, they fill the slot for it. */
export function setApart<M extends Mention>(slots: Slots, mentions: readonly M[], clauses: Clauses, { facts }: Context): M[] {
  const things = thingsOf(slots, mentions, clauses);
  if (things.every((thing) => thing.how === 'plain' && !isBefore(thing, slots, mentions, facts))) return [...mentions];
  const others = things.filter((thing) => isOther(thing, things, mentions, facts) || isBefore(thing, slots, mentions, facts));
  const told = mentions.flatMap((mention) => {
    const thing = slots.get(mention.slot)?.former && others.find(({ at, to }) => mention.at >= at && mention.to <= to);
    return thing ? keptApart(slots, mention) : [mention];
  });
  const latest = things.filter(({ how }) => how === 'latest');
  return told.map((mention) => (replaces(mention, latest, slots, facts) ? { ...mention, corrects: true } : mention));
}

/** Who comes from one kind to another, and names the former again, speaks of that: "the other one was an X". */
function isBefore({ how, at, to }: Thing, slots: Slots, mentions: readonly Mention[], facts: Context['facts']): boolean {
  const own = mentions.filter((m) => m.at >= at && m.to <= to);
  if (how === 'latest' || own.some(({ corrects }) => corrects)) return false;
  return own.some(({ slot, value }) => {
    const former = slots.get(slot)?.former?.in;
    return former !== undefined && facts[former] === value && facts[slot] !== undefined && facts[slot] !== value;
  });
}

function keptApart<M extends Mention>(slots: Slots, mention: M): M[] {
  const slot = slots.get(mention.slot)?.former?.in;
  return slot === undefined ? [] : [{ ...mention, slot, corrects: false }];
}

function thingsOf(slots: Slots, mentions: readonly Mention[], clauses: Clauses): Thing[] {
  const places = new Map<number, number>();
  for (const { slot, at, to } of mentions) if (slots.get(slot)?.former) places.set(at, Math.max(to, places.get(at) ?? 0));
  const outer = [...places].filter(([at, to]) => ![...places].some(([a, t]) => a <= at && t >= to && t - a > to - at));
  const spans = outer.map(([at, to]) => ({ at, to })).sort((a, b) => a.at - b.at);
  return spans.map((span, i) => ({ ...span, how: possessionsOf(clauses, span, spans[i + 1]) }));
}

/** What is gone is another one; what is only old, or somebody's, is so beside one that is not. */
function isOther(thing: Thing, things: readonly Thing[], mentions: readonly Mention[], facts: Context['facts']): boolean {
  const own = mentions.filter((m) => m.at >= thing.at && m.to <= thing.to);
  // "Sorry, it is my mom's X": what corrects is the one at hand.
  if (own.some(({ corrects }) => corrects)) return false;
  if (thing.how === 'gone') return true;
  const rivals = things.filter((other) => other !== thing && differ(own, mentions, other));
  if (thing.how === 'other') {
    const known = own.some(({ slot, value }) => facts[slot] !== undefined && facts[slot] !== value);
    return known || rivals.some(({ how }) => how === 'plain' || how === 'latest');
  }
  return thing.how === 'plain' && rivals.some(({ how }) => how === 'latest');
}

function differ(own: readonly Mention[], mentions: readonly Mention[], { at, to }: Thing): boolean {
  const there = mentions.filter((m) => m.at >= at && m.to <= to);
  return own.some((one) => there.some((m) => m.slot === one.slot && m.value !== one.value));
}

/** "The new one is an X" replaces what is known of the one at hand. */
function replaces(mention: Mention, latest: readonly Thing[], slots: Slots, facts: Context['facts']): boolean {
  const known = facts[mention.slot];
  if (known === undefined || known === mention.value || slots.get(mention.slot)?.former === undefined) return false;
  return latest.some(({ at, to }) => mention.at >= at && mention.to <= to);
}
