/** The lexicon of a language, arranged for finding: its own words and, since people mix them, the English ones. */
import type { Command } from '../heard.ts';
import { ACKNOWLEDGING, ANSWER_FILLERS, ANSWERS, OPENINGS, PLAIN_YES } from './lexicon/answers.ts';
import {
  ADDITIONS,
  ARTICLES,
  ASKERS,
  BREAKERS,
  COORDINATORS,
  CORRECTIONS,
  DEFINED,
  DEFINING,
  FAULTS,
  JOINERS,
  NEGATORS,
  POINTING,
  SUPPOSERS,
  TRANSPARENT,
} from './lexicon/clause-words.ts';
import { COMMANDS } from './lexicon/commands.ts';
import { GERMAN } from './lexicon/german.ts';
import type { AnswerKind, Lexicon } from './lexicon/lexicon.ts';
import { SPANISH } from './lexicon/spanish.ts';
import { addPhrase, emptyPhrases, type Phrases, waysOf } from './phrases.ts';
import { wordsOf } from './words.ts';

const LEXICONS: Readonly<Record<string, Lexicon>> = { de: GERMAN, es: SPANISH };

/** `only`: the phrase is a command only when it is all that is said. */
type CommandLine = { readonly command: Command; readonly only: boolean };

export type Spoken = {
  /** ISO 639-1 of its lexicon. */
  readonly language: string;
  /** Whole answers by their words without spaces. */
  readonly whole: ReadonlyMap<string, AnswerKind>;
  /** Answers of two words and more, which count within a sentence, too. */
  readonly within: Phrases<AnswerKind>;
  readonly openings: Phrases<AnswerKind>;
  readonly plainYes: ReadonlySet<string>;
  readonly fillers: ReadonlySet<string>;
  readonly acknowledging: ReadonlySet<string>;
  readonly commands: Phrases<CommandLine>;
  /** Beyond the English ones. */
  readonly noCode: Phrases<true>;
  /** Beyond the English ones: word → place in a list, from 1. */
  readonly places: ReadonlyMap<string, number>;
  readonly negators: ReadonlySet<string>;
  readonly transparent: ReadonlySet<string>;
  readonly breakers: ReadonlySet<string>;
  readonly supposers: ReadonlySet<string>;
  readonly askers: ReadonlySet<string>;
  readonly coordinators: ReadonlySet<string>;
  readonly joiners: ReadonlySet<string>;
  readonly additions: Phrases<true>;
  readonly faults: ReadonlySet<string>;
  readonly corrections: Phrases<true>;
  /** Beyond the English ones. */
  readonly questions: ReadonlySet<string>;
  readonly defining: Phrases<true>;
  readonly articles: ReadonlySet<string>;
  readonly defined: ReadonlySet<string>;
  readonly pointing: Phrases<true>;
  readonly noAnswers: boolean;
};

const arranged = new Map<string, Spoken>();

/** What is said in a language; one without a lexicon is met with English. */
export function spokenIn(language: string): Spoken {
  const own = Object.hasOwn(LEXICONS, language) ? language : 'en';
  const spoken = arranged.get(own) ?? { language: own, ...arrange(LEXICONS[own]) };
  arranged.set(own, spoken);
  return spoken;
}

/** Every word of a lexicon: right as it is, whatever the pack speaks of. */
export function wordsSpoken(language: string): readonly string[] {
  const lexicon = LEXICONS[language];
  if (lexicon === undefined) return [];
  const { answers, openings, commands, noAnswers: _, ...lists } = lexicon;
  const texts = [...Object.values(answers), ...Object.values(openings), ...Object.values(commands), ...Object.values(lists)];
  return texts.flatMap((text) => wordsOf(text).map((word) => word.word));
}

const SILENT: Omit<Lexicon, 'answers'> = {
  openings: {},
  plainYes: '',
  fillers: '',
  acknowledging: '',
  commands: {},
  noCode: '',
  places: '',
  negators: '',
  transparent: '',
  breakers: '',
  supposers: '',
  askers: '',
  coordinators: '',
  joiners: '',
  additions: '',
  faults: '',
  corrections: '',
  questions: '',
  defining: '',
  articles: '',
  defined: '',
  pointing: '',
  noAnswers: true,
};

function arrange(lexicon: Lexicon | undefined): Omit<Spoken, 'language'> {
  const own = lexicon ?? SILENT;
  const set = (english: ReadonlySet<string>, list: string): ReadonlySet<string> =>
    new Set([...english, ...wordsOf(list).map((w) => w.word)]);
  return {
    ...arrangeAnswers(lexicon),
    plainYes: set(PLAIN_YES, own.plainYes),
    fillers: set(ANSWER_FILLERS, own.fillers),
    acknowledging: set(ACKNOWLEDGING, own.acknowledging),
    commands: arrangeCommands(own.commands),
    noCode: phrases(waysOf(own.noCode)),
    places: placesIn(own.places),
    negators: set(NEGATORS, own.negators),
    transparent: set(TRANSPARENT, own.transparent),
    breakers: set(BREAKERS, own.breakers),
    supposers: set(SUPPOSERS, own.supposers),
    askers: set(ASKERS, own.askers),
    coordinators: set(COORDINATORS, own.coordinators),
    joiners: set(JOINERS, own.joiners),
    additions: phrases([...ADDITIONS, ...waysOf(own.additions)]),
    faults: set(FAULTS, own.faults),
    corrections: phrases([...CORRECTIONS, ...waysOf(own.corrections)]),
    questions: set(new Set(), own.questions),
    defining: phrases([...DEFINING, ...waysOf(own.defining)]),
    articles: set(ARTICLES, own.articles),
    defined: set(DEFINED, own.defined),
    pointing: phrases([...POINTING, ...waysOf(own.pointing)]),
    noAnswers: own.noAnswers,
  };
}

type Answers = Pick<Spoken, 'within' | 'openings'> & { readonly whole: Map<string, AnswerKind> };

/** The person's own language first: of two meanings of a word it is the one that counts. */
function arrangeAnswers(own: Lexicon | undefined): Answers {
  const answers: Answers = { whole: new Map(), within: emptyPhrases(), openings: emptyPhrases() };
  for (const [line, kind] of [...linesOf(own?.answers ?? {}), ...linesOf(ANSWERS)]) addAnswer(answers, line, kind);
  for (const [phrase, kind] of [...Object.entries(OPENINGS), ...linesOf(own?.openings ?? {})]) addPhrase(answers.openings, phrase, kind);
  return answers;
}

function linesOf(lists: Readonly<Partial<Record<AnswerKind, string>>>): readonly (readonly [string, AnswerKind])[] {
  return (Object.entries(lists) as [AnswerKind, string][]).flatMap(([kind, text]) => waysOf(text).map((line) => [line, kind] as const));
}

function addAnswer({ whole, within }: Answers, line: string, kind: AnswerKind): void {
  const words = wordsOf(line).map((word) => word.word);
  const key = words.join('');
  if (!whole.has(key)) whole.set(key, kind);
  if (words.length >= 2 && kind !== 'unsure' && !ELLIPTIC.test(words.join(' '))) addPhrase(within, line, kind);
}

/** Answers that leave out what they answer: "every password I have" and "I do not have one" only hold their words. */
const ELLIPTIC = /^(?:i (?:do|did|have|am)(?: not)?|do not|(?:it|they|there|that) (?:is|are|do|does|did|has))$/;

function arrangeCommands(own: Lexicon['commands']): Phrases<CommandLine> {
  const lines = emptyPhrases<CommandLine>();
  for (const [command, text] of [...Object.entries(COMMANDS), ...Object.entries(own)]) {
    for (const line of waysOf(text)) {
      const only = line.startsWith('=');
      addPhrase(lines, only ? line.slice(1) : line, { command: command as Command, only });
    }
  }
  return lines;
}

function phrases(list: readonly string[]): Phrases<true> {
  const found = emptyPhrases<true>();
  for (const phrase of list) addPhrase(found, phrase, true);
  return found;
}

function placesIn(list: string): ReadonlyMap<string, number> {
  return new Map(waysOf(list).flatMap((forms, i) => wordsOf(forms).map(({ word }): [string, number] => [word, i + 1])));
}
