import type { ComponentChildren } from 'preact';
import { Mark } from '../frame/icon.tsx';
import { WORDS } from '../words.ts';

/** A page with one thing on it. */
export function Lone({ children }: { readonly children: ComponentChildren }) {
  return (
    <main class="lone">
      <p class="brand">
        <Mark />
        {WORDS.desk}
      </p>
      {children}
    </main>
  );
}
