/** The language of a conversation: taken up from what the person writes, and honest about what it does not have. */
import type { Pack, Part } from '../knowledge/pack.ts';
import type { CaseFile } from './case-file.ts';
import type { Understanding } from './heard.ts';
import type { Reply } from './reply.ts';
import { markOnce, say, type Talk } from './talk.ts';

/** One word does not tell a language surely enough to change to it. */
const CLEAR = 2;

/** The pack in the language of the conversation. */
export function packFor(pack: Pack, locale: string): Pack {
  return pack.translated.get(locale) ?? pack;
}

/** Who writes a whole message in another language of the pack is answered in it from now on; a quoted screen text is no such message. */
export function takeUpLanguage(pack: Pack, file: CaseFile, heard: Understanding): CaseFile {
  const { language, shape, pick, messages } = heard;
  const spoken = pack.manifest.languages.includes(language) && language !== file.locale;
  const words = heard.text.match(/\p{L}+/gu)?.length ?? 0;
  const quoted = messages[0] !== undefined && !isOf(pack, language, messages[0].id);
  const clear = shape === 'text' && pick === undefined && !quoted && words >= CLEAR;
  return spoken && clear ? { ...file, locale: language } : file;
}

/** Whether a screen says this in that language: then it is the language of the person's phone. */
function isOf(pack: Pack, language: string, entry: string): boolean {
  return (pack.translated.get(language)?.entries.get(entry)?.messages.length ?? 0) > 0;
}

/** From which part of the pack a reply speaks, by its id. */
const SPEAKS_FROM: readonly (readonly [RegExp, Part])[] = [
  [/^guide:/, 'guides'],
  [/^how:/, 'slots'],
  [/^tip:/, 'tips'],
  [/^term:/, 'terms'],
  [/^(?:say|worked):|^(?:fix(?:_sure|_next|_changed|_again)?|consent)#/, 'fixes'],
  [/^dead_end#/, 'causes'],
  [/^neighbour:|^(?:code_known|code_reported|message_known|message_reported)#/, 'entries'],
];

function isUntranslated(pack: Pack, { id }: Reply): boolean {
  const part = SPEAKS_FROM.find(([ids]) => ids.test(id))?.[1];
  return part !== undefined && pack.untranslated.has(part);
}

/** Before the first text that is not in the person's language stands a word about it, once. */
export function introduceUntranslated(talk: Talk): Talk {
  const first = talk.replies.findIndex((reply) => isUntranslated(talk.pack, reply));
  if (first < 0 || talk.file.once.includes('untranslated')) return talk;
  const said = say({ ...talk, file: markOnce(talk.file, 'untranslated'), replies: [] }, 'untranslated');
  return { ...said, replies: [...talk.replies.slice(0, first), ...said.replies, ...talk.replies.slice(first)] };
}
