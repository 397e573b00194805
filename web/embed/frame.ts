/** The frame that holds the chat: made when it is first needed, talked to by messages that only the two of them believe. */

import type { Envelope, ToChat, ToLoader } from './messages.ts';
import type { ScriptTag } from './script-tag.ts';

export type Frame = {
  readonly element: HTMLIFrameElement;
  /** What is told before the chat listens waits for it. */
  readonly tell: (message: ToChat) => void;
  readonly remove: () => void;
};

/** Puts the frame into this place. `hello` is told first, as soon as the chat listens. */
export function openFrame(
  place: HTMLElement,
  { home, site }: ScriptTag,
  { hello, heard }: { readonly hello: () => ToChat; readonly heard: (message: ToLoader) => void },
): Frame {
  const element = document.createElement('iframe');
  element.title = 'Chat';
  element.src = `${home}/embed?site=${encodeURIComponent(site)}#from=${encodeURIComponent(location.origin)}`;
  let waiting: ToChat[] | undefined = [];
  const post = (message: ToChat): void => {
    const envelope: Envelope<ToChat> = { keepsake: message };
    element.contentWindow?.postMessage(envelope, home);
  };
  const listen = (event: MessageEvent): void => {
    const message = messageOf(event, element, home);
    if (message === undefined) return;
    if (message.kind === 'ready') {
      for (const one of [hello(), ...(waiting ?? [])]) post(one);
      waiting = undefined;
    }
    heard(message);
  };
  addEventListener('message', listen);
  place.append(element);
  return {
    element,
    tell: (message) => (waiting === undefined ? post(message) : void waiting.push(message)),
    remove: () => {
      removeEventListener('message', listen);
      element.remove();
    },
  };
}

/** What the chat tells; nothing of what comes from another window or another origin. */
function messageOf({ source, origin, data }: MessageEvent, { contentWindow }: HTMLIFrameElement, home: string): ToLoader | undefined {
  if (source !== contentWindow || origin !== home) return undefined;
  const message: ToLoader | undefined = data?.keepsake;
  return typeof message?.kind === 'string' ? message : undefined;
}
