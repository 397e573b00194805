/** Translations: they name what exists, fit the buttons there are, and each language of the pack can be understood. */
import type { Item } from '../draft.ts';
import { didYouMean } from '../nearest.ts';
import type { Slot, Translation } from '../pack.ts';
import { checkFacts, checkValue, mustExist, type Report, type World } from '../world.ts';

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
    for (const [i, phrase] of item.value.phrases.entries()) checkFacts(world, report, phrase.sets, item, 'phrases', i, 'sets');
  }
}

function checkNames(world: World, report: Report, item: Item<Translation>): void {
  const { value } = item;
  const named = { topic: 'topics', guide: 'guides', cause: 'causes', fix: 'fixes', slot: 'slots' } as const;
  for (const [what, list] of Object.entries(named) as [keyof typeof named, (typeof named)[keyof typeof named]][]) {
    for (const id of Object.keys(value[list])) mustExist(world, report, what, id, item.key(list, id));
  }
  const alarms = new Set(world.draft.alarms.map((alarm) => alarm.value.id));
  for (const id of Object.keys(value.alarms)) {
    if (!alarms.has(id)) report.error(item.key('alarms', id), `no alarm is called \`${id}\`${didYouMean(id, alarms)}`);
  }
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
  }
}
