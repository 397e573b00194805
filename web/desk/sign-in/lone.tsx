import type { ComponentChildren } from 'preact';
import { Mark } from '../frame/icon.tsx';
import { word } from '../words.ts';

/** A page with one thing on it. */
export function Lone({ children }: { readonly children: ComponentChildren }) {
  return (
    <main class="lone">
      <p class="brand">
        <Mark />
        {word().desk}
      </p>
      {children}
    </main>
  );
}
