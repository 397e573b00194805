/** Files as they come: other line ends, other bytes, too large, missing, made to explode. */

import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadPack } from '../../knowledge/load.ts';
import { problemLine } from '../../knowledge/problem.ts';
import { changed, loadWith, SMALL } from './small-pack.ts';

async function said(changes: Parameters<typeof loadWith>[0], replies?: string): Promise<readonly string[]> {
  const loaded = await loadWith(changes, replies);
  return loaded.ok ? [] : loaded.problems.map(problemLine);
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('text as editors save it', () => {
  test('a byte order mark and CRLF change nothing but the hash', async () => {
    const text = String(SMALL['causes.yaml']);
    const [plain, windows] = [await loadWith({}), await loadWith({ 'causes.yaml': `\uFEFF${text.replaceAll('\n', '\r\n')}` })];
    if (!plain.ok || !windows.ok) throw new Error('not loaded');
    expect(windows.pack.causes).toEqual(plain.pack.causes);
    expect(windows.pack.hash).not.toBe(plain.pack.hash);
  });

  test('places are counted the same with CRLF', async () => {
    const broken = changed('causes.yaml', 'lit: {', 'lti: {')['causes.yaml'] ?? '';
    expect(await said({ 'causes.yaml': `\uFEFF${broken.replaceAll('\n', '\r\n')}` })).toEqual([
      'causes.yaml:4:5: there is no check `lti`; did you mean `lit`?',
    ]);
  });

  test('comments and anchors are fine', async () => {
    const text = String(SMALL['tips.yaml'])
      .replace('[dark]', '&all [dark] # all')
      .replace('}\n', '}\n- { id: two, topics: *all, say: Two. }\n');
    expect(
      await said({
        'tips.yaml': text
          .replace('- { id: off-at-night, topics: &all [dark] # all, say', '- id: off-at-night\n  topics: &all [dark] # all\n  say')
          .replace('night. }', 'night.'),
      }),
    ).toEqual([]);
  });
});

describe('bytes that are no pack', () => {
  test.each<readonly [string, Uint8Array, string]>([
    ['Latin-1', Uint8Array.from([0x2d, 0x20, 0xe4, 0x0a]), 'the file is not UTF-8 text; save it as UTF-8'],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x2d, 0x00]), 'the file is not UTF-8 text; save it as UTF-8'],
    ['empty', bytes(''), 'the file is empty'],
    ['only a comment', bytes('# later\n'), 'the file is empty'],
    ['only null', bytes('~\n'), 'the file is empty'],
    ['larger than 2 MB', bytes(`# ${'x'.repeat(2 * 1024 * 1024)}\n`), 'the file is larger than 2 MB; split it'],
    ['open brackets', bytes('['.repeat(500_000)), 'brackets are nested too deep to be meant'],
    ['nested brackets', bytes(`${'['.repeat(1000)}${']'.repeat(1000)}`), 'brackets are nested too deep to be meant'],
    ['nested maps', bytes('{a: '.repeat(200_000)), 'brackets are nested too deep to be meant'],
  ])('%s', async (_name, content, message) => {
    expect(await said({ 'tips.yaml': content })).toEqual([`tips.yaml:1:1: ${message}`]);
  });

  test('NUL bytes', async () => {
    expect((await said({ 'tips.yaml': bytes('- \u0000\u0000') })).length).toBeGreaterThan(0);
  });
});

describe('anchors that explode', () => {
  test('nine times nine is refused at the first alias inside an anchor', async () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((pair) => [...pair])) {
      lines.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`);
    }
    const found = await said({ 'tips.yaml': lines.join('\n') });
    expect(found[0]).toBe('tips.yaml:2:8: the alias *a stands inside an anchor; anchors must not hold aliases');
  });

  test('an anchor that holds itself', async () => {
    expect(await said({ 'tips.yaml': '- &a [*a]\n' })).toEqual([
      'tips.yaml:1:7: the alias *a stands inside an anchor; anchors must not hold aliases',
    ]);
  });

  test('very many aliases of one anchor', async () => {
    const text = `- &a { id: x, topics: [dark], say: A. }\n${'- *a\n'.repeat(101)}`;
    expect(await said({ 'tips.yaml': text })).toEqual(['tips.yaml:102:3: more than 100 aliases in one file; write the text out']);
  });
});

describe('the folder', () => {
  test('a list may be a file, a folder, or both', async () => {
    const text = String(SMALL['causes.yaml']);
    const split = text.indexOf('- id: mains');
    const loaded = await loadWith({
      'causes.yaml': text.slice(0, split),
      'causes/town/mains.yaml': text.slice(split),
      'tips.yaml': undefined,
      'tips/one.yaml': SMALL['tips.yaml'],
    });
    expect(loaded.ok && [...loaded.pack.causes.keys(), ...loaded.pack.tips.keys()]).toEqual(['mains', 'bulb', 'socket', 'off-at-night']);
  });

  test.each<readonly [string, Parameters<typeof loadWith>[0], readonly string[]]>([
    ['no pack.yaml', { 'pack.yaml': undefined }, ['pack.yaml:1:1: the file is missing; it names the pack']],
    [
      'a name that nothing has',
      { 'cause.yaml': '- id: x\n' },
      ['cause.yaml:1:1: nothing of a pack is called `cause`; did you mean `causes`?'],
    ],
    ['a file that would not be read', { 'tips.yml': '- id: x\n' }, ['tips.yml:1:1: the file would not be read; rename it to end in .yaml']],
    ['other files are left alone', { 'COVERAGE.md': 'x', '.hidden.yaml': ':', 'fixes/.swp': 'x' }, []],
  ])('%s', async (_name, changes, expected) => {
    expect(await said(changes)).toEqual(expected);
  });

  test('a folder that is not there, a file in its place, and a folder without files', async () => {
    const root = await mkdtemp(join(tmpdir(), 'no-pack-'));
    await writeFile(join(root, 'file'), 'x');
    await mkdir(join(root, 'empty'));
    const first = async (name: string): Promise<string> => {
      const loaded = await loadPack(join(root, name));
      return loaded.ok ? '' : (loaded.problems[0]?.message ?? '');
    };
    expect(await first('none')).toBe('there is no such folder');
    expect(await first('file')).toBe('this is a file; a pack is a folder');
    expect(await first('empty')).toBe('no .yaml file is in this folder; a pack has at least pack.yaml');
    await rm(root, { recursive: true });
  });

  test('a file that may not be read is named', async () => {
    const root = await mkdtemp(join(tmpdir(), 'shut-pack-'));
    await writeFile(join(root, 'pack.yaml'), 'id: x\n');
    await mkdir(join(root, 'tips.yaml'));
    await chmod(join(root, 'pack.yaml'), 0o000);
    const loaded = await loadPack(root);
    const messages = loaded.ok ? [] : loaded.problems.map((one) => one.message);
    // Root may read everything; everybody else gets the permission named.
    if (process.getuid?.() !== 0) expect(messages).toContain('the file cannot be read (EACCES); check its permissions');
    expect(loaded.ok).toBe(false);
    await rm(root, { recursive: true });
  });
});

describe('sentences', () => {
  test('every language needs all of them', async () => {
    const [line = ''] = await said(changed('pack.yaml', '[en]', '[en, de]'));
    expect(line).toMatch(/^pack\.yaml:4:17: no sentences for \d+ replies in `de`: welcome, /);
  });

  test('an unknown reply, and a word that it does not have', async () => {
    expect(await said({ 'replies/en.yaml': 'welcom: Hi.\nfix: Do {titel}.\nhelp: [Ask., "About {colour}."]\n' })).toEqual([
      'replies/en.yaml:1:1: no reply is called `welcom`; did you mean `welcome`?',
      'replies/en.yaml:2:6: {titel} cannot be filled in here; did you mean `title`?',
    ]);
  });

  test("the pack's own sentences replace the default ones", async () => {
    const loaded = await loadWith({ 'replies/en.yaml': 'welcome: [Hi., Hello.]\n' });
    if (!loaded.ok) throw new Error('not loaded');
    expect(loaded.pack.replies.get('en')?.get('welcome')).toEqual(['Hi.', 'Hello.']);
    expect(loaded.pack.replies.get('en')?.get('goodbye')).toEqual(['The words of goodbye.']);
  });
});

describe('the hash', () => {
  test('is the same for the same files, and another for other default sentences', async () => {
    const hashes = await Promise.all(
      [loadWith({}), loadWith({}), loadWith({ 'tips.yaml': undefined })].map(
        async (one) => ((await one) as { pack: { hash: string } }).pack.hash,
      ),
    );
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });
});
