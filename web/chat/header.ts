/** The head of the page: who is there, the menu, and the way out. */
import type { Settings } from '../embed/messages.ts';
import { part } from './dom.ts';
import { type Menu, newMenu } from './menu.ts';
import { download } from './transcript.ts';
import { word } from './words.ts';

export type Header = {
  readonly menu: Menu;
  readonly ready: () => void;
  /** The chat is in a frame, and can be closed there. */
  readonly inFrame: (close: () => void) => void;
  readonly setName: (name: string) => void;
  /** The person who helps now, if one does. */
  readonly setHelper: (name: string | undefined) => void;
  readonly helper: () => string | undefined;
  readonly redraw: (settings: Settings) => void;
  readonly focus: () => void;
};

export function newHeader({ startAnew, transcript }: { readonly startAnew: () => void; readonly transcript: () => string }): Header {
  const title = part('title', HTMLElement);
  const about = part('about', HTMLElement);
  const greets = part('greeting', HTMLElement);
  const button = part('menu', HTMLButtonElement);
  let helper: string | undefined;
  let own: string | undefined;
  const tell = (): void => {
    about.textContent = helper === undefined ? (own ?? word().about) : word().withAgent(helper);
  };
  wireMenu(startAnew, transcript);
  return {
    menu: newMenu(button, part('menu-list', HTMLElement)),
    ready: () => {
      button.hidden = false;
    },
    inFrame: (close) => {
      const out = part('close', HTMLButtonElement);
      out.hidden = false;
      out.addEventListener('click', close);
    },
    setName: (name) => {
      title.textContent = name;
      document.title = name;
    },
    setHelper: (name) => {
      helper = name;
      tell();
    },
    helper: () => helper,
    redraw: ({ about: line, greeting = '' }) => {
      own = line;
      tell();
      greets.textContent = greeting;
      greets.hidden = greeting === '';
    },
    focus: () => title.focus(),
  };
}

function wireMenu(startAnew: () => void, transcript: () => string): void {
  const asked = part('restart-asked', HTMLDialogElement);
  const button = part('menu', HTMLButtonElement);
  part('restart', HTMLButtonElement).addEventListener('click', () => asked.showModal());
  asked.addEventListener('close', () => {
    const yes = asked.returnValue === 'yes';
    asked.returnValue = '';
    if (yes) startAnew();
    // The menu that asked is closed by now.
    else button.focus();
  });
  part('download', HTMLButtonElement).addEventListener('click', () => {
    download(transcript(), `keepsake-${new Date().toISOString().slice(0, 10)}.txt`);
    button.focus();
  });
}
