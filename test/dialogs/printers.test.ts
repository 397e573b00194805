/** The same code leads somebody with a printer to a fix, and to a person: nothing in it knows of phones. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Brain } from '../../bot/rehearsal/run-chat.ts';
import type { CaseFile } from '../../dialogs/case-file.ts';
import { decide, welcome } from '../../dialogs/decide.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Message, Understanding } from '../../dialogs/heard.ts';
import { contextOf, openCase } from '../../dialogs/open-case.ts';
import { plain } from '../../dialogs/reply.ts';
import type { Pack } from '../../knowledge/pack.ts';
import { brainOf } from '../brain.ts';
import { caseOf, fact, heard, NOW, problem } from './given.ts';

let brain: Brain;
let pack: Pack;
beforeAll(async () => {
  brain = await brainOf('test/packs/printers');
  pack = brain.pack;
});

const said = (decision: Decision) => decision.replies.map(plain).join('\n');

function pressed(pick: string): Understanding {
  const at = pick.indexOf('=');
  return heard({ text: 'button', pick: { subject: pick.slice(0, at), value: pick.slice(at + 1) } });
}

/** A conversation of messages and buttons (by label). */
function talk(...lines: readonly string[]): Decision & { readonly all: string } {
  let file = openCase(pack, 'en', NOW);
  let last: Decision = { case: file, replies: [], effects: [] };
  let all = '';
  lines.forEach((line, i) => {
    const choice = last.replies.flatMap((r) => r.choices).find((c) => `> ${c.label}` === line);
    const message: Message = choice === undefined ? { text: line } : { text: choice.label, pick: choice.pick };
    last = decide(pack, file, brain.understand(message, contextOf(file)), NOW + i * 30_000);
    file = last.case;
    all += `${said(last)}\n`;
  });
  return { ...last, all };
}

const offered = (file: CaseFile) =>
  Object.entries(file.problems[file.current]?.fixes ?? {}).flatMap(([id, o]) => (o === 'offered' ? [id] : []));

describe('a printer', () => {
  test('is greeted by its own pack', () => {
    const decision = welcome(pack, openCase(pack, 'en', NOW), NOW);
    expect(said(decision)).toMatch(/printer/);
    expect(decision.replies[0]?.choices.map((c) => c.label)).toContain('Nothing comes out');
  });

  test('is asked about its triage, and led to the fix', () => {
    const asked = talk('nothing comes out of my printer');
    expect(asked.case.open?.kind).toBe('slot');
    expect(['connection', 'paper']).toContain(asked.case.open?.about);
    const fixing = talk('nothing comes out of my printer', 'the paper is stuck', 'it is connected');
    expect(fixing.case.facts).toMatchObject({ paper: { value: 'jammed' }, connection: { value: 'ok' } });
    expect(offered(fixing.case)).toEqual(['clear-jam']);
    expect(fixing.all).toMatch(/rear cover/);
    const solved = talk('nothing comes out of my printer', 'the paper is stuck', 'it is connected', '> It worked');
    expect(solved.effects).toEqual([{ kind: 'solved', topic: 'prints_nothing', fix: 'clear-jam' }]);
    expect(solved.all).toMatch(/look into the queue/);
  });

  test('of which a code has two meanings is asked where it shows', () => {
    const asked = talk('error E02');
    expect(asked.case.open).toMatchObject({ kind: 'slot', about: 'place' });
    const told = talk('error E02', '> On the printer');
    expect(told.all).toMatch(/rollers cannot move/);
    expect(told.case.problems[0]?.entries).toEqual(['e02-display']);
  });

  test('whose fixes all fail ends at a person, with a summary', () => {
    let file = openCase(pack, 'en', NOW);
    let decision = decide(pack, file, pressed('topic:is=prints_nothing'), NOW);
    for (let turn = 1; turn < 30 && decision.effects.every((e) => e.kind !== 'handoff'); turn += 1) {
      file = decision.case;
      const choices = decision.replies.flatMap((r) => r.choices);
      const choice = choices.find((c) => /=failed$|^person:is=yes$|^consent:.*=yes$/.test(c.pick)) ?? choices[0];
      decision = decide(pack, file, pressed(choice?.pick ?? 'person:is=yes'), NOW + turn * 60_000);
    }
    const effect = decision.effects.find((e) => e.kind === 'handoff');
    expect(effect?.kind === 'handoff' && effect.text).toMatch(/tried: /);
    expect(decision.case.mode).toBe('queued');
  });

  test('that smokes is no matter of queues', () => {
    const decision = talk('there is smoke from the printer');
    expect(said(decision)).toMatch(/Pull the plug/);
    expect(decision.effects.map((e) => e.kind)).toEqual(['handoff']);
  });

  test('with a worn drum gets the honest answer', () => {
    const decision = talk('the print looks bad', 'it uses toner');
    expect(decision.all).toMatch(/workshop/);
    expect(decision.case.open?.kind).toBe('person');
  });
});

describe('a destructive fix', () => {
  const untouched = () =>
    caseOf(pack, {
      problems: [
        problem({
          alone: true,
          fixes: { reconnect: 'failed', 'new-driver': 'failed', 'clear-queue': 'failed', 'clear-jam': 'failed', 'load-paper': 'failed' },
        }),
      ],
      current: 0,
      facts: { connection: fact('problem'), paper: fact('ok'), queue: fact('clear'), platform: fact('mac') },
    });

  test('is led up to by the question what is safe, then by what is lost, and never without a yes', () => {
    const asked = decide(pack, untouched(), heard({ commands: ['continue'] }), NOW);
    expect(asked.case.open).toMatchObject({ kind: 'slot', about: 'settings_noted' });
    const told = decide(pack, asked.case, pressed('set:facts=settings_noted~noted'), NOW);
    expect(told.case.open?.kind).toBe('consent');
    expect(said(told)).toMatch(/are erased/);
    expect(offered(told.case)).toEqual([]);
    const yes = decide(pack, told.case, pressed('consent:factory-reset=yes'), NOW);
    expect(offered(yes.case)).toEqual(['factory-reset']);
    expect(yes.case.consents).toMatchObject([{ fix: 'factory-reset' }]);
    const no = decide(pack, told.case, pressed('consent:factory-reset=no'), NOW);
    expect(offered(no.case)).toEqual([]);
    expect(no.case.consents).toEqual([]);
  });

  test('is neither led up to nor agreed to by a yes with something else in it', () => {
    const asked = decide(pack, untouched(), heard({ commands: ['continue'] }), NOW);
    const hedged = heard({ text: 'yes but', answer: { kind: 'choice', index: 0, hedged: true } });
    const unsure = decide(pack, asked.case, hedged, NOW);
    expect(unsure.case.facts.settings_noted).toBeUndefined();
    expect(unsure.case.open).toMatchObject({ kind: 'slot', about: 'settings_noted' });
    const told = decide(pack, unsure.case, pressed('set:facts=settings_noted~noted'), NOW);
    const hesitant = decide(pack, told.case, hedged, NOW);
    expect(hesitant.case).toMatchObject({ consents: [], open: { kind: 'consent', about: 'factory-reset' } });
    expect(hesitant.replies.at(-1)?.choices).toHaveLength(2);
  });

  test('is agreed to for this time only', () => {
    const consents = [{ fix: 'factory-reset', to: pack.fixes.get('factory-reset')?.loses ?? '', at: NOW - 1 }];
    const noted = { ...untouched(), consents, facts: { ...untouched().facts, settings_noted: fact('noted') } };
    const asked = decide(pack, noted, heard({ commands: ['continue'] }), NOW);
    expect(asked.case.open?.kind).toBe('consent');
    expect(offered(asked.case)).toEqual([]);
  });

  test('is not offered when what it would destroy is kept nowhere else', () => {
    const told = decide(pack, untouched(), pressed('set:facts=settings_noted~not_noted'), NOW);
    expect(offered(told.case)).toEqual([]);
    expect(told.case.open?.kind).toBe('person');
  });

  test('cannot be agreed to before it was asked for', () => {
    const decision = decide(pack, untouched(), pressed('consent:factory-reset=yes'), NOW);
    expect(decision.case.consents).toEqual([]);
    expect(offered(decision.case)).toEqual([]);
  });
});

describe('buttons', () => {
  const fixing = () => talk('nothing comes out of my printer', 'the paper is stuck', 'it is connected').case;

  test('pressed twice change nothing the second time', () => {
    const once = decide(pack, fixing(), pressed('fix:clear-jam=failed'), NOW + 200_000);
    const twice = decide(pack, once.case, pressed('fix:clear-jam=failed'), NOW + 201_000);
    expect(twice.case.problems).toEqual(once.case.problems);
    expect(twice.replies.length).toBeGreaterThan(0);
  });

  test('of an older question correct what it was about', () => {
    const decision = decide(pack, fixing(), pressed('set:facts=paper~empty'), NOW + 200_000);
    expect(decision.case.facts.paper?.value).toBe('empty');
  });

  test.each([
    'fix:gone=worked',
    'set:facts=paper~eaten',
    'set:facts=__proto__~x',
    'topic:is=gone',
    'guide:is=gone',
    'unsure:slot=gone',
    'nonsense=x',
  ])('that mean nothing here (%s) are met politely', (pick) => {
    const before = fixing();
    const decision = decide(pack, before, pressed(pick), NOW + 200_000);
    expect(decision.replies.length).toBeGreaterThan(0);
    expect(decision.case.facts).toEqual(before.facts);
  });
});

describe('the clock', () => {
  test('that goes backwards does no harm', () => {
    const before = talk('nothing comes out of my printer', 'the paper is stuck').case;
    const decision = decide(pack, before, brain.understand({ text: 'it is connected' }, contextOf(before)), NOW - 86_400_000);
    expect(decision.case.facts.paper?.value).toBe('jammed');
    // It runs on from there: a day later the person has been away.
    const later = decide(pack, decision.case, heard({ commands: ['greeting'] }), NOW);
    expect(later.replies.some((r) => r.id.startsWith('welcome_back'))).toBe(true);
  });

  test('that has moved on makes what may have changed be asked again, and nothing else', () => {
    const before = talk('nothing comes out of my printer', 'the paper is stuck', 'it is connected').case;
    const decision = decide(pack, before, heard({ commands: ['greeting'] }), NOW + 2 * 86_400_000);
    expect(decision.case.facts.paper).toBeUndefined();
    expect(decision.case.facts.connection).toBeUndefined();
    expect(said(decision)).toMatch(/nothing is printed/);
  });
});

describe('after the end', () => {
  test('who is told that nothing is left, and wants no person, is left in peace', () => {
    const fixes = Object.fromEntries([...pack.fixes.keys()].map((id) => [id, 'failed' as const]));
    const facts = { connection: fact('problem'), paper: fact('ok'), queue: fact('clear'), platform: fact('mac') };
    let file = caseOf(pack, { problems: [problem({ fixes })], current: 0, facts });
    const ends = ['continue:is=go', 'person:is=no', 'person:is=no'].map((pick) => {
      const decision = decide(pack, file, pressed(pick), NOW);
      file = decision.case;
      return decision;
    });
    expect(ends.map(({ replies }) => replies.at(-1)?.id.replace(/#.*/, ''))).toEqual(['offer_person', 'nothing_left', 'left_open']);
    expect(file.open).toBeUndefined();
    expect(ends[2]?.replies.flatMap(({ choices }) => choices.map(({ pick }) => pick))).toContain('person:is=yes');
  });

  test('who is led by a person hears nothing from the bot', () => {
    const file = caseOf(pack, { mode: 'human', problems: [problem({ status: 'handed-over' })], current: 0 });
    expect(decide(pack, file, heard({ text: 'hello?' }), NOW).replies).toEqual([]);
  });

  test('what worked and came back is taken up again', () => {
    const file = caseOf(pack, {
      problems: [problem({ fixes: { 'clear-jam': 'worked' }, status: 'solved' })],
      current: 0,
      facts: { connection: fact('ok'), paper: fact('ok') },
    });
    const decision = decide(pack, file, heard({ text: 'same again', answer: { kind: 'same' } }), NOW);
    expect(decision.case.problems[0]).toMatchObject({ status: 'open', fixes: { 'clear-jam': 'failed' } });
  });

  test('a masked secret is mentioned, and is no topic', () => {
    const decision = decide(pack, caseOf(pack), heard({ secret: true, topics: [{ id: 'prints_nothing', confidence: 0.9 }] }), NOW);
    expect(said(decision)).toMatch(/private/);
    expect(decision.case.problems).toEqual([]);
  });
});
