/** Answers to questions: how-tos, explanations, estimates. */
import type { Guide } from '../knowledge/pack.ts';
import { advance } from './advance.ts';
import { askSlot, askWhatIsWrong } from './ask.ts';
import { choice } from './choice.ts';
import { estimate } from './estimate.ts';
import { known } from './facts.ts';
import type { Understanding } from './heard.ts';
import { currentProblem, open, say, sayText, spanOf, type Talk } from './talk.ts';
import { choose, holds } from './when.ts';

/** The slot that a guide wants before it can be given, if it can be asked and has not been asked in vain. */
function wanted(talk: Talk, guide: Guide): string | undefined {
  const facts = known(talk.file);
  return guide.asks.find((id) => {
    const slot = talk.pack.slots.get(id);
    const vain = talk.file.once.includes(`vain:${id}`) || talk.before.open?.about === id;
    return slot?.question !== undefined && facts[id] === undefined && !vain && holds(slot.when, facts) === 'yes';
  });
}

function give(talk: Talk, guide: Guide): Talk {
  const facts = known(talk.file);
  const { variant } = choose(guide.variants, facts);
  const minutes = guide.estimate === undefined ? undefined : estimate(facts[guide.estimate.amount], facts[guide.estimate.speed]);
  const time = minutes === undefined ? undefined : spanOf(talk, minutes);
  const text = variant?.say ?? guide.title;
  const said = sayText(talk, `guide:${guide.id}`, [text], { estimate: time ?? '' }, { steps: variant?.do ?? [] });
  return time === undefined ? said : say(said, 'estimate', { estimate: time });
}

function askWhetherHelped(talk: Talk, guide: Guide): Talk {
  const choices = [true, false].map((yes) => choice(talk, { kind: 'helped', yes }));
  return open(say(talk, 'guide_helpful', {}, { choices }), 'guide', guide.id, choices);
}

/** Guides near to what was asked, of one topic: those heard first, then in the order of the pack. */
function offerGuides(talk: Talk, topic: string): Talk {
  const heard = talk.heard.guides.map((g) => g.id);
  const all = [...talk.pack.guides.values()].filter((g) => g.topic === topic && holds(g.when, known(talk.file)) !== 'no');
  const sorted = [...all.filter((g) => heard.includes(g.id)), ...all.filter((g) => !heard.includes(g.id))].slice(0, 5);
  if (sorted.length === 0) return askWhatIsWrong(talk, 'describe');
  const choices = [...sorted.map(({ id }) => id), undefined].map((guide) => choice(talk, { kind: 'guide', guide }));
  return open(say(talk, 'more_help', {}, { choices }), 'topic', undefined, choices);
}

/** Who begins with a question has no problem yet, whatever topic it sounds like; what was only concluded from that goes, too. */
function withoutNewProblem(talk: Talk): Talk {
  const { before, file } = talk;
  if (currentProblem(before) !== undefined || currentProblem(file) === undefined) return talk;
  const facts = Object.entries(file.facts).filter(
    ([slot, fact]) => fact.from !== 'concluded' || fact.because !== undefined || before.facts[slot] !== undefined,
  );
  return { ...talk, file: { ...file, problems: before.problems, current: before.current, facts: Object.fromEntries(facts) } };
}

/** What was told after a guide makes it another one, or leaves the question whether it helped. */
export function reconsiderGuide(talk: Talk, id: string): Talk | undefined {
  const guide = talk.pack.guides.get(id);
  if (guide === undefined) return undefined;
  const then = choose(guide.variants, known(talk.before)).variant;
  const now = choose(guide.variants, known(talk.file)).variant;
  return askWhetherHelped(then === now ? talk : give(talk, guide), guide);
}

/** Gives a guide, or offers those of a topic, and takes up the thread again. */
export function answerGuide(whole: Talk, id: string | undefined, topic = ''): Talk {
  const guide = whole.pack.guides.get(id ?? '');
  if (guide === undefined) return offerGuides(whole, topic);
  const talk = whole.heard.asks ? withoutNewProblem(whole) : whole;
  const slot = wanted(talk, guide);
  if (slot !== undefined && currentProblem(talk.file) === undefined) {
    const asked = askSlot(talk, slot);
    return { ...asked, file: { ...asked.file, pending: guide.id } };
  }
  const given = give(talk, guide);
  return currentProblem(given.file) === undefined ? askWhetherHelped(given, guide) : advance(given);
}

/** A guide that does not fit what is known gives way to one of its topic that was heard so surely: the way back is not the way there. */
const FITS_TOO = 0.05;

/** The guides that were heard, best first; one for other circumstances comes after one that fits. */
export function guidesHeard({ heard, pack, file }: Talk): Understanding['guides'] {
  const suits = (guide: Guide | undefined) => holds(guide?.when ?? {}, known(file)) !== 'no';
  const [best] = heard.guides;
  const topic = pack.guides.get(best?.id ?? '')?.topic;
  if (best === undefined || suits(pack.guides.get(best.id))) return heard.guides;
  const other = heard.guides.find(({ id, confidence }) => {
    const guide = pack.guides.get(id);
    return confidence >= FITS_TOO && guide?.topic === topic && suits(guide);
  });
  if (other === undefined) return heard.guides;
  return [{ ...other, confidence: best.confidence }, ...heard.guides.filter((guide) => guide !== other)];
}
