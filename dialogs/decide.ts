/** One turn: learn from what was heard, then take the next step that is worth its cost. */
import type { Pack } from '../knowledge/pack.ts';
import type { ReplyKey } from '../knowledge/reply-keys.ts';
import { advance } from './advance.ts';
import { offerAgain, offerPerson } from './ask.ts';
import type { CaseFile, Instant } from './case-file.ts';
import { choice } from './choice.ts';
import { explainEntries } from './code-talk.ts';
import type { Decision } from './decision.ts';
import { known } from './facts.ts';
import { factText } from './fill.ts';
import { answerGuide, reconsiderGuide } from './guide.ts';
import { NOTHING_HEARD, type Understanding } from './heard.ts';
import { interrupt, meanwhile } from './interruptions.ts';
import { learn } from './learn.ts';
import { type Lesson, lessonOf } from './lesson.ts';
import { introduceUntranslated, packFor, takeUpLanguage } from './locale.ts';
import { settle } from './settle.ts';
import { shrink } from './shrink.ts';
import type { Standing } from './standing.ts';
import { close, currentProblem, fixTitle, markOnce, passOver, open as put, say, sayText, type Talk } from './talk.ts';
import { misheard } from './unheard.ts';

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
  const titles = tried.slice(0, 4).map((id) => fixTitle(talk, id));
  return titles.length === 0 ? talk : say(talk, 'tried_noted', { fixes: titles.join('; ') });
}

/** Things said before the next step: what was understood, and what weighs on the person. */
function preludes(talk: Talk, lessons: readonly Lesson[]): Talk {
  let told = talk;
  const { heard, pack } = talk;
  if (heard.secret === true) told = say(told, 'secret_seen');
  if (isForeign(talk)) told = sayInBoth(told);
  told = acknowledgeCorrection(comfort(told), lessons);
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
function comfort(talk: Talk): Talk {
  const answered = talk.heard.asks && (talk.heard.guides[0]?.confidence ?? 0) >= ANSWERED;
  // Asked of a step at hand it is answered by what that step does.
  const ofStep = talk.before.open?.kind === 'fix' || talk.before.open?.kind === 'consent';
  if (talk.heard.commands.includes('data-gone') && !answered && !ofStep) return sayOnce(talk, 'data-gone', 'safe_so_far');
  return talk.heard.commands.includes('anger') ? sayOnce(talk, 'sympathy', 'sympathy') : talk;
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

/** A pressed button says what it carries; its label is ours and is no command, question or topic. */
function meant(heard: Understanding, mode: CaseFile['mode']): Understanding {
  const nothingElse = { topics: [], guides: [], asks: false, outOfScope: false };
  // "How long is the wait?" is asked of the queue, and tells nothing of the problem.
  const ofQueue = mode === 'queued' && heard.commands.some((command) => command === 'queue' || command === 'withdraw');
  if (heard.pick === undefined) return ofQueue ? { ...heard, ...nothingElse } : heard;
  return { ...heard, ...nothingElse, commands: [] };
}

/** An answer that could not be given is noted, and the conversation goes on without it. */
function noteUnsure(talk: Talk, lessons: readonly Lesson[]): Talk {
  const unsure = lessonOf(lessons, 'unsure');
  if (unsure === undefined) return talk;
  if (currentProblem(talk.file) === undefined) return { ...talk, file: markOnce(close(talk).file, `vain:${unsure.slot}`) };
  return say({ ...talk, file: passOver(talk.file, unsure.slot) }, 'unsure_noted');
}

/** A guide that waited for an answer is given when the answer is there, or cannot be had. */
function pendingGuide(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  const { pending, ...file } = talk.file;
  if (pending === undefined || lessons.length === 0 || currentProblem(file) !== undefined) return undefined;
  return answerGuide({ ...talk, file }, pending);
}

/** Once it is about something else, a guide waits no longer. */
function withoutStaleGuide({ pending, ...file }: CaseFile): CaseFile {
  const waits = currentProblem(file) === undefined && file.open !== undefined && ASKS.has(file.open.kind);
  return pending === undefined || !waits ? file : { ...file, pending };
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
  const { open } = talk.file;
  if (currentProblem(talk.file) === undefined || open?.kind !== 'slot' || open.about === undefined) return talk;
  const hurried = talk.heard.commands.includes('just-fix');
  const patience = talk.pack.checks.has(open.about) ? 2 : 3;
  const passedOver = hurried ? open.times >= 2 : lessons.length > 0 && open.times >= patience;
  return passedOver ? { ...talk, file: passOver(talk.file, open.about) } : talk;
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
  return {
    case: shrink({ ...withoutStaleGuide(last.file), updated: talk.at }),
    replies: last.replies,
    effects: [...last.effects, ...relay],
  };
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
  const choices = pack.manifest.start.map((topic) => choice(talk, { kind: 'topic', topic }));
  return finish(put(say(talk, 'welcome', {}, { choices }), 'topic', undefined, choices));
}
