/**
 * What the chat in a browser weighs and how soon one can write: our own widget beside Microsoft's Web Chat, from this
 * server, on this machine, in the same run.
 *
 *     npm run bench:web [-- --json] [--runs 7]
 *
 * A page weighs everything that the browser fetched from an empty cache until it was greeted; `embed` is what a support
 * site loads before anybody opens the chat. The time is from the navigation to the first frame in which the field to write
 * in stands in the page: the median of the runs, the pages by turns, each with a browser profile of its own.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../test/e2e/browser.ts';
import { newDataFolder, type ServerProcess, startServer } from '../test/e2e/server-process.ts';

type Weight = { readonly raw: number; readonly gzip: number; readonly brotli: number };
type Visit = { readonly files: readonly Buffer[]; readonly inputVisibleMs: number };

const PAGES = {
  widget: { path: '/embed', greeted: '#log .message:not(.typing)' },
  webchat: { path: '/webchat', greeted: '.webchat__basic-transcript .webchat__bubble' },
} as const;

/** Runs in the page before everything else: notes when the field stood in it. */
const WATCH = `(() => {
  const look = () => {
    const field = document.querySelector('textarea, input[type="text"]');
    if (field?.checkVisibility() && !field.disabled) globalThis.inputVisible = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '7' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs must be a whole number above 0');

for (const script of ['scripts/build-web.mjs', 'scripts/fetch-webchat.mjs']) {
  execFileSync(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
}
const data = newDataFolder();
const [server, browser] = await Promise.all([startServer(data.path, { KEEPSAKE_TOKENS_PER_MINUTE: '1000' }), openBrowser()]);
await server.ready;
try {
  const widget: Visit[] = [];
  const webchat: Visit[] = [];
  // The first of each warms up the server and the browser, and is not counted.
  for (let run = 0; run <= runs; run++) {
    const visits = [await visit(browser, server, 'widget'), await visit(browser, server, 'webchat')] as const;
    if (run === 0) continue;
    widget.push(visits[0]);
    webchat.push(visits[1]);
  }
  report(weigh([readFileSync('dist/web/embed.js')]), widget, webchat);
} finally {
  await browser.close();
  await server.stop();
  data.remove();
}

async function visit(browser: Browser, server: ServerProcess, which: keyof typeof PAGES): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript({ content: WATCH });
  const files = collect(page, server.url);
  await page.goto(server.url + PAGES[which].path);
  await page.locator(PAGES[which].greeted).first().waitFor();
  const inputVisibleMs = Number(await page.evaluate('globalThis.inputVisible'));
  const fetched = await Promise.all(files);
  await context.close();
  return { files: fetched, inputVisibleMs };
}

/** The bodies of everything of the page that comes from the server; what is said in the conversation is not its weight. */
function collect(page: Page, home: string): readonly Promise<Buffer>[] {
  const files: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    const { pathname, origin } = new URL(response.url());
    if (origin === home && !/^\/(?:v3|embed)\/./.test(pathname)) files.push(response.body());
  });
  return files;
}

function weigh(files: readonly Buffer[]): Weight {
  const sum = (size: (file: Buffer) => number): number => files.reduce((total, file) => total + size(file), 0);
  return {
    raw: sum((file) => file.length),
    gzip: sum((file) => gzipSync(file, { level: 9 }).length),
    brotli: sum((file) => brotliCompressSync(file).length),
  };
}

function report(embed: Weight, widget: readonly Visit[], webchat: readonly Visit[]): void {
  const inputVisibleMs = { widget: median(widget), webchat: median(webchat) };
  const result = { embed, widget: weigh(widget[0]?.files ?? []), webchat: weigh(webchat[0]?.files ?? []), inputVisibleMs };
  if (values.json) console.log(JSON.stringify(result));
  else {
    console.table({
      embed: row(embed),
      widget: row(result.widget, inputVisibleMs.widget),
      webchat: row(result.webchat, inputVisibleMs.webchat),
    });
    console.log(`widget ÷ webchat, time to input: ${(inputVisibleMs.widget / inputVisibleMs.webchat).toFixed(2)}`);
  }
}

function row({ raw, gzip, brotli }: Weight, ms?: number): Readonly<Record<string, string>> {
  const kb = (bytes: number): string => (bytes / 1000).toFixed(1);
  return { 'raw KB': kb(raw), 'gzip KB': kb(gzip), 'brotli KB': kb(brotli), 'input visible ms': String(ms ?? '') };
}

function median(visits: readonly Visit[]): number {
  const times = visits.map(({ inputVisibleMs }) => inputVisibleMs).toSorted((a, b) => a - b);
  return Math.round(times[Math.floor(times.length / 2)] ?? Number.NaN);
}
