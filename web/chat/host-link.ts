/** The chat's side of the talk with the page that holds its frame. */
import type { Envelope, ToChat, ToLoader } from '../embed/messages.ts';
import { fieldsOf } from './activity.ts';

export type HostLink = { readonly tell: (message: ToLoader) => void };

/**
 * Undefined when nobody holds the page in a frame. The address says which origin the holder claims: everything is sent to that origin
 * only, so who claims a wrong one hears nothing, and nothing is believed that comes from another window or origin.
 */
export function openHostLink(heard: (message: ToChat) => void): HostLink | undefined {
  const origin = claimed(location.hash);
  if (window.parent === window || origin === undefined) return undefined;
  addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== window.parent || from !== origin) return;
    const message = fieldsOf(fieldsOf(data).keepsake);
    if (typeof message.kind === 'string') heard(message as ToChat);
  });
  return {
    tell: (message) => {
      const envelope: Envelope<ToLoader> = { keepsake: message };
      window.parent.postMessage(envelope, origin);
    },
  };
}

function claimed(hash: string): string | undefined {
  try {
    const { origin } = new URL(decodeURIComponent(/^#from=(.+)$/.exec(hash)?.[1] ?? ''));
    return origin === 'null' ? undefined : origin;
  } catch {
    return undefined;
  }
}
