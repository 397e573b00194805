/** Words of our own lists: what people say to a conversation is right as it is, whatever the pack speaks of. */
import { ANSWER_FILLERS, ANSWERS, OPENINGS } from './lexicon/answers.ts';
import { CORRECTIONS, NEGATORS, TRANSPARENT } from './lexicon/clause-words.ts';
import { NUMBER_WORDS, UNITS } from './lexicon/code-words.ts';
import { COMMANDS } from './lexicon/commands.ts';
import { COMMON_WORDS } from './lexicon/common-words.ts';
import { STOP_WORDS } from './lexicon/languages.ts';
import { wordsOf } from './words.ts';

const lists = [...Object.values(ANSWERS), ...Object.values(COMMANDS), ...Object.keys(OPENINGS), ...CORRECTIONS, STOP_WORDS.en ?? ''];

/** Every word that is right by itself, uninflected. */
export const SPOKEN_WORDS: ReadonlySet<string> = new Set([
  ...COMMON_WORDS,
  ...ANSWER_FILLERS,
  ...NEGATORS,
  ...TRANSPARENT,
  ...NUMBER_WORDS.keys(),
  ...UNITS,
  ...lists.flatMap((list) => wordsOf(list).map((word) => word.word)),
]);
