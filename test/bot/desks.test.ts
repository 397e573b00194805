import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Desk } from '../../bot/handoff/desk.ts';
import { call } from '../../bot/handoff/hooks/call.ts';
import type { DeskLine } from '../../bot/handoff/rota.ts';
import { upload } from '../channels/direct-line/upload-client.ts';
import { until } from '../until.ts';
import { type DeskPeople, deskContract } from './desk.contract.ts';
import { deskClient, type HandoffServer, handedOver, handoffServer, notices, seen, waitsAt } from './handoff-server.ts';
import { listen, type Visitor, visit } from './line-client.ts';
import { type Call, type OutsideDesk, outsideDesk, SECRET } from './outside-desk.ts';

deskContract('console', async () => {
  const server = await handoffServer();
  const as = (agent: string) => deskClient(server.url, agent);
  return {
    server,
    waits: async (conversation) => (await as('look').queue()).waiting.some((one) => one.conversation === conversation),
    read: async (conversation) => (await as('look').look(conversation)).lines.filter(({ from }) => from === 'user').map(({ text }) => text),
    take: async (conversation, agent) => (await as(agent).act(conversation, 'take')).status,
    say: async (conversation, agent, text, key) => (await as(agent).act(conversation, 'message', { key, text })).status,
    finish: async (conversation, agent) => (await as(agent).act(conversation, 'close', { reason: 'solved' })).status,
    close: server.close,
  };
});

/** `seconds`: how long it is waited for; where no test needs it to be short, a busy machine is given time. */
const line = (kind: 'webhook' | 'events', url: string, seconds = 30): DeskLine => ({ name: 'outside', kind, url, secret: SECRET, seconds });

/** Calls about a conversation. */
function about(outside: OutsideDesk, conversation: string): readonly Call[] {
  return outside
    .calls()
    .filter(({ body }) => body.conversation === conversation || (body.conversation as { id?: string })?.id === conversation);
}

async function webhookPeople(seconds = 30): Promise<DeskPeople & { readonly outside: OutsideDesk }> {
  const outside = await outsideDesk();
  const server = await handoffServer({ rota: { desks: [line('webhook', outside.url, seconds)] } });
  const caseOf = (conversation: string) => about(outside, conversation).findLast(({ body }) => body.type === 'opened')?.body.case;
  const send = (conversation: string, body: object) =>
    outside.send(server.url, '/desks/outside/events', { case: caseOf(conversation), ...body });
  const person = (agent: string) => ({ id: agent, name: agent });
  return {
    outside,
    server,
    waits: async (conversation) => about(outside, conversation).at(-1)?.body.type !== 'closed' && caseOf(conversation) !== undefined,
    read: async (conversation) =>
      about(outside, conversation).flatMap(({ body }) =>
        body.type === 'message' ? [String((body.message as { text: string }).text)] : [],
      ),
    take: (conversation, agent, id) => send(conversation, { id, type: 'assigned', agent: person(agent) }),
    say: (conversation, agent, text, id) => send(conversation, { id, type: 'message', agent: person(agent), text }),
    finish: (conversation, _, id) => send(conversation, { id, type: 'closed', reason: 'solved' }),
    close: async () => {
      await server.close();
      await outside.close();
    },
  };
}

async function hubPeople(): Promise<DeskPeople & { readonly outside: OutsideDesk }> {
  const outside = await outsideDesk();
  const server = await handoffServer({ rota: { desks: [line('events', outside.url)] } });
  const send = (id: string, conversation: string, body: object) =>
    outside.send(server.url, '/desks/outside/activities', { id, conversation: { id: conversation }, ...body });
  const status = (state: string) => ({ type: 'event', name: 'handoff.status', value: { state } });
  const initiated = (conversation: string) => about(outside, conversation).filter(({ body }) => body.name === 'handoff.initiate').length;
  const completed = (conversation: string) => about(outside, conversation).filter(({ body }) => body.name === 'handoff.status').length;
  return {
    outside,
    server,
    waits: async (conversation) => initiated(conversation) > completed(conversation),
    read: async (conversation) => about(outside, conversation).flatMap(({ body }) => (body.type === 'message' ? [String(body.text)] : [])),
    take: (conversation, agent, id) => send(id, conversation, { ...status('accepted'), from: { id: agent, name: agent } }),
    say: (conversation, agent, text, id) => send(id, conversation, { type: 'message', from: { id: agent, name: agent }, text }),
    finish: (conversation, _, id) => send(id, conversation, status('completed')),
    close: async () => {
      await server.close();
      await outside.close();
    },
  };
}

deskContract('webhook', () => webhookPeople());
deskContract('Bot Framework hub', hubPeople);

test.each([
  ['webhook', webhookPeople],
  ['hub', hubPeople],
] as const)('files that a person sent before and after can be fetched by the people at a %s', async (_kind, open) => {
  const { server, outside, waits, close } = await open();
  const person = await visit(server.url);
  const send = (name: string): Promise<unknown> => upload(server.url, person, [{ name, bytes: Buffer.from(`what is in ${name}`) }]);
  await send('before.log');
  await person.say('I want to talk to a human');
  await until(() => waits(person.conversation));
  await until(async () => (await notices(person)).length > 0);
  await send('after.log');
  await until(async () => JSON.stringify(about(outside, person.conversation)).includes('after.log'));
  const addresses = JSON.stringify(about(outside, person.conversation)).match(/\/files\/[^"]+/g) ?? [];
  const contents = await Promise.all(addresses.map(async (address) => (await fetch(server.url + address)).text()));
  expect(contents).toEqual(['what is in before.log', 'what is in after.log']);
  await close();
});

test('strangers who send much to the address of a webhook fill no memory, and keep no call of the desk out', async () => {
  const { server, outside, waits, close } = await webhookPeople();
  const person = await handedOver(server.url);
  await until(() => waits(person.conversation));
  const { hostname, port } = new URL(server.url);
  const head = 'POST /desks/outside/events HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n';
  const strangers = Array.from({ length: 5 }, () => connect(Number(port), hostname));
  for (const socket of strangers) socket.on('error', () => undefined).write(`${head}${'x'.repeat(1000)}`);
  const [refused] = (await Promise.race(strangers.map((socket) => once(socket, 'data')))) as [Buffer];
  expect(refused.toString()).toMatch(/^HTTP\/1\.1 503.*Retry-After/s);
  const { case: key } = about(outside, person.conversation).find(({ body }) => body.type === 'opened')?.body ?? {};
  const agent = { id: 'maria', name: 'Maria' };
  expect(await outside.send(server.url, '/desks/outside/events', { case: key, id: 'm1', type: 'message', agent, text: 'hello' })).toBe(200);
  for (const socket of strangers) socket.destroy();
  await close();
});

test('files that people at a webhook send are seen by the person, cleaned; what is none is refused, and nothing is said', async () => {
  const { server, outside, waits, close } = await webhookPeople();
  const person = await handedOver(server.url);
  await until(() => waits(person.conversation));
  const { case: key } = about(outside, person.conversation).find(({ body }) => body.type === 'opened')?.body ?? {};
  const send = (id: string, more: object): Promise<number> =>
    outside.send(server.url, '/desks/outside/events', { case: key, id, type: 'message', agent: { id: 'maria', name: 'Maria' }, ...more });
  const file = (name: string, text: string) => ({ name, content: Buffer.from(text).toString('base64') });
  expect(await send('file-1', { files: [file('how to.txt', 'press and hold, hunter2')] })).toBe(200);
  expect(await send('file-1', { files: [file('how to.txt', 'press and hold, hunter2')] })).toBe(200);
  expect(await send('file-2', { text: 'look', files: [file('a.exe', 'MZ\0\0')] })).toBe(415);
  expect(await send('file-3', { text: 'look', files: [{ name: 'a.txt', content: '*' }] })).toBe(400);
  expect(await send('file-4', {})).toBe(400);
  const said = (await seen(person)).filter(({ channelData }) => channelData?.agent !== undefined && channelData.notice === undefined);
  expect(said).toMatchObject([{ text: '', attachments: [{ name: 'how to.txt', contentType: 'text/plain' }] }]);
  const [attachment] = (said[0]?.attachments ?? []) as readonly { contentUrl: string }[];
  expect(await (await fetch(attachment?.contentUrl ?? '')).text()).toBe('press and hold, [password]');
  await close();
});

test('deliveries whose names are long are told apart, and one that comes again is known', async () => {
  const desk = await outsideDesk();
  const hook = { url: desk.url, secret: SECRET, seconds: 5 };
  const who = 'ж'.repeat(190);
  for (const key of ['first', 'second', 'second']) await call(hook, `${who}/${key}`, { key }, Date.now());
  expect(desk.calls().map(({ body }) => body.key)).toEqual(['first', 'second']);
  await desk.close();
});

describe('a desk that goes wrong', () => {
  let people: Awaited<ReturnType<typeof webhookPeople>>;
  let outside: OutsideDesk;
  let server: HandoffServer;
  beforeEach(async () => {
    await begin();
  });
  afterEach(() => people.close());

  async function begin(seconds?: number): Promise<void> {
    people = await webhookPeople(seconds);
    ({ outside, server } = people);
  }

  async function led(): Promise<Visitor> {
    const person = await handedOver(server.url);
    await until(async () => people.waits(person.conversation));
    // The desk has it a moment before the person is told so; who takes it in that moment is quicker than the notice.
    await until(async () => (await notices(person)).some(([kind]) => kind === 'queued'));
    await until(async () => (await people.take(person.conversation, 'maria', 'take-0001')) === 200);
    return person;
  }

  test.each([
    ['429', { status: 429, retryAfter: '1' }],
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['a connection that is cut', 'cut'],
  ] as const)('%s: what the person wrote arrives all the same, in order, once each', async (_, fault) => arrivesInSpiteOf(fault, 2));

  test('no answer in time: what the person wrote arrives all the same, in order, once each', async () => {
    await people.close();
    await begin(4);
    await arrivesInSpiteOf('silence', 1);
  });

  async function arrivesInSpiteOf(fault: Parameters<OutsideDesk['fail']>[0], times: number): Promise<void> {
    const person = await led();
    outside.fail(fault, times);
    for (const text of ['one', 'two', 'three']) await person.say(text);
    await until(async () => (await people.read(person.conversation)).length === 3);
    expect(await people.read(person.conversation)).toEqual(['one', 'two', 'three']);
    expect(outside.attempts()).toBeGreaterThan(outside.calls().length);
  }

  test('a desk that cannot be opened: the next one has it at once, and nobody is told of a desk that they never saw', async () => {
    outside.fail({ status: 500 }, 1);
    const person = await handedOver(server.url);
    await waitsAt(deskClient(server.url, 'maria'), person);
    expect((await notices(person)).map(([kind]) => kind)).toEqual(['queued']);
    // It may be back by now, but it does not have this case.
    expect(await people.take(person.conversation, 'maria', 'take-0001')).toBe(400);
  });

  test('a desk that dies in the middle: the built-in one has the whole conversation, and the person knows', async () => {
    const person = await led();
    await person.say('before');
    await until(async () => (await people.read(person.conversation)).includes('before'));
    outside.fail({ status: 410 }, 100);
    await person.say('is anybody there?');
    await waitsAt(deskClient(server.url, 'tom'), person);
    const { lines } = await deskClient(server.url, 'tom').look(person.conversation);
    expect(lines.map(({ text }) => text)).toEqual(expect.arrayContaining(['before', 'is anybody there?']));
    expect((await notices(person)).map(([kind]) => kind)).toEqual(['queued', 'joined', 'left', 'queued']);
    expect(await people.say(person.conversation, 'maria', 'too late', 'say-00001')).toBe(409);
  });

  test('a wrong signature, a stale or missing timestamp: refused before anything is read', async () => {
    const person = await led();
    const before = (await seen(person)).length;
    const body = { id: 'x-1', case: 'c/1', type: 'message', agent: { id: 'eve', name: 'Eve' }, text: 'Your password, please' };
    // Told when it is sent: what is too far ahead now is not for ever.
    const ahead = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);
    const spoiled = [
      () => ({ secret: 'another-secret-of-32-characters!!' }),
      () => ({ timestamp: ahead(-301) }),
      () => ({ timestamp: ahead(400) }),
      () => ({ timestamp: 'now' }),
      () => ({ timestamp: '' }),
    ];
    for (const changes of spoiled) expect(await outside.send(server.url, '/desks/outside/events', body, changes())).toBe(401);
    expect(await outside.send(server.url, '/desks/outside/events', body)).not.toBe(401);
    expect(await seen(person)).toHaveLength(before);
  });

  test('out of order: who writes before they were assigned has joined first, and the assignment that comes late changes nothing', async () => {
    const person = await handedOver(server.url);
    await until(async () => people.waits(person.conversation));
    await until(async () => (await people.say(person.conversation, 'maria', 'Hello', 'say-00001')) === 200);
    expect(await people.take(person.conversation, 'maria', 'take-0001')).toBe(200);
    expect((await seen(person)).slice(-2)).toMatchObject([{ channelData: { notice: 'joined' } }, { text: 'Hello' }]);
  });

  test('typing goes both ways while somebody leads', async () => {
    const person = await led();
    const stream = await listen(person.streamUrl);
    await until(async () => {
      await person.post({ type: 'typing' });
      return outside.calls().some(({ body }) => body.type === 'typing');
    });
    const about = { case: caseIn(outside), id: 't-1', type: 'typing', agent: { id: 'maria', name: 'Maria' } };
    expect(await outside.send(server.url, '/desks/outside/events', about)).toBe(200);
    await until(async () => stream.seen.some(({ type, from }) => type === 'typing' && from.name === 'Maria'));
    stream.socket.close();
  });

  test('typing of a desk that has lost the case is not shown', async () => {
    const person = await led();
    const typing = { case: caseIn(outside), id: 't-1', type: 'typing', agent: { id: 'maria', name: 'Maria' } };
    const heard: unknown[] = [];
    const unhear = server.store.overhear(person.conversation, (what) => heard.push(what));
    await outside.send(server.url, '/desks/outside/events', typing);
    expect(heard).toHaveLength(1);
    await people.finish(person.conversation, 'maria', 'end-00001');
    expect(await outside.send(server.url, '/desks/outside/events', typing)).toBe(200);
    expect(heard).toHaveLength(1);
    unhear();
  });

  const caseIn = (desk: OutsideDesk): unknown => desk.calls().find(({ body }) => body.type === 'opened')?.body.case;

  test('what belongs to a case that is over does not reach the next one', async () => {
    const person = await led();
    const old = about(outside, person.conversation)[0]?.body.case;
    await people.finish(person.conversation, 'maria', 'end-00001');
    await person.say('I want to talk to a human');
    await until(async () => about(outside, person.conversation).filter(({ body }) => body.type === 'opened').length === 2);
    const late = { case: old, id: 'late-0001', type: 'message', agent: { id: 'maria', name: 'Maria' }, text: 'late' };
    expect(await outside.send(server.url, '/desks/outside/events', late)).toBe(409);
  });

  test('what is not understood is refused with the reason', async () => {
    for (const body of [{}, { id: 'a', case: 'c1/1', type: 'dance' }, { id: 'a', case: 'no case', type: 'closed' }])
      expect(await outside.send(server.url, '/desks/outside/events', body)).toBe(400);
    expect(await outside.send(server.url, '/desks/outside/events', { id: 'a', case: 'c1/1', type: 'closed' })).toBe(404);
  });

  test('what is written while a desk is being opened is told to it afterwards, before what comes later', async () => {
    const told: string[] = [];
    let person: Visitor | undefined;
    const slow: Desk = {
      name: 'slow',
      open: async () => {
        await until(async () => person);
        await person?.say('meanwhile');
      },
      tell: async (said) => void (said.kind === 'message' && told.push(said.message.text)),
      staffed: async () => true,
      listen: () => undefined,
    };
    const own = await handoffServer({ more: [slow], rota: { desks: [{ name: 'slow', kind: 'channel' }] } });
    person = await handedOver(own.url);
    await until(async () => told.length === 1);
    await person.say('later');
    await until(async () => told.length === 2);
    expect(told).toEqual(['meanwhile', 'later']);
    await own.close();
  });

  test('who changes their mind while a desk is being opened is not waited for there', async () => {
    const told: string[] = [];
    let person: Visitor | undefined;
    const slow: Desk = {
      name: 'slow',
      open: async () => {
        await until(async () => person);
        await person?.post({ type: 'message', text: 'no need', value: { pick: 'withdraw:is=go' } });
      },
      tell: async (said) => void told.push(said.kind === 'closed' ? said.because : said.kind),
      staffed: async () => true,
      listen: () => undefined,
    };
    const own = await handoffServer({ more: [slow], rota: { desks: [{ name: 'slow', kind: 'channel' }] } });
    person = await handedOver(own.url);
    await until(async () => told.length > 0);
    expect(told).toEqual(['person-left']);
    expect(await notices(person)).toEqual([]);
    await own.close();
  });

  test('the desk gets the summary, a note and the transcript', async () => {
    const person = await handedOver(server.url);
    await until(async () => people.waits(person.conversation));
    expect(about(outside, person.conversation)[0]?.body).toMatchObject({
      type: 'opened',
      conversation: person.conversation,
      language: 'en',
      summary: { title: expect.any(String) },
      transcript: [{ from: 'bot' }, { from: 'user', text: 'I want to talk to a human' }, { from: 'bot' }],
    });
  });
});
