import { useId } from 'preact/hooks';

type FieldProps = {
  readonly label: string;
  readonly about?: string;
  readonly type?: 'text' | 'password';
  readonly name: string;
  readonly autocomplete: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly focus?: boolean;
  readonly least?: number;
};

/** A field with its label above, and what is to be known about it below. */
export function Field({ label, about, type = 'text', change, focus = false, least, ...rest }: FieldProps) {
  const id = useId();
  const settings = {
    ...rest,
    id,
    required: true,
    minLength: least,
    maxLength: 200,
    autocapitalize: 'none',
    spellcheck: false,
    'aria-describedby': about === undefined ? undefined : `${id}-about`,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => change(event.currentTarget.value),
    ref: (field: HTMLInputElement | null) => {
      if (focus && field !== null && document.activeElement === document.body) field.focus();
    },
  } as const;
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {type === 'password' ? <input {...settings} type="password" /> : <input {...settings} type="text" />}
      {about !== undefined && <small id={`${id}-about`}>{about}</small>}
    </p>
  );
}

/** For keepers of passwords, which ask whose it is. */
export function KnownName({ login }: { readonly login: string }) {
  return <input type="text" class="sr" name="username" autocomplete="username" value={login} readOnly tabIndex={-1} aria-hidden="true" />;
}
