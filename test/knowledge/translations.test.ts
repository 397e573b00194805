/** A pack in further languages: what is taken over, what stays, and what is refused where. */
import { describe, expect, test } from '@jest/globals';
import { problemLine } from '../../knowledge/problem.ts';
import { REPLY_KEYS } from '../../knowledge/reply-keys.ts';
import { type Files, loadWith, SMALL } from './small-pack.ts';

const SPEAKS_BOTH = String(SMALL['pack.yaml']).replace('languages: [en]', 'languages: [en, es]');
const REPLIES = `${Object.keys(REPLY_KEYS)
  .map((key) => `${key}: palabras de ${key}`)
  .join('\n')}\n`;
const TOPICS = [...new Set(Object.entries(SMALL).flatMap(([name, text]) => (name.startsWith('topics') ? idsIn(String(text)) : [])))];
const EXAMPLES = `topics:\n${TOPICS.map(
  (id) => `  ${id}:\n    examples:\n${['a', 'b', 'c', 'd', 'e'].map((letter) => `      - muestra ${letter} de ${id}`).join('\n')}`,
).join('\n')}\n`;
const SLOTS = `slots:
  spare:
    ask: [¿Hay repuesto?, ¿Tienes repuesto?]
    choices: [Sí, Perdido]
    values:
      kept: { words: [guardado] }
causes: { bulb: { title: la bombilla } }
fixes:
  new-bulb: { title: Cambia la bombilla, steps: [{ do: [Coge la roja.] }, { do: ["Coge la {colour}."] }], worked: Brilla. }
`;

function idsIn(text: string): readonly string[] {
  return [...text.matchAll(/^- id: (\S+)/gm)].map((match) => match[1] ?? '');
}

const both = (slots: string, more: Files = {}): Files => ({
  'pack.yaml': SPEAKS_BOTH,
  'replies/es.yaml': REPLIES,
  'locales/es/examples.yaml': EXAMPLES,
  'locales/es/slots.yaml': slots,
  ...more,
});

async function said(files: Files): Promise<readonly string[]> {
  const loaded = await loadWith(files as Readonly<Record<string, string>>);
  return loaded.ok ? [] : loaded.problems.map(problemLine);
}

describe('a second language', () => {
  test('has its own questions, buttons and examples, and words beside those of the first', async () => {
    const loaded = await loadWith(both(SLOTS) as Readonly<Record<string, string>>);
    if (!loaded.ok) throw new Error(loaded.problems.map(problemLine).join('\n'));
    const spanish = loaded.pack.translated.get('es');
    const spare = spanish?.slots.get('spare');
    expect(spare?.question?.ask[0]).toBe('¿Hay repuesto?');
    expect(spare?.question?.choices?.map((choice) => choice.label)).toEqual(['Sí', 'Perdido']);
    expect(spare?.question?.choices?.[1]?.sets).toEqual(loaded.pack.slots.get('spare')?.question?.choices?.[1]?.sets);
    expect(spare?.values[0]?.words).toContain('guardado');
    expect(spare?.question?.why).toBe(loaded.pack.slots.get('spare')?.question?.why);
    expect(spanish?.causes.get('bulb')?.title).toBe('la bombilla');
    const fix = spanish?.fixes.get('new-bulb');
    const own = loaded.pack.fixes.get('new-bulb');
    expect(fix).toEqual({
      ...own,
      title: 'Cambia la bombilla',
      steps: own?.steps.map((way, i) => ({ ...way, do: [['Coge la roja.'], ['Coge la {colour}.']][i] ?? [] })),
      worked: 'Brilla.',
    });
    expect([...(spanish?.untranslated ?? [])].sort()).toEqual(['causes', 'entries', 'fixes', 'guides', 'terms', 'tips']);
    expect(loaded.pack.untranslated.size).toBe(0);
    expect(spanish?.topics.get(TOPICS[0] ?? '')?.examples).toHaveLength(5);
    expect(loaded.pack.slots.get('spare')?.values[0]?.words).not.toContain('guardado');
  });

  test.each<[string, string, readonly unknown[]]>([
    [
      'a slot that is not there',
      SLOTS.replace('  spare:', '  spares:'),
      ['locales/es/slots.yaml:2:3: there is no slot `spares`; did you mean `spare`?'],
    ],
    [
      'too few labels',
      SLOTS.replace('[Sí, Perdido]', '[Sí]'),
      ['locales/es/slots.yaml:4:14: the question has 2 buttons, and here are labels for 1'],
    ],
    [
      'other ways to do a fix',
      SLOTS.replace('{ do: [Coge la roja.] }, ', ''),
      ['locales/es/slots.yaml:9:49: ways to do this: 2 in the pack, 1 in the translation'],
    ],
    [
      'other steps than the pack has',
      SLOTS.replace('[Coge la roja.]', '[Coge la roja., Y ya.]'),
      ['locales/es/slots.yaml:9:50: steps of this way: 1 in the pack, 2 in the translation'],
    ],
    [
      'a guide that is not there',
      `${SLOTS}guides: { nowhere: { title: En ninguna parte } }\n`,
      [expect.stringMatching(/^locales\/es\/slots\.yaml:10:11: there is no guide `nowhere`/)],
    ],
    [
      'a term that is not there',
      `${SLOTS}terms: { bayonett: { names: [bayoneta] } }\n`,
      ['locales/es/slots.yaml:10:10: no term is called `bayonett`; did you mean `bayonet`?'],
    ],
    [
      'a name of two terms',
      `${SLOTS}terms: { bayonet: { names: [casquillo] }, screw: { names: [Casquillo], say: Una rosca. } }\n`,
      ['locales/es/slots.yaml:10:60: “Casquillo” is a name of `bayonet` already, at line 10; a name has one explanation'],
    ],
    [
      'a cause that is not there',
      SLOTS.replace('{ bulb:', '{ bulbs:'),
      ['locales/es/slots.yaml:7:11: there is no cause `bulbs`; did you mean `bulb`?'],
    ],
  ])('is refused with %s', async (_name, slots, problems) => {
    expect(await said(both(slots))).toEqual(problems);
  });

  test('is refused without its replies, and without examples of a topic', async () => {
    const [first = '', ...rest] = await said({ 'pack.yaml': SPEAKS_BOTH, 'locales/es/slots.yaml': SLOTS });
    expect([first, ...rest].join('\n')).toMatch(/pack\.yaml:4:17: no sentences for \d+ replies in `es`: welcome, /);
    expect([first, ...rest].join('\n')).toMatch(/pack\.yaml:4:17: fewer than 5 examples in `es` of: /);
  });

  test('has to be named in pack.yaml', async () => {
    const found = await said({ 'locales/fr.yaml': 'causes: { bulb: { title: l’ampoule } }\n' });
    expect(found).toEqual(['locales/fr.yaml:1:1: the pack has no language `fr`; name it in pack.yaml']);
  });
});
