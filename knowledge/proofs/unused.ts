/** What stands in a pack and is never reached: no harm, but seldom meant. */
import type { Item } from '../draft.ts';
import { byId, type Report, type World } from '../world.ts';

/** Causes that nothing leads to, fixes of such causes only, and slots that nothing asks about or looks at. */
export function findUnused(world: World, report: Report): void {
  const { causes, fixes, slots, checks } = world.draft;
  const reached = reachedCauses(world);
  const used = usedSlots(world);
  const shown = new Set(causes.flatMap((item) => Object.keys(item.value.shows)));
  const warn = (items: readonly Item<{ readonly id: string }>[], seen: (id: string) => boolean, message: (id: string) => string): void => {
    for (const item of items) if (!seen(item.value.id)) report.warn(item.at('id'), message(item.value.id));
  };
  const removes = new Map(fixes.map((item) => [item.value.id, Object.keys(item.value.removes)]));
  warn(
    causes,
    (id) => reached.has(id),
    (id) => `no topic and no entry leads to the cause \`${id}\``,
  );
  warn(
    fixes,
    (id) => removes.get(id)?.some((cause) => reached.has(cause)) === true,
    (id) => `\`${id}\` removes no cause that can be met`,
  );
  warn(
    slots,
    (id) => used.has(id),
    (id) => `nothing looks at the slot \`${id}\``,
  );
  warn(
    checks,
    (id) => shown.has(id) || used.has(id),
    (id) => `no cause shows in the check \`${id}\`, so it is never worth asking`,
  );
}

function reachedCauses(world: World): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...world.draft.topics, ...world.draft.codes].flatMap((item) => Object.keys(item.value.causes));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...Object.keys(world.causes.get(id)?.value.kinds ?? {}));
  }
  return reached;
}

function usedSlots(world: World): ReadonlySet<string> {
  const { draft } = world;
  const manifest = draft.manifest?.value;
  const items: readonly Item<unknown>[] = [
    ...draft.slots,
    ...draft.checks,
    ...draft.causes,
    ...draft.fixes,
    ...draft.codes,
    ...draft.guides,
    ...draft.tips,
    ...draft.terms,
  ];
  const named = items.flatMap((item) => [...conditionSlots(item.value), ...braceSlots(item.value)]);
  const asked = [...draft.topics, ...draft.guides].flatMap((item) => item.value.asks);
  const estimated = draft.guides.flatMap((item) => Object.values(item.value.estimate ?? {}));
  const printed =
    manifest === undefined ? [] : [...manifest.summary, ...manifest.report.facts, ...manifest.report.slots.map((one) => one.slot)];
  return new Set([...named, ...asked, ...estimated, ...printed]);
}

/** The slots in every `when` and `needs`, however deep. */
function conditionSlots(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    (key === 'when' || key === 'needs') && typeof one === 'object' && one !== null ? Object.keys(one) : conditionSlots(one),
  );
}

function braceSlots(value: unknown): readonly string[] {
  return [...JSON.stringify(value).matchAll(/\{([a-z0-9_.-]+)\}/g)].map((found) => found[1] ?? '');
}

/** Tips, alarms and terms are named by nobody; their ids are only given once. */
export function checkLooseIds(world: World, report: Report): void {
  byId('tip', world.draft.tips, report);
  byId('alarm', world.draft.alarms, report);
  byId('term', world.draft.terms, report);
}
