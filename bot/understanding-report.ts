/** One line of what was understood, with the slots that the pack wants reported. */
import type { Understanding } from '../dialogs/heard.ts';
import type { Pack } from '../knowledge/pack.ts';

export type ReportLine = Readonly<Record<string, unknown>>;

/** In the order in which it is printed; slots on the top level and under `facts` are those of `manifest.report`. */
export function report(pack: Pack, id: unknown, text: string, heard: Understanding): ReportLine {
  const top = heard.topics[0];
  const facts = factsOf(pack, heard);
  const { slots, facts: under } = pack.manifest.report;
  return {
    id,
    text,
    topic: top?.id ?? fallbackTopic(pack, heard),
    confidence: top?.confidence ?? 0,
    top3: heard.topics.map((topic) => ({ topic: topic.id, confidence: topic.confidence })),
    codes: heard.codes,
    messages: heard.messages.map((message) => message.id),
    ...Object.fromEntries(slots.map(({ slot, none }) => [slot, facts[slot] ?? none])),
    facts: Object.fromEntries(under.flatMap((slot) => (facts[slot] === undefined ? [] : [[slot, facts[slot]]]))),
    answer: answerText(heard),
    outOfScope: heard.outOfScope,
    language: heard.language,
  };
}

/** What is neither words nor codes is small talk. */
function fallbackTopic(pack: Pack, heard: Understanding): string | null {
  const kind = heard.codes.length > 0 ? 'other' : 'talk';
  return [...pack.topics.values()].find((topic) => topic.kind === kind)?.id ?? null;
}

/** What was said, and, where nothing was said of a slot, what the topic tells by itself. */
function factsOf(pack: Pack, heard: Understanding): Readonly<Record<string, string>> {
  const said = Object.fromEntries(heard.facts.map((fact) => [fact.slot, fact.value]));
  const top = heard.topics[0];
  const sure = top !== undefined && top.confidence >= pack.manifest.settings.confirm;
  return { ...(sure ? pack.topics.get(top.id)?.sets : {}), ...said };
}

function answerText(heard: Understanding): string | null {
  if (!heard.answer) return null;
  return heard.answer.kind === 'choice' ? `choice:${heard.answer.index}` : heard.answer.kind;
}
