/** What is done with a message in which nothing new was understood: other words, then choices, then a person. */
import { advance } from './advance.ts';
import { askTopic, askWhatIsWrong, offerAgain, offerPerson, takeNote } from './ask.ts';
import { type CaseFile, MOST, type Open, type Problem } from './case-file.ts';
import { choice } from './choice.ts';
import { wordCount } from './heard.ts';
import { close, currentProblem, goAlone, passOver, say, type Talk, update } from './talk.ts';

/** So many messages that led nowhere, and a person is offered. */
const PATIENCE = 3;

/** One more message that led nowhere. */
export function countMisheard(talk: Talk): Talk {
  return update(talk, { misheard: talk.file.misheard + 1 });
}

/** So little was understood that a person is offered; who passes over the offer is not offered one again at once. */
export function isHopeless({ file, before }: Talk): boolean {
  return file.misheard >= PATIENCE && before.open?.kind !== 'person';
}

/**
 * Who would rather not have a person goes on alone: without the question that led nowhere. Who was told that nothing is left, and still
 * wants nobody, is left in peace instead of being asked again and again.
 */
export function goOnAlone(talk: Talk): Talk {
  const alone = { ...talk, file: goAlone({ ...withoutLastQuestion(talk), misheard: 0 }) };
  const next = advance(alone);
  const again = next.file.open?.kind === 'person' && talk.before.said.at(-1)?.startsWith('nothing_left') === true;
  return again ? leaveOpen(alone) : next;
}

function leaveOpen(talk: Talk): Talk {
  const choices = [choice(talk, { kind: 'person', yes: true }), choice(talk, { kind: 'topic', topic: undefined })];
  return close(say(talk, 'left_open', {}, { choices }));
}

/** Who could not be understood is not put the same question once more. */
function withoutLastQuestion({ before, file }: Talk): CaseFile {
  const slot = before.said.findLast((id) => id.startsWith('ask:'))?.replace(/^ask:|#\d+$/g, '');
  return slot === undefined || before.misheard < PATIENCE ? file : passOver(file, slot);
}

const EMPTY = { empty: 'empty', emoji: 'emoji', gibberish: 'gibberish' } as const;

/** The problem that was solved last, while nothing else has come up. */
export function justSolved(talk: Talk): Problem | undefined {
  const problem = talk.file.problems[talk.file.current];
  const free = talk.file.open === undefined || talk.file.open.kind === 'rating';
  return problem?.status === 'solved' && free ? problem : undefined;
}

/** A word after all is solved: "great, it's running". */
function isAfterwards(talk: Talk): boolean {
  return justSolved(talk) !== undefined && (talk.heard.answer !== undefined || talk.heard.commands.includes('solved'));
}

/** Lists that are shown again; beside a problem a guide is never one. */
const LISTS = new Set<Open['kind']>(['topic', 'near-code', 'guide', 'solved']);
const UNASKED = new Set<Open['kind']>(['describe', 'note', 'rating']);

/** Whoever waits, and does not go on with the bot, writes for the person who comes. */
function isForPerson({ file, heard }: Talk): boolean {
  return file.mode === 'queued' && currentProblem(file) === undefined && heard.shape === 'text' && heard.pick === undefined;
}

function addToNote(talk: Talk): Talk {
  const note = [...(talk.file.note === undefined ? [] : [talk.file.note]), talk.heard.text].join('\n').slice(-MOST.note);
  return takeNote(update(talk, { note }));
}

/** Nothing new was understood: other words, then choices, then a person. */
export function misheard(talk: Talk): Talk {
  if (isAfterwards(talk)) return say(close(talk), 'solved');
  if (isForPerson(talk)) return addToNote(talk);
  const counted = countMisheard(talk);
  const times = counted.file.misheard;
  const lead = leadFor(counted);
  if (isHopeless(counted)) return offerPerson(lead, 'offer_person');
  return talk.before.open?.kind === 'person' ? goOnAlone(lead) : askAgain(lead, times);
}

/** What did not arrive, or is no answer that can be given. */
function leadFor(talk: Talk): Talk {
  const { shape, asks } = talk.heard;
  if (shape !== 'text' && shape !== 'paste') return say(talk, EMPTY[shape]);
  if (asks) return currentProblem(talk.file) === undefined ? talk : say(talk, 'question_open');
  return isForLater(talk) ? say(talk, 'kept_for_later') : talk;
}

/** Fewer words are most often a slip, and not worth keeping. */
const TELLING = 3;

/** A sentence in answer to a question that tells something else: whoever wrote it sees that it is not lost. */
function isForLater({ before, file, heard }: Talk): boolean {
  const asked = before.open?.kind === 'slot' && file.misheard === 1 && heard.pick === undefined;
  return asked && heard.facts.length === 0 && wordCount(heard.text) >= TELLING;
}

/** What was open is asked again, in other words or with buttons. */
function askAgain(talk: Talk, times: number): Talk {
  const asked = talk.file.open;
  if (asked !== undefined && LISTS.has(asked.kind)) return offerAgain(talk, asked);
  if (asked !== undefined && !UNASKED.has(asked.kind)) return advance(times === 2 ? say(talk, 'pick_one') : talk);
  if (currentProblem(talk.file) !== undefined) return advance(talk);
  const choices = times === 2 || talk.heard.shape !== 'text';
  return choices ? askTopic(talk, talk.pack.manifest.start, 'offer_topics') : askWhatIsWrong(talk, 'describe_again');
}
