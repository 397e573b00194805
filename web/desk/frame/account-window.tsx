import { useId, useState } from 'preact/hooks';
import type { Me } from '../desk-state.ts';
import type { Session } from '../session.ts';
import { Field, KnownName } from '../sign-in/field.tsx';
import { useSubmit } from '../sign-in/submit.ts';
import { LANGUAGE_NAMES, type Language, speak, tongue, word } from '../words.ts';
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
    <Window title={word().account} close={close}>
      <p>
        {me.name} <span class="muted">({me.login})</span>
      </p>
      <LanguageField />
      <form onSubmit={submit} class="stack">
        <KnownName login={me.login} />
        <Field label={word().oldPassword} type="password" name="old" autocomplete="current-password" value={old} change={setOld} />
        <Field
          label={word().newPassword}
          about={word().newPasswordAbout}
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
        {changed && <p role="status">{word().passwordChanged}</p>}
        <button type="submit" aria-disabled={busy}>
          {word().changePassword}
        </button>
      </form>
      <div class="row end">
        <button type="button" onClick={() => void leave()}>
          {word().signOut}
        </button>
        <button type="button" class="strong" onClick={close}>
          {word().done}
        </button>
      </div>
    </Window>
  );
}

function LanguageField() {
  const id = useId();
  return (
    <p class="field language">
      <label for={id}>{word().language}</label>
      <select id={id} value={tongue.get().language} onChange={({ currentTarget }) => speak(currentTarget.value as Language)}>
        {Object.entries(LANGUAGE_NAMES).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}
