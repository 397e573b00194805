/** Causes and fixes: every cause has a way out, nothing goes in circles, probabilities add up, and nothing destroys unasked. */
import { compatible } from '../conditions.ts';
import { cycles } from '../cycle.ts';
import type { Item } from '../draft.ts';
import type { Cause, Check, Fix } from '../pack.ts';
import { spread } from '../spread.ts';
import { canBeAsked, type Report, type World } from '../world.ts';

/** Rounding that people may leave in shares. */
const ROUNDING = 0.02;

/** Cycles and probabilities, each a matter of single parts. */
export function checkCauses(world: World, report: Report): void {
  checkCycles(world, report);
  for (const item of world.draft.causes) checkShows(world, report, item);
  for (const item of world.draft.checks) checkBase(world, report, item);
  for (const item of world.draft.fixes) checkRisk(world, report, item);
}

function checkCycles(world: World, report: Report): void {
  const kinds = new Map([...world.causes].map(([id, { value }]) => [id, Object.keys(value.kinds ?? {})]));
  for (const cycle of cycles(kinds)) {
    const place = world.causes.get(cycle[0] ?? '')?.key('kinds', cycle[1] ?? '');
    if (place) report.error(place, `a cause is its own kind: ${cycle.join(' → ')}`);
  }
  const after = new Map([...world.fixes].map(([id, { value }]) => [id, value.after]));
  for (const cycle of cycles(after)) {
    const fix = world.fixes.get(cycle[0] ?? '');
    const place = fix?.at('after', fix.value.after.indexOf(cycle[1] ?? ''));
    if (place) report.error(place, `fixes wait for each other: ${cycle.join(' → ')}`);
  }
}

function checkShows(world: World, report: Report, item: Item<Cause>): void {
  for (const [check, shares] of Object.entries(item.value.shows)) {
    const sum = total(shares);
    const values = world.values.get(check);
    const all = values !== undefined && [...values.keys()].every((value) => shares[value] !== undefined);
    const place = item.key('shows', check);
    if (sum > 1 + ROUNDING) report.error(place, `the shares of \`${check}\` add up to ${round(sum)}; at most 1 is meant`);
    else if (all && sum < 1 - ROUNDING)
      report.error(place, `every value of \`${check}\` is given, but their shares add up to ${round(sum)}, not 1`);
  }
}

function checkBase(world: World, report: Report, item: Item<Check>): void {
  const { id, base, kind } = item.value;
  if (kind !== 'choice') report.error(item.at('kind'), `a check is a choice between values; \`${id}\` is a ${kind}`);
  const missing = [...(world.values.get(id)?.keys() ?? [])].filter((value) => base[value] === undefined);
  if (missing.length > 0) report.error(item.key('base'), `\`base\` of \`${id}\` has no share for ${missing.join(', ')}`);
  const sum = total(base);
  if (Math.abs(sum - 1) > ROUNDING) report.error(item.key('base'), `the shares in \`base\` add up to ${round(sum)}, not 1`);
}

function total(shares: Readonly<Record<string, number>>): number {
  return Object.values(shares).reduce((sum, share) => sum + share, 0);
}

function round(sum: number): string {
  return String(Math.round(sum * 1000) / 1000);
}

function checkRisk(world: World, report: Report, item: Item<Fix>): void {
  const { id, risk, loses, needs } = item.value;
  if (risk === 'destructive' && loses === undefined)
    report.error(item.at('risk'), `\`${id}\` is destructive: \`loses\` must say in plain words what is lost`);
  if (risk === 'destructive' && Object.keys(needs).length === 0) {
    report.error(item.at('risk'), `\`${id}\` is destructive: \`needs\` must say what has to be known before it is offered`);
  }
  for (const slot of Object.keys(needs)) {
    if (!canBeAsked(world, slot))
      report.error(item.key('needs', slot), `\`${slot}\` must be known here, but has no \`question\` to ask for it`);
  }
}

/** Every cause that can be meant in the end has a fix that may be offered, or says honestly that there is none. */
export function checkWaysOut(world: World, report: Report): void {
  const causes = new Map([...world.causes].map(([id, item]) => [id, item.value]));
  const removing = new Map<string, Item<Fix>[]>();
  for (const item of world.draft.fixes) {
    for (const cause of Object.keys(spread(item.value.removes, causes))) removing.set(cause, [...(removing.get(cause) ?? []), item]);
  }
  for (const item of world.draft.causes) {
    if (item.value.kinds === undefined) checkWayOut(world, report, item, removing.get(item.value.id) ?? []);
    else checkShorthand(report, item);
  }
}

function checkWayOut(world: World, report: Report, item: Item<Cause>, fixes: readonly Item<Fix>[]): void {
  const { id, when, dead_end: end } = item.value;
  if (end !== undefined) return;
  if (fixes.length === 0)
    return void report.error(
      item.at('id'),
      `no fix removes the cause \`${id}\`; add one to a fix's \`removes\`, or say in \`dead_end\` what is true`,
    );
  const offered = fixes.some((fix) => compatible(world, when, fix.value.when) && compatible(world, when, fix.value.needs));
  if (!offered)
    report.error(
      item.at('id'),
      `the fixes for \`${id}\` (${fixes.map((fix) => fix.value.id).join(', ')}) are never offered where it can be: their \`when\` contradicts its own`,
    );
}

/** A cause with kinds disappears into them, so what it says itself would be lost. */
function checkShorthand(report: Report, item: Item<Cause>): void {
  if (Object.keys(item.value.shows).length > 0)
    report.warn(item.key('shows'), `\`${item.value.id}\` is replaced by its kinds; write \`shows\` there`);
  if (item.value.dead_end !== undefined)
    report.warn(item.key('dead_end'), `\`${item.value.id}\` is replaced by its kinds; write \`dead_end\` there`);
}
