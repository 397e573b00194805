/** Translations: they name what exists, fit the buttons there are, and each language of the pack can be understood. */
import type { Item } from '../draft.ts';
import { didYouMean } from '../nearest.ts';
import type { Slot, Translation, Variant } from '../pack.ts';
import { missing, type Texts } from '../untranslated.ts';
import { checkFacts, checkValue, mustExist, type Report, type World } from '../world.ts';
import type { Path } from '../yaml-text.ts';

const MIN_EXAMPLES = 5;

/** What the translations name, and what they belong to. */
export function checkTranslations(world: World, report: Report): void {
  const languages = world.draft.manifest?.value.languages ?? [];
  for (const { language, item } of world.draft.translations) {
    if (language === languages[0]) report.error(item.at(), `\`${language}\` is the language that the pack itself is written in`);
    else if (languages.length > 0 && !languages.includes(language))
      report.error(item.at(), `the pack has no language \`${language}\`${didYouMean(language, languages) || '; name it in pack.yaml'}`);
    checkNames(world, report, item);
    checkSlots(world, report, item);
    checkAllWays(world, report, item);
    for (const [i, phrase] of item.value.phrases.entries()) checkFacts(world, report, phrase.sets, item, 'phrases', i, 'sets');
  }
}

function checkNames(world: World, report: Report, item: Item<Translation>): void {
  const { value } = item;
  const named = { topic: 'topics', guide: 'guides', cause: 'causes', fix: 'fixes', slot: 'slots' } as const;
  for (const [what, list] of Object.entries(named) as [keyof typeof named, (typeof named)[keyof typeof named]][]) {
    for (const id of Object.keys(value[list])) mustExist(world, report, what, id, item.key(list, id));
  }
  const { alarms, tips, codes, terms } = world.draft;
  for (const [what, list, items] of [
    ['alarm', 'alarms', alarms],
    ['tip', 'tips', tips],
    ['entry', 'entries', codes],
    ['term', 'terms', terms],
  ] as const) {
    const known = new Set(items.map((one) => one.value.id));
    for (const id of Object.keys(value[list])) {
      if (!known.has(id)) report.error(item.key(list, id), `no ${what} is called \`${id}\`${didYouMean(id, known)}`);
    }
  }
}

type Way = Pick<Variant, 'say' | 'do'>;

/** Steps are told in other words, not in other numbers: where they differ, somebody changed one of the two. */
function checkAllWays(world: World, report: Report, item: Item<Translation>): void {
  const fixes = new Map(world.draft.fixes.map((fix) => [fix.value.id, fix.value.steps]));
  const guides = new Map(world.draft.guides.map((guide) => [guide.value.id, guide.value.variants]));
  for (const [id, { steps }] of Object.entries(item.value.fixes)) checkWays(report, item, ['fixes', id, 'steps'], fixes.get(id), steps);
  for (const [id, { variants }] of Object.entries(item.value.guides))
    checkWays(report, item, ['guides', id, 'variants'], guides.get(id), variants);
  for (const [id, { how }] of Object.entries(item.value.slots))
    checkWays(report, item, ['slots', id, 'how'], world.slots.get(id)?.value.question?.how, how);
}

function checkWays(
  report: Report,
  item: Item<Translation>,
  path: Path,
  own: readonly Way[] | undefined,
  ways: readonly Way[] | undefined,
): void {
  if (own === undefined || ways === undefined) return;
  if (own.length !== ways.length)
    report.error(item.at(...path), `ways to do this: ${own.length} in the pack, ${ways.length} in the translation`);
  for (const [i, way] of ways.slice(0, own.length).entries()) checkWay(report, item, [...path, i], own[i] as Way, way);
}

function checkWay(report: Report, item: Item<Translation>, path: Path, own: Way, way: Way): void {
  if (way.do.length !== own.do.length)
    report.error(item.at(...path), `steps of this way: ${own.do.length} in the pack, ${way.do.length} in the translation`);
  if ((way.say === undefined) !== (own.say === undefined))
    report.error(
      item.at(...path),
      own.say === undefined ? 'there is no `say` here in the pack' : 'the `say` before these steps is not translated',
    );
}

function checkSlots(world: World, report: Report, item: Item<Translation>): void {
  for (const [id, texts] of Object.entries(item.value.slots)) {
    const question = world.slots.get(id)?.value.question;
    if (!world.slots.has(id)) continue;
    for (const value of Object.keys(texts.values)) checkValue(world, report, id, value, item.key('slots', id, 'values', value));
    checkQuestion(report, item, id, question);
  }
}

function checkQuestion(report: Report, item: Item<Translation>, id: string, question: Slot['question']): void {
  const { ask, why, choices } = item.value.slots[id] ?? {};
  if (question === undefined) {
    if ((ask ?? why ?? choices) !== undefined) report.error(item.key('slots', id), `\`${id}\` has no question that could be translated`);
    return;
  }
  const buttons = question.choices?.length ?? 0;
  if (choices !== undefined && choices.length !== buttons)
    report.error(item.at('slots', id, 'choices'), `the question has ${buttons} buttons, and here are labels for ${choices.length}`);
}

/** A language that the pack speaks must be understood, too. */
export function checkTranslationsComplete(world: World, report: Report): void {
  const manifest = world.draft.manifest;
  for (const [i, language] of (manifest?.value.languages ?? []).entries()) {
    if (manifest === undefined || i === 0) continue;
    const parts = world.draft.translations.filter((one) => one.language === language);
    const poor = world.draft.topics
      .map((topic) => topic.value.id)
      .filter((id) => parts.reduce((sum, { item }) => sum + (item.value.topics[id]?.examples.length ?? 0), 0) < MIN_EXAMPLES);
    if (poor.length > 0)
      report.error(manifest.at('languages', i), `fewer than ${MIN_EXAMPLES} examples in \`${language}\` of: ${poor.join(', ')}`);
    const texts = parts.map(({ item }) => item.value);
    for (const [part, lacking] of missing(mapsOf(world), texts))
      report.warn(
        manifest.at('languages', i),
        `${lacking.length} ${part} still speak the first language in \`${language}\`: ${shortened(lacking)}`,
      );
  }
}

function mapsOf({ draft, slots }: World): Texts {
  const byId = <T extends { readonly id: string }>(items: readonly Item<T>[]): ReadonlyMap<string, T> =>
    new Map(items.map(({ value }) => [value.id, value]));
  return {
    slots: new Map([...slots].map(([id, { value }]) => [id, value])),
    guides: byId(draft.guides),
    causes: byId(draft.causes),
    fixes: byId(draft.fixes),
    entries: byId(draft.codes),
    tips: byId(draft.tips),
    terms: byId(draft.terms),
  };
}

function shortened(ids: readonly string[]): string {
  return ids.length <= 5 ? ids.join(', ') : `${ids.slice(0, 5).join(', ')} …`;
}
