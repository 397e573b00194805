/** One turn: learn from what was heard, then take the next step that is worth its cost. */
import type { Pack } from '../knowledge/pack.ts';
import type { ReplyKey } from '../knowledge/reply-keys.ts';
import { advance } from './advance.ts';
import { askTopic, offerAgain, offerPerson, withdraw } from './ask.ts';
import { CASE_BYTES, type CaseFile, type Instant } from './case-file.ts';
import { explainEntries } from './code-talk.ts';
import type { Decision } from './decision.ts';
import { known } from './facts.ts';
import { factText, fill } from './fill.ts';
import { answerGuide, reconsiderGuide } from './guide.ts';
import { NOTHING_HEARD, type Understanding } from './heard.ts';
import { interrupt, meanwhile } from './interruptions.ts';
import { learn } from './learn.ts';
import { openProblem } from './learn-problem.ts';
import { type Lesson, lessonOf } from './lesson.ts';
import { introduceUntranslated, packFor, takeUpLanguage } from './locale.ts';
import { button } from './picks.ts';
import type { Standing } from './standing.ts';
import { close, currentProblem, markOnce, open as put, say, sayText, type Talk, update, updateProblem } from './talk.ts';
import { misheard } from './unheard.ts';
import { holds } from './when.ts';

/** A guide as sure as this is given in answer, and needs no words of comfort before it. */
const ANSWERED = 0.9;
/** Someone who returns after so long is met where they left: 6 hours. */
const AWAY = 6 * 3_600_000;

function acknowledgeCorrection(talk: Talk, lessons: readonly Lesson[]): Talk {
  const corrected = lessonOf(lessons, 'corrected');
  if (corrected === undefined) return talk;
  return say(talk, 'corrected', { slot: factText(talk.pack, corrected.slot, known(talk.file)[corrected.slot]) });
}

/** What was done before and need not be suggested, by its name. */
function acknowledgeTried(talk: Talk, lessons: readonly Lesson[]): Talk {
  const tried = lessonOf(lessons, 'tried')?.fixes ?? [];
  const titles = tried.flatMap((id) => talk.pack.fixes.get(id)?.title ?? []).slice(0, 4);
  return titles.length === 0
    ? talk
    : say(talk, 'tried_noted', { fixes: titles.map((title) => fill(talk.pack, title, known(talk.file))).join('; ') });
}

/** Things said before the next step: what was understood, and what weighs on the person. */
function preludes(talk: Talk, lessons: readonly Lesson[]): Talk {
  let told = talk;
  const { heard, pack } = talk;
  if (heard.secret === true) told = say(told, 'secret_seen');
  if (isForeign(talk)) told = sayInBoth(told);
  told = acknowledgeCorrection(comfort(told, lessons), lessons);
  if (heard.attachments > 0) told = say(told, 'attachment');
  const codes = heard.codes.filter((c) => c.status === 'known').map((c) => c.code);
  if (heard.shape === 'paste' && codes.length > 0) told = say(told, 'codes_in_paste', { codes: codes.slice(0, 4).join(', ') });
  const second = lessons.find((l) => l.kind === 'topic' && l.how === 'second');
  if (second?.kind === 'topic') told = say(told, 'second_problem', { problem: pack.topics.get(second.topic)?.title ?? second.topic });
  return acknowledgeTried(explainEntries(told), lessons);
}

function sayOnce(talk: Talk, once: string, key: ReplyKey, values: Readonly<Record<string, string>> = {}): Talk {
  return talk.file.once.includes(once) ? talk : say({ ...talk, file: markOnce(talk.file, once) }, key, values);
}

/** "Is my data gone?" is answered before anything is asked; anger is met once with sympathy. */
function comfort(talk: Talk, lessons: readonly Lesson[]): Talk {
  const answered = talk.heard.asks && (talk.heard.guides[0]?.confidence ?? 0) >= ANSWERED;
  // Asked of a step at hand it is answered by what that step does.
  const ofStep = talk.before.open?.kind === 'fix' || talk.before.open?.kind === 'consent';
  if (talk.heard.commands.includes('data-gone') && !answered && !ofStep) return sayOnce(talk, 'data-gone', 'safe_so_far');
  if (talk.heard.commands.includes('grief')) return sayOnce(talk, 'condolence', 'condolence');
  return talk.heard.commands.includes('anger') ? soothe(talk, lessons) : talk;
}

/** Anger is met once with sympathy; after that it is heard, also where something was learnt beside it. */
function soothe(talk: Talk, lessons: readonly Lesson[]): Talk {
  if (!talk.file.once.includes('sympathy')) return sayOnce(talk, 'sympathy', 'sympathy');
  return lessons.length > 0 ? say(talk, 'hear_you') : talk;
}

/** Who writes in a language that there are no replies for is told so in that language, where we can, and in ours. */
function sayInBoth(talk: Talk): Talk {
  const theirs = talk.pack.replies.get(talk.heard.language)?.get('language')?.[0];
  const said = theirs === undefined ? talk : sayText(talk, `language:${talk.heard.language}`, [theirs]);
  return sayOnce(said, 'language', 'language', { language: talk.heard.language });
}

function isForeign(talk: Talk): boolean {
  const { language, text, codes } = talk.heard;
  // Lines of a log are in no language.
  if (codes.length > 0 && text.includes('\n')) return false;
  return language !== 'und' && !talk.pack.manifest.languages.includes(language) && !talk.file.once.includes('language');
}

function rateChoices(): { label: string; pick: string }[] {
  return [5, 4, 3, 2, 1].map((n) => button(`${n} ★`, { kind: 'rate', rating: n }));
}

/** Solved: once a tip that fits, once a rating, or the problem that waits. */
function celebrate(talk: Talk, fix: string | undefined): Talk {
  const problem = talk.file.problems[talk.file.current];
  const topic = problem?.topic ?? '';
  let said: Talk = say(
    { ...talk, effects: [...talk.effects, { kind: 'solved', topic, ...(fix === undefined ? {} : { fix }) }] },
    'fix_worked',
  );
  const tip = [...talk.pack.tips.values()].find(
    (t) => t.topics.includes(topic) && holds(t.when, known(talk.file)) !== 'no' && !talk.file.once.includes(`tip:${t.id}`),
  );
  if (tip !== undefined && !said.file.once.some((o) => o.startsWith('tip:'))) {
    said = sayText({ ...said, file: markOnce(said.file, `tip:${tip.id}`) }, `tip:${tip.id}`, [tip.say]);
  }
  return thenRate(withdraw(said, 'solved'));
}

/** What is left after something is solved: the problem that waits, or once a rating. */
function thenRate(said: Talk): Talk {
  if (said.file.problems.some((p) => p.status === 'waiting')) return advance(said);
  if (said.file.once.includes('rate-asked')) return close(said);
  const choices = rateChoices();
  return put(say({ ...said, file: markOnce(said.file, 'rate-asked') }, 'rate', {}, { choices }), 'rating', undefined, choices);
}

function markSolved(talk: Talk): Talk {
  const problems = talk.file.problems.map((p, i) => (i === talk.file.current ? { ...p, status: 'solved' as const } : p));
  return close(update(talk, { problems }));
}

/** What came of a fix, of a rating, of a guide: acknowledged, then on. */
function settle(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  const rated = lessonOf(lessons, 'rated');
  if (talk.file.open?.kind === 'rating' && lessons.length === 0 && talk.heard.shape === 'text') return say(close(talk), 'solved');
  if (rated !== undefined) return say({ ...talk, effects: [...talk.effects, { kind: 'rated', rating: rated.rating }] }, 'rated');
  const helped = lessonOf(lessons, 'helped');
  if (helped !== undefined) return helped.yes ? say(talk, 'solved') : takeUp(talk);
  const settled = lessonOf(lessons, 'settled');
  if (settled !== undefined) return settled.yes ? thenRate(say(markSolved(talk), 'solved')) : unsettled(talk);
  return settleFix(talk, lessons);
}

/** A person helped, and it is not solved: it is open again, and another person is offered. */
function unsettled(talk: Talk): Talk {
  const problem = talk.file.problems[talk.file.current];
  const file = problem?.status === 'handed-over' ? updateProblem(talk.file, { status: 'open' }) : talk.file;
  return offerPerson({ ...talk, file }, 'offer_person');
}

/** Something is wrong after all: with what the answered question was about, else the topics are offered. */
function takeUp(before: Talk): Talk {
  if (currentProblem(before.file) !== undefined) return advance(before);
  const guide = before.before.open?.about ?? '';
  const talk = { ...before, file: markOnce(before.file, `vain-guide:${guide}`) };
  const topic = talk.pack.guides.get(guide)?.topic ?? '';
  if (talk.pack.topics.get(topic)?.kind !== 'problem') return askTopic(talk, talk.pack.manifest.start, 'offer_topics');
  return advance({ ...talk, file: openProblem(talk.pack, talk.file, topic, 1, talk.at) });
}

/** "Works well" said of the connection that was asked about is no success yet; with thanks it is. */
function answersSlot({ before, heard }: Talk, lessons: readonly Lesson[]): boolean {
  if (heard.commands.includes('thanks')) return false;
  const asked = before.open?.kind === 'slot' ? before.open.about : undefined;
  return lessons.some((l) => (l.kind === 'told' || l.kind === 'corrected') && l.slot === asked);
}

/** A pressed button says what it carries; its label is ours and is no command, question or topic. */
function meant(heard: Understanding, mode: CaseFile['mode']): Understanding {
  const nothingElse = { topics: [], guides: [], asks: false, outOfScope: false };
  // "How long is the wait?" is asked of the queue, and tells nothing of the problem.
  const ofQueue =
    mode === 'queued' && heard.facts.length === 0 && heard.commands.some((command) => command === 'queue' || command === 'withdraw');
  if (heard.pick === undefined) return ofQueue ? { ...heard, ...nothingElse } : heard;
  return { ...heard, ...nothingElse, commands: [] };
}

function settleFix(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  const result = lessonOf(lessons, 'outcome');
  if (result?.outcome === 'worked') return celebrate(talk, result.fix);
  if (result !== undefined) return advance(say(talk, result.outcome === 'done-before' ? 'fix_done_before' : 'fix_failed'));
  const consent = lessonOf(lessons, 'consent');
  if (consent?.yes === false) return advance(say(talk, 'consent_declined', { title: talk.pack.fixes.get(consent.fix)?.title ?? '' }));
  // What is told for the first time is not solved by its own telling: "the backup fails, on the tablet it worked".
  const solvable = currentProblem(talk.before) !== undefined && currentProblem(talk.file) !== undefined;
  if (solvable && talk.heard.commands.includes('solved') && !answersSlot(talk, lessons)) return celebrate(markSolved(talk), undefined);
  if (lessonOf(lessons, 'stale-button') !== undefined) return advance(say(talk, 'stale_button'));
  return undefined;
}

/** An answer that could not be given is noted, and the conversation goes on without it. */
function noteUnsure(talk: Talk, lessons: readonly Lesson[]): Talk {
  const unsure = lessonOf(lessons, 'unsure');
  const problem = currentProblem(talk.file);
  if (unsure === undefined) return talk;
  if (problem === undefined) return { ...close(talk), file: markOnce(close(talk).file, `vain:${unsure.slot}`) };
  const problems = talk.file.problems.map((p) =>
    p === problem ? { ...p, unsure: [...new Set([...p.unsure, unsure.slot])].slice(-24) } : p,
  );
  return say(update(talk, { problems }), 'unsure_noted');
}

/** A guide that waited for an answer is given when the answer is there, or cannot be had. */
function pendingGuide(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  const { pending, ...file } = talk.file;
  if (pending === undefined || lessons.length === 0) return undefined;
  return currentProblem(talk.file) === undefined ? answerGuide({ ...talk, file }, pending) : undefined;
}

/** A message that taught nothing while something was open or at the very start. */
function taughtNothing(talk: Talk, lessons: readonly Lesson[]): boolean {
  return (
    lessons.length === 0 &&
    !talk.heard.commands.some((c) => c === 'just-fix' || c === 'data-gone' || c === 'continue' || c === 'is-normal') &&
    talk.replies.length === 0
  );
}

/** A question that was put twice and passed over twice is let go, whatever it is after the third time, or at the wish to get on. */
function letGo(talk: Talk, lessons: readonly Lesson[]): Talk {
  const problem = currentProblem(talk.file);
  const { open } = talk.file;
  if (problem === undefined || open?.kind !== 'slot' || open.about === undefined) return talk;
  const hurried = talk.heard.commands.includes('just-fix');
  const patience = talk.pack.checks.has(open.about) ? 2 : 3;
  const passedOver = hurried ? open.times >= 2 : lessons.length > 0 && open.times >= patience;
  if (!passedOver) return talk;
  return { ...talk, file: updateProblem(talk.file, { unsure: [...new Set([...problem.unsure, open.about])].slice(-24) }) };
}

/** Who is shown topics, or a guide, and names a device or another fact, still has to choose: once more, then in own words. */
function stillToChoose(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  const asked = talk.file.open;
  if (currentProblem(talk.file) !== undefined || lessons.some((l) => l.kind !== 'told')) return undefined;
  if (asked?.kind === 'guide') return reconsiderGuide(talk, asked.about ?? '');
  if (asked?.kind !== 'topic') return undefined;
  return talk.before.said.at(-1)?.startsWith('pick_one') ? undefined : offerAgain(talk, asked);
}

const ASKS = new Set<string>(['slot', 'describe', 'topic']);

/** Who tells something else than what was asked sees that it was heard, before the question is put again. */
function acknowledgeTold(talk: Talk, lessons: readonly Lesson[]): Talk {
  const { open } = talk.before;
  if (open === undefined || !ASKS.has(open.kind) || talk.replies.length > 0 || lessons.some((l) => l.kind !== 'told')) return talk;
  const told = lessons.flatMap((l) => (l.kind === 'told' ? [l.slot] : []));
  if (open.kind === 'slot' && told.includes(open.about ?? '')) return talk;
  const what = told.filter((slot) => !isImplied(talk, told, slot)).map((slot) => factText(talk.pack, slot, known(talk.file)[slot]));
  return what.length === 0 ? talk : say(talk, 'noted', { what: what.slice(0, 3).join('; ') });
}

/** A model says its maker, too. */
function isImplied({ pack, file }: Talk, told: readonly string[], slot: string): boolean {
  const facts = known(file);
  if (facts[slot] === undefined) return true;
  return told.some((other) => pack.slots.get(other)?.values.find((v) => v.id === facts[other])?.implies[slot] !== undefined);
}

function respond(talk: Talk, lessons: readonly Lesson[]): Talk {
  const told = acknowledgeTold(letGo(noteUnsure(talk, lessons), lessons), lessons);
  return (
    settle(told, lessons) ??
    pendingGuide(told, lessons) ??
    (taughtNothing(told, lessons) ? misheard(told) : (stillToChoose(told, lessons) ?? advance(told)))
  );
}

/** Someone who comes back is met where they left. */
function welcomeBack(talk: Talk): Talk {
  const problem = currentProblem(talk.file);
  if (problem === undefined || talk.at - talk.before.updated < AWAY) return talk;
  return say(talk, 'welcome_back', { problem: talk.pack.topics.get(problem.topic)?.title ?? problem.topic });
}

function finish(talk: Talk): Decision {
  const last = introduceUntranslated(talk.replies.length === 0 ? offerPerson(talk, 'offer_person') : talk);
  // Who was on the way to it sees what is written meanwhile.
  const relay = talk.before.mode === 'queued' && last.file.mode === 'queued' ? [{ kind: 'relay' as const }] : [];
  return { case: shrink({ ...last.file, updated: talk.at }), replies: last.replies, effects: [...last.effects, ...relay] };
}

/** A case that has grown too large loses its oldest finished problems and memories first. */
function shrink(file: CaseFile): CaseFile {
  const problems = file.problems.filter((p, i) => i === file.current || p.status === 'open' || p.status === 'waiting').slice(-3);
  const once = file.once.slice(-16);
  // A case that has nothing to lose need not be measured, which means writing all of it.
  const losing = problems.length < file.problems.length || once.length < file.once.length;
  if (!losing || JSON.stringify(file).length <= CASE_BYTES / 2) return file;
  const current = file.current < 0 ? -1 : problems.indexOf(file.problems[file.current] as (typeof problems)[number]);
  return { ...file, problems, current, once };
}

/** While a person leads, the bot learns and says nothing; what is written is for them. */
function listen(talk: Talk): Decision {
  return { case: shrink({ ...talk.file, updated: talk.at }), replies: [], effects: [{ kind: 'relay' }] };
}

/** One turn. Pure: the same case, message and instant always give the same decision. `standing`: of who waits for a person. */
export function decide(whole: Pack, stored: CaseFile, said: Understanding, at: Instant, standing?: Standing): Decision {
  const heard = meant(said, stored.mode);
  const before = takeUpLanguage(whole, stored, heard);
  const pack = packFor(whole, before.locale);
  const { file, lessons } = learn(pack, before, heard, at);
  const quick = heard.commands.includes('just-fix') ? markOnce(file, 'just-fix') : file;
  const counted = lessons.length > 0 ? { ...quick, misheard: 0 } : quick;
  const start: Talk = { pack, whole, heard, at, before, file: counted, replies: [], effects: [], ...(standing && { standing }) };
  if (counted.mode === 'human') return listen(start);
  const told = preludes(welcomeBack(meanwhile(start, lessons)), lessons);
  return finish(interrupt(told, lessons) ?? respond(told, lessons));
}

/** The greeting at the start of a conversation. */
export function welcome(whole: Pack, file: CaseFile, at: Instant): Decision {
  const pack = packFor(whole, file.locale);
  const talk: Talk = { pack, whole, heard: NOTHING_HEARD, at, before: file, file, replies: [], effects: [] };
  const choices = pack.manifest.start.map((id) => button(pack.topics.get(id)?.label ?? id, { kind: 'topic' as const, topic: id }));
  return finish(put(say(talk, 'welcome', {}, { choices }), 'topic', undefined, choices));
}
