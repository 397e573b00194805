/** What users of other bots complain of when a person should take over. Each is a test, so that it stays untrue of this one. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { readHours } from '../../bot/handoff/hours.ts';
import type { DeskLine } from '../../bot/handoff/rota.ts';
import { until } from '../until.ts';
import {
  type DeskClient,
  deskClient,
  type HandoffServer,
  type HandoffServerParts,
  handedOver,
  handoffServer,
  notices,
  seen,
  waitsAt,
} from './handoff-server.ts';
import { visit } from './line-client.ts';
import { type OutsideDesk, outsideDesk, SECRET } from './outside-desk.ts';

let server: HandoffServer;
let outside: OutsideDesk | undefined;
let maria: DeskClient;

afterEach(async () => {
  await server.close();
  await outside?.close();
  outside = undefined;
});

async function begin(parts: HandoffServerParts = {}): Promise<void> {
  server = await handoffServer(parts);
  maria = deskClient(server.url, 'maria');
}

/** With another desk that is asked first. */
async function beginWithOutside(changes: Partial<DeskLine> = {}, parts: HandoffServerParts = {}): Promise<OutsideDesk> {
  outside = await outsideDesk();
  const line = { name: 'outside', kind: 'webhook', url: outside.url, secret: SECRET, seconds: 30, ...changes } as DeskLine;
  await begin({ ...parts, rota: { desks: [line], ...parts.rota } });
  return outside;
}

describe('“the bot keeps talking after a human took over”', () => {
  test('while a human leads the bot says nothing, whatever is written', async () => {
    await begin();
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    const before = (await seen(person)).length;
    for (const text of ['hello', 'human please', 'it worked', 'start over', 'nothing comes out of my printer', '??'])
      await person.say(text);
    expect(await seen(person)).toHaveLength(before);
  });

  test('a human message while somebody waits counts as taking over', async () => {
    await begin();
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'message', { key: 'message-1', text: 'I am here' });
    const before = (await seen(person)).length;
    await person.say('great');
    expect(await seen(person)).toHaveLength(before);
  });
});

describe('“users are stuck when the bot or the desk is down”', () => {
  test('a desk that is down: the next one gets the case at once', async () => {
    const desk = await beginWithOutside();
    desk.fail({ status: 502 }, 100);
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    expect((await notices(person)).map(([kind]) => kind)).toEqual(['queued']);
  });

  test('a desk that never answers: the next one gets the case after its limit', async () => {
    const desk = await beginWithOutside({ seconds: 1 });
    desk.fail('silence', 100);
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
  });

  test('a desk where nobody takes it: the next one gets the case, and the first one hears so', async () => {
    const desk = await beginWithOutside({}, { rota: { minutes: 0.01 } });
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await until(async () => desk.calls().some(({ body }) => body.type === 'closed' && body.because === 'moved'));
    await until(async () => (await notices(person)).some(([, text]) => /goes to another one/.test(text)));
  });

  test('nobody anywhere: it is said honestly, with another way, and the case stays in the queue', async () => {
    const reach = { en: 'You can also write to help@example.com.' };
    await begin({ rota: { minutes: 0.01, reach } });
    const person = await handedOver(server.url);
    await until(async () =>
      (await notices(person)).some(([kind, text]) => kind === 'note' && /nobody has been able/.test(text) && text.includes(reach.en)),
    );
    await waitsAt(maria, person);
    expect((await maria.act(person.conversation, 'take')).status).toBe(200);
  });

  test('the thinking breaks while a human leads: what is written arrives all the same', async () => {
    await begin();
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    await person.post({ type: 'message', text: 'x'.repeat(20_000) });
    expect((await maria.look(person.conversation)).lines.at(-1)?.from).toBe('user');
  });
});

describe('“duplicate handoff or ticket”', () => {
  test('asked for again and again, sent twice, tried again after an error: one case', async () => {
    const desk = await beginWithOutside();
    const person = await handedOver(server.url);
    await until(async () => (await notices(person)).some(([kind]) => kind === 'queued'));
    await Promise.all(['a', 'a', 'b'].map((key) => person.say('human please', key)));
    await until(async () => desk.calls().filter(({ body }) => body.type === 'message').length === 2);
    const opened = desk.calls().filter(({ body }) => body.type === 'opened');
    expect(opened).toHaveLength(1);
    expect((await notices(person)).filter(([kind]) => kind === 'queued')).toHaveLength(1);
  });

  test('the handoff ends the turn: nothing is asked after it', async () => {
    await begin();
    const person = await handedOver(server.url);
    const last = (await seen(person)).filter(({ channelData }) => channelData?.keepsake !== undefined).at(-1);
    expect(last?.channelData).toMatchObject({ keepsake: { choices: [{ pick: 'continue:is=go' }, { pick: 'withdraw:is=go' }] } });
  });
});

describe('“context lost”', () => {
  test('summary, facts, fixes tried and the transcript go with it', async () => {
    const desk = await beginWithOutside();
    const person = await visit(server.url);
    await person.say('nothing comes out of my printer');
    await person.say('I want to talk to a human');
    const opened = await until(async () => desk.calls().find(({ body }) => body.type === 'opened'));
    expect(opened.body).toMatchObject({
      summary: { problems: [{ status: 'handed-over' }] },
      note: expect.stringContaining('nothing is printed'),
    });
    expect(JSON.stringify(opened.body.transcript)).toContain('nothing comes out of my printer');
  });

  test('who takes over from somebody else sees what those wrote, and their notes', async () => {
    await begin();
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    await maria.act(person.conversation, 'message', { key: 'message-1', text: 'Have you tried the tray?' });
    await maria.act(person.conversation, 'note', { key: 'note-0001', text: 'patient, has time' });
    await maria.act(person.conversation, 'release');
    const { lines, notes } = await deskClient(server.url, 'tom').look(person.conversation);
    expect(lines).toEqual(expect.arrayContaining([expect.objectContaining({ text: 'Have you tried the tray?' })]));
    expect(notes).toMatchObject([{ text: 'patient, has time' }]);
  });
});

describe('“the bot is silent after the agent leaves”', () => {
  test('on completed the bot speaks first: resolved? then a rating', async () => {
    await begin();
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    await maria.act(person.conversation, 'close', { reason: 'solved' });
    expect((await seen(person)).at(-1)?.text).toMatch(/back with you|Here I am again/);
    await person.say('yes');
    expect((await seen(person)).at(-1)?.text).toMatch(/rate|How did I do/);
  });
});

describe('“cannot hand off from inside a flow”', () => {
  test('a person can be asked for in the middle of a fix, of a question, and of a rating', async () => {
    await begin();
    const person = await visit(server.url);
    await person.say('nothing comes out of my printer');
    await person.say('I want to talk to a human');
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    await maria.act(person.conversation, 'close', { reason: 'solved' });
    await person.say('get me a human');
    await waitsAt(maria, person);
  });
});

describe('“no agent there”', () => {
  test('the queue tells the place, and how long others waited lately', async () => {
    await begin();
    const page = await maria.live();
    for (let i = 0; i < 3; i++) {
      const served = await handedOver(server.url);
      await waitsAt(maria, served);
      await maria.act(served.conversation, 'take');
    }
    await waitsAt(maria, await handedOver(server.url));
    const second = await handedOver(server.url);
    const told = await until(async () => (await notices(second)).find(([kind]) => kind === 'queued'));
    expect(told[1]).toMatch(/^You are number 2 in the queue\. Lately people waited about a minute\./);
    await person2(second.conversation);
    await page.close();
  });

  /** Asked again, the place is told as it is now. */
  async function person2(conversation: string): Promise<void> {
    const first = (await maria.queue()).waiting.find((one) => one.conversation !== conversation);
    await maria.act(first?.conversation ?? '', 'take');
    expect((await maria.queue()).waiting).toMatchObject([{ conversation, place: 1 }]);
  }

  test('who asks for their place while waiting is told it', async () => {
    await begin();
    await waitsAt(maria, await handedOver(server.url));
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await person.say('how long is the wait?');
    expect((await seen(person)).at(-1)?.text).toContain('You are number 2 in the queue.');
  });

  test('outside of the hours it is said when people are back', async () => {
    const hours = readHours('UTC', [], []);
    const open = readHours('UTC', [`${weekday(Date.now() + 86_400_000)} 09:00-17:00`], []);
    await begin({ rota: { hours: open ?? hours! } });
    const person = await handedOver(server.url);
    const told = await until(async () => (await notices(person)).find(([kind]) => kind === 'queued'));
    expect(told[1]).toMatch(/Nobody is at the desk right now; they are back \w+day/);
  });

  test('the person can leave and come back: the place is kept, and the answer is there', async () => {
    await begin();
    const person = await handedOver(server.url);
    await waitsAt(maria, person);
    await maria.act(person.conversation, 'take');
    await maria.act(person.conversation, 'message', { key: 'message-1', text: 'Here is what to do' });
    expect((await person.read()).map(({ text }) => text)).toContain('Here is what to do');
  });
});

function weekday(at: number): string {
  return new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' }).format(at).toLowerCase();
}
