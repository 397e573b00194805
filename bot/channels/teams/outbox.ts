/** What was said goes out: one call at a time for each conversation, in order, never faster than allowed, again if need be. */
import type { Handler, Outcome } from '../../later/run-queue.ts';
import type { JsonObject, Store } from '../../store/store.ts';
import { type Called, callService } from './connector.ts';
import { type Progress, readJob } from './jobs.ts';
import { called, SPARING, waitFor } from './pace.ts';
import { type Reference, readReference } from './reference.ts';
import type { Room } from './room.ts';
import { readSending, type Sending, storedSending } from './sending.ts';
import { nextStep, type Step } from './steps.ts';

type Task = Parameters<Handler>[0];
type Read = NonNullable<ReturnType<typeof readJob>>;
type Address = Awaited<ReturnType<Store['addresses']['read']>>;

/** Milliseconds after which it is not known any more whether somebody is still writing. */
const FRESH = 10_000;

/** One step of a task: at most one call, and what comes of it. Rejects with StoreError. */
export async function deliver(room: Room, task: Task, signal: AbortSignal): Promise<Outcome> {
  const read = readJob(task.payload);
  if (read === undefined) return { kind: 'never', why: 'this task is not readable' };
  if (read.job.kind !== 'typing') return send(room, task, read, signal);
  // That somebody is writing is sent once, now or never.
  if (task.attempts === 0 && room.now() - task.since <= FRESH) await send(room, task, read, signal);
  return { kind: 'done' };
}

async function send(room: Room, { conversation = '', payload }: Task, { job, progress }: Read, signal: AbortSignal): Promise<Outcome> {
  const place = placeOf(await room.store.addresses.read(conversation));
  if (typeof place === 'string') return { kind: 'never', why: place };
  const { reference, sending } = place;
  const step = nextStep(reference, sending, job, progress);
  if (step === undefined) return { kind: 'done' };
  const wait = waitFor(sending.pace, room.now(), job.kind === 'typing' ? SPARING : undefined);
  if (wait > 0) return { kind: 'again', delay: wait };
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(room.patience)]);
  const ended = await callService(room.door.connector(reference.serviceUrl), step.call, inTime);
  await note(room, conversation, sending, step, ended);
  return outcomeOf(step, ended, payload);
}

/** Where to send; or why nobody can. */
function placeOf(address: Address): { readonly reference: Reference; readonly sending: Sending } | string {
  const reference = address && readReference(address.reference);
  if (address === undefined || reference === undefined) return 'nobody knows where this conversation is';
  return address.ended ?? { reference, sending: readSending(address.sending) };
}

/** Every call counts for the pace, also one that failed. */
async function note({ store, now }: Room, conversation: string, before: Sending, step: Step, ended: Called): Promise<void> {
  const card = cardAfter(before, step, ended);
  await store.addresses.note(conversation, storedSending({ pace: called(before.pace, now()), ...(card && { card }) }));
  if (ended.kind === 'gone') await store.addresses.end(conversation, ended.why);
}

/** The card that can be answered after the call. One that the service will never close counts as closed. */
function cardAfter({ card }: Sending, step: Step, ended: Called): Sending['card'] | undefined {
  if (ended.kind === 'sent') return step.card(ended.id);
  return step.kind === 'close' && ended.kind !== 'failed' ? undefined : card;
}

function outcomeOf(step: Step, ended: Called, payload: JsonObject): Outcome {
  const goOn = (progress: Progress | undefined): Outcome =>
    progress === undefined ? { kind: 'done' } : { kind: 'again', delay: 0, payload: { ...payload, ...progress } };
  if (ended.kind === 'sent') return goOn(step.rest);
  if (ended.kind === 'failed') return ended;
  if (ended.kind === 'gone') return { kind: 'never', why: ended.why };
  // That an old card keeps its buttons hinders nobody: a card that was answered is not answered twice.
  if (step.kind === 'close') return goOn(step.rest);
  return ended.kind === 'too-large' && step.smaller !== undefined ? goOn(step.smaller) : { kind: 'never', why: ended.why };
}
