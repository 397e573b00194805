/** The icons of the bot in Teams: a speech bubble that holds a tick. Drawn as distances to shapes, so every size is sharp. */
import { pngOf, type Rgba } from './png.ts';

/** Positive outside, negative inside, in parts of the whole picture; x and y from 0 to 1. */
type Shape = (x: number, y: number) => number;

/** The colour of the bot, as Teams shows it beside its icon. */
export const ACCENT = '#1F5F5B';
const GROUND: Rgba = [0x1f, 0x5f, 0x5b, 255];
const LIGHT: Rgba = [255, 255, 255, 255];
const CLEAR: Rgba = [255, 255, 255, 0];

const bubble = union(roundedBox(0.5, 0.45, 0.31, 0.24, 0.1), triangle([0.3, 0.64], [0.3, 0.85], [0.52, 0.66]));
const tick = union(stroke(0.37, 0.46, 0.46, 0.55, 0.035), stroke(0.46, 0.55, 0.64, 0.36, 0.035));

/** 192 points square, in colour, filled to its edges as Teams asks. */
export function colourIcon(): Uint8Array {
  return drawn(192, (x, y, soft) => mix(mix(GROUND, LIGHT, covered(bubble(x, y), soft)), GROUND, covered(tick(x, y), soft)));
}

/** 32 points square, white lines on nothing. */
export function outlineIcon(): Uint8Array {
  const outline: Shape = (x, y) => Math.abs(bubble(x, y)) - 0.03;
  return drawn(32, (x, y, soft) => mix(CLEAR, LIGHT, Math.max(covered(outline(x, y), soft), covered(tick(x, y), soft))));
}

function drawn(size: number, colour: (x: number, y: number, soft: number) => Rgba): Uint8Array {
  return pngOf(size, (x, y) => colour((x + 0.5) / size, (y + 0.5) / size, 1 / size));
}

/** How much of a point lies inside, from 0 to 1. */
function covered(distance: number, soft: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance / soft));
}

function mix(from: Rgba, to: Rgba, share: number): Rgba {
  const part = (i: 0 | 1 | 2 | 3): number => Math.round(from[i] + (to[i] - from[i]) * share);
  return [part(0), part(1), part(2), part(3)];
}

function union(...shapes: readonly Shape[]): Shape {
  return (x, y) => Math.min(...shapes.map((shape) => shape(x, y)));
}

function roundedBox(cx: number, cy: number, halfWidth: number, halfHeight: number, radius: number): Shape {
  return (x, y) => {
    const dx = Math.abs(x - cx) - halfWidth + radius;
    const dy = Math.abs(y - cy) - halfHeight + radius;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

function stroke(ax: number, ay: number, bx: number, by: number, radius: number): Shape {
  return (x, y) => segment([ax, ay], [bx, by], x, y) - radius;
}

type Point = readonly [x: number, y: number];

function triangle(a: Point, b: Point, c: Point): Shape {
  const side = ([ax, ay]: Point, [bx, by]: Point, x: number, y: number): number => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return (x, y) => {
    const sides = [side(a, b, x, y), side(b, c, x, y), side(c, a, x, y)];
    const inside = sides.every((value) => value >= 0) || sides.every((value) => value <= 0);
    const edge = Math.min(segment(a, b, x, y), segment(b, c, x, y), segment(c, a, x, y));
    return inside ? -edge : edge;
  };
}

/** Distance to the line between two points. */
function segment([ax, ay]: Point, [bx, by]: Point, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
