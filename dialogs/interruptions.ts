/**
 * What people say to the conversation itself: help, a human, start over, back, a question in between. Each is answered
 * and the thread is taken up again, since the next step is derived from what is known.
 */
import { advance } from './advance.ts';
import { ASIDES, type Interruption, overwhelmed, says, takeUpThread } from './asides.ts';
import {
  askForRest,
  askOutcome,
  askTopic,
  askWhatIsWrong,
  explainHow,
  fixValues,
  handOver,
  offerFix,
  offerPerson,
  takeNote,
  tellStanding,
  withdraw,
} from './ask.ts';
import type { Problem } from './case-file.ts';
import { askCode, neighbour, unknownCode } from './code-talk.ts';
import { forget, newestFact } from './facts.ts';
import { glossary } from './glossary.ts';
import { answerGuide, guidesHeard } from './guide.ts';
import { type Command, wordCount } from './heard.ts';
import { openProblem, turnTo } from './learn-problem.ts';
import { isBareValue } from './learn-topic.ts';
import { type Lesson, lessonOf } from './lesson.ts';
import { openCase } from './open-case.ts';
import { close, currentProblem, fixTitle, markOnce, passOver, say, sayText, type Talk, update, updateProblem } from './talk.ts';
import { countMisheard, goOnAlone, isHopeless, justSolved } from './unheard.ts';

/** A guide counts as asked for from here. */
const ASKED = 0.5;
/** A question that is surely of the guide's topic needs less, where no other guide comes near. */
const ASKED_OF_TOPIC = 0.35;
const AHEAD = 2;

/** Danger to people or data comes before everything else. */
const alarm: Interruption = (talk) => {
  const id = talk.heard.alarms.find((a) => talk.pack.alarms.has(a));
  const declared = talk.pack.alarms.get(id ?? '');
  if (declared === undefined) return undefined;
  const said = sayText(talk, `alarm:${declared.id}`, [declared.say]);
  if (declared.handoff) return handOver(said, 'alarm');
  return declared.waits ? said : advance(said);
};

/** Who does not want to be asked how it went is never asked again; what is open stays open. */
const quiet: Interruption = (talk, lessons) => {
  if (lessonOf(lessons, 'quiet') === undefined) return undefined;
  return say(update(talk, { quiet: true }), 'follow_up_off');
};

/** Whether the words as a whole, and nothing else, sound like the wish for a person. */
function soundsLikeHuman({ heard, pack }: Talk): boolean {
  const [top, next] = heard.topics;
  const { act, confirm } = pack.manifest.settings;
  return top !== undefined && pack.topics.get(top.id)?.kind === 'human' && top.confidence >= act && (next?.confidence ?? 0) < confirm;
}

const human: Interruption = (talk, lessons) => {
  const accepted = lessonOf(lessons, 'person');
  if (accepted?.yes === true) return handOver(talk, 'accepted');
  const asked = soundsLikeHuman(talk);
  if (!says(talk, 'human') && !(asked && lessons.length === 0)) return undefined;
  // "Are you a person?" is a question first: answered, with the offer.
  if (!says(talk, 'human') && talk.heard.asks) return offerPerson(say(talk, 'automated'), 'offer_person');
  return handOver(talk, 'asked');
};

/** Nobody has to think of a note; who writes one, sees that it is added. */
const queued: Interruption = (talk, lessons) => {
  if (talk.file.mode !== 'queued') return undefined;
  if (lessonOf(lessons, 'withdraw') !== undefined || says(talk, 'withdraw')) return stayAlone(talk);
  if (says(talk, 'queue')) return tellStanding(talk);
  return lessonOf(lessons, 'note') === undefined ? undefined : takeNote(talk);
};

/** The place in the queue is given up; the problem is taken up again with the bot. */
function stayAlone(talk: Talk): Talk {
  const said = say(withdraw(reopen(talk), 'person-left'), 'withdrawn');
  return currentProblem(said.file) === undefined ? close(said) : advance(said);
}

/** Who says something of substance meanwhile, or wants to go on, goes on with the bot and keeps the place. */
export function meanwhile(talk: Talk, lessons: readonly Lesson[]): Talk {
  const substance = lessons.some(({ kind }) => kind !== 'note' && kind !== 'withdraw') || says(talk, 'continue');
  return talk.file.mode === 'queued' && substance ? reopen(talk) : talk;
}

/** The bot works on while a person is on the way: the problem is open again. */
function reopen(talk: Talk): Talk {
  const problem = talk.file.problems[talk.file.current];
  return problem?.status === 'handed-over' ? { ...talk, file: updateProblem(talk.file, { status: 'open' }) } : talk;
}

/** What a screen says, or a complaint that holds the words, is no wish to begin anew. */
const OF_THE_TROUBLE = new Set<Lesson['kind']>(['entries', 'topic', 'near-code', 'unknown-code']);

const startOver: Interruption = (talk, lessons) => {
  if (!says(talk, 'start-over') || lessons.some(({ kind }) => OF_THE_TROUBLE.has(kind))) return undefined;
  const fresh = openCase(talk.pack, talk.file.locale, talk.at);
  const { seq, said, mode, handoff } = talk.file;
  // Who waits for a person goes on waiting.
  const kept = { seq, said, mode, ...(handoff && { handoff }), ...(talk.file.quiet && { quiet: talk.file.quiet }) };
  return askWhatIsWrong(say({ ...talk, file: { ...fresh, ...kept } }, 'started_over'), 'describe');
};

const back: Interruption = (talk) => {
  if (!says(talk, 'back')) return undefined;
  const slot = newestFact(talk.before);
  const latest = talk.before.problems[talk.before.current]?.latest;
  if (latest !== undefined && latest.seq > (talk.before.facts[slot ?? '']?.seq ?? 0)) return takeBackFix(talk, latest.fix);
  if (slot === undefined) return advance(say(talk, 'back_none'));
  const file = forget(talk.file, slot);
  const problem = currentProblem(file);
  const reopened = problem === undefined ? file : updateProblem(file, { unsure: problem.unsure.filter((s) => s !== slot) });
  return advance(say({ ...talk, file: reopened }, 'back_done', { slot: talk.pack.slots.get(slot)?.title ?? slot }));
};

/** What was said of a fix is taken back: it is at hand again, and the problem with it. */
function takeBackFix(talk: Talk, fix: string): Talk {
  const index = talk.before.current;
  const { latest: _, ...problem } = talk.before.problems[index] as Problem;
  // A fix that was offered since was not at hand yet.
  const fixes = Object.fromEntries(Object.entries(problem.fixes).filter(([id, outcome]) => id === fix || outcome !== 'offered'));
  const problems = talk.file.problems.map((p, i) => (i === index ? { ...problem, fixes: { ...fixes, [fix]: 'offered' as const } } : p));
  const file = turnTo({ ...talk.file, problems }, index);
  return advance(say({ ...talk, file }, 'back_fix', { title: fixTitle(talk, fix) }));
}

/** Leaves a question unanswered, or a fix untried. */
const skip: Interruption = (talk) => {
  const problem = currentProblem(talk.file);
  const { open } = talk.before;
  if (!says(talk, 'skip') || problem === undefined || open?.about === undefined) return undefined;
  if (open.kind === 'slot') return advance(say({ ...talk, file: passOver(talk.file, open.about) }, 'skipped'));
  if (open.kind !== 'fix' && open.kind !== 'consent') return undefined;
  return advance(say({ ...talk, file: updateProblem(talk.file, { fixes: { ...problem.fixes, [open.about]: 'skipped' } }) }, 'skipped'));
};

/** Asked for, or at the first "I don't know": the way to find out. */
function howToCheck(talk: Talk, lessons: readonly Lesson[], slot: string): Talk | undefined {
  const once = `how:${slot}`;
  const firstUnsure = lessonOf(lessons, 'unsure') !== undefined && !talk.file.once.includes(once) && talk.heard.pick === undefined;
  if (lessonOf(lessons, 'how') === undefined && !says(talk, 'how') && !firstUnsure) return undefined;
  return explainHow({ ...talk, file: markOnce(talk.file, once) }, slot);
}

/** "How do I check that?", "what do you mean?": the way for this device. */
const how: Interruption = (talk, lessons) => {
  const { open } = talk.file;
  if (open?.kind === 'slot' && open.about !== undefined) return howToCheck(talk, lessons, open.about);
  const fix = talk.pack.fixes.get(open?.kind === 'fix' ? (open.about ?? '') : '');
  if (fix === undefined || !(says(talk, 'how') || says(talk, 'repeat'))) return undefined;
  return offerFix(talk, fix, 'again');
};

const why: Interruption = (talk) => {
  const { open } = talk.file;
  if (!says(talk, 'why') || open?.about === undefined) return undefined;
  const question = open.kind === 'slot' ? talk.pack.slots.get(open.about)?.question : undefined;
  if (question !== undefined) return advance(sayText(talk, `why:${open.about}`, [question.why]));
  const fix = talk.pack.fixes.get(open.about);
  const problem = currentProblem(talk.file);
  if (fix === undefined || problem === undefined) return undefined;
  return advance(say(talk, 'why_fix', { because: fixValues(talk.pack, talk, fix, problem).values.because }));
};

const repeat: Interruption = (talk) => (says(talk, 'repeat') && talk.file.open !== undefined ? putAgain(talk) : undefined);

/** What is open is put once more; an offer of a person in other words. */
function putAgain(talk: Talk): Talk {
  return talk.file.open?.kind === 'person' ? offerPerson(talk, 'offer_person') : takeUpThread(talk);
}

const help: Interruption = (talk, lessons) => (says(talk, 'help') && lessons.length === 0 ? advance(say(talk, 'help')) : undefined);

/** "It can't be told yet": the person needs time, or cannot see whether it worked. */
const unsettled: Interruption = (talk, lessons) => {
  const told = lessonOf(lessons, 'unsettled');
  const waits = says(talk, 'wait') && talk.file.open?.kind === 'fix' && lessons.length === 0;
  const fix = talk.pack.fixes.get(told?.fix ?? (waits ? (talk.file.open?.about ?? '') : ''));
  if (fix === undefined) return undefined;
  if (told?.how === 'unsure') return askOutcome(sayText(talk, `worked:${fix.id}`, [fix.worked]), fix);
  return told?.how === 'partly' ? askForRest(talk, fix) : say(talk, 'take_your_time');
};

/** A question, or a few words that name a how-to; who tells what is wrong, or answers, wants it fixed, not explained. */
function wantsToKnow(talk: Talk, lessons: readonly Lesson[]): boolean {
  if (talk.heard.secret === true) return false;
  if (talk.heard.asks || currentProblem(talk.file) === undefined) return true;
  const topic = talk.heard.topics[0];
  const howto =
    topic !== undefined && talk.pack.topics.get(topic.id)?.kind === 'howto' && topic.confidence >= talk.pack.manifest.settings.confirm;
  return howto && (currentProblem(talk.before) === undefined || (lessonOf(lessons, 'told') === undefined && !isFewWords(talk)));
}

/** So few words in answer to a question are meant as its answer, even if they are not one. */
const FEW = 3;

function isFewWords(talk: Talk): boolean {
  return talk.before.open?.kind === 'slot' && wordCount(talk.heard.text) < FEW;
}

/** Who tells what is wrong, and hears something worth knowing first, still has the problem afterwards. */
function withLikelyProblem(talk: Talk): Talk {
  const top = talk.heard.topics[0];
  const { act, confirm } = talk.pack.manifest.settings;
  const told = !talk.heard.asks && top !== undefined && talk.pack.topics.get(top.id)?.kind === 'problem' && top.confidence >= confirm;
  if (!told || currentProblem(talk.file) !== undefined) return talk;
  return { ...talk, file: openProblem(talk.pack, talk.file, top.id, Math.min(top.confidence, act), talk.at) };
}

/** Who asks nothing is given a guide only when the message is about its topic, too. */
function fitsTopic(talk: Talk, guide: string): boolean {
  const topic = talk.pack.guides.get(guide)?.topic;
  const { confirm } = talk.pack.manifest.settings;
  return talk.heard.asks || talk.heard.topics.some((t) => t.id === topic && t.confidence >= confirm);
}

/** Whether the best guide is meant. */
function isAskedFor(talk: Talk): boolean {
  const { heard, pack } = talk;
  const [best, next] = guidesHeard(talk);
  const [top] = heard.topics;
  if (best === undefined || best.confidence >= ASKED) return best !== undefined;
  const ofTopic = heard.asks && top?.id === pack.guides.get(best.id)?.topic && (top?.confidence ?? 0) >= pack.manifest.settings.act;
  return ofTopic && best.confidence >= ASKED_OF_TOPIC && best.confidence >= AHEAD * (next?.confidence ?? 0);
}

/** Replies of the last turn, most often. */
const JUST = 3;

/** A question in between is answered, then the thread goes on. */
const guide: Interruption = (talk, lessons) => {
  const chosen = lessonOf(lessons, 'guide');
  if (chosen !== undefined) return answerGuide(talk, chosen.guide);
  const [best] = guidesHeard(talk);
  if (best === undefined || !isAskedFor(talk) || !talk.pack.guides.has(best.id)) return undefined;
  // Who was not helped by it is not helped by hearing it again, nor by hearing it twice in a row.
  const justGiven = talk.before.said.slice(-JUST).some((id) => id.startsWith(`guide:${best.id}#`));
  if (justGiven || talk.file.once.includes(`vain-guide:${best.id}`)) return undefined;
  const moved = isBareValue(talk.heard) || lessons.some((l) => l.kind !== 'told' && l.kind !== 'guess' && l.kind !== 'topic');
  return moved || !fitsTopic(talk, best.id) || !wantsToKnow(talk, lessons) ? undefined : answerGuide(withLikelyProblem(talk), best.id);
};

/** A how-to question whose guide is not clear: the nearest ones are offered. */
const howto: Interruption = (talk, lessons) => {
  const topic = talk.heard.topics[0];
  const chosen = lessonOf(lessons, 'topic');
  const id = chosen?.topic ?? topic?.id ?? '';
  const sure = chosen !== undefined || (topic?.confidence ?? 0) >= talk.pack.manifest.settings.act;
  if (talk.pack.topics.get(id)?.kind !== 'howto' || !sure || currentProblem(talk.file) !== undefined) return undefined;
  return answerGuide(talk, undefined, id);
};

const denied: Interruption = (talk, lessons) =>
  lessonOf(lessons, 'topic-denied') === undefined ? undefined : askWhatIsWrong(talk, 'describe_again');

const guess: Interruption = (talk, lessons) => {
  const guessed = lessonOf(lessons, 'guess');
  if (guessed === undefined || currentProblem(talk.file) !== undefined) return undefined;
  return askTopic(talk, guessed.topics, guessed.topics.length === 1 ? 'confirm_topic' : 'top_topics');
};

const declinedPerson: Interruption = (talk, lessons) => (lessonOf(lessons, 'person')?.yes === false ? goOnAlone(talk) : undefined);

/** Something else than this pack's trade: said kindly, with what we are good for; the open question stays. */
const outside: Interruption = (talk, lessons) => {
  if (!talk.heard.outOfScope || isBareValue(talk.heard) || lessons.some((l) => l.kind !== 'told')) return undefined;
  // In the middle of a problem most of what sounds strange is about it.
  if (currentProblem(talk.file) !== undefined || talk.file.open?.kind === 'solved') return undefined;
  const said = say(countMisheard(talk), 'out_of_scope');
  return isHopeless(said) ? offerPerson(said, 'offer_person') : askTopic(said, talk.pack.manifest.start, 'offer_topics');
};

const CHAT: readonly (readonly [Command, 'thanks' | 'goodbye' | 'smalltalk'])[] = [
  ['goodbye', 'goodbye'],
  ['thanks', 'thanks'],
  ['greeting', 'smalltalk'],
];

function isTalk(talk: Talk): boolean {
  const topic = talk.heard.topics[0];
  return topic !== undefined && talk.pack.topics.get(topic.id)?.kind === 'talk' && topic.confidence >= talk.pack.manifest.settings.act;
}

/** "Worked, thank you!" is more than thanks. */
function tellsSolved(talk: Talk): boolean {
  return says(talk, 'solved') && currentProblem(talk.file) !== undefined;
}

/** In the middle of a problem nobody is asked what is wrong. */
function besideKey(talk: Talk): 'smalltalk' | 'smalltalk_beside' {
  return currentProblem(talk.file) === undefined ? 'smalltalk' : 'smalltalk_beside';
}

const smalltalk: Interruption = (talk, lessons) => {
  const spoken = CHAT.find(([command]) => says(talk, command) && !(command === 'thanks' && talk.heard.asks))?.[1];
  if (lessons.length > 0 || tellsSolved(talk) || (spoken === undefined && !isTalk(talk))) return undefined;
  // Who was just welcomed back need not be greeted again.
  if (spoken === 'smalltalk' && talk.replies.length > 0) return advance(talk);
  const said = spoken === undefined ? say(countMisheard(talk), besideKey(talk)) : say(talk, spoken);
  if (spoken === 'goodbye') return said;
  return isHopeless(said) ? offerPerson(said, 'offer_person') : afterSmalltalk(said, spoken === 'thanks');
};

/** The thread is taken up again, or the topics are shown to who has not begun. */
function afterSmalltalk(talk: Talk, thanked: boolean): Talk {
  if (currentProblem(talk.file) !== undefined) return advance(talk);
  return thanked ? talk : askTopic(talk, talk.pack.manifest.start, 'offer_topics');
}

/** It came back: the problem is open again, and what seemed to help did not. */
const relapse: Interruption = (talk, lessons) => {
  const problem = justSolved(talk);
  const { answer } = talk.heard;
  const back = says(talk, 'not-solved') || answer?.kind === 'same' || answer?.kind === 'no';
  if (problem === undefined || lessons.length > 0 || !back) return undefined;
  const fixes = Object.fromEntries(Object.entries(problem.fixes).map(([fix, o]) => [fix, o === 'worked' ? ('failed' as const) : o]));
  return advance(say({ ...close(talk), file: updateProblem(close(talk).file, { status: 'open', fixes }) }, 'relapse'));
};

const ORDER: readonly Interruption[] = [
  alarm,
  quiet,
  human,
  queued,
  startOver,
  back,
  overwhelmed,
  skip,
  glossary,
  how,
  why,
  repeat,
  ...ASIDES,
  unsettled,
  relapse,
  denied,
  declinedPerson,
  neighbour,
  askCode,
  unknownCode,
  guide,
  howto,
  guess,
  help,
  outside,
  smalltalk,
];

/** The first interruption that the message is, carried out; none when it is not one. */
export function interrupt(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  for (const interruption of ORDER) {
    const done = interruption(talk, lessons);
    if (done !== undefined) return done;
  }
  return undefined;
}
