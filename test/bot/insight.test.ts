/** What a team sees of what happened: at the desk, and by the command, over real conversations. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Insight, Missed } from '../../bot/insight/figures.ts';
import { readMissed } from '../../bot/insight/insight.ts';
import { DAY } from '../../bot/store/upkeep.ts';
import { deskClient, type HandoffServer, handedOver, handoffServer, waitsAt } from './handoff-server.ts';
import { type Visitor, visit } from './line-client.ts';

let folder: string;
let server: HandoffServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keepsake-insight-'));
  server = await handoffServer({ folder });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function press(person: Visitor, pick: string): Promise<void> {
  await person.post({ type: 'message', text: pick, value: { pick } });
}

/** One is helped by the bot and rates it, one is not understood, one is helped by a person. */
async function busyDay(): Promise<void> {
  const helped = await visit(server.url);
  for (const text of ['nothing comes out of my printer', 'the paper is stuck', 'it is connected']) await helped.say(text);
  await press(helped, 'fix:clear-jam=worked');
  await press(helped, 'rate:case=4');
  const strange = await visit(server.url);
  await strange.say('the green thing is strange');
  const escalated = await handedOver(server.url, 'nothing comes out of my printer');
  await escalated.say('I want to talk to a human');
  const maria = deskClient(server.url, 'maria');
  await waitsAt(maria, escalated);
  await maria.act(escalated.conversation, 'take');
  await maria.act(escalated.conversation, 'close', { reason: 'unsolved' });
}

const lead = () => deskClient(server.url, 'lena', 'lead');
const insight = async (days = 7) => (await lead().get(`/insight?days=${days}`)).body as unknown as Insight;
const missed = async () => (await lead().get('/insight/missed')).body.missed as unknown as readonly Missed[];

describe('a lead', () => {
  test('sees what people came with, and what became of it', async () => {
    await busyDay();
    const seen = await insight();
    expect(seen).toMatchObject({
      people: 3,
      missed: 1,
      problems: { begun: 2, solved: 1, handedOver: 1 },
      topics: [{ id: 'prints_nothing', title: 'Nothing comes out', begun: 2, solved: 1, handedOver: 1 }],
      fixes: [{ id: 'clear-jam', given: 1, worked: 1, failed: 0 }],
      handoffs: [{ code: 'asked', times: 1 }],
      ended: [{ code: 'unsolved', times: 1 }],
    });
    expect(seen.fixes[0]?.title).not.toBe('clear-jam');
    expect(seen.ratings).toEqual([5, 4, 3, 2, 1].map((stars) => ({ stars, times: stars === 4 ? 1 : 0 })));
    expect(seen.days).toHaveLength(7);
    expect(seen.days.reduce((sum, { begun }) => sum + begun, 0)).toBe(2);
    expect((seen.to - seen.from) / DAY).toBe(7);
  });

  test('reads what was not understood as it is stored, and what it would be taken for now', async () => {
    const person = await visit(server.url);
    await person.say('the green thing is strange');
    expect(await missed()).toMatchObject([{ conversation: person.conversation, text: 'the green thing is strange' }]);
    const { mind } = server.house;
    const heard = mind.understand({ text: 'nothing comes out of my printer' }, { facts: {} });
    const taught = await readMissed(server.store, { ...mind, understand: () => heard }, { now: Date.now(), days: 1 }, 9);
    expect(taught[0]?.now).toMatchObject({ topic: 'prints_nothing', title: 'Nothing comes out' });
  });

  test('of whom nothing is known yet sees zeros, and every day', async () => {
    expect(await insight(3)).toMatchObject({ people: 0, problems: { begun: 0 }, topics: [], handoffs: [], days: [{}, {}, {}] });
    expect(await missed()).toEqual([]);
  });

  test.each(['0', '367', 'x', '1.5', ''])('who asks for "%s" days is told what can be asked for', async (days) => {
    expect(await lead().get(`/insight?days=${days}`)).toMatchObject({ status: 400, body: { error: { code: 'BadArgument' } } });
  });
});

test('agents and strangers see none of it', async () => {
  const tom = deskClient(server.url, 'tom');
  for (const path of ['/insight', '/insight/missed']) {
    expect(await tom.get(path)).toMatchObject({ status: 403, body: { error: { code: 'OnlyLeads' } } });
    expect((await fetch(`${server.url}/desk/api${path}`)).status).toBe(401);
  }
});

type Ran = { readonly code: number; readonly out: string; readonly err: string };

function run(...args: readonly string[]): Promise<Ran> {
  const env = { ...process.env, KEEPSAKE_DATA: folder, KEEPSAKE_PACK: 'test/packs/printers', DATABASE_URL: '' };
  return new Promise((resolve) => {
    execFile(process.execPath, ['bot/cli/insight.ts', ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}

describe('npm run insight', () => {
  test('shows the same while the server runs', async () => {
    await busyDay();
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out).toMatch(/^people who wrote for the first time +3$/m);
    expect(out).toMatch(/^ {2}solved +1 +50 %$/m);
    expect(out).toMatch(/^Nothing comes out +2 +1 50 % +1 50 %$/m);
    expect(out).toMatch(/^stars on average +4\.0 +of 1$/m);
    expect(JSON.parse((await run('--json', '--days', '7')).out)).toEqual(await insight());
  });

  test('lists what was not understood', async () => {
    expect((await run('missed')).out).toBe('Everything was understood.\n');
    const person = await visit(server.url);
    await person.say('the green thing is strange');
    expect((await run('missed')).out).toMatch(/^\d{4}-\d\d-\d\d {2}the green thing is strange\n {12}now: /);
    expect(JSON.parse((await run('missed', '--json')).out)).toMatchObject({ text: 'the green thing is strange' });
  });

  test.each([[['--days', '0']], [['--days', '400']], [['mised']], [['missed', 'x']], [['--loud']]])(
    '%j is answered with how it is used',
    async (args) => {
      expect(await run(...args)).toMatchObject({ code: 2, err: expect.stringContaining('npm run --silent insight') });
    },
  );
});
