/** `npm run teams:package`: the app package that is uploaded to Teams, built from the settings, with no network. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { colourIcon, outlineIcon } from '../channels/teams/package/icons.ts';
import { manifestOf, missingFor } from '../channels/teams/package/manifest.ts';
import { type CommandParts, type ExitCode, runCommand } from '../run-command.ts';
import type { JsonObject } from '../store/store.ts';

const HELP = `Build the app package that is uploaded to Teams. docs/teams.md tells how to go on.

  npm run teams:package                  writes keepsake-teams.zip
  npm run teams:package -- --out FILE    writes it there

It is checked against Microsoft's schema, which comes with the development packages ("npm ci").`;

/** The first day that a ZIP file can tell of: the same package is the same bytes, whenever it is built. */
const LONG_AGO = new Date(1980, 0, 1);

const OPTIONS = { out: { type: 'string', default: 'keepsake-teams.zip' }, help: { type: 'boolean', short: 'h', default: false } } as const;

/** What Microsoft's schema says against it. Rejects when the schema is not installed. */
async function complaintsOf(manifest: JsonObject): Promise<readonly string[]> {
  const { AppManifestUtils } = await import('@microsoft/app-manifest');
  return AppManifestUtils.validateAgainstSchema(manifest as never);
}

function options(): { readonly out: string; readonly help: boolean } | undefined {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch {
    return undefined;
  }
}

async function build(out: string, { config, print, complain }: CommandParts): Promise<ExitCode> {
  const missing = missingFor(config);
  for (const line of missing) complain(`keepsake: ${line}`);
  if (missing.length > 0) return 1;
  const { version, description } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const manifest = manifestOf(config, version, description);
  const wrong = await complaintsOf(manifest);
  for (const line of wrong) complain(`keepsake: the manifest is not valid: ${line}`);
  if (wrong.length > 0) return 1;
  const files = {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`),
    'color.png': colourIcon(),
    'outline.png': outlineIcon(),
  };
  const bytes = zipSync(files, { level: 0, mtime: LONG_AGO });
  writeFileSync(resolve(out), bytes);
  print(`${resolve(out)} is ready to be uploaded to Teams (${Math.ceil(bytes.length / 1024)} KB, manifest ${manifest.manifestVersion}).`);
  return 0;
}

async function work(parts: CommandParts): Promise<ExitCode> {
  const wish = options();
  if (wish === undefined) parts.complain(HELP);
  if (wish === undefined) return 2;
  if (!wish.help) return build(wish.out, parts);
  parts.print(HELP);
  return 0;
}

process.exitCode = await runCommand(
  work,
  (line) => console.log(line),
  (line) => console.error(line),
);
