/** Who gets which case, and when they are there: the file of the support team. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod';
import { errorText } from '../error-code.ts';
import { type Hours, readHours } from './hours.ts';

/** The built-in desk: every case that no other desk takes comes to it, whether or not the file names it. */
export const CONSOLE = 'console';

const HoursFile = z
  .strictObject({ zone: z.string(), open: z.array(z.string()), closed: z.array(z.iso.date()).default([]) })
  .transform(({ zone, open, closed }, context): Hours => {
    const hours = readHours(zone, open, closed);
    if (hours !== undefined) return hours;
    context.addIssue('wants a time zone such as Europe/Berlin and lines such as "mon-fri 09:00-17:30"');
    return z.NEVER;
  });

const Skills = z.record(z.string(), z.array(z.string()).min(1));
const name = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be small letters, digits and hyphens');
const url = z.url({ protocol: /^https?$/, error: 'must be an address such as https://help.example.com/hook' });
const secret = z.string().regex(/^\S{32,256}$/, 'must be 32 to 256 characters without spaces');
const common = { name, for: Skills.exactOptional(), hours: HoursFile.exactOptional() };
/** Seconds that the other side has for its answer. */
const called = { ...common, url, secret, seconds: z.number().min(0.5).max(60).default(8) };
const DeskLine = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('console') }),
  /** A desk that is not called by address, but was opened by another part of this program under this name. */
  z.strictObject({ ...common, kind: z.literal('channel') }),
  z.strictObject({ ...called, kind: z.literal('webhook') }),
  z.strictObject({ ...called, kind: z.literal('events') }),
]);

const RotaFile = z.strictObject({
  hours: HoursFile.exactOptional(),
  /** Minutes after which a case that nobody took goes to the next desk. */
  minutes: z.number().min(0.1).max(1440).default(10),
  /** Another way to reach the team, by language. */
  reach: z.record(z.string(), z.string().max(300)).default({}),
  desks: z.array(DeskLine).default([]),
});

/** One desk, as the file has it. */
export type DeskLine = Readonly<z.infer<typeof DeskLine>>;
/** The whole file. */
export type Rota = Readonly<z.infer<typeof RotaFile>>;

/** Somebody to be handed over, as far as it decides who gets them: topic, language, and what is known. */
export type Asked = Readonly<Record<string, string>>;

/** Without a file there is the built-in desk, at all hours. */
export const NO_FILE: Rota = RotaFile.parse({});

/** Reads the file; each mistake is a line that says where and what. */
export function readRota(
  file: string,
): { readonly ok: true; readonly rota: Rota } | { readonly ok: false; readonly problems: readonly string[] } {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (error) {
    return { ok: false, problems: [`${file}: ${errorText(error).split('\n')[0]}`] };
  }
  const read = RotaFile.safeParse(content);
  if (!read.success) return { ok: false, problems: read.error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`) };
  const names = read.data.desks.map((desk) => desk.name);
  const twice = names.filter((one, i) => names.indexOf(one) !== i || (one === CONSOLE && read.data.desks[i]?.kind !== 'console'));
  if (twice.length > 0) return { ok: false, problems: twice.map((one) => `${file}: desks: two desks are called ${one}`) };
  return { ok: true, rota: read.data };
}

/** The desks that are asked for this case, the first one first. Those whose people are there come before those that are closed; last is the built-in one. */
export function order(rota: Rota, asked: Asked, isOpen: (hours: Hours | undefined) => boolean): readonly string[] {
  const fitting = rota.desks.filter((desk) => fits(desk, asked));
  const open = fitting.filter(({ hours }) => isOpen(hours ?? rota.hours));
  return [...new Set([...open.map((desk) => desk.name), CONSOLE])];
}

/** Whether the desk is good at it: for each thing that it names, the case has one of its values. */
function fits({ for: skills = {} }: DeskLine, asked: Asked): boolean {
  return Object.entries(skills).every(([what, values]) => values.includes(asked[what] ?? ''));
}

/** When people of this desk are there; undefined: always. */
export function hoursOf(rota: Rota, desk: string): Hours | undefined {
  return rota.desks.find((line) => line.name === desk)?.hours ?? rota.hours;
}
