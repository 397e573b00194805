/** Lessons that lead somewhere by themselves, whatever else is known: what came of a fix, of a rating, of an offer. Acknowledged, then on. */
import type { ReplyKey } from '../knowledge/reply-keys.ts';
import { advance } from './advance.ts';
import { takeUpThread } from './asides.ts';
import { askTopic, offerAgain, offerPerson, withdraw } from './ask.ts';
import { choice } from './choice.ts';
import { forgetAmiss, known } from './facts.ts';
import { openProblem, turnTo } from './learn-problem.ts';
import type { Lesson } from './lesson.ts';
import { close, currentProblem, fixTitle, markOnce, open, say, sayText, type Talk, update } from './talk.ts';
import { holds } from './when.ts';

type Settlers = { readonly [K in Lesson['kind']]?: (talk: Talk, lesson: Extract<Lesson, { kind: K }>) => Talk };

const SETTLERS: Settlers = {
  rated: (talk, { rating }) => thankForRating(talk, rating),
  helped: (talk, { yes }) => (yes && currentProblem(talk.file) === undefined ? say(talk, 'solved') : takeUpGuide(talk)),
  settled: (talk, { yes }) => (yes ? thenRate(say(solvedByPerson(talk), 'solved')) : stillUnsolved(talk)),
  hedged: (talk) => (talk.file.open === undefined ? takeUpThread(talk) : offerAgain(talk, talk.file.open, 'be_sure')),
  outcome: (talk, { fix, outcome, topic, isBack }) =>
    outcome === 'worked' ? celebrate(talk, topic, fix) : advance(say(talk, afterFix(outcome === 'done-before', isBack))),
  consent: (talk, { fix, yes }) => advance(yes ? talk : say(talk, 'consent_declined', { title: fixTitle(talk, fix) })),
  'stale-button': (talk) => takeUpThread(say(talk, 'stale_button')),
};

/** What follows from what came of something; undefined when nothing did. */
export function settle(talk: Talk, lessons: readonly Lesson[]): Talk | undefined {
  for (const lesson of lessons) {
    const settler = SETTLERS[lesson.kind] as ((talk: Talk, lesson: Lesson) => Talk) | undefined;
    if (settler !== undefined) return settler(talk, lesson);
  }
  const isAfterRating = talk.file.open?.kind === 'rating' && lessons.length === 0 && talk.heard.shape === 'text';
  if (isAfterRating) return say(close(talk), 'solved');
  return tellsSolved(talk, lessons) ? celebrate(solvedAtHand(talk), currentProblem(talk.file)?.topic ?? '') : undefined;
}

function afterFix(doneBefore: boolean, isBack: boolean): ReplyKey {
  if (isBack) return 'relapse';
  return doneBefore ? 'fix_done_before' : 'fix_failed';
}

/** What is told for the first time is not solved by its own telling: "the backup fails, on the tablet it worked". */
function tellsSolved(talk: Talk, lessons: readonly Lesson[]): boolean {
  const solvable = currentProblem(talk.before) !== undefined && currentProblem(talk.file) !== undefined;
  return solvable && talk.heard.commands.includes('solved') && !answersSlot(talk, lessons);
}

/** "Works well" said of the connection that was asked about is no success yet; with thanks it is. */
function answersSlot({ before, heard }: Talk, lessons: readonly Lesson[]): boolean {
  if (heard.commands.includes('thanks')) return false;
  const asked = before.open?.kind === 'slot' ? before.open.about : undefined;
  return lessons.some((l) => (l.kind === 'told' || l.kind === 'corrected') && l.slot === asked);
}

function solvedAtHand(talk: Talk): Talk {
  const problems = talk.file.problems.map((p, i) => (i === talk.file.current ? { ...p, status: 'solved' as const } : p));
  return close(update(talk, { problems }));
}

/** Solved: counted, once a tip that fits, then what is left. */
function celebrate(talk: Talk, topic: string, fix?: string): Talk {
  const solved = { kind: 'solved' as const, topic, ...(fix !== undefined && { fix }) };
  const file = forgetAmiss(talk.pack, talk.file);
  const said = say({ ...talk, file, effects: [...talk.effects, solved] }, 'fix_worked');
  return thenRate(withdraw(withTip(said, topic), 'solved'));
}

function withTip(talk: Talk, topic: string): Talk {
  if (talk.file.once.some((one) => one.startsWith('tip:'))) return talk;
  const facts = known(talk.file);
  const tip = [...talk.pack.tips.values()].find((t) => t.topics.includes(topic) && holds(t.when, facts) !== 'no');
  if (tip === undefined) return talk;
  return sayText({ ...talk, file: markOnce(talk.file, `tip:${tip.id}`) }, `tip:${tip.id}`, [tip.say]);
}

/** What is left after something is solved: another problem, or once a rating. */
function thenRate(talk: Talk): Talk {
  if (talk.file.problems.some(({ status }) => status === 'open' || status === 'waiting')) return advance(talk);
  if (talk.file.once.includes('rate-asked')) return close(talk);
  const choices = [5, 4, 3, 2, 1].map((n) => choice(talk, { kind: 'rate', rating: n }));
  return open(say({ ...talk, file: markOnce(talk.file, 'rate-asked') }, 'rate', {}, { choices }), 'rating', undefined, choices);
}

function thankForRating(talk: Talk, rating: number): Talk {
  const said = say({ ...talk, effects: [...talk.effects, { kind: 'rated', rating }] }, 'rated');
  return currentProblem(said.file) === undefined ? said : advance(said);
}

/** A person helped: what they had is solved, whatever else has come up since. */
function solvedByPerson(talk: Talk): Talk {
  const problems = talk.file.problems.map((p) => (p.status === 'handed-over' ? { ...p, status: 'solved' as const } : p));
  return update(talk, { problems });
}

/** A person helped, and it is not solved: it is open again, and another person is offered. */
function stillUnsolved(talk: Talk): Talk {
  const theirs = talk.file.problems.findLastIndex(({ status }) => status === 'handed-over');
  return offerPerson(theirs < 0 ? talk : { ...talk, file: turnTo(talk.file, theirs) }, 'offer_person');
}

/** A guide did not help: then something is wrong with what it is about, or with one of the usual things. */
function takeUpGuide(before: Talk): Talk {
  if (currentProblem(before.file) !== undefined) return advance(before);
  const asked = before.before.open;
  const guide = asked?.kind === 'guide' ? (asked.about ?? '') : '';
  const talk = guide === '' ? before : { ...before, file: markOnce(before.file, `vain-guide:${guide}`) };
  const topic = talk.pack.guides.get(guide)?.topic ?? '';
  if (talk.pack.topics.get(topic)?.kind !== 'problem') return askTopic(talk, talk.pack.manifest.start, 'offer_topics');
  return advance({ ...talk, file: openProblem(talk.pack, talk.file, topic, 1, talk.at) });
}
