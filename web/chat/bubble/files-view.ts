import type { SharedFile } from '../activity.ts';
import { element, icon } from '../dom.ts';
import { word } from '../words.ts';
import { linkTo, mayLead, ownAddress } from './links.ts';

/** Files that came with a message: pictures to be seen, everything else by name. */
export function filesElement(files: readonly SharedFile[]): HTMLElement {
  return element('div', { class: 'files' }, ...files.map(fileElement));
}

function fileElement(file: SharedFile): HTMLElement {
  const address = ownAddress(file.address);
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(file.type) && address !== undefined) return pictureElement(file, address);
  return nameElement(file);
}

function pictureElement(file: SharedFile, address: string): HTMLElement {
  const picture = element('img', { src: address, alt: word().picture(file.name || word().file), loading: 'lazy' });
  const link = element('a', { href: address, target: '_blank', rel: 'noopener noreferrer', class: 'picture' }, picture);
  // The address of a picture lives for a while only.
  picture.onerror = () => link.replaceWith(nameElement({ ...file, address: undefined }));
  return link;
}

function nameElement({ name, address }: SharedFile): HTMLElement {
  const shown = [icon('file'), element('span', {}, name || word().file)];
  const reached = ownAddress(address) ?? (address !== undefined && mayLead(address) ? address : undefined);
  if (reached === undefined) return element('span', { class: 'file' }, ...shown);
  const link = linkTo(reached, ...shown);
  link.classList.add('file');
  return link;
}
