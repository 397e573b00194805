import { type Fields, fieldsOf } from '../chat/activity.ts';

/** How the server shows what was sent, by the names under which it was sent. */
export type Echoes = { readonly came: (activity: Fields) => void; readonly of: (name: string) => Promise<Fields> };

export function newEchoes(): Echoes {
  const seen = new Map<string, Fields>();
  const waiting = new Map<string, (echo: Fields) => void>();
  return {
    came: (activity) => {
      const name = fieldsOf(activity.channelData).clientActivityID;
      if (typeof name !== 'string') return;
      seen.set(name, activity);
      waiting.get(name)?.(activity);
      waiting.delete(name);
    },
    of: (name) => {
      const echo = seen.get(name);
      if (echo !== undefined) return Promise.resolve(echo);
      return new Promise((resolve) => {
        const before = waiting.get(name);
        waiting.set(name, (came) => {
          before?.(came);
          resolve(came);
        });
      });
    },
  };
}
