/** What is done with a message in which nothing new was understood: other words, then choices, then a person. */
import { advance } from './advance.ts';
import { askTopic, askWhatIsWrong, offerAgain, offerPerson, takeNote } from './ask.ts';
import type { CaseFile, Open, Problem } from './case-file.ts';
import { close, currentProblem, markOnce, say, type Talk, update, updateProblem } from './talk.ts';

/** Characters of a note that are kept. */
const NOTE = 400;

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

/** Who could not be understood and would rather go on alone is not put the same question once more. */
export function withoutLastQuestion({ before, file }: Talk): CaseFile {
  const problem = currentProblem(file);
  const slot = before.said.findLast((id) => id.startsWith('ask:'))?.replace(/^ask:|#\d+$/g, '');
  if (problem === undefined || slot === undefined || before.misheard < PATIENCE) return file;
  return updateProblem(file, { unsure: [...new Set([...problem.unsure, slot])].slice(-24) });
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
  return justSolved(talk) !== undefined && talk.heard.answer !== undefined;
}

/** Lists that are shown again; beside a problem a guide is never one. */
const LISTS = new Set<Open['kind']>(['topic', 'near-code', 'guide', 'solved']);
const UNASKED = new Set<Open['kind']>(['describe', 'note', 'rating']);

/** Whoever waits, and does not go on with the bot, writes for the person who comes. */
function isForPerson({ file, heard }: Talk): boolean {
  return file.mode === 'queued' && currentProblem(file) === undefined && heard.shape === 'text' && heard.pick === undefined;
}

function addToNote(talk: Talk): Talk {
  const note = [...(talk.file.note === undefined ? [] : [talk.file.note]), talk.heard.text].join('\n').slice(-NOTE);
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
  return asks && currentProblem(talk.file) !== undefined ? say(talk, 'question_open') : talk;
}

/** Who passes over the offer of a person goes on: without the question that led nowhere. */
function goOnAlone(talk: Talk): Talk {
  const file = { ...markOnce(withoutLastQuestion(talk), `person:${talk.file.current}`), misheard: 0 };
  return advance({ ...talk, file });
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
