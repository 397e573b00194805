import { useState } from 'preact/hooks';
import type { Me } from '../desk-state.ts';
import type { Session } from '../session.ts';
import { word } from '../words.ts';
import { Field } from './field.tsx';
import { Lone } from './lone.tsx';
import { useSubmit } from './submit.ts';

type SignInProps = { readonly session: Session; readonly why: string | undefined; readonly entered: (me: Me) => void };

export function SignInForm({ session, why, entered }: SignInProps) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const { busy, wrong, submit } = useSubmit(() => session.signIn(login, password), entered);
  return (
    <Lone>
      <form class="card" onSubmit={submit} aria-labelledby="sign-in">
        <h1 id="sign-in">{word().signIn}</h1>
        {why !== undefined && <p role="status">{why}</p>}
        <Field label={word().login} name="username" autocomplete="username" value={login} change={setLogin} focus />
        <Field
          label={word().password}
          type="password"
          name="password"
          autocomplete="current-password"
          value={password}
          change={setPassword}
        />
        {wrong !== undefined && (
          <p role="alert" class="wrong">
            {wrong}
          </p>
        )}
        <button type="submit" class="strong" aria-disabled={busy}>
          {busy ? word().entering : word().enter}
        </button>
        <p class="muted">{word().forgot}</p>
      </form>
    </Lone>
  );
}
