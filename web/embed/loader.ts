/** What embed.js does: a launcher at once, the chat when it is opened, and an API for the site's own scripts. */
import { type Api, publish } from './api.ts';
import { type Frame, openFrame } from './frame.ts';
import { type Launcher, newLauncher } from './launcher.ts';
import { type Memory, newMemory } from './memory.ts';
import type { Context, Settings, ToLoader } from './messages.ts';
import type { ScriptTag } from './script-tag.ts';
import { takeScreen } from './whole-screen.ts';
import { launcherWords } from './words.ts';

type Loader = {
  readonly tag: ScriptTag;
  readonly launcher: Launcher;
  readonly memory: Memory;
  readonly hearers: Map<string, Set<(detail?: unknown) => void>>;
  frame: Frame | undefined;
  isOpen: boolean;
  unread: number;
  fromSite: Settings;
  locale: string | undefined;
  context: Context;
  identity: string | undefined;
  /** Where the focus was before the chat was opened. */
  before: Element | null;
  giveScreen: () => void;
};

/** Starts it for this script tag. */
export function startLoader(tag: ScriptTag, mode: ShadowRootMode): void {
  const loader: Loader = {
    tag,
    launcher: newLauncher(mode),
    memory: newMemory(tag.site),
    hearers: new Map(),
    frame: undefined,
    isOpen: false,
    unread: 0,
    fromSite: tag.fromSite,
    locale: undefined,
    context: {},
    identity: undefined,
    before: null,
    giveScreen: () => undefined,
  };
  const { host, button, panel } = loader.launcher;
  button.addEventListener('click', () => (loader.isOpen ? close(loader) : open(loader)));
  for (const one of [button, panel]) one.addEventListener('keydown', ({ key }) => key === 'Escape' && close(loader));
  if (!publish(apiOf(loader))) return;
  mount(loader);
  if (!host.isConnected) addEventListener('DOMContentLoaded', () => mount(loader), { once: true });
  // Somebody may have answered since the page before this one.
  if (loader.memory.began()) whenIdle(() => frameOf(loader));
}

function apiOf(loader: Loader): Omit<Api, 'push'> {
  return {
    open: () => open(loader),
    close: () => close(loader),
    toggle: () => (loader.isOpen ? close(loader) : open(loader)),
    identify: ({ id }, jwt) => {
      if (subjectOf(jwt) !== id) throw new Error('Keepsake.identify: the token was signed for another user; its "sub" has to be the id.');
      loader.identity = jwt;
      loader.frame?.tell({ kind: 'identify', identity: jwt });
    },
    setContext: (context) => {
      loader.context = { ...loader.context, ...context };
      loader.frame?.tell({ kind: 'context', context: loader.context });
    },
    setLocale: (locale) => {
      loader.locale = locale;
      loader.frame?.tell({ kind: 'locale', locale });
      draw(loader);
    },
    on: (event, hear) => {
      const all = loader.hearers.get(event) ?? new Set();
      loader.hearers.set(event, all.add(hear));
      return () => void all.delete(hear);
    },
    shutdown: () => shutdown(loader),
  };
}

function mount(loader: Loader): void {
  // Beside the body: what is done to the body as a whole, such as blurring it, does not reach the chat.
  document.documentElement.append(loader.launcher.host);
  draw(loader);
}

function draw({ launcher, isOpen, unread, fromSite, tag, locale }: Loader): void {
  const settings = { ...fromSite, ...tag.settings };
  const words = launcherWords([locale, settings.locale, document.documentElement.lang, ...navigator.languages]);
  launcher.show({ open: isOpen, unread, settings, words });
}

function open(loader: Loader): void {
  if (loader.isOpen) return;
  if (!loader.launcher.host.isConnected) mount(loader);
  const { host, panel } = loader.launcher;
  loader.before = document.activeElement;
  loader.isOpen = true;
  draw(loader);
  const frame = frameOf(loader);
  frame.tell({ kind: 'open' });
  frame.element.focus();
  loader.giveScreen = takeScreen(panel, host, () => frame.element.focus());
  emit(loader, 'open');
}

function close(loader: Loader): void {
  if (!loader.isOpen) return;
  const { host, button } = loader.launcher;
  const inside = document.activeElement === host || document.activeElement === document.body;
  loader.isOpen = false;
  loader.giveScreen();
  draw(loader);
  loader.frame?.tell({ kind: 'close' });
  // Back to where the person came from; but nobody is torn away from where they went meanwhile.
  if (inside && loader.before instanceof HTMLElement && loader.before !== document.body && loader.before !== host) loader.before.focus();
  else if (inside) button.focus();
  emit(loader, 'close');
}

function frameOf(loader: Loader): Frame {
  const { tag, launcher, memory } = loader;
  loader.frame ??= openFrame(launcher.panel, tag, {
    heard: (message) => heard(loader, message),
    hello: () => ({
      kind: 'hello',
      settings: { ...tag.settings, ...(loader.locale !== undefined && { locale: loader.locale }) },
      open: loader.isOpen,
      context: loader.context,
      kept: memory.kept(),
      ...(loader.identity !== undefined && { identity: loader.identity }),
    }),
  });
  return loader.frame;
}

function heard(loader: Loader, message: ToLoader): void {
  switch (message.kind) {
    case 'close':
      close(loader);
      break;
    case 'begun':
      loader.memory.setBegan();
      break;
    case 'kept':
      loader.memory.keep(String(message.name), message.value);
      break;
    case 'unread':
      loader.unread = Number(message.count);
      draw(loader);
      emit(loader, 'unread', loader.unread);
      break;
    case 'site':
      loader.fromSite = message.settings;
      draw(loader);
      break;
    case 'said':
      emit(loader, 'message', message.from);
      break;
    case 'identity-refused':
      loader.identity = undefined;
      emit(loader, message.kind);
      break;
    default:
      emit(loader, message.kind);
  }
}

function shutdown(loader: Loader): void {
  close(loader);
  const had = loader.memory.began() || loader.frame !== undefined;
  loader.identity = undefined;
  loader.context = {};
  loader.unread = 0;
  const gone = (): void => {
    loader.frame?.remove();
    loader.frame = undefined;
    loader.memory.forget();
    loader.launcher.host.remove();
    emit(loader, 'shutdown');
  };
  if (!had) {
    gone();
    return;
  }
  // Only the frame can reach what it keeps.
  const stop = apiOf(loader).on('forgotten', () => {
    stop();
    gone();
  });
  frameOf(loader).tell({ kind: 'forget' });
}

function emit({ hearers }: Loader, event: string, detail?: unknown): void {
  for (const hear of hearers.get(event) ?? []) hear(detail);
}

function subjectOf(jwt: string): unknown {
  try {
    return JSON.parse(atob((jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))).sub;
  } catch {
    return undefined;
  }
}

function whenIdle(go: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(go, { timeout: 3000 });
  else setTimeout(go, 300);
}
