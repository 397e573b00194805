/** What this page uses of Microsoft's Web Chat, which is loaded as it is published and comes without types. */
import type { ReactElement } from 'react';
import type { Fields } from '../chat/activity.ts';
import type { Adapter } from './adapter.ts';
import type { Middleware } from './retry.ts';

type Rendered = ReactElement | false | null;
/** Draws an activity. */
type Draw = (renderAttachment: unknown, how: { readonly showCallout: boolean }) => Rendered;

/** Middlewares of Web Chat: each gets the next one and gives its own way of doing the same. */
type Enhancing<Way> = () => (next: Way) => Way;
export type ActivityMiddleware = Enhancing<(given: { readonly activity: Fields }) => Draw | false>;
export type AvatarMiddleware = Enhancing<(given: { readonly activity: Fields; readonly fromUser: boolean }) => false | (() => Rendered)>;
export type GroupMiddleware = Enhancing<(given: { readonly activities: readonly Fields[] }) => Groups>;
export type TypingMiddleware = Enhancing<(given: Typing) => Rendered>;

/** Activities in groups: of one sender, and of one time and state. */
type Groups = { readonly sender: readonly (readonly Fields[])[]; readonly status: readonly (readonly Fields[])[] };
/** Who types: by the sender's id, with the name that came along. */
type Typing = {
  readonly activeTyping: Readonly<Record<string, { readonly name?: string; readonly role?: string }>>;
  readonly visible: boolean;
};

/** How Web Chat is set up here. */
export type Settings = {
  readonly directLine: Adapter;
  readonly store: unknown;
  readonly locale: string;
  readonly styleOptions: Readonly<Record<string, string | number | boolean>>;
  readonly renderMarkdown: (text: string) => string;
  readonly overrideLocalizedStrings: Readonly<Record<string, string>>;
  readonly sendTypingIndicator: boolean;
  readonly activityMiddleware: ActivityMiddleware;
  readonly avatarMiddleware: AvatarMiddleware;
  readonly groupActivitiesMiddleware: GroupMiddleware;
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
