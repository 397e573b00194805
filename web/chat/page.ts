/** The page as a whole: what the person, the site and the server do, and what then happens where. */
import type { Context, Settings, ToChat } from '../embed/messages.ts';
import type { Notice } from './activity.ts';
import { newComposer } from './composer.ts';
import { type Conversation, type Happening, newConversation } from './conversation.ts';
import { part } from './dom.ts';
import { newEnding, type Why } from './ending.ts';
import { newHeader } from './header.ts';
import type { HostLink } from './host-link.ts';
import { newLogView } from './log-view.ts';
import { newReading } from './reading.ts';
import { fetchSite, readSettings } from './site.ts';
import { newStatusBar } from './status-bar.ts';
import { dress } from './theme.ts';
import { keepTicks } from './ticks.ts';
import { transcriptOf } from './transcript.ts';
import { newTray } from './tray.ts';
import { newVault, type Spare, type Vault } from './vault.ts';
import { locale, speak } from './words.ts';

export type Page = {
  /** Alone: everything begins at once. */
  readonly show: () => void;
  /** In a frame: the page that holds it says how to look, and when it is opened. */
  readonly joinHost: (link: HostLink) => void;
  readonly hear: (message: ToChat) => void;
};

/** What the page knows besides the conversation. */
type State = {
  readonly site: string;
  link: HostLink | undefined;
  /** Whether the person sees the chat: it may be closed in its frame. */
  open: boolean;
  /** Whether there is a line to the server. */
  begun: boolean;
  fromSite: Settings;
  fromHost: Settings;
  locale: string | undefined;
  context: Context;
  identity: string | undefined;
  vault: Vault;
  /** What is half-written: of this tab, and forgotten with it. */
  drafts: Vault;
  kept: Record<string, unknown>;
};

type Parts = ReturnType<typeof build>;

/** Puts the page together; nothing is called before it is shown or opened. */
export function openPage({ site }: { readonly site: string }): Page {
  const state: State = {
    site,
    link: undefined,
    open: false,
    begun: false,
    fromSite: {},
    fromHost: {},
    locale: undefined,
    context: {},
    identity: undefined,
    vault: newVault(() => localStorage, `keepsake:${site}:`),
    drafts: newVault(() => sessionStorage, `keepsake:${site}:`),
    kept: {},
  };
  const parts = build(state);
  listen(state, parts);
  redress(state, parts);
  return {
    show: () => {
      state.open = true;
      begin(state, parts);
    },
    joinHost: (link) => {
      state.link = link;
      document.documentElement.classList.add('framed');
      parts.header.inFrame(() => link.tell({ kind: 'close' }));
      link.tell({ kind: 'ready' });
    },
    hear: (message) => hear(state, parts, message),
  };
}

function build(state: State) {
  const field = part('field', HTMLTextAreaElement);
  const hands = {
    pressed: ({ label, pick }: { readonly label: string; readonly pick: string | undefined }, by: MouseEvent) => {
      talk.say(label, { pick });
      // A click by keyboard (detail 0) leaves the focus where it is: the next answers come after it.
      if (typesEasily() && by.detail > 0) composer.focus();
    },
    ticks: keepTicks(() => state.vault),
    card: { send: (...sent: Parameters<Conversation['sendCard']>) => talk.sendCard(...sent), already: (key: string) => log.echoed(key) },
  };
  const log = newLogView(
    { log: part('log', HTMLElement), scroller: part('scroller', HTMLElement), latest: part('latest', HTMLButtonElement) },
    hands,
  );
  const status = newStatusBar(part('status', HTMLElement));
  const header = newHeader({
    startAnew: () => restart(),
    transcript: () => transcriptOf(log.entries(), locale(), Date.now()),
  });
  const reading = newReading(() => state.vault, { unread: (count) => showUnread(state, count), fresh: log.markFresh });
  const talk = newConversation({
    log,
    vault: () => state.vault,
    visit: () => ({ origin: location.origin, site: state.site, identity: state.identity, locale: () => localesOf(state)[0] ?? 'en' }),
    context: () => state.context,
    led: () => header.helper() !== undefined,
    told: (what) => happened(state, parts, what),
  });
  const form = part('composer', HTMLFormElement);
  const composer = newComposer(form, field, trayOf(field), {
    send: (text, files) => talk.say(text, { files }),
    typing: () => header.helper() !== undefined && talk.typing(),
    draft: (text) => state.drafts.write('draft', text),
  });
  const restart = (): void => {
    ending.hide();
    header.setHelper(undefined);
    reading.restart();
    talk.startAnew();
    composer.focus();
  };
  const ending = newEnding(composer, restart);
  const parts = { log, status, header, reading, talk, composer, ending, form };
  return parts;
}

function trayOf(field: HTMLTextAreaElement) {
  return newTray({
    list: part('waiting-files', HTMLElement),
    trouble: part('file-trouble', HTMLElement),
    button: part('attach', HTMLButtonElement),
    input: part('files', HTMLInputElement),
    area: document.body,
    field,
  });
}

function listen(state: State, { talk, header, reading }: Parts): void {
  addEventListener('online', talk.wake);
  document.addEventListener('visibilitychange', () => {
    reading.looking(isSeen(state));
    if (document.visibilityState === 'visible') talk.wake();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (header.menu.isOpen()) header.menu.close();
    else state.link?.tell({ kind: 'close' });
  });
  // Another tab has begun a new conversation: this one goes along.
  addEventListener('storage', ({ key, oldValue, newValue }) => {
    const begun = key === `${prefixOf(state)}conversation` && oldValue === null && newValue !== null;
    if (begun && state.begun) talk.reopen();
  });
}

/** Opens the conversation. What the site is set to is asked for at the same time. */
function begin(state: State, parts: Parts): void {
  if (!state.begun) {
    state.begun = true;
    parts.form.hidden = false;
    parts.header.ready();
    parts.talk.reopen();
    restoreDraft(state, parts);
    void fetchSite(location.origin, state.site).then(({ name, settings }) => {
      state.fromSite = settings;
      if (name !== undefined) parts.header.setName(name);
      state.link?.tell({ kind: 'site', settings });
      redress(state, parts);
    });
  }
  parts.reading.looking(isSeen(state));
  if (state.open) focusFirst(parts);
}

function restoreDraft({ drafts }: State, { composer }: Parts): void {
  const draft = drafts.read('draft');
  composer.restore(typeof draft === 'string' ? draft : '');
}

/** A hardware keyboard is at hand: the field takes the focus, and no keyboard jumps over half of the screen. */
function focusFirst({ composer, header }: Parts): void {
  if (typesEasily()) composer.focus();
  else header.focus();
}

function hear(state: State, parts: Parts, message: ToChat): void {
  switch (message.kind) {
    case 'hello':
      greeted(state, parts, message);
      break;
    case 'open':
      state.open = true;
      begin(state, parts);
      break;
    case 'close':
      state.open = false;
      parts.reading.looking(false);
      break;
    case 'identify':
      identified(state, parts, message.identity);
      break;
    case 'context':
      state.context = contextOf(message.context);
      break;
    case 'locale':
      state.locale = readSettings(message).locale;
      redress(state, parts);
      break;
    case 'forget':
      forgotten(state, parts);
  }
}

function forgotten(state: State, { talk, log, reading, composer }: Parts): void {
  talk.leave();
  log.clear();
  reading.restart();
  state.begun = false;
  state.vault.forget();
  state.drafts.forget();
  composer.restore('');
  state.link?.tell({ kind: 'forgotten' });
}

function greeted(state: State, parts: Parts, { settings, open, context, identity, kept }: Extract<ToChat, { kind: 'hello' }>): void {
  state.fromHost = readSettings(settings);
  state.context = contextOf(context);
  state.identity = typeof identity === 'string' ? identity : undefined;
  state.kept = { ...kept };
  openVaults(state);
  state.open = open === true;
  redress(state, parts);
  // While the chat is closed somebody may have answered; without a conversation there is nobody to answer.
  if (state.open || state.vault.read('conversation') !== undefined) begin(state, parts);
}

/** Somebody is known now, or somebody else is: everybody has a conversation of their own. */
function identified(state: State, parts: Parts, identity: string): void {
  const before = ownerOf(state);
  state.identity = identity;
  // A new proof of the same person matters where the old one was no longer good.
  if (ownerOf(state) === before && parts.ending.why() !== 'stranger') return;
  parts.ending.hide();
  const halfWritten = state.drafts.read('draft');
  openVaults(state);
  // Who has only now said who they are goes on writing; what one person has half-written is not shown to another.
  if (before === '' && halfWritten !== undefined) state.drafts.write('draft', halfWritten);
  parts.reading.restart();
  parts.header.setHelper(undefined);
  if (!state.begun) return;
  parts.talk.reopen();
  restoreDraft(state, parts);
}

/** Those of whoever it is now. */
function openVaults(state: State): void {
  const prefix = prefixOf(state);
  const spare: Spare = {
    read: (name) => state.kept[prefix + name],
    write: (name, value) => state.link?.tell({ kind: 'kept', name: prefix + name, value }),
  };
  state.vault = newVault(() => localStorage, prefix, spare);
  state.drafts = newVault(() => sessionStorage, prefix, spare);
}

function prefixOf(state: State): string {
  return `keepsake:${state.site}:${ownerOf(state)}`;
}

/** Whose conversation is kept: the subject of the identity, which only the server can check and does. */
function ownerOf({ identity }: State): string {
  if (identity === undefined) return '';
  try {
    const claims: unknown = JSON.parse(atob((identity.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    const { sub } = claims as { readonly sub?: unknown };
    return `${encodeURIComponent(String(sub))}:`;
  } catch {
    return '?:';
  }
}

function happened(state: State, parts: Parts, what: Happening): void {
  switch (what.kind) {
    case 'state':
      parts.status.show(what.state);
      if (what.state.kind === 'online') state.link?.tell({ kind: 'begun' });
      break;
    case 'said':
      if (what.from !== 'user') parts.reading.arrived(what.id, what.live);
      if (what.live) state.link?.tell({ kind: 'said', from: what.from });
      break;
    case 'notice':
      noticed(parts, what.notice, what.live);
      break;
    case 'end':
      ended(state, parts, what.why);
  }
}

function noticed({ reading, header }: Parts, { id, kind, agent }: Notice, live: boolean): void {
  reading.arrived(id, live);
  if (kind === 'joined') header.setHelper(agent);
  if (kind === 'left' || kind === 'ended') header.setHelper(undefined);
}

function ended(state: State, { ending, talk }: Parts, why: Why): void {
  if (why === 'stranger') state.link?.tell({ kind: 'identity-refused' });
  if (why !== 'shut' || state.identity === undefined) {
    ending.show(why);
    return;
  }
  // Who they say they are was not believed: they are helped like anybody.
  state.link?.tell({ kind: 'identity-refused' });
  state.identity = undefined;
  openVaults(state);
  talk.reopen();
}

/** Colours, words and greeting as they are set now. */
function redress(state: State, { header, log, status, ending }: Parts): void {
  const settings = { ...state.fromSite, ...state.fromHost };
  dress(document.documentElement, settings);
  const changed = speak(localesOf(state));
  header.redraw(settings);
  if (!changed) return;
  log.redraw();
  status.redraw();
  ending.redraw();
}

function localesOf({ locale, fromHost, fromSite }: State): readonly string[] {
  return [locale, fromHost.locale, fromSite.locale, ...navigator.languages].filter((one) => one !== undefined);
}

function showUnread({ link }: State, count: number): void {
  const title = document.title.replace(/^\(\d+\) /, '');
  document.title = count === 0 ? title : `(${count}) ${title}`;
  link?.tell({ kind: 'unread', count });
}

function isSeen({ open }: State): boolean {
  return open && document.visibilityState === 'visible';
}

function contextOf({ device, page }: Context): Context {
  return {
    ...(typeof device === 'string' && { device: device.slice(0, 200) }),
    ...(typeof page === 'string' && { page: page.slice(0, 500) }),
  };
}

function typesEasily(): boolean {
  return matchMedia('(hover: hover) and (pointer: fine)').matches;
}
