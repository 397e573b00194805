import type { Pack } from '../knowledge/pack.ts';
import type { Known } from './when.ts';

/** The label of a slot's value, the value itself for open slots, or what a text calls the slot while it is unknown. */
export function labelOf(pack: Pack, slotId: string, value: string | undefined): string {
  const slot = pack.slots.get(slotId);
  if (value === undefined) return slot?.noun ?? slot?.title ?? slotId;
  return slot?.values.find((v) => v.id === value)?.label ?? value;
}

/** A fact as it is said back: a thing by its name, a state or an amount with what it is of. */
export function factText(pack: Pack, slotId: string, value: string | undefined): string {
  const slot = pack.slots.get(slotId);
  const title = value !== undefined && (pack.checks.has(slotId) || slot?.kind !== 'choice') ? slot?.title : undefined;
  const label = labelOf(pack, slotId, value);
  return title === undefined ? label : `${title} – ${label}`;
}

/** Fills `{name}` from the given values, else from the facts; an unknown name falls back to the slot's noun. */
export function fill(pack: Pack, text: string, facts: Known, values: Readonly<Record<string, string>> = {}): string {
  return text.replace(/\{([a-z0-9_.-]+)\}/g, (whole, name: string) => {
    const given = values[name];
    if (given !== undefined) return given;
    return pack.slots.has(name) ? labelOf(pack, name, facts[name]) : whole;
  });
}
