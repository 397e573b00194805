/** `window.Keepsake`: what the site's own scripts can do. */
import type { Context } from './messages.ts';

export type Api = {
  readonly open: () => void;
  readonly close: () => void;
  readonly toggle: () => void;
  /** Says who the person is: an id, and a JWT by the site's server whose `sub` it is. Throws when they do not belong together. */
  readonly identify: (user: { readonly id: string }, jwt: string) => void;
  readonly setContext: (context: Context) => void;
  readonly setLocale: (locale: string) => void;
  /** Calls back on open, close, ready, unread (with a number), message (with who: bot, user, agent), identity-refused, shutdown; returns how to stop. */
  readonly on: (event: string, hear: (detail?: unknown) => void) => () => void;
  /** Somebody signs out: the chat goes and forgets the conversation. Opening it later begins anew. */
  readonly shutdown: () => void;
  /** A call as a list, `['setLocale', 'de']`: how calls are made before this script has come. */
  readonly push: (...calls: readonly (readonly [keyof Api, ...unknown[]])[]) => void;
};

type Place = { Keepsake?: unknown };

/** Puts it in place, once; calls that were made before are made up for. False when it was there already. */
export function publish(api: Omit<Api, 'push'>): boolean {
  const place = window as Place;
  const before = place.Keepsake;
  // What has no `push` is something of the page: an element of that id stands in for a variable.
  if (!Array.isArray(before) && typeof (before as Partial<Api> | undefined)?.push === 'function') return false;
  const push: Api['push'] = (...calls) => {
    for (const [name, ...given] of calls) (whole[name] as ((...given: unknown[]) => unknown) | undefined)?.(...given);
  };
  const whole: Api = { ...api, push };
  place.Keepsake = Object.freeze(whole);
  if (Array.isArray(before)) push(...before);
  return true;
}
