/** `npm run evaluate`: how well the engine does on any labelled texts. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { LabelledText } from '../../dialogs/understanding/labelled.ts';
import { type Meanings, meaningsFromBytes } from '../../dialogs/understanding/meanings.ts';
import { type Figures, figuresOf, type Inside, type Texts } from '../engine-figures.ts';
import { errorText } from '../error-code.ts';
import { readLabelled } from '../labelled-texts.ts';
import { loadEnergetic } from '../sentences/energetic.ts';
import type { TextEmbedder } from '../sentences/text-embedder.ts';

const HELP = `Trains the engine on labelled texts and says how well it does on others.

  npm run --silent evaluate -- --train FILE --test FILE [--valid FILE] [--oos FILE …] [--meanings FILE] [--embedder] [--json]

A file holds JSON lines {"text": "…", "intent": "…"}. Every option that takes a file may be repeated.

  --train FILE     texts to learn from; those with the intent oos, out_of_scope, NO_NODES_DETECTED or null show what is none
  --test FILE      texts to be judged; those with such an intent count as outside, and not in the accuracy
  --valid FILE     texts to which the confidences are fitted (without it: by cross-validation of the training texts)
  --oos FILE       texts from outside, whatever their intent
  --meanings FILE  what words mean, as bench/meanings.ts writes it; without it only the words themselves count
  --embedder       whole sentences count, too, by the model that docs/text-embedder.md tells of; its time counts as well
  --json           one line: accuracy, macroF1, top3, ece, auroc, oosRecallAt5, trainMs, p50us, p99us, modelBytes
                   (fractions of 1; null for what there are no texts for)
`;

type Files = {
  readonly train: string[];
  readonly test: string[];
  readonly valid: string[];
  readonly oos: string[];
  readonly json: boolean;
  readonly meanings?: string | undefined;
  readonly embedder: boolean;
};
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
      meanings: { type: 'string' },
      embedder: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) return HELP;
    return values.train.length > 0 && values.test.length > 0 ? values : `--train and --test are needed\n\n${HELP}`;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${HELP}`;
  }
}

async function meaningsFrom(file: string): Promise<Meanings | string> {
  try {
    return meaningsFromBytes(await readFile(file)) ?? `${file} holds no meanings, or damaged ones: write it anew with bench/meanings.ts`;
  } catch (error) {
    return `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}): write it with bench/meanings.ts`;
  }
}

/** The sentence model, or why there is none. */
async function embedderOr(): Promise<TextEmbedder | string> {
  try {
    return await loadEnergetic();
  } catch (error) {
    return errorText(error);
  }
}

async function run(files: Files): Promise<number> {
  const texts = await textsFrom(files);
  if (typeof texts === 'string') {
    say(texts);
    return 1;
  }
  const meanings = files.meanings === undefined ? undefined : await meaningsFrom(files.meanings);
  if (typeof meanings === 'string') {
    say(meanings);
    return 1;
  }
  const embedder = files.embedder ? await embedderOr() : undefined;
  if (typeof embedder === 'string') {
    say(embedder);
    return 1;
  }
  const figures = await figuresOf(texts, say, { meanings, embedder });
  console.log(files.json ? JSON.stringify(figures) : readable(figures, texts));
  return 0;
}

const files = filesFrom(process.argv.slice(2));
if (files === HELP) console.log(HELP);
else if (typeof files === 'string') {
  say(files);
  process.exitCode = 2;
} else process.exitCode = await run(files);
