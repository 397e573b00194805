/** Codes and quoted on-screen messages → evidence for the problem at hand. */
import type { Pack } from '../knowledge/pack.ts';
import { type CaseFile, type Instant, MOST } from './case-file.ts';
import type { HeardCode, QuotedMessage, Understanding } from './heard.ts';
import { isProblem, openProblem } from './learn-problem.ts';
import { SURELY } from './learn-topic.ts';
import { type Learnt, type Lesson, lesson, lessonOf } from './lesson.ts';
import { entriesOf, isCode } from './meanings.ts';
import { currentProblem, updateProblem } from './talk.ts';

/** A quoted on-screen message counts from here. */
const QUOTED = 0.6;

/** A second message counts beside the best only when it fits just as well. */
const ALIKE = 0.03;

/** A message quoted so surely is one, also when it reads like a question: "Can't change …". */
const EXACT = 0.95;

/** The topic to work under when there is only evidence: what was heard if it is a problem, else what the evidence suggests. */
function topicFor(pack: Pack, heard: Understanding, entry: string | undefined): { topic: string; confidence: number } | undefined {
  const top = heard.topics[0];
  const exact = heard.codes.some((c) => c.status === 'known' && c.meanings.length === 1 && c.meanings[0] === entry);
  if (!exact && top !== undefined && isProblem(pack, top.id) && top.confidence >= pack.manifest.settings.act)
    return { topic: top.id, confidence: top.confidence };
  const suggested = entry === undefined ? undefined : pack.entries.get(entry)?.topic;
  return suggested === undefined ? undefined : { topic: suggested, confidence: pack.manifest.settings.confirm };
}

function codeLessons(code: HeardCode): Lesson[] {
  if (code.status === 'near') return [{ kind: 'near-code', code: code.code, suggestions: code.suggestions.slice(0, 3) }];
  if (code.status === 'unknown' || code.meanings.length === 0) return [{ kind: 'unknown-code', code: code.code }];
  return [{ kind: 'entries', entries: code.meanings }];
}

/** A guide's own question may sound like an on-screen message: "how do I see how much storage is left". */
export function asksForGuide(heard: Understanding): boolean {
  const quotes = (heard.messages[0]?.confidence ?? 0) >= EXACT;
  return heard.asks && !quotes && (heard.guides[0]?.confidence ?? 0) >= SURELY;
}

/** The quoted messages that count: the best one, and a second that fits as well. */
function quotedEntries(pack: Pack, heard: Understanding): QuotedMessage[] {
  if (asksForGuide(heard)) return [];
  const atLeast = Math.max(QUOTED, (heard.messages[0]?.confidence ?? 0) - ALIKE);
  return heard.messages.filter((m) => m.confidence >= atLeast && pack.entries.has(m.id)).slice(0, 2);
}

/** Takes codes and quoted messages as evidence for the problem at hand, or opens one for them. */
export function learnEvidence(pack: Pack, learnt: Learnt, heard: Understanding, at: Instant): Learnt {
  const sure = heard.codes.filter((c) => c.status === 'known').map((c) => c.code);
  const seen = quotedEntries(pack, heard);
  let { file } = learnt;
  const lessons = heard.codes.flatMap(codeLessons);
  if (sure.length > 0 || seen.length > 0) {
    const first = seen[0]?.id ?? heard.codes.find((c) => c.status === 'known')?.meanings[0];
    if (currentProblem(file) === undefined) {
      const topic = topicFor(pack, heard, first);
      if (topic !== undefined) file = openProblem(pack, file, topic.topic, topic.confidence, at);
    }
    file = addEvidence(file, sure, seen);
  }
  if (seen.length > 0) lessons.push({ kind: 'entries', entries: seen.map(({ id }) => id) });
  return lesson({ file, lessons: learnt.lessons }, ...lessons);
}

function addEvidence(file: CaseFile, codes: readonly string[], seen: readonly QuotedMessage[]): CaseFile {
  const problem = currentProblem(file);
  if (problem === undefined) return file;
  const quotes = Object.entries({ ...problem.shown, ...Object.fromEntries(seen.map((m) => [m.id, m.wording.slice(0, MOST.quote)])) });
  return updateProblem(file, {
    codes: [...new Set([...problem.codes, ...codes])].slice(-MOST.codes),
    entries: [...new Set([...problem.entries, ...seen.map(({ id }) => id)])].slice(-MOST.entries),
    ...(quotes.length > 0 && { shown: Object.fromEntries(quotes.slice(-MOST.quotes)) }),
  });
}

/** A code that was confirmed ("did you mean …?") counts as written. */
export function adoptCode(pack: Pack, learnt: Learnt, heard: Understanding, at: Instant): Learnt {
  const code = lessonOf(learnt.lessons, 'near-code');
  if (code === undefined || code.suggestions.length > 0 || !isCode(pack, code.code)) return learnt;
  const entries = entriesOf(pack, code.code).map((e) => e.id);
  const lessons = [...learnt.lessons.filter((l) => l !== code), { kind: 'entries' as const, entries }];
  let { file } = learnt;
  if (currentProblem(file) === undefined) {
    const topic = topicFor(pack, heard, entries[0]);
    if (topic !== undefined) file = openProblem(pack, file, topic.topic, topic.confidence, at);
  }
  return { file: addEvidence(file, [code.code], []), lessons };
}
