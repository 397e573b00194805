/** Topics: they can be told apart, lead somewhere, and a beginning exists. */
import type { Item } from '../draft.ts';
import { mention, type Place } from '../problem.ts';
import type { Report, World } from '../world.ts';

const MIN_EXAMPLES = 5;
/** Words that do not make two examples different. */
const SMALL_WORDS = /\b(?:a|an|the|my|please|i|to|is|it)\b/g;

type Example = { readonly text: string; readonly topic: string; readonly guide?: string; readonly place: Place };

/** What one topic or guide says, against all others. */
export function checkTopics(world: World, report: Report): void {
  for (const item of world.draft.topics) {
    const { id, kind, causes } = item.value;
    if (kind === 'problem' && Object.keys(causes).length === 0)
      report.error(item.at('id'), `\`${id}\` is a problem without \`causes\`; nothing could be tried`);
    if (kind !== 'problem' && Object.keys(causes).length > 0)
      report.warn(item.key('causes'), `only problems have causes; \`${id}\` is ${kind}`);
  }
  checkExamples(report, [...topicExamples(world), ...guideExamples(world)]);
  checkLabels(report, world.draft.topics);
}

function topicExamples(world: World): readonly Example[] {
  const own = world.draft.topics.flatMap((item) =>
    item.value.examples.map((text, i) => ({ text, topic: item.value.id, place: item.at('examples', i) })),
  );
  const further = world.draft.examples.flatMap((item) =>
    Object.entries(item.value).flatMap(([topic, texts]) => texts.map((text, i) => ({ text, topic, place: item.at(topic, i) }))),
  );
  return [...own, ...further];
}

function guideExamples(world: World): readonly Example[] {
  return world.draft.guides.flatMap((item) =>
    item.value.examples.map((text, i) => ({ text, topic: item.value.topic, guide: item.value.id, place: item.at('examples', i) })),
  );
}

function checkExamples(report: Report, examples: readonly Example[]): void {
  const exact = new Map<string, Example>();
  const loose = new Map<string, Example>();
  for (const example of examples) {
    const words = wordsOf(example.text);
    const bag = [...new Set(words.replace(SMALL_WORDS, ' ').trim().split(/\s+/))].sort().join(' ');
    const [same, near] = [exact.get(words), loose.get(bag)];
    if (same) reportSame(report, same, example);
    else if (near && near.topic !== example.topic) {
      report.warn(example.place, `nearly the same as "${near.text}" of \`${near.topic}\` (${mention(near.place, example.place)})`);
    }
    if (!same) exact.set(words, example);
    if (!near) loose.set(bag, example);
  }
}

/** Without case and signs; a text of signs only stays as it is. */
function wordsOf(text: string): string {
  const words = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
  return words.trim() === '' ? text : words.trim();
}

function reportSame(report: Report, first: Example, second: Example): void {
  const where = mention(first.place, second.place);
  if (first.topic !== second.topic)
    report.error(second.place, `the same example stands in \`${first.topic}\` (${where}); it can teach one topic only`);
  else if (first.guide !== undefined && first.guide !== second.guide) {
    report.error(second.place, `the same example stands in the guide \`${first.guide}\` (${where})`);
  } else if (first.guide === second.guide) report.warn(second.place, `this example stands twice (${where})`);
}

function checkLabels(report: Report, topics: readonly Item<{ readonly id: string; readonly label: string }>[]): void {
  const seen = new Map<string, string>();
  for (const item of topics) {
    const other = seen.get(item.value.label.toLowerCase());
    if (other !== undefined) report.error(item.at('label'), `\`${other}\` has the same label; as buttons they could not be told apart`);
    seen.set(item.value.label.toLowerCase(), item.value.id);
  }
}

/** What a pack must have to begin a conversation with. */
export function checkBeginning(world: World, report: Report): void {
  checkCounts(world, report);
  const { manifest, checks, topics } = world.draft;
  if (manifest === undefined) return;
  if (!checks.some((item) => item.value.triage))
    report.error(manifest.at(), 'no check has `triage: true`; at least one is asked before the first fix');
  for (const kind of ['problem', 'human', 'talk', 'outside'] as const) {
    if (!topics.some((item) => item.value.kind === kind))
      report.error(manifest.at(), `no topic is of kind \`${kind}\`; every pack needs one`);
  }
}

function checkCounts(world: World, report: Report): void {
  const counts = new Map<string, number>();
  for (const { topic } of topicExamples(world)) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  for (const item of world.draft.topics) {
    const count = counts.get(item.value.id) ?? 0;
    if (count < MIN_EXAMPLES)
      report.error(item.at('id'), `\`${item.value.id}\` has ${count} examples; at least ${MIN_EXAMPLES} are needed to recognise it`);
  }
}
