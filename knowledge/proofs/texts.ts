/** Texts: what stands in braces can be filled in, every reply exists, steps are short, sources are counted. */
import type { Item } from '../draft.ts';
import { didYouMean } from '../nearest.ts';
import { REPLY_KEYS } from '../reply-keys.ts';
import { type Report, slotNames, type World } from '../world.ts';
import type { Path } from '../yaml-text.ts';

/** Characters that a step should not exceed: it is read on a small screen, once. */
const STEP_CHARACTERS = 220;
/** Parts that are compared with what people write, not said by the bot. */
const NOT_SAID: ReadonlySet<string> = new Set([
  'id',
  'examples',
  'words',
  'names',
  'states',
  'answers',
  'about',
  'messages',
  'source',
  'rows',
  'ref',
  'code',
]);

const ALLOWED: Readonly<Record<string, readonly string[]>> = REPLY_KEYS;

/** Braces and lengths of every text of the pack. */
export function checkTexts(world: World, report: Report): void {
  const { draft } = world;
  const slots = slotNames(world);
  if (slots === undefined) return;
  const said = [
    ...draft.slots,
    ...draft.checks,
    ...draft.devices,
    ...draft.causes,
    ...draft.fixes,
    ...draft.codes,
    ...draft.topics,
    ...draft.tips,
    ...draft.alarms,
    ...draft.terms,
  ];
  for (const item of [...said, ...draft.translations.map((one) => one.item)]) checkBraces(report, item, slots);
  for (const item of draft.guides) {
    checkBraces(report, item, item.value.estimate === undefined ? slots : new Set([...slots, 'estimate']));
  }
  for (const { own, item } of draft.replies) checkReplies(report, own, item, slots);
  checkSteps(world, report);
}

function checkBraces(report: Report, item: Item<unknown>, allowed: ReadonlySet<string>): void {
  for (const [path, text] of texts(item.value, [])) fillable(report, item, path, text, allowed);
}

function fillable(report: Report, item: Item<unknown>, path: Path, text: string, allowed: ReadonlySet<string>): void {
  for (const [whole, name = ''] of text.matchAll(/\{([^{}]*)\}/g)) {
    if (!allowed.has(name))
      report.error(item.at(...path), `${whole} cannot be filled in here${didYouMean(name, allowed) || '; only slots can'}`);
  }
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')))
    report.error(item.at(...path), 'a single { or } stands in this text; braces come in pairs around a name');
}

/** All texts in a value that the bot may say, with their paths. */
function texts(value: unknown, path: Path): readonly (readonly [Path, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((one, i) => texts(one, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (NOT_SAID.has(key) ? [] : texts(one, [...path, key])));
}

function checkReplies(
  report: Report,
  own: boolean,
  item: Item<Readonly<Record<string, readonly string[]>>>,
  slots: ReadonlySet<string>,
): void {
  for (const [key, wordings] of Object.entries(item.value)) {
    const allowed = Object.hasOwn(ALLOWED, key) ? ALLOWED[key] : undefined;
    if (allowed === undefined) {
      report.error(item.key(key), `no reply is called \`${key}\`${didYouMean(key, Object.keys(ALLOWED))}`);
      continue;
    }
    const names = new Set([...allowed, ...(own ? slots : [])]);
    for (const [i, text] of wordings.entries()) fillable(report, item, [key, i], text, names);
  }
}

function checkSteps(world: World, report: Report): void {
  const { draft } = world;
  const long = (item: Item<unknown>, path: Path, steps: readonly string[]): void => {
    for (const [i, step] of steps.entries()) {
      if (step.length > STEP_CHARACTERS)
        report.warn(item.at(...path, i), `this step has ${step.length} characters; more than ${STEP_CHARACTERS} are hard to follow`);
    }
  };
  for (const item of draft.fixes) for (const [i, variant] of item.value.steps.entries()) long(item, ['steps', i, 'do'], variant.do);
  for (const item of draft.guides) for (const [i, variant] of item.value.variants.entries()) long(item, ['variants', i, 'do'], variant.do);
  for (const item of world.slots.values()) {
    for (const [i, variant] of (item.value.question?.how ?? []).entries()) long(item, ['question', 'how', i, 'do'], variant.do);
  }
}

/** Every language of the pack has all replies. */
export function checkRepliesComplete(world: World, report: Report): void {
  const manifest = world.draft.manifest;
  if (manifest === undefined) return;
  for (const [i, language] of manifest.value.languages.entries()) {
    const files = world.draft.replies.filter((one) => one.language === language);
    const missing = Object.keys(REPLY_KEYS).filter((key) => !files.some((file) => Object.hasOwn(file.item.value, key)));
    if (missing.length > 0)
      report.error(manifest.at('languages', i), `no sentences for ${missing.length} replies in \`${language}\`: ${missing.join(', ')}`);
  }
}

/** How much of what is known was read at its source. */
export function countSources(world: World, report: Report): void {
  const { draft } = world;
  const sources = [...draft.fixes, ...draft.codes, ...draft.guides].map((item) => item.value.source);
  const unverified = sources.filter((source) => !source.verified).length;
  if (draft.manifest && unverified > 0) report.warn(draft.manifest.at(), `${unverified} of ${sources.length} sources are not verified yet`);
}
