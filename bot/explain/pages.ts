/** The page of each kind of thing that a pack knows. */
import { fill } from '../../dialogs/fill.ts';
import type { Cause, Entry, Fix, Guide, Pack, Term, Topic, Variant } from '../../knowledge/pack.ts';
import { factsFrom, firstQuestion, fixesInOrder, freshProblem, likelyCauses, percent, whenInWords } from './outlook.ts';
import { filled, type Page, type Section } from './page.ts';

/** Below this confidence an entry is spoken of as reported. */
const KNOWN = 0.5;
/** Names that are listed before the rest is counted. */
const LISTED = 12;

/** A code or message in one meaning: where it appears, what it means, what may be behind it, what would be tried. */
export function entryPage(pack: Pack, entry: Entry): Page {
  const facts = factsFrom(pack, { ...pack.topics.get(entry.topic)?.sets, ...entry.sets, ...entry.when });
  const problem = freshProblem(entry.topic, [entry.id]);
  const trade = entry.neighbour === undefined;
  return {
    kind: entry.code === undefined ? 'message' : 'code',
    id: entry.id,
    title: entry.code ?? `“${entry.messages[0] ?? entry.id}”`,
    says: fill(pack, trade ? entry.meaning : (entry.neighbour ?? ''), facts),
    sections: filled(
      { title: 'Where', lines: [whenInWords(pack, entry.when)] },
      { title: 'On the screen', lines: entry.messages.map((message) => `“${message}”`) },
      { title: 'Topic', lines: [topicName(pack, entry.topic)] },
      { title: 'Likely causes', lines: trade ? likelyCauses(pack, problem, facts) : [] },
      { title: 'Fixes in the order of the plan', ordered: true, lines: trade ? fixesInOrder(pack, problem, facts) : [] },
      {
        title: 'Source',
        lines: [
          `${sourceLine(entry.source)}; ${entry.confidence < KNOWN ? 'spoken of as reported' : 'known'}, ${percent(entry.confidence)} sure`,
        ],
      },
    ),
  };
}

/** A fix: why, how, at what risk, and how to see that it worked. */
export function fixPage(pack: Pack, fix: Fix): Page {
  const removes = Object.entries(fix.removes).sort((a, b) => b[1] - a[1]);
  return {
    kind: 'fix',
    id: fix.id,
    title: fill(pack, fix.title, {}),
    says: `${fix.minutes} min, ${fix.risk}${fix.loses === undefined ? '' : `: ${fill(pack, fix.loses, {})}`}`,
    sections: [
      ...filled(
        { title: 'Offered because', lines: removes.map(([id, p]) => `${causeName(pack, id)}: helps in ${percent(p)}`) },
        { title: 'Only where', lines: [whenInWords(pack, fix.when)] },
        { title: 'Known before', lines: [whenInWords(pack, fix.needs)] },
        { title: 'Not before', lines: fix.after.map((id) => `${pack.fixes.get(id)?.title ?? id} (${id})`) },
      ),
      ...fix.steps.map((variant) => variantSection(pack, 'Steps', variant)),
      ...filled({ title: 'It worked if', lines: [fill(pack, fix.worked, {})] }, { title: 'Source', lines: [sourceLine(fix.source)] }),
    ],
  };
}

/** A topic: what is said and asked first, and how it looks for each value of what the pack reports first. */
export function topicPage(pack: Pack, topic: Topic): Page {
  const slot = pack.slots.get(pack.manifest.report.slots[0]?.slot ?? '');
  const guides = [...pack.guides.values()].filter((guide) => guide.topic === topic.id);
  return {
    kind: 'topic',
    id: topic.id,
    title: topic.title,
    says: topic.opening?.[0] ?? '',
    sections: [
      ...filled(
        { title: 'Asked first', lines: topic.asks.map((id) => pack.slots.get(id)?.title ?? id) },
        { title: 'Guides', lines: shortList(guides.map((guide) => `${guide.title} (${guide.id})`)) },
        { title: 'Examples', lines: [`${topic.examples.length}, such as “${topic.examples[0] ?? ''}”`] },
      ),
      ...(topic.kind === 'problem' ? (slot?.values ?? []) : []).flatMap((value) =>
        outlook(pack, topic, value.label, { [slot?.id ?? '']: value.id }),
      ),
    ],
  };
}

function outlook(pack: Pack, topic: Topic, label: string, given: Readonly<Record<string, string>>): Section[] {
  const facts = factsFrom(pack, { ...given, ...topic.sets });
  const problem = freshProblem(topic.id, []);
  return filled(
    { title: `${label}: likely causes`, lines: likelyCauses(pack, problem, facts) },
    { title: `${label}: first question of the plan`, lines: firstQuestion(pack, problem, facts) },
    { title: `${label}: fixes, if nothing were asked`, ordered: true, lines: fixesInOrder(pack, problem, facts) },
  );
}

/** A guide: what is answered, on which device. */
export function guidePage(pack: Pack, guide: Guide): Page {
  return {
    kind: 'guide',
    id: guide.id,
    title: guide.title,
    says: `Answers questions such as “${guide.examples[0] ?? ''}”.`,
    sections: [
      ...filled(
        { title: 'Topic', lines: [topicName(pack, guide.topic)] },
        { title: 'Asked first', lines: guide.asks.map((id) => pack.slots.get(id)?.title ?? id) },
      ),
      ...guide.variants.map((variant) => variantSection(pack, 'Answer', variant)),
      ...filled({ title: 'Source', lines: [sourceLine(guide.source)] }),
    ],
  };
}

/** A term: what is said to who asks for its meaning, in every language. */
export function termPage(pack: Pack, term: Term): Page {
  const others = [...pack.translated].flatMap(([language, translated]) => {
    const other = translated.terms.get(term.id);
    return other === undefined ? [] : [{ title: `In ${language}`, lines: [fill(translated, other.say, {})] }];
  });
  return {
    kind: 'term',
    id: term.id,
    title: term.names[0] ?? term.id,
    says: fill(pack, term.say, {}),
    sections: filled({ title: 'Asked for as', lines: [term.names.join(', ')] }, ...others),
  };
}

/** A cause: how it shows itself, where it is met, and what removes it. */
export function causePage(pack: Pack, cause: Cause): Page {
  const fixes = [...pack.fixes.values()].filter((fix) => fix.removes[cause.id] !== undefined);
  const sorted = fixes.sort((a, b) => (b.removes[cause.id] ?? 0) - (a.removes[cause.id] ?? 0));
  const entries = [...pack.entries.values()].filter((entry) => entry.causes[cause.id] !== undefined);
  const topics = [...pack.topics.values()].filter((topic) => topic.causes[cause.id] !== undefined);
  return {
    kind: 'cause',
    id: cause.id,
    title: fill(pack, cause.title, {}),
    says: fill(pack, cause.dead_end ?? '', {}),
    sections: filled(
      { title: 'Only where', lines: [whenInWords(pack, cause.when)] },
      { title: 'Shows itself', lines: Object.entries(cause.shows).map(([slot, values]) => shownLine(pack, slot, values)) },
      { title: 'Removed by', lines: sorted.map((fix) => `${percent(fix.removes[cause.id] ?? 0)}  ${fix.title} (${fix.id})`) },
      { title: 'Topics', lines: topics.map((topic) => topicName(pack, topic.id)) },
      { title: 'Codes and messages', lines: shortList(entries.map((entry) => entry.code ?? `“${entry.messages[0] ?? entry.id}”`)) },
    ),
  };
}

function shownLine(pack: Pack, slot: string, values: Readonly<Record<string, number>>): string {
  const shares = Object.entries(values).map(([value, p]) => `${whenInWords(pack, { [slot]: value })} in ${percent(p)}`);
  return shares.join(', ');
}

function shortList(names: readonly string[]): string[] {
  const rest = names.length - LISTED;
  return rest > 0 ? [...names.slice(0, LISTED), `and ${rest} more`] : [...names];
}

function variantSection(pack: Pack, title: string, variant: Variant): Section {
  const where = whenInWords(pack, variant.when);
  const say = variant.say === undefined ? [] : [fill(pack, variant.say, {})];
  const steps = variant.do.map((step) => fill(pack, step, {}));
  return { title: where === '' ? title : `${title} (${where})`, ordered: say.length === 0, lines: [...say, ...steps] };
}

function topicName(pack: Pack, id: string): string {
  return `${pack.topics.get(id)?.title ?? id} (${id})`;
}

function causeName(pack: Pack, id: string): string {
  return `${fill(pack, pack.causes.get(id)?.title ?? id, {})} (${id})`;
}

function sourceLine(source: Fix['source']): string {
  const note = source.note === undefined ? '' : `; ${source.note}`;
  return `${source.ref} (${source.verified ? 'verified' : 'not verified yet'}${note})`;
}
