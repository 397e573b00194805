import { useState } from 'preact/hooks';
import type { Me } from '../desk-state.ts';
import type { Session } from '../session.ts';
import { Field } from '../sign-in/field.tsx';
import { useSubmit } from '../sign-in/submit.ts';
import { WORDS } from '../words.ts';
import { Window } from './window.tsx';

type AccountProps = { readonly me: Me; readonly session: Session; readonly close: () => void; readonly left: () => void };

/** Who is signed in, the way out, and a new password. */
export function AccountWindow({ me, session, close, left }: AccountProps) {
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [changed, setChanged] = useState(false);
  const { busy, wrong, submit } = useSubmit(
    () => session.change(old, password),
    () => {
      setOld('');
      setPassword('');
      setChanged(true);
    },
  );
  const leave = async (): Promise<void> => {
    if ((await session.signOut()).ok) left();
  };
  return (
    <Window title={WORDS.account} close={close}>
      <p>
        {me.name} <span class="muted">({me.login})</span>
      </p>
      <form onSubmit={submit} class="stack">
        <input type="text" class="sr" name="username" autocomplete="username" value={me.login} readOnly tabIndex={-1} aria-hidden="true" />
        <Field label={WORDS.oldPassword} type="password" name="old" autocomplete="current-password" value={old} change={setOld} />
        <Field
          label={WORDS.newPassword}
          about={WORDS.newPasswordAbout}
          type="password"
          name="new"
          autocomplete="new-password"
          value={password}
          change={setPassword}
          least={10}
        />
        {wrong !== undefined && (
          <p role="alert" class="wrong">
            {wrong}
          </p>
        )}
        {changed && <p role="status">{WORDS.passwordChanged}</p>}
        <button type="submit" aria-disabled={busy}>
          {WORDS.changePassword}
        </button>
      </form>
      <div class="row end">
        <button type="button" onClick={() => void leave()}>
          {WORDS.signOut}
        </button>
        <button type="button" class="strong" onClick={close}>
          {WORDS.done}
        </button>
      </div>
    </Window>
  );
}
