/** What a message means as a sentence, where somebody outside knows it. Plain data. */

/** What was learnt of sentences from their numbers, beside what was learnt from words. */
export type SentenceModel = {
  /** Who made the numbers: those of another embedder mean something else. */
  readonly embedder: string;
  readonly size: number;
  readonly labels: readonly string[];
  /** How much the sentence counts; the words count what is left of one. */
  readonly share: number;
  /** How margins of words and sentence together become confidences: see `Calibration`. */
  readonly sharpness: number;
  readonly none: number | null;
  /** A row of labels for each number. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
};

/** The numbers of a message, and the model that learnt to read them. */
export type Sense = { readonly model: SentenceModel; readonly vector: Float32Array };
