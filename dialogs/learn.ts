/** Case and what was heard → case. Learns facts, evidence, the answer to the open question, and what it is about. */
import type { Pack, Topic } from '../knowledge/pack.ts';
import type { CaseFile, Instant, Problem } from './case-file.ts';
import { forgetStale, isValue, setFact } from './facts.ts';
import type { HeardCode, HeardFact, Understanding } from './heard.ts';
import { learnAnswer } from './learn-answer.ts';
import { type Learnt, type Lesson, lesson, lessonOf } from './lesson.ts';
import { entriesOf, isCode, settleMeanings } from './meanings.ts';
import { currentProblem, updateProblem } from './talk.ts';

const MAX_PROBLEMS = 6;
const MAX_CODES = 8;
/** A message of at most so many words that names another value is meant as a correction. */
const SHORT = 4;
/** A quoted on-screen message counts from here. */
const QUOTED = 0.6;
/** A second message counts beside the best only when it fits just as well. */
const ALIKE = 0.03;

function words(text: string): number {
  return text.split(/\s+/).filter((w) => w !== '').length;
}

/** Whether a fact told in passing replaces what is known: states change, but who mentions another device in a story means no correction. */
function replaces(pack: Pack, file: CaseFile, fact: HeardFact, heard: Understanding): boolean {
  const old = file.facts[fact.slot];
  if (old === undefined || fact.corrects) return true;
  // A question in between tells nothing new: "is everything lost?".
  if (heard.asks) return false;
  if (old.from === 'concluded') return true;
  return pack.checks.has(fact.slot) || words(heard.text) <= SHORT;
}

function factLesson(file: CaseFile, fact: HeardFact): Lesson[] {
  const old = file.facts[fact.slot];
  if (old === undefined) return [{ kind: 'told', slot: fact.slot }];
  if (old.value === fact.value) return [];
  // What was only picked up on the way is replaced without a word about it.
  return [{ kind: fact.corrects || old.from === 'asked' ? 'corrected' : 'told', slot: fact.slot }];
}

/** A short answer is about what was asked: "photos", asked what is missing, does not say that the error shows up there. */
function isBeside(asked: string | undefined, fact: HeardFact, heard: Understanding): boolean {
  if (asked === undefined || fact.slot === asked || fact.corrects) return false;
  return words(heard.text) <= SHORT && heard.facts.some((f) => f.slot === asked);
}

function learnFacts(pack: Pack, learnt: Learnt, heard: Understanding, at: Instant, question: string | undefined): Learnt {
  let { file } = learnt;
  const lessons: Lesson[] = [];
  for (const fact of heard.facts) {
    const old = file.facts[fact.slot];
    // What was just learnt as the answer to a question is no news when the words are read once more.
    const answered = old?.value === fact.value && old.at === at && old.from === 'asked';
    const beside = old !== undefined && isBeside(question, fact, heard);
    if (answered || beside || !isValue(pack, fact.slot, fact.value) || !replaces(pack, file, fact, heard)) continue;
    lessons.push(...factLesson(file, fact));
    const asked = file.open?.kind === 'slot' && file.open.about === fact.slot;
    file = setFact(pack, file, fact.slot, fact.value, { from: asked ? 'asked' : 'volunteered', at });
  }
  return lesson({ file, lessons: learnt.lessons }, ...lessons);
}

function newProblem(topic: string, confidence: number): Problem {
  return { topic, confidence, codes: [], entries: [], fixes: {}, unsure: [], status: 'open' };
}

/** Opens a problem and turns to it; the oldest ended one goes when there are too many. */
export function openProblem(pack: Pack, before: CaseFile, topic: string, confidence: number, at: Instant): CaseFile {
  const kept = before.problems.length < MAX_PROBLEMS ? before.problems : before.problems.slice(1);
  const file: CaseFile = { ...before, problems: [...kept, newProblem(topic, confidence)], current: kept.length };
  return confidence > pack.manifest.settings.confirm ? settleTopic(pack, file, topic, at) : file;
}

/** What the topic itself tells, where nothing else is known. A topic that is only suggested tells nothing. */
function settleTopic(pack: Pack, before: CaseFile, topic: string, at: Instant): CaseFile {
  let file = before;
  for (const [slot, value] of Object.entries(pack.topics.get(topic)?.sets ?? {})) {
    if (file.facts[slot] === undefined) file = setFact(pack, file, slot, value, { from: 'concluded', at });
  }
  return file;
}

/** A topic that was only suggested by a code of several meanings follows them as they become clear. */
function followMeanings(pack: Pack, file: CaseFile, at: Instant): CaseFile {
  const problem = currentProblem(file);
  if (problem === undefined || problem.confidence > pack.manifest.settings.confirm) return file;
  const topics = [...new Set(problem.entries.flatMap((id) => pack.entries.get(id)?.topic ?? []))];
  const [topic] = topics;
  if (topic === undefined || topics.length > 1) return file;
  return settleTopic(pack, topic === problem.topic ? file : updateProblem(file, { topic }), topic, at);
}

function isProblem(pack: Pack, topic: string | undefined): boolean {
  return topic !== undefined && pack.topics.get(topic)?.kind === 'problem';
}

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

/** A message quoted so surely is one, also when it reads like a question: "Can't change …". */
const EXACT = 0.95;

/** A guide's own question may sound like an on-screen message: "how do I see how much storage is left". */
function asksForGuide(heard: Understanding): boolean {
  const quotes = (heard.messages[0]?.confidence ?? 0) >= EXACT;
  return heard.asks && !quotes && (heard.guides[0]?.confidence ?? 0) >= SURELY;
}

/** The quoted messages that count: the best one, and a second that fits as well. */
function quotedEntries(pack: Pack, heard: Understanding): string[] {
  if (asksForGuide(heard)) return [];
  const atLeast = Math.max(QUOTED, (heard.messages[0]?.confidence ?? 0) - ALIKE);
  return heard.messages
    .filter((m) => m.confidence >= atLeast && pack.entries.has(m.id))
    .slice(0, 2)
    .map((m) => m.id);
}

/** Takes codes and quoted messages as evidence for the problem at hand, or opens one for them. */
function learnEvidence(pack: Pack, learnt: Learnt, heard: Understanding, at: Instant): Learnt {
  const sure = heard.codes.filter((c) => c.status === 'known').map((c) => c.code);
  const quoted = quotedEntries(pack, heard);
  let { file } = learnt;
  const lessons = heard.codes.flatMap(codeLessons);
  if (sure.length > 0 || quoted.length > 0) {
    const first = quoted[0] ?? heard.codes.find((c) => c.status === 'known')?.meanings[0];
    if (currentProblem(file) === undefined) {
      const topic = topicFor(pack, heard, first);
      if (topic !== undefined) file = openProblem(pack, file, topic.topic, topic.confidence, at);
    }
    file = addEvidence(file, sure, quoted);
  }
  if (quoted.length > 0) lessons.push({ kind: 'entries', entries: quoted });
  return lesson({ file, lessons: learnt.lessons }, ...lessons);
}

function addEvidence(file: CaseFile, codes: readonly string[], entries: readonly string[]): CaseFile {
  const problem = currentProblem(file);
  if (problem === undefined) return file;
  return updateProblem(file, {
    codes: [...new Set([...problem.codes, ...codes])].slice(-MAX_CODES),
    entries: [...new Set([...problem.entries, ...entries])].slice(-MAX_CODES),
  });
}

/** How much two topics are about the same: the share of likely causes that they have in common. */
function kinship(a: Topic | undefined, b: Topic | undefined): number {
  const total = Object.values(a?.causes ?? {}).reduce((sum, w) => sum + w, 0);
  const common = Object.entries(a?.causes ?? {}).filter(([cause]) => b?.causes[cause] !== undefined);
  return total > 0 ? common.reduce((sum, [, w]) => sum + w, 0) / total : 0;
}

const KIN = 0.25;
/** A topic heard later turns the conversation only when it is at least so sure, or as sure as the first. */
const SURELY = 0.85;

/** A topic heard while a problem is open: the same more exactly, or a second one that waits. */
function refineOrAdd(pack: Pack, learnt: Learnt, problem: Problem, topic: string, confidence: number): Learnt {
  if (confidence < Math.min(SURELY, problem.confidence)) return learnt;
  const started = Object.keys(problem.fixes).length > 0;
  const related = Math.max(
    kinship(pack.topics.get(topic), pack.topics.get(problem.topic)),
    kinship(pack.topics.get(problem.topic), pack.topics.get(topic)),
  );
  // A code tells what it is about; words around it do not change that.
  const vague = !started && problem.codes.length === 0;
  if (vague && (related >= KIN || problem.confidence < pack.manifest.settings.act)) {
    const refined = updateProblem(learnt.file, { topic, confidence });
    return lesson({ file: refined, lessons: learnt.lessons }, { kind: 'topic', topic, how: 'refined' });
  }
  if (related >= KIN || learnt.file.problems.some((p) => p.topic === topic && p.status !== 'solved')) return learnt;
  if (learnt.file.problems.length >= MAX_PROBLEMS) return learnt;
  const waiting = { ...newProblem(topic, confidence), status: 'waiting' as const };
  const file = { ...learnt.file, problems: [...learnt.file.problems, waiting] };
  return lesson({ file, lessons: learnt.lessons }, { kind: 'topic', topic, how: 'second' });
}

/** A topic less likely than this is not worth a button. */
const OFFERED = 0.08;

/** Which of the heard topics are worth offering when none is sure: when one is likely, or all together are. */
function guesses(pack: Pack, topics: Understanding['topics']): string[] {
  const { act, confirm } = pack.manifest.settings;
  const offered = topics
    .filter((t) => t.confidence >= OFFERED && ['problem', 'howto'].includes(pack.topics.get(t.id)?.kind ?? ''))
    .slice(0, 3);
  const together = offered.reduce((sum, t) => sum + t.confidence, 0);
  return (topics[0]?.confidence ?? 0) >= confirm || together >= (act + confirm) / 2 ? offered.map((t) => t.id) : [];
}

/** The topics that what is known does not deny: who has plenty of room does not complain that it is full. */
function likelyTopics(pack: Pack, file: CaseFile, heard: Understanding): Understanding['topics'] {
  const denied = (topic: string) =>
    Object.entries(pack.topics.get(topic)?.sets ?? {}).some(([slot, value]) => {
      const fact = file.facts[slot];
      return pack.checks.has(slot) && fact !== undefined && fact.from !== 'concluded' && fact.value !== value;
    });
  return heard.outOfScope ? [] : heard.topics.filter((t) => !denied(t.id));
}

/** While a question is open, so few words are an answer to it rather than another problem. */
const STORY = 5;
/** A value or two, and no complaint. */
const FEW = 4;

const SAID = new Set<Lesson['kind']>(['entries', 'near-code', 'unknown-code']);
/** Codes and bare answers ("120 GB") say what they say, whatever topic they sound like. */
function saysMore(learnt: Learnt, heard: Understanding): boolean {
  if (learnt.lessons.some((l) => SAID.has(l.kind))) return false;
  return (learnt.file.open === undefined && heard.facts.length === 0) || words(heard.text) >= STORY;
}

/** Words that a complaint has at least: who, and what is wrong. */
const SENTENCE = 3;

/** A value or two, and nothing else: a device, a size. It fills a slot, and is no complaint and no question. */
export function isBareValue(heard: Understanding): boolean {
  return heard.facts.length > 0 && !heard.asks && words(heard.text) < FEW;
}

/** What the message is about, when it is not the answer to a question. */
function learnTopic(pack: Pack, learnt: Learnt, heard: Understanding, at: Instant): Learnt {
  const topics = likelyTopics(pack, learnt.file, heard);
  const [top] = topics;
  if (top === undefined) return learnt;
  const problem = currentProblem(learnt.file);
  const sure = isProblem(pack, top.id) && top.confidence >= pack.manifest.settings.act;
  if (problem === undefined) return learnFirstTopic(pack, learnt, heard, topics, at);
  const turns = sure && top.id !== problem.topic && saysMore(learnt, heard);
  return turns ? refineOrAdd(pack, learnt, problem, top.id, top.confidence) : learnt;
}

/** Whether so few words are an answer: not when it was asked what is wrong and they say it, as "an update fails" does. */
function answersInPassing(pack: Pack, { open }: CaseFile, heard: Understanding, confidence: number): boolean {
  if (open === undefined) return false;
  const sentence = words(heard.text) >= SENTENCE && heard.facts.every((fact) => pack.slots.get(fact.slot)?.kind === 'choice');
  const complaint = sentence && confidence >= SURELY;
  return !complaint || (open.kind !== 'topic' && open.kind !== 'describe');
}

/** What it is about while there is no problem yet: one that is sure, or a few to choose from. */
function learnFirstTopic(pack: Pack, learnt: Learnt, heard: Understanding, topics: Understanding['topics'], at: Instant): Learnt {
  const [top] = topics;
  if (top === undefined || (answersInPassing(pack, learnt.file, heard, top.confidence) && isBareValue(heard))) return learnt;
  if (isProblem(pack, top.id) && top.confidence >= pack.manifest.settings.act) {
    const file = openProblem(pack, learnt.file, top.id, top.confidence, at);
    return lesson({ file, lessons: learnt.lessons }, { kind: 'topic', topic: top.id, how: 'new' });
  }
  const options = learnt.lessons.some((l) => SAID.has(l.kind)) ? [] : guesses(pack, topics);
  return options.length > 0 ? lesson(learnt, { kind: 'guess', topics: options }) : learnt;
}

/** A topic that was chosen from a list opens a problem, or settles what the open one is about. */
function adoptChosen(pack: Pack, learnt: Learnt, at: Instant): Learnt {
  const chosen = lessonOf(learnt.lessons, 'topic');
  if (chosen === undefined || !isProblem(pack, chosen.topic)) return learnt;
  const problem = currentProblem(learnt.file);
  if (problem === undefined) return { ...learnt, file: openProblem(pack, learnt.file, chosen.topic, 1, at) };
  return { ...learnt, file: updateProblem(learnt.file, { topic: chosen.topic, confidence: 1 }) };
}

/** A code that was confirmed ("did you mean …?") counts as written. */
function adoptCode(pack: Pack, learnt: Learnt, heard: Understanding, at: Instant): Learnt {
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

/** A note for the person who takes over is whatever is written then, unless it is an answer or a new problem. */
function learnNote(learnt: Learnt, heard: Understanding): Learnt {
  if (learnt.file.open?.kind !== 'note' || heard.pick !== undefined || heard.shape !== 'text') return learnt;
  const dismissed = heard.answer?.kind === 'no' || heard.commands.includes('continue') || heard.commands.includes('thanks');
  const { open: _, ...file } = learnt.file;
  if (dismissed) return lesson({ file, lessons: learnt.lessons }, { kind: 'continue' });
  const note = heard.text.slice(0, 300);
  return lesson({ file: { ...file, note }, lessons: learnt.lessons }, { kind: 'note', text: note });
}

function withoutAnswer(file: CaseFile, heard: Understanding): Understanding {
  return { ...heard, facts: heard.facts.filter((fact) => fact.slot !== file.open?.about) };
}

/** What fills other slots than the one asked for is no yes or no to it: "the line is ok", "I don't care about that". */
function answersElse(pack: Pack, { open }: CaseFile, heard: Understanding): boolean {
  const short = heard.answer?.kind === 'yes' || heard.answer?.kind === 'no';
  if (open?.kind !== 'slot' || !short || heard.facts.length === 0) return false;
  if (heard.facts.some((fact) => fact.slot === open.about)) return false;
  return words(heard.text) >= STORY || heard.facts.some((fact) => pack.checks.has(fact.slot));
}

/** Who tells the very thing that a topic is about has that problem: "it just says not enough storage". */
function turnToFact(pack: Pack, learnt: Learnt, asked: string | undefined): Learnt {
  const problem = currentProblem(learnt.file);
  const begun = problem === undefined || Object.keys(problem.fixes).length > 0 || problem.codes.length > 0 || problem.entries.length > 0;
  if (begun) return learnt;
  const told = learnt.lessons.flatMap((l) => (l.kind === 'told' && l.slot !== asked && pack.checks.has(l.slot) ? [l.slot] : []));
  const topic = [...pack.topics.values()].find((t) =>
    told.some((slot) => t.kind === 'problem' && t.sets[slot] !== undefined && t.sets[slot] === learnt.file.facts[slot]?.value),
  );
  if (topic === undefined || topic.id === problem.topic || kinship(topic, pack.topics.get(problem.topic)) < KIN) return learnt;
  return lesson({ file: updateProblem(learnt.file, { topic: topic.id }), lessons: learnt.lessons });
}

/** What the words say, as far as they are not a pressed button's. */
function learnWords(pack: Pack, before: Learnt, heard: Understanding, at: Instant): Learnt {
  // A question in between answers nothing, whatever words of it would.
  const aside = asksForGuide(heard);
  let learnt = aside || answersElse(pack, before.file, heard) ? before : adoptChosen(pack, learnAnswer(pack, before, heard, at), at);
  const answered = learnt.lessons.length > 0;
  const { open } = before.file;
  const question = open?.kind === 'slot' ? open.about : undefined;
  learnt = learnFacts(pack, learnt, aside ? withoutAnswer(learnt.file, heard) : heard, at, question);
  learnt = learnEvidence(pack, learnt, heard, at);
  return answered || heard.secret === true ? learnt : learnTopic(pack, learnt, heard, at);
}

/** What was tried before it was suggested need not be suggested; what is suggested now and was done did not help. */
function learnTried(pack: Pack, learnt: Learnt, heard: Understanding): Learnt {
  const problem = currentProblem(learnt.file);
  if (problem === undefined || heard.commands.includes('solved')) return learnt;
  const news = heard.tried.filter((id) => pack.fixes.has(id) && (problem.fixes[id] ?? 'offered') === 'offered');
  if (news.length === 0) return learnt;
  const fixes = { ...problem.fixes, ...Object.fromEntries(news.map((id) => [id, 'done-before' as const])) };
  return lesson({ file: updateProblem(learnt.file, { fixes }), lessons: learnt.lessons }, { kind: 'tried', fixes: news });
}

/** Case and what was heard → case, and what there was to learn. */
export function learn(pack: Pack, before: CaseFile, heard: Understanding, at: Instant): Learnt {
  let learnt: Learnt = { file: forgetStale(pack, before, at), lessons: [] };
  if (before.open?.kind === 'note') {
    learnt = learnNote(learnt, heard);
    if (learnt.lessons.length > 0) return learnt;
  }
  learnt = heard.pick === undefined ? learnWords(pack, learnt, heard, at) : adoptChosen(pack, learnAnswer(pack, learnt, heard, at), at);
  learnt = learnTried(pack, turnToFact(pack, adoptCode(pack, learnt, heard, at), before.open?.about), heard);
  return { file: followMeanings(pack, settleMeanings(pack, learnt.file, at), at), lessons: learnt.lessons };
}
