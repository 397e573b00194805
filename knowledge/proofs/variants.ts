/** Variants: each can be reached, and together they leave nobody without words. */
import { covers } from '../conditions.ts';
import type { Item } from '../draft.ts';
import type { Variant, When } from '../pack.ts';
import { holdsIn, type Situation, situations } from '../situations.ts';
import type { Report, World } from '../world.ts';
import type { Path } from '../yaml-text.ts';

type Variants = {
  readonly item: Pick<Item<unknown>, 'at'>;
  readonly path: Path;
  readonly list: readonly Pick<Variant, 'when' | 'say' | 'do'>[];
  readonly inside: readonly When[];
};

/** Steps of fixes, answers of guides, and the how-to of questions. */
export function checkVariants(world: World, report: Report): void {
  for (const variants of allVariants(world)) {
    checkOrder(world, report, variants);
    checkGaps(world, report, variants);
  }
}

function allVariants(world: World): readonly Variants[] {
  const { draft } = world;
  return [
    ...draft.fixes.map((item) => ({ item, path: ['steps'], list: item.value.steps, inside: [item.value.when, item.value.needs] })),
    ...draft.guides.map((item) => ({ item, path: ['variants'], list: item.value.variants, inside: [] })),
    ...[...world.slots.values()].map((item) => ({
      item,
      path: ['question', 'how'],
      list: item.value.question?.how ?? [],
      inside: [item.value.when],
    })),
  ];
}

function checkOrder(world: World, report: Report, { item, path, list }: Variants): void {
  for (const [i, variant] of list.entries()) {
    if (variant.say === undefined && variant.do.length === 0)
      report.error(item.at(...path, i), 'this variant says nothing; give it `say`, `do` or both');
    const earlier = list.slice(0, i).findIndex((one) => covers(world, one.when, variant.when));
    if (earlier < 0) continue;
    const { line } = item.at(...path, earlier);
    report.error(
      item.at(...path, i),
      `this variant is never reached: the one in line ${line} holds wherever it does; put the more particular one first`,
    );
  }
}

function checkGaps(world: World, report: Report, { item, path, list, inside }: Variants): void {
  if (list.length === 0 || list.some((variant) => Object.keys(variant.when).length === 0)) return;
  const conditions = list.map((variant) => variant.when);
  const gaps = situations(world, conditions, inside)?.filter((situation) => !conditions.some((when) => holdsIn(when, situation))) ?? [];
  const [first] = gaps;
  if (first === undefined) return;
  const more = gaps.length > 1 ? ` and ${gaps.length - 1} more` : '';
  report.warn(
    item.at(...path),
    `no variant fits ${inWords(first)}${more}; end with one without \`when\`, or restrict the \`when\` of the whole`,
  );
}

function inWords(situation: Situation): string {
  return Object.entries(situation)
    .map(([slot, value]) => `${slot} ${value}`)
    .join(', ');
}
