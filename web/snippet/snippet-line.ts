/** The script tag for these settings, as HTML. */
export function snippet(home: string, settings: Readonly<Record<string, string>>): string {
  const attributes = Object.entries(settings).map(([name, value]) => ` data-${name}="${escaped(value)}"`);
  return `<script async src="${escaped(home)}/embed.js"${attributes.join('')}></script>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
