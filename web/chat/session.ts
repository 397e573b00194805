/** The conversation this browser is in: enough to come back to it after a reload, or days later. */
export type Session = {
  readonly conversation: string;
  readonly token: string;
  /** When the token was given, in milliseconds since 1970. */
  readonly given: number;
  /** Fetches a new token for the same conversation when this one is too old. */
  readonly resume: string | undefined;
};

/** Where the session is kept. */
export type Keep = { readonly read: () => Session | undefined; readonly write: (session: Session) => void; readonly forget: () => void };

type Storage = {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
};

const KEY = 'keepsake:conversation';

/** Keeps the session in the browser's storage; where that is blocked or full, in memory for as long as the page is open. */
export function keepIn(storage: () => Storage): Keep {
  let memory: Session | undefined;
  return {
    read: () => attempt(() => parse(storage().getItem(KEY))) ?? memory,
    write: (session) => {
      memory = session;
      attempt(() => storage().setItem(KEY, JSON.stringify(session)));
    },
    forget: () => {
      memory = undefined;
      attempt(() => storage().removeItem(KEY));
    },
  };
}

function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

function parse(kept: string | null): Session | undefined {
  const { conversation, token, given, resume } = JSON.parse(kept ?? '{}') as Partial<Record<keyof Session, unknown>>;
  if (typeof conversation !== 'string' || typeof token !== 'string' || typeof given !== 'number') return undefined;
  return { conversation, token, given, resume: typeof resume === 'string' ? resume : undefined };
}
