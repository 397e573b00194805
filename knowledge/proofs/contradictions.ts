/** What excludes itself: entries whose causes cannot be where they appear, fixes that need what they rule out, causes that nothing can meet. */
import { compatible, excludedBy } from '../conditions.ts';
import type { Item } from '../draft.ts';
import type { Cause, Entry, Fix, When } from '../pack.ts';
import { spread } from '../spread.ts';
import type { Report, World } from '../world.ts';

/** Follows conditions from entries and topics to causes, and from causes to fixes; names must hold. */
export function checkContradictions(world: World, report: Report): void {
  const causes = new Map([...world.causes].map(([id, item]) => [id, item.value]));
  for (const item of world.draft.codes) {
    checkTold(world, report, item);
    checkEntryCauses(world, report, item, causes);
  }
  for (const item of world.draft.fixes) checkFix(world, report, item, causes);
  checkMet(world, report, causes);
}

/** What an entry and its topic tell, beside where it appears. */
function checkTold(world: World, report: Report, item: Item<Entry>): void {
  const { when, sets, topic, id } = item.value;
  for (const slot of excludedBy(world, when, sets))
    report.error(
      item.at('sets'),
      `\`sets\` of \`${id}\` says otherwise of \`${slot}\` than its \`when\`; both tell what is so wherever it appears`,
    );
  const told = world.topics.get(topic)?.value.sets ?? {};
  for (const slot of excludedBy(world, { ...sets, ...when }, told))
    report.warn(item.at('topic'), `\`${topic}\` says otherwise of \`${slot}\` than \`${id}\`; perhaps another topic is meant`);
}

type Causes = ReadonlyMap<string, Cause>;

/** The causes that can be behind something with this condition. */
function possible(world: World, weights: Readonly<Record<string, number>>, where: When, causes: Causes): string[] {
  return Object.keys(spread(weights, causes)).filter((id) => compatible(world, where, causes.get(id)?.when ?? {}));
}

function checkEntryCauses(world: World, report: Report, item: Item<Entry>, causes: Causes): void {
  const { when, sets, id } = item.value;
  const named = Object.keys(item.value.causes);
  const where = { ...sets, ...when };
  const idle = named.filter((cause) => possible(world, { [cause]: 1 }, where, causes).length === 0);
  if (named.length > 0 && idle.length === named.length) {
    report.error(item.at('causes'), `none of the causes of \`${id}\` can be where it appears; their \`when\` contradicts its own`);
    return;
  }
  for (const cause of idle)
    report.warn(item.key('causes', cause), `\`${cause}\` cannot be behind \`${id}\`: its \`when\` contradicts where that appears`);
}

function checkFix(world: World, report: Report, item: Item<Fix>, causes: Causes): void {
  const { when, needs, removes, id } = item.value;
  for (const slot of excludedBy(world, when, needs))
    report.error(item.at('needs'), `\`${id}\` needs what its own \`when\` rules out (\`${slot}\`), so it is never offered`);
  for (const cause of Object.keys(removes)) {
    const fits = Object.keys(spread({ [cause]: 1 }, causes)).some((one) => {
      const at = causes.get(one)?.when ?? {};
      return compatible(world, at, when) && compatible(world, at, needs);
    });
    if (!fits)
      report.warn(item.key('removes', cause), `\`${id}\` is never offered where \`${cause}\` can be; their \`when\` contradict each other`);
  }
}

/** A cause that every topic and entry leading to it rules out is reached by nobody. */
function checkMet(world: World, report: Report, causes: Causes): void {
  const topics = world.draft.topics.flatMap(({ value }) => possible(world, value.causes, value.sets, causes));
  const entries = world.draft.codes.flatMap(({ value }) => possible(world, value.causes, { ...value.sets, ...value.when }, causes));
  const named = new Set([...world.draft.topics, ...world.draft.codes].flatMap(({ value }) => Object.keys(spread(value.causes, causes))));
  const met = new Set([...topics, ...entries]);
  for (const item of world.draft.causes) {
    const { id } = item.value;
    if (named.has(id) && !met.has(id))
      report.warn(item.at('when'), `\`${id}\` is never met: every topic and entry that leads to it contradicts its \`when\``);
  }
}
