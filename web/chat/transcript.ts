/** The conversation as a text that can be kept. */
import type { Bubble, Notice } from './activity.ts';
import { whoOf } from './bubble/bubble-view.ts';
import { word } from './words.ts';

export type Entry = { readonly kind: 'bubble'; readonly bubble: Bubble } | { readonly kind: 'notice'; readonly notice: Notice };

/** What was said, by whom and when, in the order of the page. */
export function transcriptOf(entries: readonly Entry[], locale: string, now: number): string {
  const moment = (at: number): string => new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const told = entries.map((entry) => (entry.kind === 'bubble' ? bubbleText(entry.bubble, moment) : `— ${entry.notice.text}`));
  return `${[`${word().transcript}, ${moment(now)}`, ...told].join('\n\n')}\n`;
}

function bubbleText(bubble: Bubble, moment: (at: number) => string): string {
  const { text, steps, close, files, at } = bubble;
  const numbered = steps.map((step, i) => `${i + 1}. ${step}`);
  const named = files.map(({ name }) => `[${name || word().file}]`);
  const said = [text, ...numbered, close, ...named].filter((part) => part !== '');
  return [`${whoOf(bubble)} (${moment(at)})`, ...said].join('\n');
}

/** Gives the text to the person as a file. */
export function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
