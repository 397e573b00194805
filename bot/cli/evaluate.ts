/** `npm run evaluate`: how well the engine does on any labelled texts. */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import {
  calibratedOn,
  type LabelledJudgement,
  type LabelledText,
  labelledBytes,
  labelledJudge,
  trainOnTexts,
} from '../../dialogs/understanding/labelled.ts';
import { type Judged, type Outside, outsideOf, type Quality, qualityOf, quantile } from '../evaluation.ts';
import { readLabelled } from '../labelled-texts.ts';

const HELP = `Trains the engine on labelled texts and says how well it does on others.

  npm run --silent evaluate -- --train FILE --test FILE [--valid FILE] [--oos FILE …] [--json]

A file holds JSON lines {"text": "…", "intent": "…"}. Every option that takes a file may be repeated.

  --train FILE   texts to learn from; those with the intent oos, out_of_scope, NO_NODES_DETECTED or null show what is none
  --test FILE    texts to be judged; those with such an intent count as outside, and not in the accuracy
  --valid FILE   texts to which the confidences are fitted (without it: by cross-validation of the training texts)
  --oos FILE     texts from outside, whatever their intent
  --json         one line: accuracy, macroF1, top3, ece, auroc, oosRecallAt5, trainMs, p50us, p99us, modelBytes
                 (fractions of 1; null for what there are no texts for)
`;

type Files = {
  readonly train: string[];
  readonly test: string[];
  readonly valid: string[];
  readonly oos: string[];
  readonly json: boolean;
};
type Inside = LabelledText & { readonly intent: string };
type Texts = {
  readonly train: readonly LabelledText[];
  readonly valid: readonly LabelledText[];
  readonly inside: readonly Inside[];
  readonly outside: readonly string[];
};
type Figures = Quality & {
  readonly [K in keyof Outside]: number | null;
} & { readonly trainMs: number; readonly p50us: number; readonly p99us: number; readonly modelBytes: number };

function isInside(text: LabelledText): text is Inside {
  return text.intent !== null;
}

async function textsFrom(files: Files): Promise<Texts | string> {
  const [train, valid, test, oos] = await Promise.all([files.train, files.valid, files.test, files.oos].map(readLabelled));
  for (const read of [train, valid, test, oos]) if (read?.ok === false) return read.problem;
  if (!(train?.ok && valid?.ok && test?.ok && oos?.ok)) return 'nothing was read';
  const inside = test.texts.filter(isInside);
  if (new Set(train.texts.filter(isInside).map((text) => text.intent)).size < 2)
    return 'the training texts have fewer than two intents: nothing can be told apart';
  if (inside.length === 0) return 'no test text has an intent: there is nothing to be right about';
  const outside = [...test.texts.filter((text) => !isInside(text)), ...oos.texts].map((text) => text.text);
  return { train: train.texts, valid: valid.texts, inside, outside };
}

/** Progress goes to standard error, so that standard output stays one line. */
function say(what: string): void {
  process.stderr.write(`${what}\n`);
}

function figuresOf({ train, valid, inside, outside }: Texts): Figures {
  say(`learning from ${train.length} texts …`);
  const started = performance.now();
  const trained = trainOnTexts(train);
  const model = valid.length > 0 ? calibratedOn(trained, valid) : trained;
  const trainMs = performance.now() - started;
  say(`judging ${inside.length + outside.length} texts …`);
  const judge = labelledJudge(model);
  const judged = inside.map(({ text, intent }) => timed(judge, text, intent));
  const foreign = outside.map((text) => judge(text).within);
  const apart =
    foreign.length === 0
      ? undefined
      : outsideOf(
          judged.map(({ judgement }) => judgement.within),
          foreign,
        );
  const micros = again(judge, judged, inside);
  return {
    ...qualityOf(judged),
    auroc: apart?.auroc ?? null,
    oosRecallAt5: apart?.oosRecallAt5 ?? null,
    trainMs,
    p50us: quantile(micros, 0.5),
    p99us: quantile(micros, 0.99),
    modelBytes: labelledBytes(model),
  };
}

function timed(judge: (text: string) => LabelledJudgement, text: string, truth: string): Judged {
  const begun = performance.now();
  const judgement = judge(text);
  return { truth, judgement, micros: (performance.now() - begun) * 1000 };
}

/** The median of three runs of each text: one alone would measure the machine's other work, too. */
function again(judge: (text: string) => LabelledJudgement, first: readonly Judged[], texts: readonly Inside[]): number[] {
  return texts.map(({ text, intent }, i) =>
    quantile([first[i]?.micros ?? 0, timed(judge, text, intent).micros, timed(judge, text, intent).micros], 0.5),
  );
}

function readable(figures: Figures, texts: Texts): string {
  const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
  return [
    `${texts.train.length} training texts, ${texts.inside.length} judged, ${texts.outside.length} from outside`,
    `accuracy      ${percent(figures.accuracy)}`,
    `macro-F1      ${percent(figures.macroF1)}`,
    `top three     ${percent(figures.top3)}`,
    `ECE           ${figures.ece.toFixed(3)}`,
    `AUROC         ${figures.auroc?.toFixed(3) ?? '–'}`,
    `outside found ${percent(figures.oosRecallAt5)} while at most 5 % of the others are rejected`,
    `trained in    ${figures.trainMs.toFixed(0)} ms`,
    `a message     ${figures.p50us.toFixed(0)} µs (median), ${figures.p99us.toFixed(0)} µs (99 of 100)`,
    `model         ${(figures.modelBytes / 1e6).toFixed(1)} MB`,
  ].join('\n');
}

function filesFrom(args: readonly string[]): Files | string {
  try {
    const file = { type: 'string', multiple: true, default: [] as string[] } as const;
    const options = {
      train: file,
      test: file,
      valid: file,
      oos: file,
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return HELP;
    return values.train.length > 0 && values.test.length > 0 ? values : `--train and --test are needed\n\n${HELP}`;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${HELP}`;
  }
}

async function run(files: Files): Promise<number> {
  const texts = await textsFrom(files);
  if (typeof texts === 'string') {
    say(texts);
    return 1;
  }
  const figures = figuresOf(texts);
  console.log(files.json ? JSON.stringify(figures) : readable(figures, texts));
  return 0;
}

const files = filesFrom(process.argv.slice(2));
if (files === HELP) console.log(HELP);
else if (typeof files === 'string') {
  say(files);
  process.exitCode = 2;
} else process.exitCode = await run(files);
