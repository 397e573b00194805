import { expect, test } from '@jest/globals';
import type { Channel } from '../../bot/channels/channel.ts';
import type { NewTask, Task } from '../../bot/store/tasks.ts';
import { turn } from '../../bot/turn.ts';
import { until } from '../until.ts';
import { deskClient, handoffServer, waitsAt } from './handoff-server.ts';

test.each([true, false])('a channel that has to be called gets the typing of who leads, if it can show it: %s', async (can) => {
  const delivered: Pick<Task, 'conversation' | 'payload'>[] = [];
  const post: Channel = {
    name: 'post',
    routes: [],
    close: async () => undefined,
    outbox: {
      tasks: () => [],
      ...(can && { typing: (key, { name }): NewTask => ({ queue: 'outbox', key, kind: 'post', payload: { name } }) }),
      deliver: async ({ conversation, payload }) => {
        delivered.push({ conversation, payload });
        return { kind: 'done' };
      },
    },
  };
  const server = await handoffServer({ channels: [post] });
  const [maria, tom] = [deskClient(server.url, 'maria'), deskClient(server.url, 'tom')];
  const speaker = { channel: 'post', conversation: 'p1', user: 'ann', locale: 'en' };
  await turn(server.house, { ...speaker, key: 'k1', at: Date.now(), message: { text: 'I want to talk to a human' } });
  await waitsAt(maria, speaker);
  const heard: unknown[] = [];
  const unhear = server.store.overhear('p1', ({ agent }) => heard.push(agent));
  await maria.act('p1', 'typing');
  await maria.act('p1', 'take');
  await tom.act('p1', 'typing');
  expect(heard).toEqual([]);
  expect((await maria.act('p1', 'typing')).status).toBe(200);
  await until(async () => heard.length > 0 && (await server.store.tasks.depth('outbox')).waiting === 0);
  expect(heard).toEqual([{ id: 'maria', name: 'Maria' }]);
  expect(delivered).toEqual(can ? [{ conversation: 'p1', payload: { name: 'Maria' } }] : []);
  unhear();
  await server.close();
});
