/**
 * What one message says, put together: guard, words, spelling, facts, codes, quoted messages, topics, answer, commands.
 * Pure; the closure keeps only buffers and memories of words.
 */
import type { Pack, Topic } from '../../knowledge/pack.ts';
import type { Answer, Command, Context, HeardFact, Message, QuotedMessage, Ranked, Understanding } from '../heard.ts';
import type { Sense } from '../sense.ts';
import { alarmIndex, alarmsIn } from './alarms.ts';
import { answerOf, type Filled } from './answers.ts';
import { commandsIn, saysNoCode } from './commands.ts';
import { errorCodes } from './error-codes.ts';
import { isKnownWord, shapeOf } from './gibberish.ts';
import { heardCode, type KnownCodes, knownCodes } from './known-codes.ts';
import { messageIndex, quotedMessages } from './messages.ts';
import type { Learned, Model } from './model.ts';
import { findPhrases } from './phrases.ts';
import { isQuestion } from './questions.ts';
import { type MessageRead, readMessage, sentenceIn } from './reading.ts';
import { canRead } from './sentences.ts';
import { type SlotIndex, slotIndex } from './slot-index.ts';
import { isEnglish, type Speller, speller } from './spelling.ts';
import { wordsSpoken } from './spoken.ts';
import { type AskedTerms, askedIn, termIndex, withoutAsked } from './terms.ts';
import { settle } from './told.ts';
import { type Judged, topicJudge } from './topics.ts';
import { triedIn, triedIndex } from './tried.ts';
import { wordsOf } from './words.ts';

/** What can be made of messages. Nothing of it throws, whatever it is given. */
export type Listening = {
  /** What a message says; where it is known, what it means as a sentence has a say in what it is about. */
  readonly understand: (message: Message, context: Context, sense?: Sense) => Understanding;
  /** The message as an embedder of this language reads it; undefined where its topic does not matter, or it is in another language. */
  readonly sentence: (message: Message, context: Context, language: string) => string | undefined;
};

/** Understands messages with what a model learnt from the pack. */
export function understanding(pack: Pack, model: Model): Listening['understand'] {
  return listening(pack, model).understand;
}

/** The same, and what a sentence is embedded by. */
export function listening(pack: Pack, model: Model): Listening {
  const codes = knownCodes(pack);
  const messages = messageIndex(pack, model.words, model.texts);
  const tongueIn = tonguesOf(pack, model);
  const isCheck = (slot: string) => pack.checks.has(slot);
  const understand: Listening['understand'] = (given, around, known) => {
    const context = contextFrom(around);
    const message = messageFrom(given);
    const { read, asked } = readAsked(message.text, tongueIn, context);
    const { slots, judge, alarms, tried, isKnown, told: usual } = tongueIn(read.language);
    const found = findCodes(read, codes, context);
    const quoted = quotedMessages(messages, { text: read.guarded.text, words: quotable(read), isHere: placedBy(pack, read, context) });
    const asks = isQuestion(read.guarded.text, read.clauses);
    const judged = judge(read, { quoted, codes: found.length, asks, sense: readable(known, model.topics) });
    const told = toldBeside(judged.best, settle(read.told, read.clauses, { isCheck, preferred: judged.best?.sets ?? {}, usual }), context);
    const { fitting, facts } = reconciled(pack, quoted, told);
    const { commands, nothingElse } = commandsIn(read.guarded.text, read.clauses);
    const answer = answerIn({ read, slots, asks, addressed: nothingElse }, facts, context);
    const isAside = context.open !== undefined && nothingElse && !ofTheTrouble(commands);
    const isAnswer = isAside || answersOnly(read, answer, facts, context);
    const danger = alarmsIn(alarms, read.clauses);
    const understood = [...found, ...facts, ...commands, ...asked.terms, answer].some((part) => part !== undefined);
    return asksMeaning(asked, {
      text: read.guarded.text,
      shape: shapeOf(read, understood, isKnown),
      language: read.language,
      ...(isAnswer ? NO_TOPIC : aboutOf(judged)),
      codes: found.map((code) => heardCode(codes, code, { said: valuesOf(facts), before: context.facts })),
      messages: fitting,
      facts,
      ...(answer ? { answer } : {}),
      commands,
      alarms: danger,
      tried: triedIn(tried, read.clauses),
      asks,
      noCode: found.length === 0 && saysNoCode(read.clauses),
      outOfScope: judged.outside && !isAnswer && danger.length === 0,
      ...pickOf(message.pick),
      attachments: countOf(message.attachments),
    });
  };
  return { understand, sentence: sentenceFinder(tongueIn, isCheck) };
}

/** A message, and the terms that it asks the meaning of: what they would tell is not told. */
function readAsked(text: unknown, tongueIn: (language: string) => Tongue, context: Context): { read: MessageRead; asked: AskedTerms } {
  const read = readMessage(text, tongueIn, context);
  const asked = askedIn(tongueIn(read.language).terms, read, context.open?.slot);
  return { read: withoutAsked(read, asked), asked };
}

/** Who asks what a word means answers nothing with it; where nothing else is said, it is about nothing else. */
function asksMeaning({ terms, nothingElse }: AskedTerms, heard: Understanding): Understanding {
  if (terms.length === 0) return heard;
  const { answer: _, ...rest } = heard;
  return { ...rest, terms, asks: true, ...(nothingElse && { ...NO_TOPIC, commands: [], outOfScope: false }) };
}

/** Whoever presses a button, answers the open question, speaks to the bot alone or pastes a log brings up no topic in a sentence. */
function sentenceFinder(tongueIn: (language: string) => Tongue, isCheck: (slot: string) => boolean): Listening['sentence'] {
  return (given, around, language) => {
    const context = contextFrom(around);
    const message = messageFrom(given);
    if (message.pick !== undefined) return;
    const read = readMessage(message.text, tongueIn, context);
    if (read.language !== language || read.guarded.shape !== 'text') return;
    const sentence = isAside(read, tongueIn(language), isCheck, context) ? '' : sentenceIn(read);
    return SENTENCE.test(sentence) ? sentence : undefined;
  };
}

/** It says nothing of the trouble, as far as that can be told before the topic is known. */
function isAside(read: MessageRead, { slots, told: usual }: Tongue, isCheck: (slot: string) => boolean, context: Context): boolean {
  const facts = settle(read.told, read.clauses, { isCheck, preferred: {}, usual });
  const { commands, nothingElse } = commandsIn(read.guarded.text, read.clauses);
  const asks = isQuestion(read.guarded.text, read.clauses);
  const answer = answerIn({ read, slots, asks, addressed: nothingElse }, facts, context);
  return (nothingElse && !ofTheTrouble(commands)) || answersOnly(read, answer, facts, context);
}

/** In one word there is no sentence. */
const SENTENCE = /\p{L}{2}\P{L}.*\p{L}{2}/u;

/** What is known of a sentence, if it was learnt with these labels. */
function readable(sense: Sense | undefined, { labels }: Learned['topics']): Sense | undefined {
  return sense && sense.model.labels.length === labels.length && canRead(sense.model, sense.vector) ? sense : undefined;
}

/** What a language is understood with. */
type Tongue = {
  readonly slots: ReturnType<typeof slotIndex>;
  readonly spell: Speller | undefined;
  readonly judge: ReturnType<typeof topicJudge>;
  readonly alarms: ReturnType<typeof alarmIndex>;
  readonly tried: ReturnType<typeof triedIndex>;
  readonly isKnown: (word: string) => boolean;
  readonly told: Learned['told'];
  readonly terms: ReturnType<typeof termIndex>;
};

function tongueOf(pack: Pack, learned: Learned, spell: Speller): Tongue {
  return {
    slots: slotIndex(pack),
    spell,
    judge: topicJudge(pack, learned),
    alarms: alarmIndex(pack),
    tried: triedIndex(pack),
    isKnown: isKnownWord(learned.words),
    told: learned.told,
    terms: termIndex(pack),
  };
}

/** The tongue of each language; one that the pack does not speak is met with its first, uncorrected. */
function tonguesOf(pack: Pack, model: Model): (language: string) => Tongue {
  const first = tongueOf(pack, model, speller(model.words));
  const tongues = new Map<string, Tongue>([[pack.manifest.languages[0] ?? 'en', first]]);
  for (const [language, translated] of pack.translated) {
    const learned = model.others.get(language);
    if (learned) tongues.set(language, tongueOf(translated, learned, foreignSpeller(language, learned)));
  }
  const unknown: Tongue = { ...first, spell: undefined };
  return (language) => tongues.get(language) ?? unknown;
}

/** In a language of which few words are known, short ones and English ones stay as they are. */
function foreignSpeller(language: string, learned: Learned): Speller {
  const spoken = new Set(wordsSpoken(language));
  const spell = speller(learned.words, (word) => word.length < SHORTEST_FOREIGN || spoken.has(word) || isEnglish(word));
  return (word) => {
    const found = spell(word);
    return found?.[0] !== undefined && endsOtherwise(word, found[0]) ? undefined : found;
  };
}

/** Two forms of a word, or two words, differ at their end; a slip may be anywhere. */
function endsOtherwise(word: string, other: string): boolean {
  const shorter = Math.min(word.length, other.length);
  let same = 0;
  while (same < shorter && word[same] === other[same]) same++;
  return same >= shorter - ENDING;
}

const ENDING = 2;

const SHORTEST_FOREIGN = 6;
function aboutOf({ topics, guides, second }: Judged): Pick<Understanding, 'topics' | 'guides' | 'second'> {
  return { topics, guides, ...(second && { second }) };
}

/** Commands that also tell what is wrong; the others tell nothing of it. */
const OF_THE_TROUBLE: ReadonlySet<Command> = new Set(['data-gone', 'is-normal', 'not-solved', 'human']);

function ofTheTrouble(commands: readonly Command[]): boolean {
  return commands.some((command) => OF_THE_TROUBLE.has(command));
}

const NO_TOPIC = { topics: [], guides: [] };

/** Whatever came in as a message: its parts are of any type until each is looked at. */
function messageFrom(given: unknown): { readonly text?: unknown; readonly pick?: unknown; readonly attachments?: unknown } {
  return typeof given === 'object' && given !== null ? given : {};
}

/** A context of any age and shape: what is not as it should be is as if it were not there. */
function contextFrom(given: Context | undefined): Context {
  const language = typeof given?.language === 'string' ? { language: given.language } : {};
  const facts = Object.fromEntries(Object.entries(given?.facts ?? {}).filter(([, value]) => typeof value === 'string'));
  const open = given?.open;
  if (typeof open?.kind !== 'string') return { ...language, facts };
  const choices = Array.isArray(open.choices) ? open.choices.filter((label) => typeof label === 'string').slice(0, 20) : [];
  return { ...language, facts, open: { kind: open.kind, choices, ...(typeof open.slot === 'string' ? { slot: open.slot } : {}) } };
}

function findCodes(read: MessageRead, known: KnownCodes, context: Context): string[] {
  const asked = context.open === undefined || context.open.kind === 'describe';
  const found = errorCodes(read.guarded.text, {
    isKnown: (code) => known.entries.has(code),
    named: (squeezed) => known.named.get(squeezed),
    taken: read.guarded.shape === 'paste' ? [] : read.told.spans,
    asked,
    otherOpen: !asked,
  });
  return found.map((code) => code.code);
}

const PASTE_WORDS = 3_000;

/** Of a paste all words are looked at as they are written; correcting them all would cost too much. */
function quotable(read: MessageRead): readonly string[] {
  if (read.guarded.shape !== 'paste') return read.words;
  return wordsOf(read.guarded.text)
    .slice(0, PASTE_WORDS)
    .map((word) => word.word);
}

/** Whether an entry appears where the person is, as far as that is told or known. */
function placedBy(pack: Pack, { told }: MessageRead, { facts }: Context): (entry: string) => boolean {
  const here = (slot: string, value: string) => facts[slot] === value || told.mentions.some((m) => m.slot === slot && m.value === value);
  return (entry) => {
    const when = Object.entries(pack.entries.get(entry)?.when ?? {});
    return when.length > 0 && when.every(([slot, value]) => here(slot, value));
  };
}

function valuesOf(facts: readonly HeardFact[]): Record<string, string> {
  return Object.fromEntries(facts.map((fact) => [fact.slot, fact.value]));
}

function isAnswered(facts: readonly HeardFact[], context: Context): boolean {
  return context.open?.slot !== undefined && facts.some((fact) => fact.slot === context.open?.slot);
}

function filledBy(facts: readonly HeardFact[], context: Context): Filled {
  if (isAnswered(facts, context)) return 'asked';
  return facts.length > 0 ? 'others' : 'none';
}

/** What is told, without what the topic only mentions; an answer to the open question is never that. */
function toldBeside(topic: Topic | undefined, facts: readonly HeardFact[], context: Context): readonly HeardFact[] {
  return facts.filter(({ slot, value }) => slot === context.open?.slot || !topic?.ignores[slot]?.includes(value));
}

/** So few words are a bare "no, none". */
const BARE = 3;

type Asked = { readonly read: MessageRead; readonly slots: SlotIndex; readonly asks: boolean; readonly addressed: boolean };

/** "Yes, the line is there", asked about the room that is left: a yes to something else. */
function speaksOfElse(slots: SlotIndex, words: readonly string[], asked: string): boolean {
  const named = findPhrases(slots.signs, words).flatMap(({ means }) => (means.kind === 'about' ? [means.slot] : []));
  return named.length > 0 && !named.includes(asked);
}

/** What answers the open question. Asked what is wrong, a "not" or "still" within what is told is the complaint, and no answer to a list. */
function answerIn({ read, slots, ...how }: Asked, facts: readonly HeardFact[], context: Context): Answer | undefined {
  const { guarded, words, clauses } = read;
  const answer = answerOf({ text: guarded.text, words, spoken: clauses.spoken, ...how }, context, filledBy(facts, context));
  const { open } = context;
  if (answer === undefined || answer.kind === 'choice') return answer;
  if (open?.slot !== undefined && facts.length === 0 && YES_OR_NO.has(answer.kind) && speaksOfElse(slots, words, open.slot)) return;
  return open !== undefined && UNBEGUN.has(open.kind) && !isBareAnswer(answer, words, facts, open.choices.length) ? undefined : answer;
}

const YES_OR_NO: ReadonlySet<Answer['kind']> = new Set(['yes', 'no']);
/** Questions before there is a problem. */
const UNBEGUN: ReadonlySet<string> = new Set(['topic', 'describe']);

function isBareAnswer(answer: Answer, words: readonly string[], facts: readonly HeardFact[], choices: number): boolean {
  if (facts.length === 0 && words.length <= BARE) return true;
  return choices === 2 && (answer.kind === 'yes' || facts.length === 0);
}

const ANSWER_WORDS = 9;

/** A short message that answers the open question is about that, and opens no new topic. */
function answersOnly(read: MessageRead, answer: Answer | undefined, facts: readonly HeardFact[], context: Context): boolean {
  if (!context.open || read.words.length > ANSWER_WORDS) return false;
  return answer !== undefined || isAnswered(facts, context);
}

type Reconciled = { readonly fitting: readonly QuotedMessage[]; readonly facts: HeardFact[] };

/** Quoted messages and told facts, as far as they do not contradict each other. */
function reconciled(pack: Pack, quoted: readonly QuotedMessage[], told: readonly HeardFact[]): Reconciled {
  const fitting = fittingMessages(pack, quoted, valuesOf(told));
  return { fitting, facts: withoutDenied(pack, told, fitting[0]) };
}

/** A message quoted so surely is what it is, whatever its words would tell elsewhere. */
const EXACT = 0.95;
/** What fits must be nearly as sure as what does not. */
const NEARLY = 0.1;

/** Quoted messages that do not contradict what was said; when all that are sure enough do, all of them. */
function fittingMessages(pack: Pack, quoted: readonly QuotedMessage[], said: Readonly<Record<string, string>>): readonly QuotedMessage[] {
  const fits = quoted.filter(({ id }) => {
    const when = pack.entries.get(id)?.when ?? {};
    return Object.entries(when).every(([slot, value]) => said[slot] === undefined || said[slot] === value);
  });
  const best = quoted[0]?.confidence ?? 0;
  const surest = fits[0]?.confidence ?? 0;
  return surest > 0 && (best < EXACT || surest >= best - NEARLY) ? fits : quoted;
}

/** Facts that a surely quoted message denies came from its own words: "could not be restored" is said at many places. */
function withoutDenied(pack: Pack, facts: readonly HeardFact[], quoted: Ranked | undefined): HeardFact[] {
  const entry = quoted !== undefined && quoted.confidence >= EXACT ? pack.entries.get(quoted.id) : undefined;
  const tells: Readonly<Record<string, string>> = { ...pack.topics.get(entry?.topic ?? '')?.sets, ...entry?.when };
  const denied = facts.filter((fact) => tells[fact.slot] !== undefined && tells[fact.slot] !== fact.value);
  const implied = denied.map((fact) => pack.slots.get(fact.slot)?.values.find((v) => v.id === fact.value)?.implies ?? {});
  return facts.filter((fact) => !denied.includes(fact) && !implied.some((facts) => facts[fact.slot] === fact.value));
}

const PICK = /^([a-z][a-z-]{0,30}(?::[a-z0-9._-]{1,100})?)=([^\s\p{Cc}]{1,200})$/u;

/** A pressed button is checked for its shape only; what it names may be gone. */
function pickOf(pick: unknown): Pick<Understanding, 'pick'> {
  const match = typeof pick === 'string' && pick.length <= 400 ? PICK.exec(pick) : null;
  return match ? { pick: { subject: match[1] as string, value: match[2] as string } } : {};
}

function countOf(given: unknown): number {
  return typeof given === 'number' && Number.isFinite(given) && given > 0 ? Math.min(1000, Math.floor(given)) : 0;
}
