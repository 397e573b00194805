/** What the command for support people prints, over the pack about printers. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { namesNear, pagesOf } from '../../bot/explain/find.ts';
import type { Page } from '../../bot/explain/page.ts';
import { loadPack } from '../../knowledge/load.ts';
import type { Pack } from '../../knowledge/pack.ts';

const PRINTERS = 'test/packs/printers';

async function printers(): Promise<Pack> {
  const loaded = await loadPack(PRINTERS);
  if (!loaded.ok) throw new Error('the printers pack is broken');
  return loaded.pack;
}

const titles = (page: Page | undefined): string[] => (page?.sections ?? []).map((section) => section.title);

function run(...args: readonly string[]): { readonly out: string; readonly err: string; readonly code: number | null } {
  const done = spawnSync(process.execPath, ['bot/cli/knowledge-show.ts', '--pack', PRINTERS, ...args], { encoding: 'utf8' });
  return { out: done.stdout, err: done.stderr, code: done.status };
}

describe('pages', () => {
  test('a code in each of its meanings, with causes and fixes in the order of the plan', async () => {
    const pack = await printers();
    const code = [...pack.entries.values()].find((entry) => entry.code !== undefined)?.code ?? '';
    const meanings = [...pack.entries.values()].filter((entry) => entry.code === code);
    const pages = pagesOf(pack, `error ${code}`);
    expect(pages.map((page) => page.id)).toEqual(meanings.map((entry) => entry.id));
    expect(pages[0]?.says).toBe(meanings[0]?.meaning);
    expect(titles(pages[0])).toEqual(expect.arrayContaining(['Where', 'Likely causes', 'Fixes in the order of the plan', 'Source']));
  });

  test('a term under any of its names', async () => {
    const [page] = pagesOf(await printers(), 'Toner cartridge');
    expect(page).toMatchObject({ kind: 'term', id: 'toner', says: expect.stringContaining('fine powder') });
  });

  test('every entry, fix, topic, guide and cause has a page under its id', async () => {
    const pack = await printers();
    for (const [kind, table] of Object.entries({ fix: pack.fixes, topic: pack.topics, guide: pack.guides, cause: pack.causes }))
      for (const id of table.keys()) expect(pagesOf(pack, id).map((page) => page.kind)).toContain(kind);
    for (const id of pack.entries.keys()) expect(pagesOf(pack, id).map((page) => page.id)).toContain(id);
  });

  test('a fix says what is lost, how it is done where, and how to see that it worked', async () => {
    const pack = await printers();
    const fix = [...pack.fixes.values()].find((one) => one.risk === 'destructive') ?? [...pack.fixes.values()][0];
    const page = pagesOf(pack, fix?.id ?? '')[0];
    expect(page?.says).toContain(fix?.loses ?? fix?.risk);
    expect(page?.sections.filter((section) => section.title.startsWith('Steps'))).toHaveLength(fix?.steps.length ?? 0);
    expect(titles(page)).toEqual(expect.arrayContaining(['Offered because', 'It worked if', 'Source']));
  });

  test('a problem shows its fixes for each value of what is reported first', async () => {
    const pack = await printers();
    const topic = [...pack.topics.values()].find((one) => one.kind === 'problem');
    const slot = pack.slots.get(pack.manifest.report.slots[0]?.slot ?? '');
    for (const { label } of slot?.values ?? []) expect(titles(pagesOf(pack, topic?.id ?? '')[0])).toContain(`${label}: likely causes`);
  });

  test('an on-screen text is found by some of its words', async () => {
    const pack = await printers();
    const entry = [...pack.entries.values()].find((one) => one.messages.some((message) => message.length > 12));
    const words = entry?.messages.find((message) => message.length > 12)?.slice(0, 12) ?? '';
    expect(pagesOf(pack, words).map((page) => page.id)).toContain(entry?.id);
  });

  test('a name that nothing has: the nearest ones', async () => {
    const pack = await printers();
    const fix = [...pack.fixes.keys()][0] ?? '';
    expect(pagesOf(pack, `${fix}x`)).toEqual([]);
    expect(namesNear(pack, `${fix}x`)[0]).toBe(fix);
  });
});

describe('knowledge:show', () => {
  test('prints, as text and as JSON, and says what it did not find', async () => {
    const fix = [...(await printers()).fixes.keys()][0] ?? '';
    expect(run(fix)).toMatchObject({ code: 0, out: expect.stringContaining(`(fix ${fix})`) });
    expect(JSON.parse(run(fix, '--json').out)).toEqual([expect.objectContaining({ kind: 'fix', id: fix })]);
    expect(run(`${fix}x`)).toMatchObject({ code: 1, err: expect.stringContaining(`near are ${fix}`) });
    expect(run('-99')).toMatchObject({ code: 1, err: expect.stringContaining('nothing is called "-99"') });
  });

  test('help, and what is not understood', () => {
    expect(run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('npm run --silent knowledge:show') });
    expect(run('--hlep')).toMatchObject({ code: 2, err: expect.stringContaining('not understood') });
    expect(run()).toMatchObject({ code: 2, err: expect.stringContaining('no name is given') });
  });
});
