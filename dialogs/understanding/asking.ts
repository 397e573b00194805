/** Whether a message is put as a question: "how do I …", "is it safe to …", or with a question mark at its end. */

/** Words that lead up to a question without being part of it. */
const LEADS = /^(?:btw|by|the|way|hi|hello|hey|ok|okay|so|and|but|also|just|well|um|quick|one|more|question|sorry|please|thanks|another|thing)$/;
const ASKING = /^(?:how|what|where|which|who|why|can|could|should|does|do|did|is|are|will|would|may|must|am|shall)$/;
/** "Can not back up", "do not know": verbs that open a statement when they are denied. */
const DENIED = /^(?:not|never|no)$/;

/** `words` are those of the whole message, spelled out: "whats" as "what", "is". */
export function isAsked(text: string, words: readonly string[]): boolean {
  if (/\?["”')\s]*$/.test(text)) return true;
  const start = words.findIndex((word) => !LEADS.test(word));
  return start >= 0 && ASKING.test(words[start] ?? '') && !DENIED.test(words[start + 1] ?? '');
}
