import { useEffect, useMemo, useState } from 'preact/hooks';
import { newCalls } from './calls.ts';
import { newCell } from './cell.ts';
import type { Me } from './desk-state.ts';
import { DeskView } from './desk-view.tsx';
import { forgetTab, keptInTab } from './kept.ts';
import { newSession, takeLink } from './session.ts';
import { LinkForm } from './sign-in/link-form.tsx';
import { Lone } from './sign-in/lone.tsx';
import { SignInForm } from './sign-in/sign-in-form.tsx';
import { useCell } from './use-cell.ts';
import { tongue, word } from './words.ts';

/** asking: not known yet who is in. out: nobody; `why` says so to who was in. */
type Entrance =
  | { readonly kind: 'asking' }
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'out'; readonly why?: string }
  | { readonly kind: 'in'; readonly me: Me };

/** The whole page: the way in, or the desk. Drawn again as a whole when another language is spoken. */
export function App() {
  const { language } = useCell(tongue);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const entrance = useMemo(() => newCell<Entrance>({ kind: 'asking' }), []);
  const calls = useMemo(() => newCalls(() => entrance.set({ kind: 'out', why: word().signedOut })), [entrance]);
  const session = useMemo(() => newSession(calls), [calls]);
  const kept = useMemo(keptInTab, []);
  const [link] = useState(takeLink);
  useEffect(() => {
    if (link !== undefined) return entrance.set({ kind: 'link', link });
    void session.who().then((who) => {
      if (!who.ok) entrance.set({ kind: 'out', why: who.message });
      else entrance.set(who.value === undefined ? { kind: 'out' } : { kind: 'in', me: who.value });
    });
  }, [entrance, session, link]);
  const enter = (me: Me): void => entrance.set({ kind: 'in', me });
  const now = useCell(entrance);
  switch (now.kind) {
    case 'asking':
      return (
        <Lone>
          <p role="status">{word().loading}</p>
        </Lone>
      );
    case 'link':
      return <LinkForm session={session} link={now.link} entered={enter} leave={() => entrance.set({ kind: 'out' })} />;
    case 'out':
      return <SignInForm session={session} why={now.why} entered={enter} />;
    case 'in':
      return (
        <DeskView
          key={now.me.id}
          me={now.me}
          calls={calls}
          kept={kept}
          session={session}
          left={() => {
            forgetTab();
            entrance.set({ kind: 'out' });
          }}
        />
      );
  }
}
