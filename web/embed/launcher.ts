/** The launcher and the panel in a shadow root, out of reach of the page's own styles. */
import { readColour, shadesOf } from '../chat/theme.ts';
import type { Settings } from './messages.ts';
import { STYLE } from './style.ts';
import type { launcherWords } from './words.ts';

/** The colour when no other is set. */
const GREEN = '#0c6657';
const CHAT = 'M4 12a8 8 0 1 1 4 6.9L4 20l1.1-4A8 8 0 0 1 4 12Z';
const CROSS = 'm6 6 12 12M18 6 6 18';

export type Launcher = {
  readonly host: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly panel: HTMLElement;
  readonly show: (state: LauncherState) => void;
};

type LauncherState = {
  readonly open: boolean;
  readonly unread: number;
  readonly settings: Settings;
  readonly words: ReturnType<typeof launcherWords>;
};

/** Draws it, not yet in the page. Tests open the root, for programs that look into it. */
export function newLauncher(mode: ShadowRootMode): Launcher {
  const host = document.createElement('keepsake-chat');
  const root = host.attachShadow({ mode });
  styled(root);
  const around = made('div', '');
  const panel = made('div', 'panel');
  const parts = newButton();
  panel.setAttribute('role', 'dialog');
  panel.hidden = true;
  around.append(panel, parts.button);
  root.append(around);
  return {
    host,
    button: parts.button,
    panel,
    show: (state) => {
      around.className = `${state.settings.position ?? 'right'}${state.open ? ' open' : ''}`;
      around.style.setProperty('--ground', ground(state.settings.color));
      panel.setAttribute('aria-label', state.words.chat);
      panel.hidden = !state.open;
      showButton(parts, state);
    },
  };
}

type ButtonParts = { readonly button: HTMLButtonElement; readonly path: Element; readonly label: HTMLElement; readonly badge: HTMLElement };

function newButton(): ButtonParts {
  const button = made('button', '');
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const label = made('span', '');
  const badge = made('span', 'badge');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.append(path);
  button.append(drawing, label, badge);
  return { button, path, label, badge };
}

function showButton({ button, path, label, badge }: ButtonParts, { open, unread, settings, words }: LauncherState): void {
  path.setAttribute('d', open ? CROSS : CHAT);
  label.className = settings.label === undefined || open ? 'sr' : '';
  label.textContent = open ? words.close : (settings.label ?? words.open);
  badge.hidden = unread === 0 || open;
  // The number for the eye, and what it counts for everybody else.
  badge.replaceChildren(unread > 99 ? '99+' : `${unread}`, made('span', 'sr', ` ${words.unread}`));
  button.setAttribute('aria-expanded', String(open));
}

/** A sheet that is made by script is not held up by the page's rules for styles. Old browsers have none, and get an element. */
function styled(root: ShadowRoot): void {
  if ('adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  const style = document.createElement('style');
  style.textContent = STYLE;
  (root as ShadowRoot).append(style);
}

/** White letters can be read on it. */
function ground(colour: string | undefined): string {
  const rgb = readColour(colour ?? GREEN);
  const [r, g, b] = (rgb && shadesOf(rgb)['--own-light']) ?? [12, 102, 87];
  return `rgb(${r} ${g} ${b})`;
}

function made<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, text = ''): HTMLElementTagNameMap[K] {
  const one = document.createElement(tag);
  one.className = name;
  one.textContent = text;
  return one;
}
