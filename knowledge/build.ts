/** A sound draft → the pack that the bot works with. */
import type { Draft, Item } from './draft.ts';
import type { Cause, Fix, Manifest, Pack, Slot } from './pack.ts';
import { REPLY_KEYS, type ReplyKey } from './reply-keys.ts';
import { spread } from './spread.ts';
import { translate } from './translate.ts';

/** Puts the parts under their ids: devices join their slot, examples their topic, own sentences replace default ones, causes are spread. */
export function buildPack(draft: Draft, manifest: Manifest, hash: string): Pack {
  const causes = new Map(draft.causes.map((item) => [item.value.id, item.value]));
  const withDevices = <T extends Slot>(slot: T): T => ({
    ...slot,
    values: [...slot.values, ...draft.devices.filter((one) => one.value.slot === slot.id).flatMap((one) => one.value.values)],
  });
  const checks = draft.checks.map((item) => withDevices(item.value));
  const pack: Pack = {
    manifest,
    hash,
    slots: table([...draft.slots.map((item) => withDevices(item.value)), ...checks]),
    checks: table(checks),
    causes: new Map([...causes].filter(([, cause]) => cause.kinds === undefined)),
    fixes: table(draft.fixes.map(({ value }) => ({ ...value, removes: spreadRemoves(value, causes) }))),
    entries: table(draft.codes.map(({ value }) => ({ ...value, causes: spread(value.causes, causes) }))),
    topics: table(
      draft.topics.map(({ value }) => ({
        ...value,
        causes: spread(value.causes, causes),
        examples: examplesOf(draft, value.id, value.examples),
      })),
    ),
    guides: table(values(draft.guides)),
    tips: table(values(draft.tips)),
    alarms: table(values(draft.alarms)),
    terms: table(values(draft.terms)),
    phrases: values(draft.phrases),
    translated: new Map(),
    untranslated: new Set(),
    replies: new Map([...new Set(draft.replies.map((one) => one.language))].map((language) => [language, repliesIn(draft, language)])),
  };
  return { ...pack, translated: translationsOf(draft, pack) };
}

/** Every further language of the pack, also one of which nothing but the replies is there. */
function translationsOf(draft: Draft, pack: Pack): ReadonlyMap<string, Pack> {
  return new Map(
    pack.manifest.languages.slice(1).map((language) => {
      const parts = draft.translations.filter((one) => one.language === language).map((one) => one.item.value);
      return [language, translate(pack, parts)];
    }),
  );
}

function values<T>(items: readonly Item<T>[]): readonly T[] {
  return items.map((item) => item.value);
}

function table<T extends { readonly id: string }>(parts: readonly T[]): ReadonlyMap<string, T> {
  return new Map(parts.map((part) => [part.id, part]));
}

function examplesOf(draft: Draft, topic: string, own: readonly string[]): string[] {
  return [...own, ...draft.examples.flatMap((item) => item.value[topic] ?? [])];
}

/** A fix that removes a cause removes each of its kinds as likely, unless it says otherwise for one. */
function spreadRemoves(fix: Fix, causes: ReadonlyMap<string, Cause>): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [id, probability] of Object.entries(fix.removes)) {
    for (const kind of Object.keys(spread({ [id]: 1 }, causes))) found[kind] = fix.removes[kind] ?? Math.max(found[kind] ?? 0, probability);
  }
  return found;
}

function repliesIn(draft: Draft, language: string): ReadonlyMap<ReplyKey, readonly string[]> {
  const found = new Map<ReplyKey, readonly string[]>();
  const files = draft.replies.filter((one) => one.language === language);
  for (const own of [false, true]) {
    for (const file of files.filter((one) => one.own === own)) {
      for (const key of Object.keys(REPLY_KEYS) as ReplyKey[]) {
        const wordings = file.item.value[key];
        if (wordings !== undefined) found.set(key, wordings);
      }
    }
  }
  return found;
}
