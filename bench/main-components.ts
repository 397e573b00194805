/** Principal components by subspace iteration: deterministic, and exact enough for a reduction. */
import { seeded } from './random.ts';

type Matrix = readonly Float64Array[];

/** The rows in their `size` main directions, each brought to length one, one after another. */
export function mainComponents(rows: readonly ArrayLike<number>[], size: number): Float32Array {
  const centred = centre(rows);
  const directions = mainDirections(covariance(centred), size);
  const out = new Float32Array(rows.length * size);
  centred.forEach((row, r) => {
    const projected = directions.map((direction) => dot(row, direction));
    const length = Math.sqrt(projected.reduce((sum, value) => sum + value * value, 0)) || 1;
    projected.forEach((value, i) => {
      out[r * size + i] = value / length;
    });
  });
  return out;
}

function centre(rows: readonly ArrayLike<number>[]): Matrix {
  const width = rows[0]?.length ?? 0;
  const mean = new Float64Array(width);
  for (const row of rows) for (let i = 0; i < width; i++) mean[i] = (mean[i] as number) + (row[i] as number) / rows.length;
  return rows.map((row) => Float64Array.from(row, (value, i) => value - (mean[i] as number)));
}

function covariance(rows: Matrix): Matrix {
  const width = rows[0]?.length ?? 0;
  const sums = Array.from({ length: width }, () => new Float64Array(width));
  for (const row of rows) for (let i = 0; i < width; i++) addScaled(sums[i] as Float64Array, row, row[i] as number);
  return sums;
}

const ITERATIONS = 12;

function mainDirections(square: Matrix, size: number): Matrix {
  const random = seeded(1);
  let directions: Matrix = Array.from({ length: size }, () => Float64Array.from(square, () => random() - 0.5));
  for (let i = 0; i < ITERATIONS; i++) {
    directions = orthonormal(directions.map((direction) => Float64Array.from(square, (row) => dot(row, direction))));
  }
  return directions;
}

function orthonormal(vectors: Matrix): Matrix {
  const done: Float64Array[] = [];
  for (const vector of vectors) {
    for (const other of done) addScaled(vector, other, -dot(vector, other));
    const length = Math.sqrt(dot(vector, vector)) || 1;
    done.push(vector.map((value) => value / length));
  }
  return done;
}

function addScaled(to: Float64Array, from: Float64Array, scale: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + scale * (from[i] as number);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
