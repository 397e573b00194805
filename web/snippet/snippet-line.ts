/** The script tag for these settings, as HTML. */
export function snippet(home: string, settings: Readonly<Record<string, string>>): string {
  const { site = 'default', ...looks } = settings;
  const attributes = Object.entries(looks).map(([name, value]) => ` data-${name}="${escaped(value)}"`);
  return `<script async src="${escaped(`${home}/embed.js?site=${encodeURIComponent(site)}`)}"${attributes.join('')}></script>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
