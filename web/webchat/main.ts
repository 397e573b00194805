/** The page with Microsoft's Web Chat: the client that sites know, on the line of our own page. */
import ReactDOM from 'react-dom';
import type { LineState } from '../chat/connection.ts';
import { part } from '../chat/dom.ts';
import { keepIn } from '../chat/session.ts';
import { newStatusBar } from '../chat/status-bar.ts';
import { newVault } from '../chat/vault.ts';
import { speak, word } from '../chat/words.ts';
import { type Adapter, newAdapter } from './adapter.ts';
import { activityMiddleware, avatarMiddleware, groupActivitiesMiddleware, renderMarkdown, typingIndicatorMiddleware } from './look.ts';
import { retryAsItWas } from './retry.ts';
import { STYLE } from './style.ts';
import { type Settings, type WebChat, webChat } from './web-chat.ts';

const place = part('webchat', HTMLElement);
const ended = part('ended', HTMLElement);
const site = new URLSearchParams(location.search).get('site') ?? 'default';
const vault = newVault(() => localStorage, `keepsake:${site}:`);
const keep = keepIn(vault);
const visit = { origin: location.origin, site, identity: undefined, locale: () => navigator.language };

speak(navigator.languages);
const client = webChat();
if (client === undefined) part('missing', HTMLElement).hidden = false;
else live(client);

function live(client: WebChat): void {
  const status = newStatusBar(part('status', HTMLElement));
  let chat = open();
  part('restart', HTMLButtonElement).hidden = false;
  part('restart', HTMLButtonElement).addEventListener('click', startAnew);
  part('ended-new', HTMLButtonElement).addEventListener('click', startAnew);
  addEventListener('online', () => chat.adapter.wake());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && chat.adapter.wake());

  function open(): { readonly adapter: Adapter; readonly settings: Settings } {
    const resumed = keep.read() !== undefined;
    const adapter = newAdapter(visit, keep, { state: (state) => change(state, resumed), ended: () => end(word().ended) });
    const settings = settingsOf(client, adapter);
    client.renderWebChat(settings, place);
    return { adapter, settings };
  }

  function change(state: LineState, resumed: boolean): void {
    status.show(state);
    if (state.kind === 'shut') end(word().shut);
    if (state.kind !== 'gone') return;
    // A conversation that was kept but is no more gives way to a new one, unless somebody is reading it.
    if (resumed && place.querySelector('article') === null) startAnew();
    else end(word().gone);
  }

  function end(text: string): void {
    part('ended-text', HTMLElement).textContent = text;
    ended.hidden = false;
    client.renderWebChat({ ...chat.settings, styleOptions: { ...STYLE, hideSendBox: true } }, place);
  }

  function startAnew(): void {
    chat.adapter.end();
    vault.forget();
    ended.hidden = true;
    ReactDOM.unmountComponentAtNode(place);
    chat = open();
  }
}

function settingsOf(client: WebChat, adapter: Adapter): Settings {
  return {
    directLine: adapter,
    store: client.createStore({}, retryAsItWas(adapter)),
    locale: navigator.language,
    styleOptions: STYLE,
    // Of the bot and of agents alike; whose words they are is said by the text.
    overrideLocalizedStrings: { ACTIVITY_BOT_SAID_ALT: `${word().bot}:` },
    sendTypingIndicator: true,
    renderMarkdown,
    activityMiddleware,
    avatarMiddleware,
    groupActivitiesMiddleware,
    typingIndicatorMiddleware,
  };
}
