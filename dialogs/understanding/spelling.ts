/**
 * Spelling towards the words that the bot knows: one slip (a wrong, missing, doubled or swapped letter; two in long
 * words), judged by the keyboard, by how common the word is, and never at the cost of a word that is right already.
 */
import { finish, hashUnit } from './hash.ts';
import { SPOKEN_WORDS } from './spoken-words.ts';

/** Corrects one small-letter word: the words to read instead (two, if they were run together), or nothing when it stays. */
export type Speller = (word: string) => readonly string[] | undefined;

/** Letters of the shortest words that are corrected, and of the shortest that they are corrected to. */
const SHORTEST = 3;
const SHORTEST_RIGHT = 4;
const LONGEST = 24;
const PLAIN = /^[a-z]+$/;
const KEPT = 20_000;

/** A speller towards `known`: words with how often they were met. Words that `isRight` says so of stay as they are. */
export function speller(known: ReadonlyMap<string, number>, isRight: (word: string) => boolean = isEnglish): Speller {
  const more = isRight === isEnglish ? SPOKEN_WORDS : [];
  const words = [...new Set([...known.keys(), ...more])].filter(isTarget);
  const index = indexOf(words);
  const memory = new Map<string, readonly string[] | undefined>();
  return (word) => {
    if (word.length < SHORTEST || word.length > LONGEST || known.has(word) || !PLAIN.test(word) || isRight(word)) return;
    if (memory.has(word)) return memory.get(word);
    if (memory.size >= KEPT) memory.clear();
    const found = nearest(word, words, index, known);
    const result = found === undefined ? apart(word, known) : [found];
    memory.set(word, result);
    return result;
  };
}

function isTarget(word: string): boolean {
  return word.length >= SHORTEST_RIGHT && word.length <= LONGEST && PLAIN.test(word);
}

/** Whether a word, or the word that it is an ordinary form of, is on the list of common English words. */
export function isEnglish(word: string): boolean {
  if (SPOKEN_WORDS.has(word)) return true;
  for (const [ending, instead] of ENDINGS) {
    if (word.length > ending.length + 2 && word.endsWith(ending) && baseIsEnglish(word.slice(0, -ending.length), instead)) return true;
  }
  return false;
}

const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  ['s', ['']],
  ['es', ['']],
  ['ies', ['y']],
  ['ed', ['', 'e']],
  ['ied', ['y']],
  ['ing', ['', 'e']],
  ['er', ['', 'e']],
  ['est', ['', 'e']],
  ['ly', ['', 'le']],
  ['ness', ['']],
  ['ful', ['']],
];

function baseIsEnglish(base: string, instead: readonly string[]): boolean {
  const doubled = base.length > 3 && base.at(-1) === base.at(-2) && SPOKEN_WORDS.has(base.slice(0, -1));
  return doubled || instead.some((end) => SPOKEN_WORDS.has(base + end));
}

/** Hash of a word with one letter left out (or none) → numbers of the words that give it. */
type Index = ReadonlyMap<number, readonly number[]>;

function indexOf(words: readonly string[]): Index {
  const index = new Map<number, number[]>();
  words.forEach((word, number) => {
    for (let skip = -1; skip < word.length; skip++) {
      const hash = hashWithout(word, skip, -1);
      const there = index.get(hash);
      if (!there) index.set(hash, [number]);
      else if (there.at(-1) !== number) there.push(number);
    }
  });
  return index;
}

function hashWithout(word: string, first: number, second: number): number {
  let hash = 0x2f0b4c47;
  for (let i = 0; i < word.length; i++) if (i !== first && i !== second) hash = hashUnit(hash, word.charCodeAt(i));
  return finish(hash);
}

function nearest(word: string, words: readonly string[], index: Index, known: ReadonlyMap<string, number>): string | undefined {
  let best: { readonly word: string; readonly cost: number } | undefined;
  const limit = word.length >= 8 ? 2 : 1;
  for (const number of candidates(word, limit, index)) {
    const candidate = words[number] as string;
    const cost = slips(word, candidate, limit);
    const full = cost === undefined ? Number.POSITIVE_INFINITY : cost + rarity(word, known.get(candidate));
    if (full > TOO_FAR) continue;
    if (!best || full < best.cost || (full === best.cost && candidate < best.word)) best = { word: candidate, cost: full };
  }
  return best?.word;
}

/** A word that the bot never met in its own texts may be meant, too: it must only be nearer. */
const NEVER_MET = 0.3;

/** Whatever costs more is no correction. */
const TOO_FAR = 10;

/** Words of three letters are too often names and shorthand to be brought to words that tell nothing anyway. */
function rarity(word: string, met: number | undefined): number {
  if (met === undefined) return word.length < SHORTEST_RIGHT ? Number.POSITIVE_INFINITY : NEVER_MET;
  return -Math.min(0.3, 0.05 * Math.log(met));
}

function candidates(word: string, limit: number, index: Index): ReadonlySet<number> {
  const found = new Set<number>();
  const add = (hash: number) => {
    for (const number of index.get(hash) ?? []) found.add(number);
  };
  for (let first = -1; first < word.length; first++) {
    add(hashWithout(word, first, -1));
    if (limit === 1 || first < 0) continue;
    for (let second = first + 1; second < word.length; second++) add(hashWithout(word, first, second));
  }
  return found;
}

/** What it costs to have meant `right` and typed `wrong`: about 1 a slip; undefined when it is too far off. */
function slips(wrong: string, right: string, limit: number): number | undefined {
  const edge = edgeCost(wrong, right);
  if (edge === undefined || Math.abs(wrong.length - right.length) > limit) return;
  const distance = swapsAndEdits(wrong, right);
  if (distance > limit) return;
  return distance + edge + (isNeighbourSlip(wrong, right) ? -0.25 : 0);
}

/** People rarely miss the first letter; when they do, it is swapped with the second or its neighbour on the keyboard. */
function edgeCost(wrong: string, right: string): number | undefined {
  if (wrong[0] === right[0]) return 0;
  if (wrong[0] === right[1] && wrong[1] === right[0]) return 0.2;
  if (wrong.slice(1) === right.slice(1)) return areNeighbours(wrong[0] as string, right[0] as string) ? 0.3 : undefined;
  return wrong === right.slice(1) || wrong.slice(1) === right ? 0.4 : undefined;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of two letters side by side. */
export function swapsAndEdits(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] as number;
}

const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function areNeighbours(a: string, b: string): boolean {
  const [x, y] = [placeOnKeyboard(a), placeOnKeyboard(b)];
  if (!x || !y) return false;
  const shift = x.column + x.row * 0.5 - (y.column + y.row * 0.5);
  return Math.abs(x.row - y.row) <= 1 && Math.abs(shift) <= 1;
}

function placeOnKeyboard(letter: string): { readonly row: number; readonly column: number } | undefined {
  const row = KEYS.findIndex((keys) => keys.includes(letter));
  return row < 0 ? undefined : { row, column: (KEYS[row] as string).indexOf(letter) };
}

/** Whether one letter was hit beside its key, hit twice, or swapped with the next: the slips of a hurried thumb. */
function isNeighbourSlip(wrong: string, right: string): boolean {
  if (wrong.length !== right.length)
    return wrong.length === right.length + 1 && /(.)\1/.test(wrong) && wrong.replace(/(.)\1/, '$1') === right;
  const different = [...wrong].flatMap((letter, i) => (letter === right[i] ? [] : [i]));
  const [i, j] = different;
  if (different.length === 1) return areNeighbours(wrong[i as number] as string, right[i as number] as string);
  return different.length === 2 && (j as number) - (i as number) === 1 && wrong[i as number] === right[j as number];
}

/** Two known words run together: "backupfailed". */
function apart(word: string, known: ReadonlyMap<string, number>): readonly string[] | undefined {
  if (word.length < 7) return;
  let best: { readonly parts: readonly string[]; readonly weight: number } | undefined;
  for (let cut = 3; cut <= word.length - 3; cut++) {
    const parts = [word.slice(0, cut), word.slice(cut)];
    const counts = parts.map((part) => known.get(part) ?? 0);
    const weight = Math.min(...counts);
    if (weight >= 3 && (!best || weight > best.weight)) best = { parts, weight };
  }
  return best?.parts;
}
