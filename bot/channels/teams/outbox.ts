/** What was said goes out: one call at a time for each conversation, in order, never faster than allowed, again if need be. */
import type { Outcome } from '../../later/run-queue.ts';
import type { Address } from '../../store/addresses.ts';
import type { JsonObject } from '../../store/store.ts';
import type { Task } from '../../store/tasks.ts';
import { type Called, callService } from './connector.ts';
import { type Progress, readJob } from './jobs.ts';
import { called, waitFor } from './pace.ts';
import { type Reference, readReference } from './reference.ts';
import type { Room } from './room.ts';
import { readSending, type Sending, storedSending } from './sending.ts';
import { nextStep, type Step } from './steps.ts';

/** One step of a task: at most one call, and what comes of it. Rejects with StoreError. */
export async function deliver(room: Room, { conversation = '', payload }: Task, signal: AbortSignal): Promise<Outcome> {
  const read = readJob(payload);
  if (read === undefined) return { kind: 'never', why: 'this task is not readable' };
  const place = placeOf(await room.store.addresses.read(conversation));
  if (typeof place === 'string') return { kind: 'never', why: place };
  const { reference, sending } = place;
  const step = nextStep(reference, sending, read.job, read.progress);
  if (step === undefined) return { kind: 'done' };
  const wait = waitFor(sending.pace, room.now());
  if (wait > 0) return { kind: 'again', delay: wait };
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(room.patience)]);
  const ended = await callService(room.door.connector(reference.serviceUrl), step.call, inTime);
  await note(room, conversation, sending, step, ended);
  return outcomeOf(step, ended, payload);
}

/** Where to send; or why nobody can. */
function placeOf(address: Address | undefined): { readonly reference: Reference; readonly sending: Sending } | string {
  const reference = address && readReference(address.reference);
  if (address === undefined || reference === undefined) return 'nobody knows where this conversation is';
  return address.ended ?? { reference, sending: readSending(address.sending) };
}

/** Every call counts, also one that failed; a card is open or closed once the service has said so, or will never say so. */
async function note({ store, now }: Room, conversation: string, before: Sending, step: Step, ended: Called): Promise<void> {
  const card = ended.kind === 'sent' ? step.card(ended.id) : isSettled(ended) && step.kind === 'close' ? undefined : before.card;
  await store.addresses.note(conversation, storedSending({ pace: called(before.pace, now()), ...(card && { card }) }));
  if (ended.kind === 'gone') await store.addresses.end(conversation, ended.why);
}

/** Whether trying the same again can change anything. */
function isSettled({ kind }: Called): boolean {
  return kind !== 'failed';
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
