/** Builds the pages of web/ into dist/web, or the folder named as argument: bundled, small, with names that change when their content does. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Builds the chat page from `source` into `target`, which is replaced as a whole. */
export async function buildWeb(source = resolve('web/chat'), target = resolve('dist/web')) {
  const fresh = `${target}.new-${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  const script = await bundled(join(source, 'main.ts'));
  const style = await bundled(join(source, 'chat.css'));
  const icon = await readFile(join(source, 'icon.svg'));
  let page = await readFile(join(source, 'index.html'), 'utf8');
  for (const [name, content] of Object.entries({ 'main.js': script, 'chat.css': style, 'icon.svg': icon })) {
    const named = name.replace('.', `-${createHash('sha256').update(content).digest('hex').slice(0, 10)}.`);
    page = page.replaceAll(`"${name}"`, `"${named}"`);
    await writeFile(join(fresh, named), content);
  }
  await writeFile(join(fresh, 'index.html'), page);
  await rm(target, { recursive: true, force: true });
  await rename(fresh, target);
}

async function bundled(entry) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2022', 'chrome100', 'firefox100', 'safari15.4'],
    charset: 'utf8',
    logLevel: 'error',
  });
  return result.outputFiles[0].contents;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const target = process.argv[2] ?? 'dist/web';
  await buildWeb(resolve('web/chat'), resolve(target));
  console.log(`pages built into ${target}`);
}
