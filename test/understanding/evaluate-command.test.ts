import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const TRAIN = 'bench/data/train.jsonl';
const TEST = 'bench/data/test.jsonl';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Run = { readonly out: string; readonly err: string; readonly code: number | null };

function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn('node_modules/.bin/node', ['bot/cli/evaluate.ts', ...args]);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    child.on('close', (code) => resolve({ out, err, code }));
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
