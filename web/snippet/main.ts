/** Writes the line that puts the chat into a site, and shows what it does. */
import { part } from '../chat/dom.ts';
import { snippet } from './snippet-line.ts';

const form = part('settings', HTMLFormElement);
const line = part('line', HTMLElement);
const preview = part('preview', HTMLIFrameElement);
const copied = part('copied', HTMLElement);

part('policy', HTMLElement).textContent = `script-src ${location.origin}; frame-src ${location.origin}`;
part('copy', HTMLButtonElement).addEventListener('click', copy);
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', write);
form.addEventListener('change', show);
write();
show();

function chosen(): Readonly<Record<string, string>> {
  const data = new FormData(form);
  const own = data.has('own-color');
  const colour = form.elements.namedItem('color');
  if (colour instanceof HTMLInputElement) colour.disabled = !own;
  const given = [...data].filter(([name, value]) => name !== 'own-color' && (name !== 'color' || own) && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, String(value).trim()]));
}

function write(): void {
  line.textContent = snippet(location.origin, chosen());
  copied.textContent = '';
}

function show(): void {
  preview.src = `/demo?${new URLSearchParams(chosen())}`;
}

async function copy(): Promise<void> {
  try {
    await navigator.clipboard.writeText(line.textContent ?? '');
    copied.textContent = 'Copied.';
  } catch {
    // Browsers may refuse it; then it is marked, for the keys that copy.
    getSelection()?.selectAllChildren(line);
    copied.textContent = 'Press Ctrl+C or ⌘C to copy it.';
  }
}
