/** The next call that a task needs. */
import type { Agent } from '../../store/store.ts';
import { answeredCard } from './cards.ts';
import type { Call } from './connector.ts';
import type { Job, Progress } from './jobs.ts';
import { activityFor, cardFor, styleOf, textFor, typingFor, wordsIn } from './outgoing.ts';
import { bytesOf, endOfPiece, MOST_BYTES } from './pieces.ts';
import type { Reference } from './reference.ts';
import type { OpenCard, Sending } from './sending.ts';

/** One call that a task makes, and what follows from it. */
export type Step = {
  /** close: takes the buttons off a card. show: says something, or that somebody is about to. */
  readonly kind: 'close' | 'show';
  readonly call: Call;
  /** The card that can be answered after it, which the service calls by this id. */
  readonly card: (id: string | undefined) => OpenCard | undefined;
  /** What is left of the task after it; undefined when nothing is. */
  readonly rest: Progress | undefined;
  /** What to try when this was too large. */
  readonly smaller: Progress | undefined;
};

type Shown = Exclude<Job, { kind: 'answered' | 'typing' }>;

/** Bytes of JSON below which nothing can be too large. */
const LEAST = 1024;

/** The call; undefined when nothing is left to do. */
export function nextStep(reference: Reference, { card }: Sending, job: Job, progress: Progress): Step | undefined {
  if (job.kind === 'answered') return card?.name === job.card ? closeStep(reference, card, job.label, undefined) : undefined;
  if (job.kind === 'typing') return typingStep(reference, job.agent, card);
  // A new question takes the buttons away from the one before, so that only one can be answered.
  if (job.kind === 'reply' && card !== undefined && card.turn !== job.turn) return closeStep(reference, card, undefined, progress);
  return showStep(reference, job, progress, card);
}

function closeStep(reference: Reference, card: OpenCard, label: string | undefined, rest: Progress | undefined): Step {
  const activity = { ...cardFor(reference, answeredCard(card.reply, label)), id: card.id };
  const call: Call = { kind: 'update', conversation: reference.conversation.id, id: card.id, activity };
  return { kind: 'close', call, card: () => undefined, rest, smaller: undefined };
}

function typingStep(reference: Reference, agent: Agent, before: OpenCard | undefined): Step {
  const call: Call = { kind: 'send', conversation: reference.conversation.id, activity: typingFor(reference, agent) };
  return { kind: 'show', call, card: () => before, rest: undefined, smaller: undefined };
}

/** The whole of it in one call; else its text piece by piece, and its buttons after the last one. */
function showStep(reference: Reference, job: Shown, { from, most = MOST_BYTES }: Progress, before: OpenCard | undefined): Step {
  const conversation = reference.conversation.id;
  const whole = activityFor(reference, job);
  const words = wordsIn(job);
  const buttons = job.kind === 'reply' && job.reply.choices.length > 0;
  const smaller = most > LEAST ? { from, most: Math.floor(most / 2) } : undefined;
  const show = (activity: typeof whole, rest: Progress | undefined): Step => {
    const card = (id: string | undefined): OpenCard | undefined => (rest === undefined ? (cardOf(reference, job, id) ?? before) : before);
    return { kind: 'show', call: { kind: 'send', conversation, activity }, card, rest, smaller };
  };
  if (from === 0 && bytesOf(whole) <= most) return show(whole, undefined);
  if (from >= words.length && job.kind === 'reply')
    return show(activityFor(reference, { ...job, reply: onlyButtons(job.reply) }), undefined);
  const end = endOfPiece(words, from, most);
  return show(textFor(reference, words.slice(from, end)), end < words.length || buttons ? { from: end, most } : undefined);
}

type Reply = Extract<Job, { kind: 'reply' }>['reply'];

function onlyButtons({ id, close, choices }: Reply): Reply {
  return { id, text: close ?? '', steps: [], choices };
}

function cardOf(reference: Reference, job: Shown, id: string | undefined): OpenCard | undefined {
  if (job.kind !== 'reply' || !id || job.reply.choices.length === 0 || styleOf(reference) === undefined) return undefined;
  return { name: job.card, id, turn: job.turn, reply: job.reply };
}
