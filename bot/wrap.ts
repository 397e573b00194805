/** Breaks a text into lines of at most so many characters, at spaces; later lines are indented by `hang`. Longer words stay whole. */
export function wrap(text: string, width: number, hang = ''): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, Math.max(width, 20), hang))
    .join('\n');
}

function wrapLine(line: string, width: number, hang: string): string {
  const lines: string[] = [];
  const words = line.trimStart().split(' ');
  let current = line.slice(0, line.length - line.trimStart().length) + (words.shift() ?? '');
  for (const word of words) {
    const room = [...current].length + 1 + [...word].length <= width;
    if (!room) lines.push(current);
    current = room ? `${current} ${word}` : `${hang}${word}`;
  }
  return [...lines, current].join('\n');
}
