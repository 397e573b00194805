/** Who is signed in, and the ways in. */
import type { Called, Calls } from './calls.ts';
import type { Me } from './desk-state.ts';

type Told = { readonly agent: Me | null; readonly csrf?: string };

/** What a link from the address of the page is good for. */
export type Invitation = { readonly kind: 'first' } | { readonly kind: 'invited'; readonly name: string; readonly login: string };

export type Session = {
  readonly who: () => Promise<Called<Me | undefined>>;
  readonly signIn: (login: string, password: string) => Promise<Called<Me | undefined>>;
  readonly signOut: () => Promise<Called<Me | undefined>>;
  readonly change: (old: string, password: string) => Promise<Called<Me | undefined>>;
  readonly look: (link: string) => Promise<Called<Invitation>>;
  readonly enter: (
    link: string,
    given: { readonly name?: string; readonly login?: string; readonly password: string },
  ) => Promise<Called<Me | undefined>>;
};

export function newSession(calls: Calls): Session {
  const told = async (call: Promise<Called<Told>>): Promise<Called<Me | undefined>> => {
    const called = await call;
    if (!called.ok) return called;
    calls.carry(called.value.csrf ?? '');
    return { ok: true, value: called.value.agent ?? undefined };
  };
  return {
    who: () => told(calls.get('/session')),
    signIn: (login, password) => told(calls.post('/session', { login, password })),
    signOut: () => told(calls.post('/session/end')),
    change: (old, password) => told(calls.post('/session/password', { old, password })),
    look: (link) => calls.post('/session/look', { link }),
    enter: (link, given) => told(calls.post('/session/link', { link, ...given })),
  };
}

/** The secret of a link that led here; it is taken out of the address, so that no history keeps it. */
export function takeLink(): string | undefined {
  const link = /^#link=([\w-]{10,100})$/.exec(location.hash)?.[1];
  if (link !== undefined) history.replaceState(null, '', location.pathname);
  return link;
}
