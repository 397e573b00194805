/** Labelled texts from files: JSON lines with `text` and `intent`. */
import { readFile } from 'node:fs/promises';
import type { LabelledText } from '../dialogs/understanding/labelled.ts';

/** Labels that mean "none of these", as the public sets write them. */
const OUTSIDE = new Set(['oos', 'out_of_scope', 'NO_NODES_DETECTED']);

/** The texts, or what is wrong with the files. */
export type ReadTexts = { readonly ok: true; readonly texts: readonly LabelledText[] } | { readonly ok: false; readonly problem: string };

/** The texts of all files in order; `intent` is null for those of no label. A problem says where it is and what was expected. */
export async function readLabelled(files: readonly string[]): Promise<ReadTexts> {
  const texts: LabelledText[] = [];
  for (const file of files) {
    const found = await readOne(file);
    if (typeof found === 'string') return { ok: false, problem: found };
    texts.push(...found);
  }
  return { ok: true, texts };
}

async function readOne(file: string): Promise<readonly LabelledText[] | string> {
  let whole: string;
  try {
    whole = await readFile(file, 'utf8');
  } catch (error) {
    return `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}): give the path of a file of JSON lines`;
  }
  const texts: LabelledText[] = [];
  for (const [i, line] of whole
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .entries()) {
    if (line.trim() === '') continue;
    const text = textOf(line);
    if (!text) return `${file}:${i + 1}: not a labelled text: a line is {"text": "…", "intent": "…"}`;
    texts.push(text);
  }
  return texts;
}

function textOf(line: string): LabelledText | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return;
  }
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') return;
  const intent = 'intent' in value ? value.intent : null;
  if (intent === null) return { text: value.text, intent };
  return typeof intent === 'string' ? { text: value.text, intent: OUTSIDE.has(intent) ? null : intent } : undefined;
}
