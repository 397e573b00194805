import type { Incoming } from './incoming.ts';

/** What the person wrote to us: without our own name, which Teams asks them to begin with; others that they mention stay, by name. */
export function wordsOf({ text, entities, recipient }: Incoming): string {
  let words = text ?? '';
  for (const { type, text: mention, mentioned } of entities ?? []) {
    if (type !== 'mention' || !mention) continue;
    const left = mentioned?.id === recipient.id ? ' ' : mention.replace(/<\/?at[^<>]*>/gi, '');
    // A function, because in a text `$` would stand for what is around it, and the words would grow with each mention.
    words = words.replaceAll(mention, () => left);
  }
  return words === text ? words : words.replaceAll('&nbsp;', ' ').replace(/ {2,}/g, ' ').trim();
}

/** The files that came along. Teams sends formatted text a second time, as a file that is none. */
export function filesOf({ attachments }: Incoming): readonly { readonly contentType: string; readonly name?: string }[] {
  return (attachments ?? [])
    .filter(({ contentType }) => !/^text\/(?:html|plain)\b/i.test(contentType ?? ''))
    .map(({ contentType, name }) => ({
      contentType: (contentType ?? 'application/octet-stream').slice(0, 100),
      ...(typeof name === 'string' && { name: name.slice(0, 200) }),
    }));
}
