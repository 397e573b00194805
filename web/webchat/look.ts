/** Who speaks: Web Chat itself shows one bot without a name. Agents get their names and pictures, notices stand between the bubbles. */
import { createElement, type ReactElement } from 'react';
import { type Fields, fieldsOf } from '../chat/activity.ts';
import { ownAddress } from '../chat/bubble/links.ts';
import { markdown } from '../chat/bubble/markdown.ts';
import { word } from '../chat/words.ts';
import type { ActivityMiddleware, AvatarMiddleware, GroupMiddleware, TypingMiddleware } from './web-chat.ts';

export const activityMiddleware: ActivityMiddleware = () => (next) => (given) => {
  const { activity } = given;
  const text = activity.text;
  if (isNotice(activity)) return typeof text === 'string' && (() => createElement('p', { className: 'notice' }, text));
  const draw = next(given);
  const name = agentOf(activity)?.name;
  if (draw === false || name === undefined || activity.type !== 'message') return draw;
  return (renderAttachment, how) => {
    // With the first of several bubbles, as the picture is.
    const speaker = how.showCallout && createElement('div', { className: 'speaker' }, name);
    return createElement('div', null, speaker, draw(renderAttachment, how));
  };
};

/** Web Chat takes everybody who is not the person for one. */
export const groupActivitiesMiddleware: GroupMiddleware = () => (next) => (given) => {
  const sender: Fields[][] = [];
  for (const activity of given.activities) {
    const last = sender.at(-1);
    if (last?.[0] !== undefined && speakerOf(last[0]) === speakerOf(activity)) last.push(activity);
    else sender.push([activity]);
  }
  return { ...next(given), sender };
};

export const avatarMiddleware: AvatarMiddleware = () => (next) => (given) => {
  const agent = given.fromUser ? undefined : agentOf(given.activity);
  return agent === undefined ? next(given) : () => avatar(agent);
};

export const typingIndicatorMiddleware: TypingMiddleware = () => (next) => (given) => {
  const dots = next(given);
  const others = Object.values(given.activeTyping).filter(({ role }) => role !== 'user');
  const names = [...new Set(others.map(({ name }) => name ?? word().bot))];
  if (!given.visible || dots === false || dots === null || names.length === 0) return dots;
  return createElement('div', { className: 'writing' }, dots, createElement('span', null, word().typing(names.join(', '))));
};

/** Markdown as our own page shows it: no markup of its own, no pictures from elsewhere. */
export function renderMarkdown(text: string): string {
  const holder = document.createElement('div');
  holder.append(markdown(text));
  return holder.innerHTML;
}

function speakerOf(activity: Fields): string {
  if (isNotice(activity)) return 'notice';
  return `${fieldsOf(activity.from).role} ${agentOf(activity)?.name ?? ''}`;
}

type Agent = { readonly name: string; readonly picture: string | undefined };

function agentOf({ channelData, from }: Fields): Agent | undefined {
  const { name, avatarUrl } = fieldsOf(fieldsOf(channelData).agent);
  if (typeof name !== 'string' || name === '' || fieldsOf(from).role === 'user') return undefined;
  return { name, picture: typeof avatarUrl === 'string' ? ownAddress(avatarUrl) : undefined };
}

function isNotice({ channelData, from }: Fields): boolean {
  return fieldsOf(channelData).system === true && fieldsOf(from).role !== 'user';
}

function avatar({ name, picture }: Agent): ReactElement {
  const shown = picture === undefined ? initials(name) : createElement('img', { src: picture, alt: '' });
  return createElement('div', { className: 'agent', 'aria-hidden': true }, shown);
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((part) => [...(part ?? '')][0] ?? '').join('');
}
