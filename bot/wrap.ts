/** Breaks a text into lines of at most so many characters, at spaces; later lines are indented by `hang`. Longer words stay whole. */
export function wrap(text: string, width: number, hang = ''): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, Math.max(width, 20), hang))
    .join('\n');
}

function wrapLine(line: string, width: number, hang: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const room = current === '' || [...current].length + 1 + [...word].length <= width;
    if (!room) lines.push(current);
    current = current === '' ? word : room ? `${current} ${word}` : `${hang}${word}`;
  }
  return [...lines, current].join('\n');
}
