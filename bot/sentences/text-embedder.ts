/** The port behind which models stand that know what sentences mean. None is needed. */

/** Turns texts into numbers, such that texts that mean alike have numbers alike. */
export type TextEmbedder = {
  /** The model and its version: of another id the same text has other numbers. */
  readonly id: string;
  /** How many numbers a text has. */
  readonly dim: number;
  /** The numbers of each text in order, together of length one; zeros for a text with nothing in it. Rejects with EmbedderError. */
  readonly embed: (texts: readonly string[]) => Promise<readonly Float32Array[]>;
};

/**
 * Why texts have no numbers: the packages are missing; it is not awake, or has too much to do; it took too long; or something in it broke.
 */
export type EmbedderTrouble = 'missing' | 'asleep' | 'busy' | 'slow' | 'broken';

/** What embedders reject with. */
export class EmbedderError extends Error {
  readonly code: EmbedderTrouble;

  constructor(code: EmbedderTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
