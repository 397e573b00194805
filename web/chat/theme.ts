/** The site's colour and scheme. Whatever colour is asked for, what is written in it or on it can be read. */

type Rgb = readonly [number, number, number];

/** Contrast that text needs, by WCAG 2.2. */
const ENOUGH = 4.5;
/** The grounds on which the colour is written, by scheme: panel, bubble and tint are near enough to these. */
const PAPER: Rgb = [225, 239, 234];
const NIGHT: Rgb = [29, 38, 35];
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** Sets both on this element. An unknown colour changes nothing. */
export function dress(root: HTMLElement, { color, scheme }: { readonly color?: string; readonly scheme?: string }): void {
  if (scheme === 'light' || scheme === 'dark') root.dataset.scheme = scheme;
  else delete root.dataset.scheme;
  const rgb = readColour(color ?? '');
  if (rgb === undefined) return;
  for (const [name, value] of Object.entries(shadesOf(rgb))) root.style.setProperty(name, css(value));
}

/** The colours that follow from one. Pure. */
export function shadesOf(rgb: Rgb): Readonly<Record<string, Rgb>> {
  const light = moved(rgb, BLACK, PAPER);
  const dark = moved(rgb, WHITE, NIGHT);
  // What lies under white letters is the same in both schemes.
  const own = moved(rgb, BLACK, WHITE);
  return {
    '--accent-light': light,
    '--accent-dark': dark,
    '--strong-light': mixed(light, BLACK, 0.2),
    '--strong-dark': mixed(dark, WHITE, 0.35),
    '--own-light': own,
    '--own-dark': own,
    '--tint-light': mixed(rgb, WHITE, 0.88),
    '--tint-dark': mixed(rgb, NIGHT, 0.82),
  };
}

/** Contrast of two colours, from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** `#1a66d6` as numbers; undefined when it is no such colour. */
export function readColour(text: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  return hex === null ? undefined : [Number(`0x${hex[1]}`), Number(`0x${hex[2]}`), Number(`0x${hex[3]}`)];
}

/** The colour, moved towards black or white until it can be read on this ground. */
function moved(rgb: Rgb, towards: Rgb, ground: Rgb): Rgb {
  const steps = Array.from({ length: 21 }, (_, i) => mixed(rgb, towards, i / 20));
  return steps.find((one) => contrast(one, ground) >= ENOUGH) ?? towards;
}

function mixed([r, g, b]: Rgb, [x, y, z]: Rgb, share: number): Rgb {
  const mix = (from: number, to: number): number => Math.round(from + (to - from) * share);
  return [mix(r, x), mix(g, y), mix(b, z)];
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function css([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}
