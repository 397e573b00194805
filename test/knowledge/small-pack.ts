/** A small sound pack, written into a temporary folder; tests break it in one place at a time. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Loaded, loadPack } from '../../knowledge/load.ts';
import { compareText, type Problem } from '../../knowledge/problem.ts';
import { REPLY_KEYS } from '../../knowledge/reply-keys.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const examples = (topic: string): string => Array.from({ length: 5 }, (_, i) => `    - example ${'abcde'[i]} of ${topic}`).join('\n');
const outer = (id: string, kind: string): string => `
- id: ${id}
  kind: ${kind}
  title: ${id} title
  label: ${id} label
  examples:
${examples(id)}`;

export const SMALL: Files = {
  'pack.yaml': `id: small
version: "1"
title: Small pack
languages: [en]
settings:
  relevance: 0.02
  worth_asking: 1
  help_minutes: 60
  failed_fixes_before_help: 3
  unknown_cause: 0.05
  act: 0.6
  confirm: 0.3
  risk_minutes: { safe: 0, reversible: 2, destructive: 60 }
start: [dark, chat]
summary: [colour, lit]
report:
  slots: [{ slot: colour, none: null }]
  facts: [lit]
`,
  'slots.yaml': `- id: colour
  title: Colour
  values:
    - { id: red, label: Red, words: [red, crimson] }
    - { id: blue, label: Blue, words: [blue], not: red }
  question:
    ask: [Which colour?, Red or blue?]
    why: They differ.
- id: age
  title: Age
  kind: version
- id: spare
  title: Spare
  values:
    - { id: kept, label: It is kept }
    - { id: lost, label: It is lost, implies: { colour: red } }
  question:
    ask: [Is the spare kept?, Do you have a spare?]
    choices:
      - { label: Kept, sets: { spare: kept } }
      - { label: Lost, sets: { spare: lost } }
    why: It would be thrown away.
`,
  'checks/lit.yaml': `- id: lit
  title: Light
  triage: true
  minutes: 1
  values:
    - { id: on, label: It shines }
    - { id: off, label: It is dark }
  base: { on: 0.9, off: 0.1 }
  question:
    ask: [Does it shine?, Is there light?]
    why: We must know.
`,
  'causes.yaml': `- id: bulb
  title: the bulb is broken
  shows:
    lit: { off: 0.9, on: 0.1 }
- id: socket
  title: the socket is loose
  when: { colour: red }
- id: any-part
  title: some part is worn
  kinds: { bulb: 2, socket: 1 }
- id: mains
  title: there is no power in town
  dead_end: Only the town can mend that.
`,
  'fixes/lamp.yaml': `- id: new-bulb
  title: Change the bulb
  minutes: 3
  risk: safe
  removes: { bulb: 0.8 }
  steps:
    - when: { colour: red }
      do: [Take the red one.]
    - do: [Take the {colour} one.]
  worked: It shines.
  source: { ref: a book, verified: true }
- id: new-lamp
  title: Throw the lamp away
  minutes: 9
  risk: destructive
  loses: The lamp.
  needs: { spare: kept }
  after: [new-bulb]
  removes: { any-part: 0.9 }
  steps:
    - do: [Throw it away.]
  worked: There is a new one.
  source: { ref: a book, verified: true }
`.replace('[Take the {colour} one.]', '["Take the {colour} one."]'),
  'codes/lamp.yaml': `- id: red-7
  code: "7"
  when: { colour: red }
  topic: dark
  meaning: The red one is out.
  causes: { bulb: 1 }
  confidence: 0.9
  source: { ref: a book, verified: true }
- id: blue-7
  code: "7"
  messages: ["Light of ⟨name⟩ is out!"]
  when: { colour: blue }
  topic: dark
  meaning: The blue one is out.
  causes: { mains: 1 }
  confidence: 0.9
  source: { ref: a book, verified: true }
`,
  'terms.yaml': `- id: bayonet
  names: [bayonet cap, push and turn]
  say: A bayonet cap is a bulb's foot with two pins.
- id: screw
  names: [screw cap]
  say: A screw cap is a bulb's foot with a thread.
`,
  'topics/problems.yaml': `- id: dark
  kind: problem
  title: no light
  label: No light
  examples:
${examples('dark')}
  asks: [colour]
  causes: { any-part: 3, mains: 1 }
`,
  'topics/others.yaml': `${outer('chat', 'talk')}${outer('person', 'human')}${outer('elsewhere', 'outside')}
`.trimStart(),
  'topics/examples/more.yaml': `dark:
  - it went dark
`,
  'guides.yaml': `- id: clean
  topic: dark
  title: cleaning
  label: Clean it
  examples: [how to clean, dust on it, polish it]
  variants:
    - when: { age: { from: "2" } }
      say: Wipe it.
    - do: [Brush it.]
  source: { ref: a book, verified: true }
`,
  'tips.yaml': `- { id: off-at-night, topics: [dark], say: Switch it off at night. }
`,
  'alarms.yaml': `- { id: fire, words: [it burns], say: Leave the house., handoff: true }
`,
  'phrases.yaml': `- { words: [blue and dark], sets: { colour: blue, lit: off } }
`,
};

const REPLIES = Object.keys(REPLY_KEYS)
  .map((key) => `${key}: The words of ${key}.`)
  .join('\n');

/** Loads the small pack with some files changed; paths in problems are relative to the pack. */
export async function loadWith(
  changes: Readonly<Record<string, string | Uint8Array | undefined>>,
  replies: string = REPLIES,
): Promise<Loaded> {
  const root = await mkdtemp(join(tmpdir(), 'small-pack-'));
  try {
    const files: Readonly<Record<string, string | Uint8Array | undefined>> = { ...SMALL, ...changes };
    for (const [name, text] of Object.entries(files)) if (text !== undefined) await write(join(root, 'pack', name), text);
    await write(join(root, 'replies', 'en.yaml'), replies);
    return relative(await loadPack(join(root, 'pack'), join(root, 'replies')), root);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** One file of the small pack with one passage changed; refuses a change that changes nothing. */
export function changed(file: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = String(SMALL[file]);
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`);
  return { [file]: text.replace(from, () => to) };
}

async function write(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function relative(loaded: Loaded, root: string): Loaded {
  const shorten = (text: string): string => text.replaceAll(`${join(root, 'pack')}/`, '').replaceAll(`${root}/`, '');
  const all = (problems: readonly Problem[]): readonly Problem[] =>
    problems
      .map((one) => ({ ...one, file: shorten(one.file), message: shorten(one.message) }))
      .sort((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);
  return loaded.ok
    ? { ...loaded, warnings: all(loaded.warnings) }
    : { ok: false, problems: all(loaded.problems), warnings: all(loaded.warnings) };
}
