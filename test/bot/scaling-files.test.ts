/** The files that docs/scaling.md hands out: what they name is there. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readConfig, SETTINGS } from '../../bot/config.ts';

type Service = {
  readonly command?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
};

const compose = parse(readFileSync('docs/scaling/compose.yaml', 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
};
const OURS = Object.keys(compose.services).filter((name) => name.startsWith('keepsake-'));

test('three servers run from source, with settings that there are and that are right', () => {
  expect(OURS).toHaveLength(3);
  const known = new Set(Object.values(SETTINGS).map(({ name }) => name));
  for (const name of OURS) {
    const { command, environment = {} } = compose.services[name] ?? {};
    expect(command).toBe('node bot/main.ts');
    expect(Object.keys(environment).filter((one) => !known.has(one))).toEqual([]);
    // As compose fills them in.
    const filled = Object.entries(environment).map(([key, value]) => [key, value.replace(/\$\{\w+:(?:\?|-)[^}]*\}/, '')]);
    expect(readConfig(Object.fromEntries(filled))).toMatchObject({ ok: true });
  }
});

test('the balancer asks exactly these servers, where they listen, whether they are ready', () => {
  const balancer = readFileSync('docs/scaling/haproxy.cfg', 'utf8');
  const asked = [...balancer.matchAll(/^ {2}server \w+ (\S+)$/gm)].map(([, address]) => address);
  expect(asked).toEqual(OURS.map((name) => `${name}:${compose.services[name]?.environment?.PORT}`));
  expect(balancer).toContain('option httpchk GET /readyz');
  expect(compose.services.balancer?.depends_on).toEqual(OURS);
});
