/**
 * What is asked of the helper itself, or of the step at hand: who reads this, what it costs, whether a step is safe, how
 * long it takes, what is behind it all. Answered in a sentence; then the thread is taken up again.
 */
import type { Fix } from '../knowledge/pack.ts';
import type { ReplyKey } from '../knowledge/reply-keys.ts';
import { advance } from './advance.ts';
import { askOutcome, askTopic, askWhatIsWrong, explainHow, fixValues, offerAgain, offerPerson } from './ask.ts';
import { believe } from './beliefs.ts';
import type { Open } from './case-file.ts';
import { choicesNow } from './choice.ts';
import { known } from './facts.ts';
import { fill } from './fill.ts';
import { type Command, wordCount } from './heard.ts';
import type { Lesson } from './lesson.ts';
import type { Choice } from './reply.ts';
import { currentProblem, markOnce, open, say, type Talk } from './talk.ts';

export type Interruption = (talk: Talk, lessons: readonly Lesson[]) => Talk | undefined;

/** Whether the message says this to the conversation. */
export function says(talk: Talk, command: Command): boolean {
  return talk.heard.commands.includes(command);
}

/** The open question or step once more, whatever it is; who has not begun is shown the topics. */
export function takeUpThread(talk: Talk): Talk {
  const asked = talk.file.open;
  if (asked !== undefined && LISTS.has(asked.kind)) return offerAgain(talk, asked);
  if (asked?.kind === 'person') return withButtons(talk, choicesNow(talk, asked.choices));
  if (currentProblem(talk.file) !== undefined) return advance(talk);
  return asked === undefined ? askTopic(talk, talk.pack.manifest.start, 'offer_topics') : askWhatIsWrong(talk, 'describe');
}

/** What has its answers on buttons, and is asked again by them. */
const LISTS = new Set<Open['kind']>(['topic', 'near-code', 'guide', 'rating', 'consent', 'solved']);

/** The buttons of the offer stand under the answer again. */
function withButtons(talk: Talk, choices: readonly Choice[]): Talk {
  const replies = talk.replies.map((reply, i) => (i === talk.replies.length - 1 ? { ...reply, choices } : reply));
  return open({ ...talk, replies }, 'person', undefined, choices);
}

/** Questions about the helper, each with its answer. */
const ABOUT_US: readonly (readonly [Command, ReplyKey])[] = [
  ['privacy', 'privacy'],
  ['cost', 'cost'],
  ['hands-off', 'hands_off'],
  ['who', 'automated'],
];

/** From here a question has a guide of its own. */
const GUIDED = 0.5;

const aboutUs: Interruption = (talk, lessons) => {
  const reply = ABOUT_US.find(([command]) => says(talk, command))?.[1];
  // "How much is more storage?" asks for a guide, and not what the helper costs.
  const guided = (talk.heard.guides[0]?.confidence ?? 0) >= GUIDED;
  if (reply === undefined || guided || lessons.some(({ kind }) => kind !== 'told' && kind !== 'guess')) return undefined;
  const said = say(talk, reply);
  const begun = currentProblem(talk.file) !== undefined || talk.file.mode === 'queued' || talk.file.open?.kind === 'solved';
  return reply === 'automated' && !begun ? offerPerson(said, 'offer_person') : takeUpThread(said);
};

/** So many words ask about the step at hand; more ask about something of their own. */
const SHORT = 14;

/** A question about this step, rather than one that a guide answers. */
function asksOfStep({ heard }: Talk): boolean {
  return wordCount(heard.text) <= SHORT;
}

const RISKS = { safe: 'fix_safe', reversible: 'fix_reversible', destructive: 'fix_destructive' } as const;

/** The step at hand, done or about to be done. */
function stepAtHand({ pack, file }: Talk): Fix | undefined {
  const { open: asked } = file;
  return pack.fixes.get(asked?.kind === 'fix' || asked?.kind === 'consent' ? (asked.about ?? '') : '');
}

/** A fear of loss is met with comfort once; after that, and of a step at hand, with the facts. */
function asksWhetherSafe(talk: Talk): boolean {
  if (says(talk, 'is-safe')) return true;
  return says(talk, 'data-gone') && (talk.before.once.includes('data-gone') || stepAtHand(talk) !== undefined);
}

/** "Is it safe?", "will I lose anything?": by what the step at hand does, or that nothing was done yet. */
const isSafe: Interruption = (talk) => {
  const problem = currentProblem(talk.file);
  if (problem === undefined || !asksWhetherSafe(talk) || !asksOfStep(talk)) return undefined;
  const step = stepAtHand(talk);
  if (step === undefined) return advance(say(talk, 'safe_questions'));
  const { values } = fixValues(talk.pack, talk, step, problem);
  return takeUpThread(say(talk, RISKS[step.risk], { ...values, loses: step.loses ?? '' }));
};

/** "How long will it take?" of the step at hand. */
const howLong: Interruption = (talk, lessons) => {
  const problem = currentProblem(talk.file);
  const step = stepAtHand(talk);
  const asks = says(talk, 'is-normal') || says(talk, 'queue');
  if (!asks || problem === undefined || step === undefined || lessons.length > 0 || !asksOfStep(talk)) return undefined;
  return askOutcome(say(talk, 'fix_time', fixValues(talk.pack, talk, step, problem).values), step);
};

const WORTH_SAYING = 0.1;
const SURE = 0.6;

/** "What is wrong with it?": what fits best so far. */
const diagnosis: Interruption = (talk, lessons) => {
  const problem = currentProblem(talk.before) === undefined ? undefined : currentProblem(talk.file);
  if (!says(talk, 'diagnosis') || problem === undefined || lessons.some(({ kind }) => kind !== 'told')) return undefined;
  const facts = known(talk.file);
  const likely = [...believe(talk.pack, problem, facts)].filter(([, p]) => p >= WORTH_SAYING).sort((a, b) => b[1] - a[1]);
  const [because, other] = likely.map(([cause]) => fill(talk.pack, talk.pack.causes.get(cause)?.title ?? cause, facts));
  if (because === undefined) return takeUpThread(say(talk, 'question_open'));
  const sure = (likely[0]?.[1] ?? 0) >= SURE || other === undefined;
  return takeUpThread(sure ? say(talk, 'likely_sure', { because }) : say(talk, 'likely', { because, other }));
};

/** A menu that looks different is no failure of the step: where else it may be, and the way round it. */
const notThere: Interruption = (talk, lessons) => {
  const { open: asked, once } = talk.file;
  if (!says(talk, 'not-there') || lessons.length > 0 || (asked?.kind !== 'fix' && asked?.kind !== 'slot')) return undefined;
  const how = `how:${asked.about}`;
  if (asked.kind === 'slot' && !once.includes(how)) return explainHow({ ...talk, file: markOnce(talk.file, how) }, asked.about ?? '');
  return say(talk, 'not_there', {}, { choices: choicesNow(talk, asked.choices) });
};

/** Whoever is upset is heard; the second time somebody else is offered. */
const upset: Interruption = (talk, lessons) => {
  if (!says(talk, 'anger') || lessons.length > 0) return undefined;
  if (talk.before.once.includes('sympathy')) return offerPerson(say(talk, 'hear_you'), 'offer_person');
  return currentProblem(talk.file) === undefined ? askWhatIsWrong(talk, 'describe') : advance(talk);
};

/** Who finds it all too much is met with small steps or a person, before anything is skipped; a story that holds it is heard first. */
export const overwhelmed: Interruption = (talk, lessons) => {
  const story = lessons.some(({ kind }) => kind !== 'told' && kind !== 'unsure' && kind !== 'guess');
  if (!says(talk, 'overwhelmed') || story || talk.file.mode !== 'bot') return undefined;
  return offerPerson(say(talk, 'overwhelmed'), 'offer_person');
};

/** "Hold on": nobody is hurried. */
const wait: Interruption = (talk, lessons) => {
  const { open: asked } = talk.file;
  if (!says(talk, 'wait') || lessons.length > 0 || asked === undefined || asked.kind === 'fix') return undefined;
  return say(talk, 'no_hurry');
};

/** "Which one do you mean?", asked of a question or a step by somebody with two. */
const which: Interruption = (talk) => {
  if (!says(talk, 'which') || talk.file.open === undefined) return undefined;
  return takeUpThread(say(talk, 'which_one'));
};

/** In the order in which they are tried. */
export const ASIDES: readonly Interruption[] = [which, aboutUs, isSafe, howLong, diagnosis, notThere, upset, wait];
