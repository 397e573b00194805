/** What this page uses of Microsoft's Web Chat, which is loaded as it is published and comes without types. */
import type { ReactElement } from 'react';
import type { Fields } from '../chat/activity.ts';
import type { Adapter } from './adapter.ts';
import type { Middleware } from './retry.ts';

type Rendered = ReactElement | false | null;
/** Draws an activity; undefined or false where nothing is shown. */
export type Draw = (renderAttachment: unknown, options?: unknown) => Rendered;
export type ActivityMiddleware = () => (
  next: (given: { readonly activity: Fields }) => Draw | false,
) => (given: { readonly activity: Fields }) => Draw | false;
export type AvatarMiddleware = () => (next: (given: AvatarOf) => false | (() => Rendered)) => (given: AvatarOf) => false | (() => Rendered);
export type AvatarOf = { readonly activity: Fields; readonly fromUser: boolean };
/** Who types: by the sender's id, with the name that came along. */
export type Typing = {
  readonly activeTyping: Readonly<Record<string, { readonly name?: string; readonly role?: string }>>;
  readonly visible: boolean;
};
export type TypingMiddleware = () => (next: (given: Typing) => Rendered) => (given: Typing) => Rendered;

/** How Web Chat is set up here. */
export type Settings = {
  readonly directLine: Adapter;
  readonly store: unknown;
  readonly locale: string;
  readonly styleOptions: Readonly<Record<string, string | number | boolean>>;
  readonly overrideLocalizedStrings: Readonly<Record<string, string>>;
  readonly sendTypingIndicator: boolean;
  readonly activityMiddleware: ActivityMiddleware;
  readonly avatarMiddleware: AvatarMiddleware;
  readonly typingIndicatorMiddleware: TypingMiddleware;
};

export type WebChat = {
  readonly createStore: (initial: object, ...middleware: readonly Middleware[]) => unknown;
  readonly renderWebChat: (settings: Settings, place: HTMLElement) => void;
};

/** Undefined where the bundle is not on this server. */
export function webChat(): WebChat | undefined {
  return (window as unknown as { readonly WebChat?: WebChat }).WebChat;
}
