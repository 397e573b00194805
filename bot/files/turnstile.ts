import { Refusal } from '../http/refusal.ts';

/** Lets so many in at once, and of one name so many; whoever finds no room is asked to come again. Throws Refusal. */
export function newTurnstile(most: number, ofOne: number): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const inside = new Map<string, number>();
  let all = 0;
  return async (name, work) => {
    const own = inside.get(name) ?? 0;
    if (all >= most || own >= ofOne) throw new Refusal('Unavailable', 'Many files are on their way just now.', { 'Retry-After': '5' });
    all += 1;
    inside.set(name, own + 1);
    try {
      return await work();
    } finally {
      all -= 1;
      const left = (inside.get(name) ?? 1) - 1;
      if (left === 0) inside.delete(name);
      else inside.set(name, left);
    }
  };
}
