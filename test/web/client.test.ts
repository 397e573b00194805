import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bubble, readActivity } from '../../web/chat/activity.ts';
import type { LineState } from '../../web/chat/connection.ts';
import type { Delivery } from '../../web/chat/delivery.ts';
import { type Line, openLine } from '../../web/chat/direct-line-client.ts';
import { type Keep, keepIn, type Session } from '../../web/chat/session.ts';
import { newVault } from '../../web/chat/vault.ts';
import { until } from '../until.ts';
import { startFaultyLine } from './faults.ts';
import { type ScriptedServer, startScripted } from './scripted-server.ts';

type Guest = { line: Line; keep: Keep; states: LineState['kind'][]; bubbles: () => Bubble[]; texts: () => string[] };

let server: ScriptedServer;
const guests: Guest[] = [];

beforeEach(async () => {
  server = await startScripted((text) => [{ text: text === '' ? 'welcome' : `re: ${text}` }]);
});

afterEach(async () => {
  for (const { line } of guests.splice(0)) line.close();
  await server.close();
});

function memory(session?: Session): Keep {
  const kept = new Map(session === undefined ? [] : [['k:conversation', JSON.stringify(session)]]);
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return keepIn(newVault(() => storage, 'k:'));
}

function visit(keep: Keep = memory(), { origin = server.origin, identity }: { origin?: string; identity?: string } = {}): Guest {
  const states: LineState['kind'][] = [];
  // Like the page: a bubble that came before is not shown again.
  const shown = new Map<string, Bubble>();
  const activity = (raw: unknown): void => {
    const arrival = readActivity(raw);
    if (arrival?.kind === 'bubble' && !shown.has(arrival.bubble.id)) shown.set(arrival.bubble.id, arrival.bubble);
  };
  const line = openLine({ origin, site: 'default', identity, locale: () => 'en-GB' }, keep, {
    activity,
    state: ({ kind }) => states.push(kind),
  });
  const guest = { line, keep, states, bubbles: () => [...shown.values()], texts: () => [...shown.values()].map(({ text }) => text) };
  guests.push(guest);
  return guest;
}

const say = (guest: Guest, text: string, key = `k-${text}`): Promise<Delivery> => guest.line.send({ key, text });

test('a new guest is welcomed, and gets answers', async () => {
  const guest = visit();
  expect(await say(guest, 'hello')).toEqual({ kind: 'sent' });
  await until(() => guest.texts().length === 3);
  expect(guest.texts()).toEqual(['welcome', 'hello', 're: hello']);
  expect(guest.keep.read()).toMatchObject({ conversation: 'c1', resume: 'r1' });
});

test('a button sends its pick beside its words', async () => {
  const guest = visit();
  await guest.line.send({ key: 'k', text: 'Yes', pick: 'fix:cable=worked' });
  expect(server.activities.find(({ text }) => text === 'Yes')).toMatchObject({ value: { pick: 'fix:cable=worked' } });
});

test('a broken socket loses nothing and doubles nothing, and keeps the order', async () => {
  const guest = visit();
  await until(() => guest.states.includes('online'));
  const sent: Promise<Delivery>[] = [];
  for (let i = 0; i < 20; i++) {
    sent.push(say(guest, `m${i}`));
    if (i % 7 === 3) server.killSockets();
  }
  await Promise.all(sent);
  server.killSockets();
  await until(() => guest.texts().length === 41);
  expect(guest.texts().filter((text) => /^m\d/.test(text))).toEqual(Array.from({ length: 20 }, (_, i) => `m${i}`));
  expect(server.activities).toHaveLength(41);
});

test('a message whose answer got lost is stored once', async () => {
  const guest = visit();
  await until(() => guest.states.includes('online'));
  server.faults.push({ on: /POST .*\/activities$/, status: 'store-then-drop', times: 2 });
  expect(await say(guest, 'once')).toEqual({ kind: 'sent' });
  await until(() => guest.texts().includes('re: once'));
  expect(server.activities.filter(({ text }) => text === 'once')).toHaveLength(1);
});

test.each([500, 502, 503, 429, 'drop'] as const)('%s passes: the message is tried again', async (status) => {
  const guest = visit();
  await until(() => guest.states.includes('online'));
  server.faults.push({ on: /POST .*\/activities$/, status, times: 1 });
  expect(await say(guest, 'again')).toEqual({ kind: 'sent' });
});

test.each([400, 413])('%s stays: the person is told, and not asked to try again', async (status) => {
  const guest = visit();
  await until(() => guest.states.includes('online'));
  server.faults.push({ on: /POST .*\/activities$/, status, times: 1 });
  expect(await say(guest, 'too long')).toEqual({ kind: 'refused', status });
  expect(await say(guest, 'next')).toEqual({ kind: 'sent' });
});

test('after a reload the whole conversation is there again', async () => {
  const first = visit();
  await say(first, 'before');
  first.line.close();
  const second = visit(first.keep);
  await until(() => second.texts().length === 3);
  expect(second.texts()).toEqual(['welcome', 'before', 're: before']);
  expect(await say(second, 'after')).toEqual({ kind: 'sent' });
});

test('a token that is no longer taken is changed for a new one of the same conversation', async () => {
  const guest = visit();
  await until(() => guest.states.includes('online'));
  server.faults.push({ on: /POST .*\/activities$/, status: 403, times: 1 });
  expect(await say(guest, 'late')).toEqual({ kind: 'sent' });
  expect(server.calls.filter((call) => call === 'POST /embed/token')).toHaveLength(2);
});

test('somebody who comes back after days resumes with a new token', async () => {
  const first = visit();
  await say(first, 'monday');
  first.line.close();
  const kept = first.keep.read();
  const second = visit(memory({ ...(kept as Session), given: Date.now() - 3 * 86_400_000 }));
  await until(() => second.texts().includes('re: monday'));
  expect(server.calls.filter((call) => call === 'POST /embed/token')).toHaveLength(2);
});

test('a conversation that is no more is said to be gone', async () => {
  const first = visit();
  await say(first, 'hello');
  first.line.close();
  server.forgetAll();
  const second = visit(first.keep);
  await until(() => second.states.includes('gone'));
});

test('without a way to resume, a refused token means the conversation is gone', async () => {
  const guest = visit(memory({ conversation: 'c9', token: 'old', given: 0, resume: undefined }));
  await until(() => guest.states.includes('gone'));
});

test('somebody who signed in and comes back later proves who they are anew; an old proof makes a stranger, and forgets nothing', async () => {
  const keep = memory({ conversation: 'c1', token: 'old', given: 0, resume: 'r1' });
  server.faults.push({ on: /embed\/token/, status: 403, times: 1 });
  const guest = visit(keep, { identity: 'a.proof.x' });
  await until(() => guest.states.includes('stranger'));
  expect(server.wishes).toEqual([{ site: 'default', resume: 'r1', identity: 'a.proof.x' }]);
  expect(keep.read()).toMatchObject({ conversation: 'c1', resume: 'r1' });
});

test('a full house lets the guest in when it has room', async () => {
  server.faults.push({ on: /POST \/embed\/token/, status: 429, headers: { 'Retry-After': '1' }, times: 1 });
  const guest = visit();
  await until(() => guest.texts().includes('welcome'));
  expect(guest.states).toContain('busy');
});

test('a server that is down at first is reached when it is up', async () => {
  server.faults.push({ on: /./, status: 'drop', times: 3 });
  const guest = visit();
  await until(() => guest.texts().includes('welcome'));
});

test('a socket that slept while somebody wrote is found out when the person looks again', async () => {
  const faulty = await startFaultyLine(server.origin);
  const guest = visit(memory(), { origin: faulty.origin });
  await until(() => guest.texts().length === 1);
  faulty.freezeSockets();
  server.say({ text: 'are you there?' });
  guest.line.wake();
  await until(() => guest.texts().length === 2);
  await until(() => guest.states.filter((state) => state === 'online').length === 2);
  server.say({ text: 'good' });
  await until(() => guest.texts().length === 3);
  expect(guest.texts()).toEqual(['welcome', 'are you there?', 'good']);
  await faulty.close();
});

test('where sockets are blocked, answers come by asking', async () => {
  server.sockets = false;
  const guest = visit();
  await say(guest, 'hello');
  await until(() => guest.texts().includes('re: hello'));
  expect(guest.states.at(-1)).toBe('online');
});

test('what is closed stays silent, and does not overwrite the session that followed', async () => {
  const keep = memory();
  const guest = visit(keep);
  guest.line.close();
  await until(() => server.calls.includes('POST /v3/directline/conversations'));
  const other = visit(memory());
  await until(() => other.texts().includes('welcome'));
  expect(keep.read()).toBeUndefined();
  expect(guest.texts()).toEqual([]);
});

test('a site that lets nobody in is said to be shut, not to be gone', async () => {
  server.faults.push({ on: /POST \/embed\/token/, status: 403, times: 1 });
  const guest = visit();
  await until(() => guest.states.includes('shut'));
});

describe('what is kept', () => {
  const session: Session = { conversation: 'c', token: 't', given: 1, resume: undefined };
  const blocked = (): never => {
    throw new Error('blocked');
  };

  test('is in memory where the storage is blocked, and in the spare place', () => {
    const spare = new Map<string, unknown>();
    const place = { read: (name: string) => spare.get(name), write: (name: string, value: unknown) => void spare.set(name, value) };
    const vault = newVault(blocked, 'k:', place);
    keepIn(vault).write(session);
    expect(keepIn(vault).read()).toEqual(session);
    expect(keepIn(newVault(blocked, 'k:', place)).read()).toEqual(session);
    vault.forget();
    expect(keepIn(vault).read()).toBeUndefined();
    expect(spare.get('conversation')).toBeUndefined();
  });

  test.each(['{"conversation": 7', '{"conversation":7}', 'null', '[]'])('is nothing when it is damaged: %s', (kept) => {
    const damaged = { getItem: () => kept, setItem: () => undefined, removeItem: () => undefined };
    expect(keepIn(newVault(() => damaged, 'k:')).read()).toBeUndefined();
  });
});

const message = (more: object): unknown => ({ type: 'message', id: 'c|1', from: { id: 'b', role: 'bot' }, text: 'hi', ...more });

test.each([
  ['nothing', undefined],
  ['a text', 'x'],
  ['an unknown type', { type: 'invoke', id: '1' }],
  ['a message without an id', { type: 'message', text: 'x' }],
  ['the typing of a person', { type: 'typing', from: { role: 'user' } }],
])('%s is no arrival', (_name, raw) => {
  expect(readActivity(raw)).toBeUndefined();
});

test('our own choices come before suggested actions, and wrong types are left out', () => {
  const choices = [{ label: 'A', pick: 'slot:x=a' }, { label: 7 }, null];
  const actions = [{ title: 'B', value: 'b' }];
  const keepsake = { text: 'lead', steps: ['one', 2, 'two'], close: 'well?', choices };
  const rich = readActivity(message({ channelData: { keepsake }, suggestedActions: { actions } }));
  expect(rich).toMatchObject({
    kind: 'bubble',
    bubble: { text: 'lead', steps: ['one', 'two'], close: 'well?', choices: [{ label: 'A', pick: 'slot:x=a' }] },
  });
  expect(readActivity(message({ suggestedActions: { actions } }))).toMatchObject({ bubble: { text: 'hi', choices: [{ label: 'B' }] } });
});
