/** Adaptive Cards, by the official renderer. Fetched when the first card comes. */
import { type Action, AdaptiveCard, ExecuteAction, HostConfig, OpenUrlAction, SubmitAction } from 'adaptivecards';
import type { Fields } from '../activity.ts';
import { mayLead } from '../bubble/links.ts';
import { markdown } from '../bubble/markdown.ts';
import { element } from '../dom.ts';
import { word } from '../words.ts';
import { CARD_STYLE } from './card-style.ts';
import { cleanCard } from './clean-card.ts';
import { settle } from './settle-card.ts';

/** Sends what a card says under its key. A text is said as the person's own words, everything else goes as data. */
export type CardSent = (key: string, data: string | Fields) => void;

AdaptiveCard.onProcessMarkdown = (text, result) => {
  const holder = element('div', {});
  holder.append(markdown(text));
  result.outputHtml = holder.innerHTML;
  result.didProcess = true;
};

/** A card that can be sent once. */
export function cardElement(
  content: Fields,
  { key, sent, send }: { readonly key: string; readonly sent: boolean; readonly send: CardSent },
): HTMLElement {
  const holder = element('section', { class: 'card', 'aria-label': word().card, 'data-key': key, dir: 'auto' });
  const rendered = render(content, (action) => {
    if (action instanceof OpenUrlAction) return follow(action);
    if (!(action instanceof SubmitAction || action instanceof ExecuteAction) || holder.classList.contains('settled')) return;
    settle(holder);
    send(key, dataOf(action));
  });
  holder.append(rendered ?? element('p', {}, typeof content.fallbackText === 'string' ? content.fallbackText : word().cardFailed));
  if (sent) settle(holder);
  return holder;
}

function render(content: Fields, execute: (action: Action) => void): HTMLElement | undefined {
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(CARD_STYLE);
  card.onExecuteAction = execute;
  try {
    card.parse(cleanCard(content));
    return card.render();
  } catch {
    // The renderer was not made for every nonsense that may come.
    return undefined;
  }
}

function follow({ url = '' }: OpenUrlAction): void {
  if (mayLead(url)) window.open(url, '_blank', 'noopener,noreferrer');
}

function dataOf(action: SubmitAction | ExecuteAction): string | Fields {
  const data: unknown = action.data;
  return typeof data === 'string' ? data : ((data ?? {}) as Fields);
}
