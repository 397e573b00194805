/** The page with Microsoft's Web Chat: the client that sites know, on the line of our own page. */
import ReactDOM from 'react-dom';
import type { LineState } from '../chat/connection.ts';
import { part } from '../chat/dom.ts';
import { newEnding } from '../chat/ending.ts';
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
  const ending = newEnding({ lock: (locked) => draw(chat.settings, locked) }, startAnew);
  let chat = open();
  part('restart', HTMLButtonElement).hidden = false;
  part('restart', HTMLButtonElement).addEventListener('click', startAnew);
  addEventListener('online', () => chat.adapter.wake());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && chat.adapter.wake());

  function open(): { readonly adapter: Adapter; readonly settings: Settings } {
    const resumed = keep.read() !== undefined;
    const adapter = newAdapter(visit, keep, { state: (state) => change(state, resumed), ended: () => ending.show('ended') });
    const settings = settingsOf(client, adapter);
    draw(settings, false);
    return { adapter, settings };
  }

  function draw(settings: Settings, locked: boolean): void {
    client.renderWebChat({ ...settings, styleOptions: { ...STYLE, hideSendBox: locked } }, place);
  }

  function change(state: LineState, resumed: boolean): void {
    status.show(state);
    // A conversation that was kept but is no more gives way to a new one, unless somebody is reading it.
    if (state.kind === 'gone' && resumed && place.querySelector('.webchat__bubble') === null) startAnew();
    else if (state.kind === 'gone' || state.kind === 'stranger' || state.kind === 'shut') ending.show(state.kind);
  }

  function startAnew(): void {
    chat.adapter.end();
    vault.forget();
    ReactDOM.unmountComponentAtNode(place);
    chat = open();
    ending.hide();
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
