/** What the page of the desk is made of, without the page. */
import { describe, expect, test } from '@jest/globals';
import type { Conversation } from '../../bot/handoff/desk-api.ts';
import type { Called, Calls } from '../../web/desk/calls.ts';
import type { Kept } from '../../web/desk/kept.ts';
import { oneAtATime } from '../../web/desk/one-at-a-time.ts';
import { newOpened, withRead, withRefusal } from '../../web/desk/opened.ts';
import { newOutbox, type Outbox } from '../../web/desk/outbox.ts';
import { clock, span, urgency } from '../../web/desk/time.ts';

function keptInMemory(): Kept & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return { all, read: (name) => all.get(name) ?? '', write: (name, text) => void (text === '' ? all.delete(name) : all.set(name, text)) };
}

type Post = { readonly path: string; readonly body: { readonly key: string; readonly text: string } };

/** A server that answers as it is told, in order; then it takes everything. */
function scripted(...answers: readonly Called<{ readonly seq: number }>[]): { readonly calls: Calls; readonly posts: Post[] } {
  const posts: Post[] = [];
  const post = async (path: string, body: object = {}) => {
    posts.push({ path, body: body as Post['body'] });
    return answers[posts.length - 1] ?? { ok: true, value: { seq: posts.length } };
  };
  const never = async () => {
    throw new Error('not asked for');
  };
  return { posts, calls: { get: never, upload: never, post: post as Calls['post'], carry: () => undefined } };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const texts = (outbox: Outbox): readonly string[] => outbox.unsent.get().map(({ text }) => text);

describe('what an agent writes', () => {
  test('goes out in the order in which it was written, each under a key of its own', async () => {
    const { calls, posts } = scripted();
    const outbox = newOutbox(calls, keptInMemory(), () => undefined);
    for (const text of ['one', 'two', 'three']) outbox.say('c1', text);
    await settled();
    expect(posts.map(({ body }) => body.text)).toEqual(['one', 'two', 'three']);
    expect(new Set(posts.map(({ body }) => body.key)).size).toBe(3);
    expect(posts[0]?.path).toBe('/conversations/c1/message');
  });

  test('is shown until the log shows it', async () => {
    const outbox = newOutbox(scripted().calls, keptInMemory(), () => undefined);
    outbox.say('c1', 'one');
    outbox.say('c1', 'two');
    await settled();
    outbox.settle('c1', 1);
    expect(texts(outbox)).toEqual(['two']);
    outbox.settle('c1', 2);
    expect(texts(outbox)).toEqual([]);
  });

  test('waits while the server is away, and goes under the same key afterwards, also after a reload', async () => {
    const kept = keptInMemory();
    const away = { ok: false, status: 0, message: 'away', passing: true } as const;
    const before = scripted(away, away, away);
    const outbox = newOutbox(before.calls, kept, () => undefined);
    outbox.say('c1', 'one');
    outbox.say('c2', 'two');
    await settled();
    outbox.stop();
    expect(new Set(before.posts.map(({ body }) => body.key)).size).toBe(1);
    const after = scripted();
    const loaded = newOutbox(after.calls, kept, () => undefined);
    expect(texts(loaded)).toEqual(['one', 'two']);
    loaded.resend();
    await settled();
    expect(after.posts.map(({ path }) => path)).toEqual(['/conversations/c1/message', '/conversations/c2/message']);
    expect(after.posts[0]?.body).toEqual(before.posts[0]?.body);
    expect([...kept.all]).toEqual([]);
  });

  test('is told to have been refused, does not hold up the next, and can be sent again or put back', async () => {
    const refused = { ok: false, status: 409, message: 'somebody else has it', passing: false } as const;
    const { calls, posts } = scripted(refused, { ok: true, value: { seq: 7 } }, refused);
    const outbox = newOutbox(calls, keptInMemory(), () => undefined);
    outbox.say('c1', 'one');
    outbox.say('c1', 'two');
    await settled();
    const [first] = outbox.unsent.get();
    expect(outbox.unsent.get()).toMatchObject([{ failed: 'somebody else has it' }, { seq: 7 }]);
    outbox.again(first?.key ?? '');
    await settled();
    expect(posts.map(({ body }) => body.text)).toEqual(['one', 'two', 'one']);
    expect(posts[2]?.body.key).toBe(posts[0]?.body.key);
    expect(outbox.putBack(first?.key ?? '')).toBe('one');
    expect(texts(outbox)).toEqual(['two']);
  });

  test('waits for who is signed out, and is not lost', async () => {
    const out = { ok: false, status: 401, message: 'signed out', passing: false } as const;
    const { calls, posts } = scripted(out);
    const outbox = newOutbox(calls, keptInMemory(), () => undefined);
    outbox.say('c1', 'one');
    await settled();
    expect([posts.length, texts(outbox)]).toEqual([1, ['one']]);
    expect(outbox.unsent.get()[0]?.failed).toBeUndefined();
    outbox.resend();
    await settled();
    expect(posts).toHaveLength(2);
  });

  test.each(['', 'no json', '{}', '[1, null, {"key": 1}]'])('a tab that kept %j begins with nothing', (stored) => {
    const kept = keptInMemory();
    kept.write('unsent', stored);
    expect(texts(newOutbox(scripted().calls, kept, () => undefined))).toEqual([]);
  });
});

describe('a conversation that is open', () => {
  const read = (seqs: readonly number[], changes: Partial<Conversation> = {}): Conversation => ({
    now: 0,
    conversation: 'c1',
    lines: seqs.map((seq) => ({ seq, at: seq, from: 'user', text: `line ${seq}` })),
    more: false,
    notes: [],
    summary: { title: 't', facts: [], problems: [] },
    canned: [],
    state: 'waiting',
    item: { conversation: 'c1', since: 0, topic: 't', title: 't', language: 'en', reason: 'asked' },
    person: { typing: false },
    ...changes,
  });

  test('has each line once, however often it was read', () => {
    const first = withRead(newOpened('c1'), read([1, 2]));
    const again = withRead(first, read([2, 3]));
    expect(again.lines.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(withRead(again, read([])).lines).toHaveLength(3);
  });

  test('stops showing that somebody writes once they have written', () => {
    const writing = withRead(newOpened('c1'), read([], { person: { typing: true } }));
    expect(writing.typing).toBe(true);
    expect(withRead(writing, read([1], { person: { typing: true } })).typing).toBe(false);
  });

  test('stays in sight while the server is away, and says when it is closed to us', () => {
    const opened = withRead(newOpened('c1'), read([1]));
    expect(withRefusal(opened, { ok: false, status: 0, message: 'away', passing: true })).toBe(opened);
    expect(withRefusal(opened, { ok: false, status: 404, message: 'not yours', passing: false })).toMatchObject({ refused: 'not yours' });
  });
});

test('who asks while a work runs gets one that began after they asked', async () => {
  let begun = 0;
  const gates: (() => void)[] = [];
  const work = oneAtATime(() => {
    begun += 1;
    return new Promise((resolve) => gates.push(resolve));
  });
  const first = work();
  const [second, third] = [work(), work()];
  expect(begun).toBe(1);
  gates[0]?.();
  await first;
  await settled();
  expect(begun).toBe(2);
  gates[1]?.();
  await Promise.all([second, third]);
  expect(begun).toBe(2);
});

test.each([
  [0, '0 s'],
  [59_400, '59 s'],
  [60_000, '1 min'],
  [3_599_000, '59 min'],
  [3_900_000, '1 h 05 min'],
  [50 * 3_600_000, '2 d'],
  [-5, '0 s'],
])('%d milliseconds are %s', (milliseconds, words) => {
  expect(span(milliseconds)).toBe(words);
});

test('a long wait looks urgent, and another day is named', () => {
  expect([1000, 200_000, 900_000].map(urgency)).toEqual(['fresh', 'warm', 'late']);
  const now = new Date(2026, 4, 5, 12).getTime();
  expect(clock(now, now)).not.toMatch(/May|5/);
  expect(clock(now - 3 * 86_400_000, now)).toMatch(/2/);
});
