/** Puts questions and offers into words and buttons. */
import type { Fix, Pack } from '../knowledge/pack.ts';
import { believe } from './beliefs.ts';
import type { Open, Problem } from './case-file.ts';
import { summarise, summaryText, teamLanguage } from './case-summary.ts';
import { choice, choicesNow } from './choice.ts';
import type { HandoffReason } from './effect.ts';
import { isPossible, known } from './facts.ts';
import { fill } from './fill.ts';
import { writePick } from './picks.ts';
import { causeFor } from './plan.ts';
import type { Choice } from './reply.ts';
import { standingText } from './standing.ts';
import { currentProblem, markOnce, open, phrase, say, sayText, spanOf, type Talk, update, updateProblem } from './talk.ts';
import { choose } from './when.ts';

/** From this chance a cause is spoken of as the reason, below as a possibility. */
const SURE = 0.6;

/** The buttons of a slot's question: those of the pack, or one for each value; never one that what is known denies. */
function slotChoices(talk: Talk, slotId: string, only: readonly string[] | undefined): Choice[] {
  const slot = talk.pack.slots.get(slotId);
  const facts = known(talk.file);
  const all = only === undefined ? slot?.question?.choices : undefined;
  const offered = all ?? (slot?.values ?? []).map((v) => ({ label: v.label, sets: { [slotId]: v.id } }));
  const choices = offered
    .map(({ label, sets }) => ({ label, facts: Object.entries(sets) }))
    .filter((c) =>
      c.facts.every(([s, v]) => isPossible(talk.pack, facts, s, v) && (s === slotId ? (only?.includes(v) ?? true) : (facts[s] ?? v) === v)),
    )
    .slice(0, 8)
    .map((c) => ({ label: c.label, pick: writePick({ kind: 'set', facts: c.facts }) }));
  const how = howFor(talk, slotId) === undefined ? [] : [choice(talk, { kind: 'how' })];
  return [...choices, choice(talk, { kind: 'unsure', slot: slotId }), ...how];
}

/** How to find out, for this person's device. */
function howFor(talk: Talk, slotId: string): { readonly say?: string | undefined; readonly do: readonly string[] } | undefined {
  return choose(talk.pack.slots.get(slotId)?.question?.how ?? [], known(talk.file)).variant;
}

/** Asks for a slot, in other words than the last time; `only` narrows the buttons to the values that are possible. */
export function askSlot(talk: Talk, slotId: string, only?: readonly string[]): Talk {
  const question = talk.pack.slots.get(slotId)?.question;
  if (question === undefined) return talk;
  const choices = slotChoices(talk, slotId, only);
  return open(sayText(talk, `ask:${slotId}`, question.ask, {}, { choices }), 'slot', slotId, choices);
}

/** Answers "how do I check that?" and leaves the question open. */
export function explainHow(talk: Talk, slotId: string): Talk {
  const how = howFor(talk, slotId);
  const slot = talk.pack.slots.get(slotId);
  if (how === undefined || slot?.question === undefined) return askSlot(say(talk, 'how_none'), slotId);
  const choices = slotChoices(talk, slotId, undefined).slice(0, -1);
  const lead = how.say ?? slot.question.ask[0] ?? '';
  return open(
    sayText(talk, `how:${slotId}`, [lead], {}, { steps: how.do, choices, close: slot.question.ask.at(-1) ?? '' }),
    'slot',
    slotId,
    choices,
  );
}

/** Buttons for what came of a fix. */
export function outcomeChoices(talk: Talk, fix: string): Choice[] {
  return (['worked', 'failed', 'done-before'] as const).map((outcome) => choice(talk, { kind: 'fix', fix, outcome }));
}

/** What is filled into a fix's texts: its title, how long it takes, and why it is next. */
export function fixValues(
  pack: Pack,
  talk: Talk,
  fix: Fix,
  problem: Problem,
): { values: { title: string; minutes: string; because: string }; sure: boolean } {
  const facts = known(talk.file);
  const beliefs = believe(pack, problem, facts);
  const cause = causeFor(pack, fix.id, beliefs);
  return {
    values: {
      title: fill(pack, fix.title, facts),
      minutes: spanOf(talk, fix.minutes),
      because: fill(pack, pack.causes.get(cause)?.title ?? '', facts),
    },
    sure: (beliefs.get(cause) ?? 0) >= SURE,
  };
}

/** Offers a fix: why, how long, the steps for this device, how to see that it worked, and the question whether it did. */
export function offerFix(talk: Talk, fix: Fix, how: 'new' | 'changed' | 'again'): Talk {
  const problem = currentProblem(talk.file);
  if (problem === undefined) return talk;
  const { values, sure } = fixValues(talk.pack, talk, fix, problem);
  const first = Object.keys(problem.fixes).length === 0;
  const lead = how === 'new' ? (sure ? 'fix_sure' : first ? 'fix' : 'fix_next') : (`fix_${how}` as const);
  const { variant } = choose(fix.steps, known(talk.file));
  const choices = outcomeChoices(talk, fix.id);
  const close = `${fill(talk.pack, fix.worked, known(talk.file))} ${phrase(talk, 'did_it_work')}`;
  const more = { steps: variant?.do ?? [], close, choices };
  const prefix = variant?.say === undefined ? talk : sayText(talk, `say:${fix.id}`, [variant.say]);
  const said = say(prefix, lead, values, more);
  const file = updateProblem(said.file, { fixes: { ...problem.fixes, [fix.id]: 'offered' } });
  return open({ ...said, file }, 'fix', fix.id, choices);
}

/** Asks again, shortly, whether the fix at hand worked. */
export function askOutcome(talk: Talk, fix: Fix): Talk {
  const choices = outcomeChoices(talk, fix.id);
  return open(say(talk, 'back_to', { what: fill(talk.pack, fix.title, known(talk.file)) }, { choices }), 'fix', fix.id, choices);
}

/** Says plainly what a fix erases and asks for a yes. */
export function askConsent(talk: Talk, fix: Fix): Talk {
  const values = { title: fill(talk.pack, fix.title, known(talk.file)), loses: fix.loses ?? '' };
  const choices = [true, false].map((yes) => choice(talk, { kind: 'consent', fix: fix.id, yes }));
  return open(say(talk, 'consent', values, { choices }), 'consent', fix.id, choices);
}

/** Offers topics as buttons, with a way out. */
export function askTopic(talk: Talk, topics: readonly string[], key: 'confirm_topic' | 'top_topics' | 'offer_topics'): Talk {
  const choices = [...topics, undefined].map((id) => choice(talk, { kind: 'topic', topic: id }));
  const topic = talk.pack.topics.get(topics[0] ?? '')?.title ?? '';
  return open(say(talk, key, { topic }, { choices }), 'topic', undefined, choices);
}

/** A list that was not answered is shown again, in the language of now. */
export function offerAgain(talk: Talk, { kind, about, choices: stored }: Open, key: 'pick_one' | 'be_sure' = 'pick_one'): Talk {
  const choices = choicesNow(talk, stored);
  return open(say(talk, key, {}, { choices }), kind, about, choices);
}

/** Asks what is wrong; each time in other words. */
export function askWhatIsWrong(talk: Talk, key: 'describe' | 'describe_again'): Talk {
  return open(say(talk, key), 'describe', undefined, []);
}

/** Offers a person, yes or no. */
export function offerPerson(talk: Talk, key: 'offer_person' | 'nothing_left', values: Readonly<Record<string, string>> = {}): Talk {
  // Who waits for one already need not be asked.
  if (talk.file.mode === 'queued') return tellStanding(talk);
  const choices = [true, false].map((yes) => choice(talk, { kind: 'person', yes }));
  const said = open(say(talk, key, values, { choices }), 'person', undefined, choices);
  return { ...said, file: markOnce(said.file, 'person-offered') };
}

/** Hands over: the effect with the summary for the team, the same for the person, an honest word on what happens next, and one optional line for the note. Who waits already hears how it stands. */
export function handOver(talk: Talk, reason: HandoffReason): Talk {
  if (talk.file.mode === 'queued') return tellStanding(talk);
  const problem = currentProblem(talk.file);
  const file = problem === undefined ? talk.file : updateProblem(talk.file, { status: 'handed-over' });
  const handed = update({ ...talk, file }, { mode: 'queued', handoff: { since: talk.at } });
  const summary = summarise(talk.whole, handed.file);
  const text = summaryText(talk.whole, teamLanguage(talk.whole), summary);
  const theirs = summaryText(talk.pack, talk.file.locale, summarise(talk.pack, handed.file));
  const choices = waitingChoices(talk);
  const note = phrase(talk, 'person_note');
  const said =
    text === ''
      ? say(handed, 'person_coming_early', {}, { close: note, choices })
      : say(handed, 'person_coming', {}, { close: `${theirs}\n\n${note}`, choices });
  return open({ ...said, effects: [...said.effects, { kind: 'handoff', reason, summary, text }] }, 'note', undefined, choices);
}

/** What somebody may do who waits for a person. */
export function waitingChoices(talk: Talk): Choice[] {
  return [choice(talk, { kind: 'continue' }), choice(talk, { kind: 'withdraw' })];
}

/** How it stands with who waits for a person: their place, what is known of the time, and that they need not sit there. */
export function tellStanding(talk: Talk): Talk {
  const more = { choices: waitingChoices(talk), ...(talk.standing && { close: standingText(talk, talk.standing) }) };
  return say(talk, 'handed_over', {}, more);
}

/** No person is needed any more; who was on the way is told. */
export function withdraw(talk: Talk, because: 'person-left' | 'solved'): Talk {
  if (talk.file.mode !== 'queued') return talk;
  const { handoff: _, ...file } = talk.file;
  return { ...talk, file: { ...file, mode: 'bot' }, effects: [...talk.effects, { kind: 'withdraw', because }] };
}

/** After a person helped: is it solved? */
export function afterDesk(talk: Talk): Talk {
  const choices = [true, false].map((yes) => choice(talk, { kind: 'settled', yes }));
  return open(say(talk, 'after_desk', {}, { choices }), 'solved', undefined, choices);
}
