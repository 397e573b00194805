import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Hours, inWords, isOpen, nextOpening, readHours } from '../../bot/handoff/hours.ts';
import { NO_FILE, order, type Rota, readRota } from '../../bot/handoff/rota.ts';

const BERLIN = 'Europe/Berlin';
const at = (iso: string): number => Date.parse(iso);

function hours(zone: string, lines: readonly string[], closed: readonly string[] = []): Hours {
  const read = readHours(zone, lines, closed);
  if (read === undefined) throw new Error('not readable');
  return read;
}

describe('hours', () => {
  const office = hours(BERLIN, ['mon-fri 09:00-12:00', 'mon-thu 13:00-17:30', 'sat 10:00-14:00'], ['2026-12-25']);

  test.each([
    ['a Monday morning', '2026-11-23T09:00:00+01:00', true],
    ['a minute before', '2026-11-23T08:59:59+01:00', false],
    ['lunch', '2026-11-23T12:00:00+01:00', false],
    ['after lunch', '2026-11-23T13:00:00+01:00', true],
    ['a Friday afternoon', '2026-11-27T14:00:00+01:00', false],
    ['a Saturday', '2026-11-28T13:59:00+01:00', true],
    ['a Sunday', '2026-11-29T11:00:00+01:00', false],
    ['a holiday that is a Friday', '2026-12-25T10:00:00+01:00', false],
    ['a summer morning, by the clock on the wall', '2026-07-06T09:30:00+02:00', true],
    ['the same moment of the day in winter time', '2026-07-06T08:30:00Z', true],
  ])('%s', (_, moment, open) => {
    expect(isOpen(office, at(moment))).toBe(open);
  });

  test('the next opening, over a weekend and a change of the clock', () => {
    expect(nextOpening(office, at('2026-11-28T14:00:00+01:00'))).toBe(at('2026-11-30T09:00:00+01:00'));
    // The clock goes back on 25 October.
    expect(nextOpening(office, at('2026-10-24T15:00:00+02:00'))).toBe(at('2026-10-26T09:00:00+01:00'));
    expect(nextOpening(office, at('2026-11-23T12:10:00+01:00'))).toBe(at('2026-11-23T13:00:00+01:00'));
    expect(nextOpening(hours('UTC', []), at('2026-11-28T14:00:00Z'))).toBeUndefined();
  });

  test('is said in words of the person', () => {
    const monday = at('2026-11-23T09:00:00+01:00');
    expect(inWords(office, 'en', monday)).toMatch(/Monday.*9:00\sAM/);
    expect(inWords(office, 'de', monday)).toMatch(/Montag.*9:00|Montag.*09:00/);
    expect(inWords(office, 'es', monday)).toMatch(/lunes.*9:00/);
  });

  test('days may go over the end of the week, and a day may last until midnight', () => {
    const bar = hours('UTC', ['fri-mon 20:00-24:00']);
    expect(
      ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01'].map((day) => isOpen(bar, at(`${day}T23:59:00Z`))),
    ).toEqual([true, true, true, true, false]);
  });

  test.each([
    ['Mars/Base', ['mon 09:00-10:00']],
    ['UTC', ['mon 10:00-09:00']],
    ['UTC', ['mon 09:00-25:00']],
    ['UTC', ['someday 09:00-10:00']],
    ['UTC', ['mon 9-10']],
  ])('%s %s is not readable', (zone, lines) => {
    expect(readHours(zone, lines, [])).toBeUndefined();
  });
});

describe('the file of the support team', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keepsake-rota-'));
    file = join(folder, 'desks.yaml');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function read(text: string): ReturnType<typeof readRota> {
    writeFileSync(file, text);
    return readRota(file);
  }

  function good(text: string): Rota {
    const result = read(text);
    if (!result.ok) throw new Error(result.problems.join('\n'));
    return result.rota;
  }

  const SECRET = 'x'.repeat(32);
  const WEBHOOK = `{ name: north, kind: webhook, url: "https://desk.example.com/hook", secret: ${SECRET}`;

  test('desks that are good at it come first, then the built-in one; closed ones are passed by', () => {
    const rota = good(`
desks:
  - ${WEBHOOK}, for: { topic: [jam], language: [de] }, hours: { zone: UTC, open: ["mon 09:00-17:00"] } }
  - { name: hub, kind: events, url: "https://hub.example.com", secret: ${SECRET} }
`);
    const open = (hours: unknown): boolean => hours === undefined;
    expect(order(rota, { topic: 'jam', language: 'de' }, () => true)).toEqual(['north', 'hub', 'console']);
    expect(order(rota, { topic: 'jam', language: 'de' }, open)).toEqual(['hub', 'console']);
    expect(order(rota, { topic: 'jam', language: 'en' }, () => true)).toEqual(['hub', 'console']);
    expect(order(NO_FILE, { topic: 'jam' }, () => true)).toEqual(['console']);
  });

  test('the built-in desk may be asked first', () => {
    const rota = good(`desks: [{ name: console, kind: console }, ${WEBHOOK} }]`);
    expect(order(rota, {}, () => true)).toEqual(['console', 'north']);
  });

  test.each([
    ['desks: [{ name: North, kind: console }]', 'desks.0.name'],
    ['desks: [{ name: north, kind: pigeon }]', 'desks.0.kind'],
    ['desks: [{ name: north, kind: webhook, url: "ftp://x.example", secret: short }]', 'desks.0.url'],
    [`desks: [${WEBHOOK} }, ${WEBHOOK} }]`, 'two desks are called north'],
    [`desks: [{ name: console, kind: webhook, url: "https://x.example", secret: ${SECRET} }]`, 'called console'],
    ['hours: { zone: Mars, open: [] }', 'hours'],
    ['minutes: soon', 'minutes'],
    ['colour: blue', 'colour'],
    ['desks: [', 'desks.yaml'],
  ])('%s: the mistake is named with its place', (text, where) => {
    const result = read(text);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.problems.join('\n')).toContain(where);
  });

  test('a file that is not there is named', () => {
    const result = readRota(join(folder, 'nowhere.yaml'));
    expect(result).toMatchObject({ ok: false, problems: [expect.stringContaining('nowhere.yaml')] });
  });
});
