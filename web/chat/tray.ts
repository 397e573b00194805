/** Files that are about to be sent: chosen, pasted or dropped; shown, and taken out again if they should not go. */
import { element, icon } from './dom.ts';
import { word } from './words.ts';

/** What the server takes; it looks into them itself. */
const TAKEN = /^(?:image\/(?:png|jpeg|gif|webp)|application\/pdf|text\/plain)$/;
/** Texts that systems give another type, or none. */
const BY_NAME = /\.(?:txt|log|csv|json|md|ips|crash|xml|ya?ml|ini)$/i;
const MOST = 10;
const MEGABYTES = 20;

export type Tray = {
  /** The files, which are then no longer there. */
  readonly take: () => readonly File[];
};

type Parts = {
  /** Where they are shown. */
  readonly list: HTMLElement;
  /** Where is said why one cannot be sent. */
  readonly trouble: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly input: HTMLInputElement;
  /** Where they may be dropped. */
  readonly area: HTMLElement;
  readonly field: HTMLElement;
};

export function newTray(parts: Parts): Tray {
  const files = new Map<File, HTMLElement>();
  const add = (more: readonly File[]): void => {
    parts.trouble.textContent = '';
    for (const file of more) {
      const trouble = refusal(file, [...files.keys()]);
      if (trouble !== undefined) parts.trouble.textContent = trouble;
      else files.set(file, show(file));
    }
    parts.trouble.hidden = parts.trouble.textContent === '';
    parts.list.hidden = files.size === 0;
  };
  const show = (file: File): HTMLElement => {
    const item = itemElement(file, () => {
      files.delete(file);
      item.remove();
      parts.list.hidden = files.size === 0;
      parts.field.focus();
    });
    parts.list.append(item);
    return item;
  };
  listen(parts, add);
  return {
    take: () => {
      const taken = [...files.keys()];
      files.clear();
      parts.list.replaceChildren();
      parts.list.hidden = true;
      parts.trouble.hidden = true;
      return taken;
    },
  };
}

function listen({ button, input, area, field }: Parts, add: (files: readonly File[]) => void): void {
  button.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    add([...(input.files ?? [])]);
    input.value = '';
    field.focus();
  });
  field.addEventListener('paste', ({ clipboardData }) => add([...(clipboardData?.files ?? [])]));
  area.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    area.classList.add('dropping');
  });
  for (const end of ['dragleave', 'drop']) area.addEventListener(end, () => area.classList.remove('dropping'));
  area.addEventListener('drop', (event) => {
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (dropped.length === 0) return;
    event.preventDefault();
    add(dropped);
  });
}

/** Why this file cannot be sent with those, in words; undefined when it can. */
function refusal(file: File, others: readonly File[]): string | undefined {
  if (!TAKEN.test(file.type) && !BY_NAME.test(file.name)) return word().fileType(file.name);
  if (others.length >= MOST) return word().fileCount(MOST);
  const bytes = [...others, file].reduce((sum, { size }) => sum + size, 0);
  return bytes > MEGABYTES * 1024 * 1024 ? word().fileSize(file.name, MEGABYTES) : undefined;
}

function itemElement(file: File, remove: () => void): HTMLElement {
  const button = element('button', { type: 'button', class: 'quiet', 'aria-label': word().remove(file.name) }, icon('cross'));
  button.onclick = remove;
  return element('li', { class: 'waiting-file' }, previewElement(file), element('span', { class: 'file-name' }, file.name), button);
}

function previewElement(file: File): Node {
  if (!/^image\/(?:png|jpeg|gif|webp)$/.test(file.type)) return icon('file');
  const address = URL.createObjectURL(file);
  const image = element('img', { src: address, alt: '' });
  image.onload = () => URL.revokeObjectURL(address);
  return image;
}
