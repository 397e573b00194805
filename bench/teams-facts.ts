/** `npm run teams:facts`: whether the loopback service that the tests use does what Microsoft's published description says. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { OPERATIONS } from '../test/channels/teams/loopback-connector.ts';

const PLACE = resolve(process.argv[2] ?? '../shared/specs/botframework-channel.json');

const Operation = z.looseObject({ operationId: z.string(), responses: z.record(z.string(), z.unknown()) });
const Description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  definitions: z.record(z.string(), z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() })),
});
type Description = z.infer<typeof Description>;

/** What the tests rely on besides: what is answered, and what is told of an error. */
const SHAPES = [
  ['ResourceResponse', ['id']],
  ['ErrorResponse', ['error']],
  ['Error', ['code', 'message']],
] as const;

function complaintsAt({ paths }: Description, { id, method, path, answers }: (typeof OPERATIONS)[number]): readonly string[] {
  const described = paths[path]?.[method.toLowerCase()];
  if (described === undefined) return [`${method} ${path} is not described`];
  const known = Object.keys(described.responses).map(Number);
  return [
    ...(described.operationId === id ? [] : [`${method} ${path} is ${described.operationId} and not ${id}`]),
    ...answers.filter((status) => !known.includes(status)).map((status) => `${id} does not answer ${status}`),
  ];
}

function main(): number {
  if (!existsSync(PLACE)) {
    console.log(`NOT COMPARED: ${PLACE} is not there. Name the file: npm run teams:facts -- botframework-channel.json`);
    return 1;
  }
  const description = Description.parse(JSON.parse(readFileSync(PLACE, 'utf8')));
  const shapes = SHAPES.flatMap(([name, fields]) =>
    fields.filter((field) => description.definitions[name]?.properties?.[field] === undefined).map((field) => `${name} has no ${field}`),
  );
  const wrong = [...OPERATIONS.flatMap((operation) => complaintsAt(description, operation)), ...shapes];
  for (const line of wrong) console.log(line);
  console.log(`${OPERATIONS.length} operations and ${SHAPES.length} shapes compared, ${wrong.length} differ`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = main();
