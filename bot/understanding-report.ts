/** One line of what was understood, with the slots that the pack wants reported. */
import type { Ranked, Understanding } from '../dialogs/heard.ts';
import type { Pack } from '../knowledge/pack.ts';

/** One line of the report, as JSON has it. */
export type ReportLine = Readonly<Record<string, unknown>>;

/** In the order in which it is printed; slots on the top level and under `facts` are those of `manifest.report`. */
export function report(pack: Pack, id: unknown, text: string, heard: Understanding): ReportLine {
  const topics = heard.topics.length > 0 ? heard.topics : fallbackTopics(pack, heard);
  const facts = factsOf(pack, heard);
  const { slots, facts: under } = pack.manifest.report;
  return {
    id,
    text,
    topic: topics[0]?.id ?? null,
    confidence: topics[0]?.confidence ?? 0,
    top3: topics.map((topic) => ({ topic: topic.id, confidence: topic.confidence })),
    codes: heard.codes,
    messages: heard.messages.map((message) => message.id),
    ...Object.fromEntries(slots.map(({ slot, none }) => [slot, facts[slot] ?? none])),
    facts: Object.fromEntries(under.flatMap((slot) => (facts[slot] === undefined ? [] : [[slot, facts[slot]]]))),
    answer: answerText(heard),
    outOfScope: heard.outOfScope,
    language: heard.language,
  };
}

/** Without any word there is no topic to weigh: a code alone is unclear, and a picture is small talk. */
function fallbackTopics(pack: Pack, heard: Understanding): readonly Ranked[] {
  const kind = heard.codes.length > 0 ? 'other' : 'talk';
  return [...pack.topics.values()].flatMap((topic) => (topic.kind === kind ? [{ id: topic.id, confidence: 1 }] : [])).slice(0, 1);
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
