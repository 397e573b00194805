import type { ComponentChildren } from 'preact';
import { word } from '../words.ts';
import { Window } from './window.tsx';

type ChooseProps<T> = {
  readonly title: string;
  readonly list: string;
  readonly choices: readonly T[];
  readonly name: (choice: T) => string;
  readonly show: (choice: T) => ComponentChildren;
  readonly choose: (choice: T) => void;
  readonly close: () => void;
  /** What stands before the choices. */
  readonly children?: ComponentChildren;
};

/** One of several, or none after all. `name` tells the choices apart, `list` is the style of their list. */
export function ChooseWindow<T>({ title, list, choices, name, show, choose, close, children }: ChooseProps<T>) {
  return (
    <Window title={title} close={close}>
      {children}
      <ul class={list}>
        {choices.map((choice) => (
          <li key={name(choice)}>
            <button
              type="button"
              onClick={() => {
                close();
                choose(choice);
              }}
            >
              {show(choice)}
            </button>
          </li>
        ))}
      </ul>
      <form method="dialog" class="row end">
        <button type="submit">{word().cancel}</button>
      </form>
    </Window>
  );
}
