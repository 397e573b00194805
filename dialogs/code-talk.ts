/** What is said of codes and on-screen messages: what they mean, whether they are known, whether another was meant. */
import type { Entry } from '../knowledge/pack.ts';
import { advance } from './advance.ts';
import { askTopic, askWhatIsWrong } from './ask.ts';
import { choice } from './choice.ts';
import { known } from './facts.ts';
import { labelOf } from './fill.ts';
import { type Lesson, lessonOf } from './lesson.ts';
import { entriesOf, meaningsOf } from './meanings.ts';
import { currentProblem, markOnce, open, say, sayText, type Talk } from './talk.ts';
import { holds } from './when.ts';

/** Below this confidence an entry is spoken of as reported, not as known. */
const KNOWN = 0.5;
/** What a code or message means is said once, when it is clear which of its meanings it has here. */
export function explainEntries(talk: Talk): Talk {
  const problem = currentProblem(talk.file);
  const explained = (problem?.entries ?? [])
    .flatMap((id) => talk.pack.entries.get(id) ?? [])
    .filter((e) => e.neighbour === undefined && !talk.file.once.includes(`entry:${e.id}`));
  const clear = explained.filter((e) => e.code === undefined || meaningsOf(talk.pack, e.code, known(talk.file)).length === 1);
  // One message on the screen may stand for several entries: it is explained once, by the best of them.
  const [quoted, ...alike] = clear.filter((e) => e.code === undefined);
  let told: Talk = { ...talk, file: alike.reduce((file, e) => markOnce(file, `entry:${e.id}`), talk.file) };
  for (const entry of clear.filter((e) => e.code !== undefined || e === quoted).slice(0, 2)) {
    const key = `${entry.code === undefined ? 'message' : 'code'}_${entry.confidence < KNOWN ? 'reported' : 'known'}` as const;
    const written = problem?.codes.find((code) => entriesOf(talk.pack, code).includes(entry));
    told = say(told, key, { code: written ?? entry.code ?? '', meaning: entry.meaning });
    told = { ...told, file: markOnce(told.file, `entry:${entry.id}`) };
  }
  return disown(told, problem?.codes ?? []);
}

/** A code that means something elsewhere, but nothing that is known here, is said to be unknown, once. */
function disown(talk: Talk, codes: readonly string[]): Talk {
  let told = talk;
  for (const code of codes) {
    const once = `nowhere:${code}`;
    if (told.file.once.includes(once) || meaningsOf(talk.pack, code, known(talk.file)).length > 0) continue;
    const where = homeOf(told, code);
    const marked = { ...told, file: markOnce(told.file, once) };
    told = where === undefined ? say(marked, 'code_unknown', { code }) : say(marked, 'code_elsewhere', { code, where });
  }
  return told;
}

/** Where a code is known from, if what is known says that it is not there. */
function homeOf({ pack, file }: Talk, code: string): string | undefined {
  const facts = known(file);
  const elsewhere = entriesOf(pack, code).flatMap(({ when }) =>
    Object.entries(when).filter(([slot, value]) => facts[slot] !== undefined && facts[slot] !== value),
  );
  const homes = new Set(elsewhere.map(([slot, value]) => labelOf(pack, slot, value)));
  return homes.size === 1 ? [...homes][0] : undefined;
}

/** The entry that is not this pack's trade, once it is the only one that can be meant. */
function meantNeighbour(talk: Talk, lessons: readonly Lesson[]): Entry | undefined {
  const named = lessonOf(lessons, 'entries')?.entries ?? [];
  const ids = named.length > 0 ? named : (currentProblem(talk.file)?.entries ?? []);
  const entries = ids.flatMap((id) => talk.pack.entries.get(id) ?? []).filter((e) => holds(e.when, known(talk.file)) !== 'no');
  const [first] = entries;
  if (first?.neighbour === undefined || entries.some((e) => e.neighbour !== first.neighbour)) return undefined;
  return named.length > 0 || !talk.file.once.includes(`entry:${first.id}`) ? first : undefined;
}

/** An entry that is not this pack's trade gets its short answer. */
export function neighbour(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  const meant = meantNeighbour(talk, lessons);
  if (meant?.neighbour === undefined) return undefined;
  const { act } = talk.pack.manifest.settings;
  const problems = talk.file.problems.filter(
    (p, i) => i !== talk.file.current || Object.keys(p.fixes).length > 0 || (p.confidence >= act && p.topic !== meant.topic),
  );
  const file = markOnce(
    { ...talk.file, problems, current: problems.length === talk.file.problems.length ? talk.file.current : -1 },
    `entry:${meant.id}`,
  );
  const said = sayText({ ...talk, file }, `neighbour:${meant.id}`, [meant.neighbour]);
  return currentProblem(said.file) === undefined ? askTopic(said, said.pack.manifest.start, 'offer_topics') : advance(said);
}

/** A near code is only ever asked about. */
export function askCode(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  const near = lessons.find((l) => l.kind === 'near-code' && l.suggestions.length > 0);
  if (near?.kind !== 'near-code') return undefined;
  const choices = [...near.suggestions, undefined].map((code) => choice(talk, { kind: 'code', code }));
  return open(
    say(talk, 'did_you_mean_code', { code: near.code, suggestions: near.suggestions.join(', ') }, { choices }),
    'near-code',
    near.code,
    choices,
  );
}

/** An unknown code is said to be unknown. */
export function unknownCode(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  const unknown = lessonOf(lessons, 'unknown-code');
  if (unknown === undefined) return undefined;
  const said = say(talk, 'code_unknown', { code: unknown.code });
  return currentProblem(said.file) === undefined ? askWhatIsWrong(said, 'describe') : advance(said);
}
