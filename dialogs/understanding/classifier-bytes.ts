/** A classifier as bytes, and back. */
import type { byteReader, byteWriter } from './bytes.ts';
import type { Classifier } from './classifier.ts';

export function writeClassifier(writer: ReturnType<typeof byteWriter>, classifier: Classifier): void {
  const { vocabulary, labels, sharpness, none } = classifier;
  writer.json({ labels, sharpness, none, options: vocabulary.options });
  writer.array(vocabulary.table);
  writer.array(vocabulary.idf);
  writer.array(classifier.weights);
  writer.array(classifier.scales);
  writer.array(classifier.bias);
}

/** Reads what `writeClassifier` wrote; the reader has checked that nothing was changed since. */
export function readClassifier(reader: NonNullable<ReturnType<typeof byteReader>>): Classifier {
  const { labels, sharpness, none, options } = reader.json() as Classifier & { options: Classifier['vocabulary']['options'] };
  const vocabulary = { options, table: reader.array(Int32Array), idf: reader.array(Float32Array) };
  return {
    vocabulary,
    labels,
    sharpness,
    none,
    weights: reader.array(Int8Array),
    scales: reader.array(Float32Array),
    bias: reader.array(Float32Array),
  };
}
