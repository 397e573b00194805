/** The chat page: a line to the server, a log, a field to write in. */
import { type Choice, readActivity } from './activity.ts';
import { newComposer } from './composer.ts';
import type { LineState } from './connection.ts';
import type { Outgoing } from './delivery.ts';
import { openLine } from './direct-line-client.ts';
import { part } from './dom.ts';
import { newLogView } from './log-view.ts';
import { keepIn } from './session.ts';
import { newStatusBar } from './status-bar.ts';
import { WORDS } from './words.ts';

/** Milliseconds for which the dots show when no answer comes. */
const DOTS = 10_000;

const keep = keepIn(() => localStorage);
const ended = part('ended', HTMLElement);
const endedText = part('ended-text', HTMLElement);
const restart = part('restart', HTMLButtonElement);
const asked = part('restart-asked', HTMLDialogElement);
const field = part('field', HTMLTextAreaElement);
const typesEasily = matchMedia('(hover: hover) and (pointer: fine)').matches;

const log = newLogView(
  { log: part('log', HTMLElement), scroller: part('scroller', HTMLElement), latest: part('latest', HTMLButtonElement) },
  press,
);
const status = newStatusBar(part('status', HTMLElement));
const composer = newComposer(part('composer', HTMLFormElement), field, (text) => say(text, undefined));
const unsent = new Map<string, () => void>();
let dots: ReturnType<typeof setTimeout> | undefined;
let line = open();

part('composer', HTMLFormElement).hidden = false;
restart.hidden = false;
restart.addEventListener('click', () => asked.showModal());
part('ended-new', HTMLButtonElement).addEventListener('click', startAnew);
asked.addEventListener('close', () => asked.returnValue === 'yes' && startAnew());
addEventListener('online', comeBack);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && line.wake());
if (typesEasily) composer.focus();

function open(): ReturnType<typeof openLine> {
  return openLine(location.origin, keep, navigator.language, { activity: arrive, state: change });
}

function arrive(activity: unknown): void {
  const arrival = readActivity(activity);
  if (arrival?.kind === 'typing') showDots();
  if (arrival?.kind === 'end') end(WORDS.ended);
  if (arrival?.kind !== 'bubble') return;
  if (arrival.bubble.from === 'bot') hideDots();
  if (arrival.bubble.key !== undefined) unsent.delete(arrival.bubble.key);
  log.show(arrival.bubble);
}

function change(state: LineState): void {
  status(state);
  if (state !== 'gone') return;
  // A conversation that was kept but is no more gives way to a new one, unless somebody is reading it.
  if (log.empty() && keep.read() !== undefined) startAnew();
  else end(WORDS.gone);
}

function press(choice: Choice, by: MouseEvent): void {
  say(choice.label, choice.pick);
  // A click by keyboard (detail 0) leaves the focus where it is: the next answers come after it.
  if (typesEasily && by.detail > 0) composer.focus();
}

function say(text: string, pick: string | undefined): void {
  const message = { key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, text, pick };
  log.showOwn(message.key, text);
  showDots();
  void deliver(message);
}

async function deliver(message: Outgoing): Promise<void> {
  const through = line;
  const delivery = await through.send(message);
  if (through !== line) return;
  const again = (): void => void deliver(message);
  if (delivery.kind === 'late') unsent.set(message.key, again);
  if (delivery.kind !== 'sent') hideDots();
  log.delivered(message.key, delivery, again);
}

function showDots(): void {
  clearTimeout(dots);
  log.typing(navigator.onLine);
  dots = setTimeout(hideDots, DOTS);
}

function hideDots(): void {
  clearTimeout(dots);
  log.typing(false);
}

/** The network is back: what could not be sent goes now, in order. */
function comeBack(): void {
  line.wake();
  const again = [...unsent.values()];
  unsent.clear();
  for (const send of again) send();
}

function end(text: string): void {
  endedText.textContent = text;
  ended.hidden = false;
  composer.lock(true);
}

function startAnew(): void {
  line.close();
  keep.forget();
  unsent.clear();
  hideDots();
  log.clear();
  ended.hidden = true;
  composer.lock(false);
  line = open();
  composer.focus();
}
