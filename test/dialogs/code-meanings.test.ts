/** Every code that means several things is told apart by questions that separate its meanings, and by nothing else. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import type { CaseFile } from '../../dialogs/case-file.ts';
import { decide, welcome } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import { known } from '../../dialogs/facts.ts';
import type { Message } from '../../dialogs/heard.ts';
import { contextOf, openCase } from '../../dialogs/open-case.ts';
import { readStored } from '../../dialogs/picks.ts';
import { holds } from '../../dialogs/when.ts';
import type { Entry } from '../../knowledge/pack.ts';
import { brainOf } from '../brain.ts';

let brain: Brain;
let codes: ReadonlyMap<string, readonly Entry[]>;
beforeAll(async () => {
  brain = await brainOf();
  const entries = [...brain.pack.entries.values()].filter(({ code }) => code !== undefined);
  codes = new Map([...Map.groupBy(entries, ({ code }) => code ?? '')].filter(([, meanings]) => meanings.length > 1));
});

function turn(file: CaseFile, message: Message): Decision {
  return decide(brain.pack, file, brain.understand(message, contextOf(file)), 1000);
}

/** What is left of the code's meanings: those in the case, or the one that was answered in a sentence. */
function meaningsIn({ case: file, replies }: Decision, code: string): readonly Entry[] {
  const ids = file.problems[file.current]?.entries ?? [];
  const answered = new Set(replies.map(({ id }) => id.split('#')[0]));
  return (codes.get(code) ?? []).filter(({ id }) => ids.includes(id) || answered.has(`neighbour:${id}`));
}

/** The slots in which the meanings differ. */
function apart(meanings: readonly Entry[]): ReadonlySet<string> {
  const slots = new Set(meanings.flatMap(({ when }) => Object.keys(when)));
  return new Set([...slots].filter((slot) => new Set(meanings.map(({ when }) => JSON.stringify(when[slot]))).size > 1));
}

/** The button that somebody presses who sees it where this entry stands. */
function answerOf({ case: file }: Decision, wanted: Entry): Message | undefined {
  const facts = known(file);
  const choice = file.open?.choices.find(({ pick }) => {
    const read = readStored(pick);
    return read?.kind === 'set' && holds(wanted.when, { ...facts, ...Object.fromEntries(read.facts) }) !== 'no';
  });
  return choice && { text: choice.label, pick: choice.pick };
}

/** What is wrong with the way to this meaning; nothing, where it is found by separating questions alone. */
function wayTo(wanted: Entry, code: string): string | undefined {
  let said = turn(welcome(brain.pack, openCase(brain.pack, 'en', 0), 0).case, { text: `error ${code}` });
  for (let meanings = meaningsIn(said, code); meanings.length !== 1; meanings = meaningsIn(said, code)) {
    const asked = said.case.open?.about ?? '';
    if (!apart(meanings).has(asked)) return `${said.case.open?.kind} ${asked} separates nothing`;
    const answer = answerOf(said, wanted);
    if (answer === undefined) return `no answer to ${asked}`;
    said = turn(said.case, answer);
  }
  return meaningsIn(said, code)[0] === wanted ? undefined : `taken for ${meaningsIn(said, code)[0]?.id}`;
}

test('each meaning is found', () => {
  expect(codes.size).toBeGreaterThanOrEqual(26);
  const wrong = [...codes].flatMap(([code, meanings]) => meanings.map((one) => `${code} → ${one.id}: ${wayTo(one, code) ?? 'found'}`));
  expect(wrong.filter((line) => !line.endsWith(': found'))).toEqual([]);
});
