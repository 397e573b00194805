import { useEffect, useState } from 'preact/hooks';
import type { Called } from '../calls.ts';
import type { Me } from '../desk-state.ts';
import type { Invitation, Session } from '../session.ts';
import { word } from '../words.ts';
import { Field, KnownName } from './field.tsx';
import { Lone } from './lone.tsx';
import { useSubmit } from './submit.ts';

type LinkProps = { readonly session: Session; readonly link: string; readonly entered: (me: Me) => void; readonly leave: () => void };

/** Where a link leads: the first account is made here, or a password is chosen. */
export function LinkForm({ session, link, entered, leave }: LinkProps) {
  const [looked, setLooked] = useState<Called<Invitation> | undefined>(undefined);
  useEffect(() => {
    void session.look(link).then(setLooked);
  }, [session, link]);
  if (looked === undefined)
    return (
      <Lone>
        <p role="status">{word().loading}</p>
      </Lone>
    );
  if (looked.ok) return <Choose session={session} link={link} entered={entered} invitation={looked.value} />;
  return (
    <Lone>
      <div class="card">
        <h1>{word().linkUsed}</h1>
        <p role="alert">{looked.message}</p>
        <button type="button" class="strong" onClick={leave}>
          {word().signIn}
        </button>
      </div>
    </Lone>
  );
}

type ChooseProps = Omit<LinkProps, 'leave'> & { readonly invitation: Invitation };

function Choose({ session, link, entered, invitation }: ChooseProps) {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const first = invitation.kind === 'first';
  const given = first ? { name, login, password } : { password };
  const { busy, wrong, submit } = useSubmit(() => session.enter(link, given), entered);
  const nameIt = (next: string): void => {
    // The sign-in name follows until somebody wrote another one.
    if (login === loginFrom(name)) setLogin(loginFrom(next));
    setName(next);
  };
  return (
    <Lone>
      <form class="card" onSubmit={submit} aria-labelledby="choose">
        <h1 id="choose">{first ? word().first : word().invited(invitation.name)}</h1>
        <p class="muted">{first ? word().firstAbout : word().invitedAbout(invitation.login)}</p>
        {first && (
          <>
            <Field
              label={word().yourName}
              about={word().yourNameAbout}
              name="name"
              autocomplete="name"
              value={name}
              change={nameIt}
              focus
            />
            <Field label={word().login} name="username" autocomplete="username" value={login} change={setLogin} />
          </>
        )}
        {!first && <KnownName login={invitation.login} />}
        <Field
          label={word().newPassword}
          about={word().newPasswordAbout}
          type="password"
          name="password"
          autocomplete="new-password"
          value={password}
          change={setPassword}
          least={10}
          focus={!first}
        />
        {wrong !== undefined && (
          <p role="alert" class="wrong">
            {wrong}
          </p>
        )}
        <button type="submit" class="strong" aria-disabled={busy}>
          {busy ? word().entering : word().begin}
        </button>
      </form>
    </Lone>
  );
}

/** "Maria López" signs in as maria, unless she chooses something else. */
function loginFrom(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/\s+/)[0]?.replace(/[^a-z0-9._-]/g, '') ?? '';
}
