import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../bot/channels/channel.ts';
import type { Said } from '../../bot/store/store.ts';
import type { NewTask } from '../../bot/store/tasks.ts';
import { turn } from '../../bot/turn.ts';
import { until } from '../until.ts';
import { type DeskClient, deskClient, type HandoffServer, handedOver, handoffServer, notices, seen, waitsAt } from './handoff-server.ts';
import { call, listen, visit } from './line-client.ts';

let server: HandoffServer;
let maria: DeskClient;
let tom: DeskClient;
let lead: DeskClient;

const MARIA = { id: 'maria', name: 'Maria' };

function signIn(): void {
  maria = deskClient(server.url, 'maria');
  tom = deskClient(server.url, 'tom');
  lead = deskClient(server.url, 'lena', 'lead');
}

beforeEach(async () => {
  server = await handoffServer();
  signIn();
});
afterEach(() => server.close());

describe('the built-in desk', () => {
  test('from the wish for a person to the rating', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    const { waiting } = await maria.queue();
    expect(waiting).toMatchObject([{ conversation: person.conversation, place: 1, language: 'en', reason: 'asked' }]);
    expect(await maria.act(person.conversation, 'take')).toMatchObject({ status: 200 });
    expect((await maria.queue()).mine).toMatchObject([{ conversation: person.conversation }]);
    expect((await tom.queue()).taken).toMatchObject([{ conversation: person.conversation, agent: MARIA }]);
    await maria.act(person.conversation, 'message', { key: 'message-1', text: 'Hello, <b>Maria</b> here' });
    await person.say('my printer ate the paper');
    const view = await maria.look(person.conversation);
    expect(view.lines.slice(-2)).toMatchObject([
      { from: 'agent', text: 'Hello, <b>Maria</b> here', agent: MARIA },
      { from: 'user', text: 'my printer ate the paper' },
    ]);
    expect(await maria.act(person.conversation, 'close', { reason: 'solved' })).toMatchObject({ status: 200 });
    const after = await seen(person);
    expect(after.at(-2)).toMatchObject({
      channelData: { notice: 'ended', state: 'completed', agent: MARIA },
      text: 'Maria has ended the conversation.',
    });
    expect(after.at(-1)?.channelData).toMatchObject({ keepsake: { choices: [{ pick: 'settled:is=yes' }, { pick: 'settled:is=no' }] } });
    await person.post({ type: 'message', text: "Yes, it's solved", value: { pick: 'settled:is=yes' } });
    const rating = (await seen(person)).at(-1)?.channelData as { keepsake: { choices: { pick: string }[] } };
    expect(rating.keepsake.choices.map(({ pick }) => pick)).toEqual([5, 4, 3, 2, 1].map((stars) => `rate:case=${stars}`));
    await person.post({ type: 'message', text: '5 ★', value: { pick: 'rate:case=5' } });
    expect((await seen(person)).at(-1)?.text).toMatch(/feedback|get better/);
  });

  test('who takes over sees the summary, what was said before, what the bot would try, and texts to send', async () => {
    const person = await visit(server.url);
    await person.say('nothing comes out of my printer');
    await person.say('I want to talk to a human');
    await waitsAt(maria, person);
    const view = await maria.look(person.conversation);
    expect(view.state).toBe('waiting');
    expect(view.lines[0]).toMatchObject({ seq: 1, from: 'bot' });
    expect(view.lines.map(({ text }) => text)).toEqual(expect.arrayContaining(['nothing comes out of my printer']));
    expect(view.summary.problems).toHaveLength(1);
    expect(view.summary.next).toEqual({ fix: expect.stringMatching(/./), why: expect.stringMatching(/./) });
    expect(view.canned.length).toBeGreaterThan(0);
    expect(view.canned[0]?.text).toContain('1. ');
    const last = view.lines.at(-1)?.seq ?? 0;
    expect((await maria.look(person.conversation, last)).lines.filter(({ seq }) => seq <= last)).toEqual([]);
  });

  test('of many who take one conversation at once, exactly one gets it', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    const agents = Array.from({ length: 10 }, (_, i) => deskClient(server.url, `agent${i}`));
    const taken = await Promise.all(agents.map((agent) => agent.act(person.conversation, 'take')));
    expect(taken.map(({ status }) => status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
    expect((await notices(person)).filter(([kind]) => kind === 'joined')).toHaveLength(1);
  });

  test('only who has it can write, close or pass it on; a message sent twice is one', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    for (const [deed, body] of [
      ['message', { key: 'message-1', text: 'mine' }],
      ['close', { reason: 'solved' }],
      ['release', {}],
      ['transfer', { to: 'tom' }],
    ] as const) {
      expect([deed, (await tom.act(person.conversation, deed, body)).status]).toEqual([deed, deed === 'transfer' ? 400 : 409]);
    }
    const twice = await Promise.all([1, 2].map(() => maria.act(person.conversation, 'message', { key: 'message-2', text: 'once' })));
    expect(new Set(twice.map(({ body }) => body.seq)).size).toBe(1);
    expect((await seen(person)).filter(({ text }) => text === 'once')).toHaveLength(1);
  });

  test('whoever writes to somebody who waits has taken over', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'message', { key: 'message-1', text: 'Hello' });
    expect((await seen(person)).slice(-2)).toMatchObject([
      { channelData: { notice: 'joined' } },
      { text: 'Hello', from: { id: 'agent-maria' } },
    ]);
    expect((await tom.act(person.conversation, 'take')).status).toBe(409);
  });

  test('passed on to somebody who is there; to nobody else', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    const page = await tom.live();
    await until(async () => (await maria.queue()).agents.some(({ id }) => id === 'tom'));
    expect((await maria.act(person.conversation, 'transfer', { to: 'nobody' })).status).toBe(400);
    expect((await maria.act(person.conversation, 'transfer', { to: 'tom' })).status).toBe(200);
    expect((await maria.act(person.conversation, 'message', { key: 'message-1', text: 'too late' })).status).toBe(409);
    expect((await tom.act(person.conversation, 'message', { key: 'message-1', text: 'Tom here' })).status).toBe(200);
    expect((await notices(person)).at(-1)).toEqual(['joined', 'Tom takes over from here and can read everything so far.']);
    await page.close();
  });

  test('given back, the person keeps their place before those who came later', async () => {
    const first = await handedOver(server.url);
    await waitsAt(maria, first);
    const second = await handedOver(server.url);
    await waitsAt(maria, second);
    await maria.act(first.conversation, 'take');
    await maria.act(first.conversation, 'release');
    expect((await maria.queue()).waiting.map(({ conversation }) => conversation)).toEqual([first.conversation, second.conversation]);
    expect((await notices(first)).at(-1)?.[0]).toBe('left');
    expect((await tom.act(first.conversation, 'take')).status).toBe(200);
  });

  test('notes stay among those who help, masked and once each', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'note', { key: 'note-0001', text: 'says hunter2, careful' });
    await maria.act(person.conversation, 'note', { key: 'note-0001', text: 'again' });
    expect((await tom.look(person.conversation)).notes).toMatchObject([{ agent: MARIA, text: 'says [password], careful' }]);
    expect(JSON.stringify(await person.read())).not.toContain('careful');
  });

  test('who is at the desk is seen, and who is away takes nobody', async () => {
    const page = await maria.live();
    await until(async () => (await tom.queue()).agents.length === 1);
    await maria.post('/presence', { status: 'away' });
    expect((await tom.queue()).agents).toEqual([{ id: 'maria', name: 'Maria', status: 'away' }]);
    const person = await handedOver(server.url);
    await until(async () => (await notices(person)).find(([kind, text]) => kind === 'queued' && /Nobody is at the desk/.test(text)));
    await page.close();
  });

  test('typing is seen on both sides, and kept on neither', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    const page = await maria.live();
    const stream = await listen(person.streamUrl);
    await until(async () => {
      await person.post({ type: 'typing' });
      return page.frames.some((frame) => frame.kind === 'typing' && frame.conversation === person.conversation);
    });
    expect((await maria.look(person.conversation)).person.typing).toBe(true);
    const before = (await person.read()).length;
    await maria.act(person.conversation, 'typing');
    await until(async () => stream.seen.find(({ type, from }) => type === 'typing' && from.name === 'Maria'));
    expect(await person.read()).toHaveLength(before);
    stream.socket.close();
    await page.close();
  });

  test('files go both ways: cleaned, in the agent’s name, and only to who may see them', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    const path = `/conversations/${person.conversation}/files`;
    expect((await upload(maria, `${path}?key=file-0001`)).status).toBe(200);
    expect((await upload(maria, `${path}?key=file-0001`)).status).toBe(200);
    expect((await upload(tom, `${path}?key=file-0002`)).status).toBe(409);
    expect((await upload(maria, `${path}?key=no`)).status).toBe(400);
    const { lines } = await maria.look(person.conversation);
    const sent = lines.filter(({ files = [] }) => files.length > 0);
    expect(sent).toMatchObject([{ from: 'agent', agent: MARIA, files: [{ type: 'text/plain', name: 'steps.txt' }] }]);
    const shown = (await seen(person)).filter(({ attachments }) => Array.isArray(attachments) && attachments.length > 0);
    expect(shown).toMatchObject([{ from: { name: 'Maria' } }]);
    const id = sent[0]?.files?.[0]?.id ?? '';
    const got = await tom.get(`${path}/${id}`);
    expect([got.status, got.body.text, got.headers.get('content-security-policy')]).toEqual([
      200,
      'first, the [password]',
      "sandbox; default-src 'none'",
    ]);
    expect((await tom.get(`${path}/another`)).status).toBe(404);
    expect((await call(server.url, 'GET', `/desk/api${path}/${id}`)).status).toBe(401);
  });

  async function upload(agent: DeskClient, path: string): Promise<Response> {
    const form = new FormData();
    form.append('file', new Blob(['first, the hunter2'], { type: 'text/plain' }), 'steps.txt');
    const headers = { cookie: `agent=${agent.id}.agent`, 'x-keepsake-csrf': 'yes' };
    return fetch(`${server.url}/desk/api${path}`, { method: 'POST', headers, body: form });
  }

  test('open pages hear of the queue, of their conversations, and of those they look at', async () => {
    const page = await maria.live();
    const idle = await tom.live();
    const person = await handedOver(server.url);
    await until(async () => page.frames.some(({ kind }) => kind === 'queue') && (await maria.queue()).waiting.length === 1);
    await maria.act(person.conversation, 'take');
    lookAt(idle, person.conversation);
    const about = (frames: typeof page.frames) => frames.filter((frame) => frame.kind === 'conversation');
    await until(async () => {
      await person.say('hello?');
      return about(page.frames).length > 0 && about(idle.frames).length > 0;
    });
    await page.close();
    await idle.close();
  });

  function lookAt(page: Awaited<ReturnType<DeskClient['live']>>, conversation: string): void {
    page.socket.send(JSON.stringify({ look: conversation }));
  }
});

describe('channels that have to be called', () => {
  test('get what agents write, and who came and went, once each and in order', async () => {
    await server.close();
    const sent: string[] = [];
    const post: Channel = {
      name: 'post',
      routes: [],
      close: async () => undefined,
      outbox: {
        tasks: ({ conversation }, key, said) =>
          said.flatMap((one, i): readonly NewTask[] =>
            one.from === 'user'
              ? []
              : [{ queue: 'outbox', key: `${conversation}/${key}/${i}`, kind: 'post', payload: { text: textOf(one) } }],
          ),
        deliver: async ({ payload }) => {
          sent.push(String(payload.text));
          return { kind: 'done' };
        },
      },
    };
    server = await handoffServer({ channels: [post] });
    signIn();
    const speaker = { channel: 'post', conversation: 'p1', user: 'ann', locale: 'en' };
    await turn(server.house, { ...speaker, key: 'k1', at: Date.now(), message: { text: 'I want to talk to a human' } });
    await waitsAt(maria, speaker);
    await until(async () => sent.length >= 2);
    await maria.act('p1', 'take');
    await maria.act('p1', 'message', { key: 'message-1', text: 'Hello' });
    await maria.act('p1', 'message', { key: 'message-1', text: 'Hello' });
    await maria.act('p1', 'close', { reason: 'solved' });
    await until(async () => sent.length >= 6);
    expect(sent.slice(1)).toEqual([
      expect.stringMatching(/next in the queue/),
      expect.stringMatching(/^Maria has joined/),
      'Hello',
      'Maria has ended the conversation.',
      expect.stringMatching(/solved|solve that/),
    ]);
  });

  function textOf(said: Said): string {
    if (said.from === 'bot') return said.reply.text;
    return said.from === 'notice' ? said.notice.text : said.text;
  }
});

describe('the doors of the desk', () => {
  test('nobody reads or does anything without being signed in', async () => {
    const person = await handedOver(server.url);
    const paths = ['/queue', `/conversations/${person.conversation}`];
    for (const path of paths) expect((await call(server.url, 'GET', `/desk/api${path}`)).status).toBe(401);
    for (const deed of ['take', 'release', 'transfer', 'message', 'note', 'typing', 'close'])
      expect((await call(server.url, 'POST', `/desk/api/conversations/${person.conversation}/${deed}`, { body: {} })).status).toBe(401);
    await expect(deskClient(server.url, '').live()).rejects.toBeDefined();
  });

  test('a conversation that was never handed over is read by nobody, whoever guesses its id', async () => {
    const person = await visit(server.url);
    for (const who of [maria, lead]) {
      expect((await who.get(`/conversations/${person.conversation}`)).status).toBe(404);
      expect((await who.act(person.conversation, 'take')).status).toBe(404);
      expect((await who.act(person.conversation, 'message', { key: 'message-1', text: 'boo' })).status).toBe(404);
    }
    expect((await maria.get('/conversations/../../etc/passwd')).status).toBe(404);
  });

  test('what is too long, empty or of the wrong shape is refused', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    const bad: readonly (readonly [string, unknown])[] = [
      ['message', { key: 'message-1', text: 'x'.repeat(4001) }],
      ['message', { key: 'message-1', text: '  ' }],
      ['message', { key: 'short', text: 'x' }],
      ['message', { key: 'message-1' }],
      ['message', '"text"'],
      ['note', { key: 'note-0001', text: '' }],
      ['close', { reason: 'because' }],
      ['transfer', {}],
    ];
    for (const [deed, body] of bad)
      expect([deed, body, (await maria.act(person.conversation, deed, body)).status]).toEqual([deed, body, 400]);
    expect((await maria.post('/presence', { status: 'asleep' })).status).toBe(400);
    expect((await maria.get(`/conversations/${person.conversation}?after=-1`)).status).toBe(400);
  });

  test('a page that sends what is not understood is sent away', async () => {
    const page = await maria.live();
    const closed = new Promise((resolve) => page.socket.once('close', resolve));
    page.socket.send('[]');
    expect(await closed).toBe(1003);
  });
});

describe('when somebody is gone', () => {
  let folder: string;
  beforeEach(async () => {
    await server.close();
    folder = mkdtempSync(join(tmpdir(), 'keepsake-gone-'));
    await begin();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** With leases that are short, and still longer than a busy machine stands still. */
  async function begin(): Promise<void> {
    server = await handoffServer({ folder, env: { KEEPSAKE_DESK_LEASE_SECONDS: '6' } });
    signIn();
  }

  /** Until when whoever has a conversation has it, without a sign of life. */
  function leaseEnds(): number {
    const db = new DatabaseSync(join(folder, 'keepsake.db'), { readOnly: true, timeout: 5000 });
    const row = db.prepare("SELECT lease_until AS ends FROM handoff WHERE state = 'taken'").get();
    db.close();
    return Number(row?.ends ?? Number.NaN);
  }

  /** Signs of life come for longer than the lease was that stood at first. */
  async function outlastsALease(): Promise<void> {
    const first = leaseEnds();
    await until(() => leaseEnds() > first && Date.now() > first);
  }

  test('an agent whose browser dies loses the conversation after the lease, and nothing else happens to it', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    const page = await maria.live();
    await maria.act(person.conversation, 'take');
    await maria.act(person.conversation, 'message', { key: 'message-1', text: 'one moment' });
    page.socket.terminate();
    await waitsAt(tom, person);
    expect((await notices(person)).map(([kind]) => kind).filter((kind) => kind !== 'queued')).toEqual(['joined', 'left']);
    expect((await maria.act(person.conversation, 'message', { key: 'message-2', text: 'back' })).status).toBe(200);
    expect((await seen(person)).filter(({ text }) => text === 'one moment')).toHaveLength(1);
  });

  test('as long as the page is open the conversation stays, through a reload and a restart of the server', async () => {
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    const first = await maria.live();
    await maria.act(person.conversation, 'take');
    await outlastsALease();
    expect((await maria.queue()).mine).toHaveLength(1);
    await first.close();
    await server.close();
    await begin();
    const again = await maria.live();
    await outlastsALease();
    expect((await maria.queue()).mine).toMatchObject([{ conversation: person.conversation }]);
    expect((await maria.act(person.conversation, 'message', { key: 'message-1', text: 'still here' })).status).toBe(200);
    await again.close();
  });
});
