/** What a message is about → the problem at hand, said more exactly, or another one. */
import type { Pack, Topic } from '../knowledge/pack.ts';
import { likelihood } from './beliefs.ts';
import type { CaseFile, Instant, Problem } from './case-file.ts';
import { type Understanding, wordCount } from './heard.ts';
import { addProblem, isProblem, openProblem, turnTo } from './learn-problem.ts';
import { type Learnt, type Lesson, lesson, lessonOf } from './lesson.ts';
import { currentProblem, updateProblem } from './talk.ts';

/** How much two topics are about the same: the share of likely causes that they have in common. */
function kinship(a: Topic | undefined, b: Topic | undefined): number {
  const total = Object.values(a?.causes ?? {}).reduce((sum, w) => sum + w, 0);
  const common = Object.entries(a?.causes ?? {}).filter(([cause]) => b?.causes[cause] !== undefined);
  return total > 0 ? common.reduce((sum, [, w]) => sum + w, 0) / total : 0;
}

const KIN = 0.25;

/** Kinship counts in whichever direction it is the closer. */
function kinshipOf(pack: Pack, a: string, b: string): number {
  const [one, other] = [pack.topics.get(a), pack.topics.get(b)];
  return Math.max(kinship(one, other), kinship(other, one));
}

/** A topic heard later turns the conversation only when it is at least so sure, or as sure as the first. */
export const SURELY = 0.85;

/** A topic heard while a problem is open: the same more exactly, or a second one that waits. */
function refineOrAdd(pack: Pack, learnt: Learnt, problem: Problem, topic: string, confidence: number): Learnt {
  if (confidence < Math.min(SURELY, problem.confidence)) return learnt;
  const started = Object.keys(problem.fixes).length > 0;
  const related = kinshipOf(pack, topic, problem.topic);
  // A code tells what it is about; words around it do not change that.
  const vague = !started && problem.codes.length === 0;
  if (vague && (related >= KIN || problem.confidence < pack.manifest.settings.act)) {
    const refined = updateProblem(learnt.file, { topic, confidence });
    return lesson({ file: refined, lessons: learnt.lessons }, { kind: 'topic', topic, how: 'refined' });
  }
  return related >= KIN ? learnt : addWaiting(learnt, topic, confidence);
}

/** Another problem, which is taken up when the one at hand is done. */
function addWaiting(learnt: Learnt, topic: string, confidence: number): Learnt {
  if (learnt.file.problems.some((p) => p.topic === topic && p.status !== 'solved')) return learnt;
  const file = addProblem(learnt.file, topic, confidence);
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

/** An answer rarer than this is not what a cause shows. */
const RARE = 0.2;

/** Who says in passing that the line is good does not complain of it: what was told hardly goes with the topic's likeliest cause. */
function isWell(pack: Pack, topic: string, heard: Understanding): boolean {
  const causes = Object.entries(pack.topics.get(topic)?.causes ?? {}).sort((a, b) => b[1] - a[1]);
  const cause = pack.causes.get(causes[0]?.[0] ?? '');
  return heard.facts.some(
    ({ slot, value }) => cause?.shows[slot] !== undefined && pack.checks.has(slot) && likelihood(pack, cause, slot, value) < RARE,
  );
}

/** The topics that what is known does not deny: who has plenty of room does not complain that it is full. */
function likelyTopics(pack: Pack, file: CaseFile, heard: Understanding): Understanding['topics'] {
  const denied = (topic: string) =>
    Object.entries(pack.topics.get(topic)?.sets ?? {}).some(([slot, value]) => {
      const fact = file.facts[slot];
      return pack.checks.has(slot) && fact !== undefined && fact.from !== 'concluded' && fact.value !== value;
    });
  // In a longer first message it may be what the screen complains of in spite of it: "it asks for what is there".
  const inPassing = currentProblem(file) !== undefined || wordCount(heard.text) <= FEW;
  const well = (topic: string) => inPassing && isWell(pack, topic, heard);
  return heard.outOfScope ? [] : heard.topics.filter((t) => !denied(t.id) && !well(t.id));
}

/** While a question is open, so few words are an answer to it rather than another problem. */
export const STORY = 5;

/** A value or two, and no complaint. */
const FEW = 4;

const SAID = new Set<Lesson['kind']>(['entries', 'near-code', 'unknown-code']);

/** Codes and bare answers ("120 GB") say what they say, whatever topic they sound like. */
function saysMore(learnt: Learnt, heard: Understanding): boolean {
  if (learnt.lessons.some((l) => SAID.has(l.kind))) return false;
  return (learnt.file.open === undefined && heard.facts.length === 0) || wordCount(heard.text) >= STORY;
}

/** Words that a complaint has: who, and what is wrong. With fewer, "it hangs", it must be plain. */
const SENTENCE = 3;
const PLAINLY = 0.97;

/** A value or two, and nothing else: a device, a size. It fills a slot, and is no complaint and no question. */
export function isBareValue(heard: Understanding): boolean {
  return heard.facts.length > 0 && !heard.asks && wordCount(heard.text) < FEW;
}

/** What the message is about, when it is not the answer to a question. */
export function learnTopic(pack: Pack, learnt: Learnt, heard: Understanding, at: Instant): Learnt {
  const topics = likelyTopics(pack, learnt.file, heard);
  const [top] = topics;
  if (top === undefined || isStillWell(learnt.file, heard)) return learnt;
  const problem = currentProblem(learnt.file);
  const sure = isProblem(pack, top.id) && top.confidence >= pack.manifest.settings.act;
  if (problem === undefined) return learnFirstTopic(pack, learnt, heard, topics, at);
  const turns = sure && top.id !== problem.topic && saysMore(learnt, heard);
  return turns ? refineOrAdd(pack, learnt, problem, top.id, top.confidence) : learnt;
}

/** Whether so few words are an answer: not when it was asked what is wrong and they say it, as "an update fails" does. */
function answersInPassing(pack: Pack, { open }: CaseFile, heard: Understanding, confidence: number): boolean {
  if (open === undefined) return false;
  const sentence = wordCount(heard.text) > 1 && heard.facts.every((fact) => pack.slots.get(fact.slot)?.kind === 'choice');
  const complaint = sentence && confidence >= (wordCount(heard.text) >= SENTENCE ? SURELY : PLAINLY);
  return !complaint || (open.kind !== 'topic' && open.kind !== 'describe');
}

/** How sure the first topic is, if a second that is much the same is no reason to ask which: what is told later decides. */
function sureness(pack: Pack, { asks }: Understanding, [top, next]: Understanding['topics']): number {
  if (top === undefined || next === undefined) return top?.confidence ?? 0;
  const alike = isProblem(pack, next.id) && kinshipOf(pack, top.id, next.id) >= KIN;
  // Who asks nothing wants no explanation.
  const told = !asks && pack.topics.get(next.id)?.kind === 'howto';
  const together = top.confidence + next.confidence >= SURELY;
  return together && (alike || told) ? Math.max(top.confidence, pack.manifest.settings.act) : top.confidence;
}

/** "It worked, it's running now" after it was solved tells of no other problem. */
function isStillWell({ problems, current }: CaseFile, { commands }: Understanding): boolean {
  return problems[current]?.status === 'solved' && commands.includes('solved') && !commands.includes('not-solved');
}

/** What it is about while there is no problem yet: one that is sure, or a few to choose from. */
function learnFirstTopic(pack: Pack, learnt: Learnt, heard: Understanding, topics: Understanding['topics'], at: Instant): Learnt {
  const [top] = topics;
  if (top === undefined) return learnt;
  if (answersInPassing(pack, learnt.file, heard, top.confidence) && isBareValue(heard)) return guessAtFew(pack, learnt, heard, topics);
  if (isProblem(pack, top.id) && sureness(pack, heard, topics) >= pack.manifest.settings.act) {
    const file = openProblem(pack, learnt.file, top.id, top.confidence, at);
    const opened = lesson({ file, lessons: learnt.lessons }, { kind: 'topic', topic: top.id, how: 'new' });
    const { second } = heard;
    return second && kinshipOf(pack, second.id, top.id) < KIN ? addWaiting(opened, second.id, second.confidence) : opened;
  }
  const options = learnt.lessons.some((l) => SAID.has(l.kind)) ? [] : guesses(pack, topics);
  return options.length > 0 ? lesson(learnt, { kind: 'guess', topics: options }) : learnt;
}

/** A few words in answer to what is wrong, such as "backup hangs", may say it after all: then it is asked. */
function guessAtFew(pack: Pack, learnt: Learnt, heard: Understanding, topics: Understanding['topics']): Learnt {
  const asked = learnt.file.open?.kind === 'describe' || learnt.file.open?.kind === 'topic';
  const options = guesses(pack, topics);
  const likely =
    wordCount(heard.text) > 1 && topics.some(({ id, confidence }) => options[0] === id && confidence >= pack.manifest.settings.confirm);
  return asked && likely ? lesson(learnt, { kind: 'guess', topics: options }) : learnt;
}

/** A topic that was chosen from a list: what the problem at hand is about, or, once that has begun, another one, which comes first now. */
export function adoptChosen(pack: Pack, learnt: Learnt, at: Instant): Learnt {
  const chosen = lessonOf(learnt.lessons, 'topic')?.topic;
  if (chosen === undefined || !isProblem(pack, chosen)) return learnt;
  const { file } = learnt;
  const problem = currentProblem(file);
  const waiting = file.problems.findIndex((p) => p.topic === chosen && p.status === 'waiting');
  if (problem !== undefined && (problem.topic === chosen || (waiting < 0 && !hasBegun(problem))))
    return { ...learnt, file: updateProblem(file, { topic: chosen, confidence: 1 }) };
  const turned = { ...learnt, file: waiting < 0 ? openProblem(pack, file, chosen, 1, at) : turnTo(file, waiting) };
  return problem === undefined ? turned : lesson(turned, { kind: 'topic', topic: problem.topic, how: 'second' });
}

/** Something was tried for it, or a screen shown: it is a problem of its own, whatever is named next. */
function hasBegun({ fixes, codes, entries }: Problem): boolean {
  return Object.keys(fixes).length > 0 || codes.length > 0 || entries.length > 0;
}

/** Who tells the very thing that a topic is about has that problem: "it just says not enough storage". */
export function turnToFact(pack: Pack, learnt: Learnt, asked: string | undefined): Learnt {
  const problem = currentProblem(learnt.file);
  if (problem === undefined || hasBegun(problem)) return learnt;
  const told = learnt.lessons.flatMap((l) => (l.kind === 'told' && l.slot !== asked && pack.checks.has(l.slot) ? [l.slot] : []));
  const topic = [...pack.topics.values()].find((t) =>
    told.some((slot) => t.kind === 'problem' && t.sets[slot] !== undefined && t.sets[slot] === learnt.file.facts[slot]?.value),
  );
  if (topic === undefined || topic.id === problem.topic || kinship(topic, pack.topics.get(problem.topic)) < KIN) return learnt;
  return lesson({ file: updateProblem(learnt.file, { topic: topic.id }), lessons: learnt.lessons });
}
