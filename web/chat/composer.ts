/** The field to write in: Enter sends, Shift+Enter begins a new line, it grows with what is written. */
export type Composer = { readonly focus: () => void; readonly lock: (locked: boolean) => void };

export function newComposer(form: HTMLFormElement, field: HTMLTextAreaElement, send: (text: string) => void): Composer {
  const grow = (): void => {
    field.rows = 1;
    const lines = Math.ceil((field.scrollHeight - 20) / 24);
    field.rows = Math.min(Math.max(lines, 1), 6);
  };
  const submit = (): void => {
    const text = field.value;
    field.focus();
    if (text.trim() === '') return;
    field.value = '';
    grow();
    send(text);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener('input', grow);
  field.addEventListener('keydown', (event) => {
    // While an input method composes, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  return {
    focus: () => field.focus(),
    lock: (locked) => {
      form.hidden = locked;
    },
  };
}
