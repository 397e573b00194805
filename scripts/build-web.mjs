/** Builds the pages of web/ into dist/web, or the folder named as argument: bundled, small, packed, with names that change when their content does. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'esbuild';

/** A page is a folder in web/ with an index.html; scripts, styles and drawings that it names are built with it. The chat is one page at two addresses. */
const PAGES = {
  'index.html': 'chat',
  'embed/index.html': 'chat',
  'demo/index.html': 'demo',
  'snippet/index.html': 'snippet',
  'webchat/index.html': 'webchat',
  'desk/index.html': 'desk',
};
/** Scripts whose names never change, because pages of others name them. */
const SCRIPTS = { 'embed.js': 'embed/main.ts' };

const ESBUILD = {
  bundle: true,
  minify: true,
  write: false,
  charset: 'utf8',
  logLevel: 'error',
  target: ['es2022', 'chrome100', 'firefox100', 'safari15.4'],
  legalComments: 'none',
};
/** What a page names, beside it or in another page's folder: `src="main.ts"`. */
const NAMED = /(?<=(?:src|href)=")(?:\.\.\/)?[\w/-]+\.(?:tsx?|css|svg)(?=")/g;

/** Builds the pages of `source` into `target`, which is replaced as a whole. */
export async function buildWeb(source = resolve('web'), target = resolve('dist/web')) {
  const fresh = `${target}.new-${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  for (const [name, content] of [...(await pages(source)), ...(await scripts(source))]) await write(join(fresh, name), content);
  await rm(target, { recursive: true, force: true });
  await rename(fresh, target);
}

/** The pages and everything that they name, as pairs of name and content. */
async function pages(source) {
  const folders = [...new Set(Object.values(PAGES))].filter((folder) => existsSync(join(source, folder, 'index.html')));
  const built = new Map(await Promise.all(folders.map(async (folder) => [folder, await page(source, folder)])));
  const named = Object.entries(PAGES).filter(([, folder]) => built.has(folder));
  return [...[...built.values()].flatMap(({ assets }) => assets), ...named.map(([name, folder]) => [name, built.get(folder).html])];
}

/** One page: each is built for itself, because what it shared with others would be one more thing to wait for. */
async function page(source, folder) {
  const html = await readFile(join(source, folder, 'index.html'), 'utf8');
  const { outputFiles, metafile } = await build({
    ...ESBUILD,
    entryPoints: [...new Set(html.match(NAMED))].map((name) => join(source, folder, name)),
    format: 'esm',
    splitting: true,
    outdir: source,
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    loader: { '.svg': 'copy' },
    metafile: true,
  });
  const built = new Map(
    Object.entries(metafile.outputs).map(([file, { entryPoint }]) => [resolve(entryPoint ?? ''), relative(source, file)]),
  );
  return {
    assets: outputFiles.map(({ path, contents }) => [relative(source, path), contents]),
    html: html.replace(NAMED, (file) => `/${built.get(join(source, folder, file))}`),
  };
}

async function scripts(source) {
  const found = Object.entries(SCRIPTS).filter(([, entry]) => existsSync(join(source, entry)));
  return Promise.all(
    found.map(async ([name, entry]) => {
      const { outputFiles } = await build({ ...ESBUILD, entryPoints: [join(source, entry)], format: 'iife' });
      return [name, outputFiles[0].contents];
    }),
  );
}

/** Writes a file, and beside it what is sent to browsers that can unpack: packing takes longer than a server may take to start. */
export async function write(file, content) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  const bytes = Buffer.from(content);
  for (const [ending, pack] of [
    ['br', brotliCompress],
    ['gz', gzip],
  ]) {
    const packed = await promisify(pack)(bytes);
    if (packed.length < bytes.length) await writeFile(`${file}.${ending}`, packed);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const target = process.argv[2] ?? 'dist/web';
  await buildWeb(resolve('web'), resolve(target));
  console.log(`pages built into ${target}`);
}
