/** Whether a message asks something: by its mark, or by how it or one of its clauses begins. */

import type { Clauses } from './clauses.ts';

const OPENERS = new Set(
  'how what where when why who which whose can could do does did is are was were will would should shall may might am has have'.split(' '),
);
const WITHIN =
  /\b(?:how (?:do|can|to|long|much|many|often|big|come)|what (?:is|are|does|do|happens|if)|where (?:do|can|is|are)|do i (?:need|have)|can i|is it (?:ok|normal|safe|possible|true)|should i|i (?:wonder|was wondering)|any idea|does anyone know|wondering (?:if|how|what|whether))\b/;

/** Words that lead up to a question. */
const LEAD = new Set('btw and but so ok okay hey hi hello also um well quick question just wait oh sorry please anyway'.split(' '));

/** Who speaks of themselves first tells: "ich habe …". */
const SELF = new Set('i ich yo'.split(' '));

/** `text` as written (its marks count), `words` as read. */
export function isQuestion(text: string, { words, spoken }: Clauses): boolean {
  if (text.includes('?')) return true;
  const first = words.find((word) => !LEAD.has(word) && (!spoken.fillers.has(word) || SELF.has(word))) ?? '';
  const own = spoken.questions.size > 0;
  return (own ? spoken.questions.has(first) : opensQuestion(words)) || WITHIN.test(words.join(' '));
}

/** "Can I restore" asks, "can't restore" and "does not start" tell; "can't I restore" asks again. */
function opensQuestion(words: readonly string[]): boolean {
  const at = words.findIndex((word) => !LEAD.has(word));
  const tells = words[at + 1] === 'not' && !PERSON.test(words[at + 2] ?? '');
  return OPENERS.has(words[at] ?? '') && !tells;
}

const PERSON = /^(?:i|you|we|it|they|he|she|this|that|these|those|there|my|the)$/;
