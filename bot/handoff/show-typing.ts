import type { Channel } from '../channels/channel.ts';
import type { Agent, Store } from '../store/store.ts';

/** An agent is writing: shown to the person whose case is at this desk, and not kept. Rejects with StoreError. */
export type ShowTyping = (desk: string, conversation: string, agent: Agent) => Promise<void>;

/** Channels that listen hear a whisper; others are called. `channels` may be opened later. */
export function newShowTyping(store: Pick<Store, 'desks' | 'tasks' | 'whisper'>, channels: () => readonly Channel[]): ShowTyping {
  return async (desk, conversation, agent) => {
    const stand = await store.desks.read(conversation);
    if (stand?.state !== 'taken' || stand.desk !== desk) return;
    store.whisper(conversation, { kind: 'typing', agent });
    const task = channels()
      .find(({ name }) => name === stand.channel)
      ?.outbox?.typing?.(conversation, agent);
    if (task !== undefined) await store.tasks.plan(task, conversation);
  };
}
