/** What the loader in the support site's page and the chat in its frame tell each other. Types only: both are built apart. */

/** How the chat looks and speaks; what the site's page says comes before what the site is set to. */
export type Settings = {
  readonly color?: string;
  readonly position?: 'left' | 'right';
  readonly scheme?: 'auto' | 'light' | 'dark';
  readonly label?: string;
  /** The line below the name. */
  readonly about?: string;
  readonly greeting?: string;
  readonly locale?: string;
};

/** What the site's page knows of the person's device, and of what they look at. */
export type Context = { readonly device?: string; readonly page?: string };

export type ToChat =
  | {
      readonly kind: 'hello';
      readonly settings: Settings;
      readonly open: boolean;
      readonly context: Context;
      readonly identity?: string;
      /** What the chat could not keep in its own storage, by name. */
      readonly kept: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'open' | 'close' | 'forget' }
  | { readonly kind: 'identify'; readonly identity: string }
  | { readonly kind: 'context'; readonly context: Context }
  | { readonly kind: 'locale'; readonly locale: string };

export type ToLoader =
  | { readonly kind: 'ready' | 'close' | 'begun' | 'forgotten' | 'identity-refused' }
  | { readonly kind: 'unread'; readonly count: number }
  | { readonly kind: 'said'; readonly from: 'bot' | 'user' | 'agent' }
  | { readonly kind: 'site'; readonly settings: Settings }
  | { readonly kind: 'kept'; readonly name: string; readonly value: unknown };

/** Everything travels in it, so that what others post to the same window is told apart. */
export type Envelope<Message> = { readonly keepsake: Message };
